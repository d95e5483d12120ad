"""Commands are one table: a new one is a line there, its words and its reply, and what is missing is said."""

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from counted.names import Answered
from counted.table import REPLIES
from menus.matcher.commands import COMMANDS, MEANT, TAKEN, Deed, Says
from menus.model import Pack
from settings import HERE
from sms.flow import DEEDS, obey, step
from sms.model import Talk, Texted
from sms.replies.thread import Thread
from tests.conftest import OPEN
from tests.packs.broken import Copy, copy

NEWCOMER = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from menus.matcher import commands
commands.COMMANDS["NEWWORD"] = commands.Says("newword")  # all that somebody added to the code
from menus.loading.pack import PackError, load
from menus.rules.faults import faults
from sms.flow import step
from sms.model import Talk, Texted
try:
    pack = load(Path(sys.argv[1]))
except PackError as error:
    sys.exit(str(error))
errors = [str(fault) for fault in faults(pack, date(2026, 6, 1)) if fault.level == "error"]
print(*errors, step(pack, Talk(), Texted("newword"), datetime(2026, 6, 1, tzinfo=UTC)).text, sep="\\n")
"""


def newcomer(folder: Path) -> str:
    """What a line says to NEWWORD, or why it cannot, with no more than a line in the table."""
    code = [sys.executable, "-c", NEWCOMER, str(folder)]
    ran = subprocess.run(code, cwd=HERE, capture_output=True, text=True, timeout=120)
    return ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return copy(tmp_path_factory.mktemp("pack"))


def test_a_new_line_in_the_table_is_told_what_the_pack_lacks_and_needs_no_other_code(made: Copy) -> None:
    assert "en/phrases.toml: text.newword: is missing: add it" in newcomer(made.folder)
    made.put("en/phrases.toml", "newword", '"{service}: new to you. Emergency? 999. [A9]"', "text")
    told = newcomer(made.folder)
    assert 'commands.NEWWORD: has no words: say what people text for it: NEWWORD = ["newword"]' in told
    assert "did not understand" in told
    made.put("en/matching.toml", "NEWWORD", '["newword"]', "commands")
    assert newcomer(made.folder) == "Muscle Line: new to you. Emergency? 999.\n"


def test_each_deed_is_done() -> None:
    assert DEEDS.keys() == set(get_args(Deed)), "a line of DEEDS in sms/flow.py for each Deed, and no other"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_of_the_table_is_answered(pack: Pack, name: str) -> None:
    reply = obey(Thread(pack, Talk(), OPEN), COMMANDS[name])
    assert reply.text or reply.wish


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - MEANT))
def test_each_command_that_people_are_told_is_texted_by_its_name(pack: Pack, name: str) -> None:
    assert name.lower() in TAKEN
    assert step(pack, Talk(), Texted(name), OPEN).kind not in ("unknown", "automatic")


def test_the_reply_of_every_command_has_a_name_as_a_count_and_on_the_desk() -> None:
    replies = {does.sentence for does in COMMANDS.values() if isinstance(does, Says)}
    assert replies <= set(get_args(Answered)), "name it in `Answered` of counted/names.py"
    shown = {count for counts in REPLIES.values() for count in counts}
    assert {f"text:{reply}" for reply in replies} <= shown, "add its row to `REPLIES` of counted/table.py"
