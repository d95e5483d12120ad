"""messages.tsv is asked: an alarm missed is an error, another answer a warning, too few are to do."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from menus.loading.folders import BLANK, SHIPPED
from menus.loading.pack import PackError, load
from menus.messages.answered import ALARMS, FEWEST, TWO_ALARMS, answered, messages
from menus.messages.written import written
from menus.model import Fault, Pack
from menus.rules.faults import faults, still_to_do
from menus.said import look
from tests.packs.fields import MESSAGES
from tests.packs.signed import sign
from tests.packs.small import small
from tools.words.score import score

TODAY = date(2026, 6, 1)
FILE = "en/messages.tsv"
# A row, and what is said of it: its level, and words of the fault; "" for nothing.
ROWS = {
    "EMERGENCY\tmy budgie has the blues": "error: an alarm is missed",
    "ATONCE\thow do i wash my catheter": "error: an alarm is missed",
    "WORRIED\tcan i stop my antibiotics": "error: gets SAFETY, and an alarm is missed",
    "SAFETY\thow often do i change the bag": "error: gets BAGS, and an alarm is missed",
    "SAFETY\tmy catheter is not draining": "error: gets ?BLOCKED, and an alarm is missed",
    "SAFETY\ti took all my antibiotics to end my life": "warning: gets EMERGENCY, not SAFETY",
    "BAGS\tcan i stop my antibiotics": "warning: gets SAFETY, not BAGS",
    "BAGS\thow do i wash my catheter": "warning: gets WASHING, not BAGS",
    "BAGS\tpurple monkey": "warning: gets NONE, not BAGS",
    "NONE\thow do i wash my catheter": "warning: gets WASHING, not NONE",
    "WASHING|BAGS\thow do i wash my catheter": "",
    "washing\tHow do I WASH my catheter?": "",
    "BLOCKED\tmy catheter is not draining": "",
    "MENU\tmenu": "",
    "STOP\tstop": "",
    "HOSES\thow do i wash my catheter": 'error: "HOSES" is no topic',
    "SAFETY HOSES\tcan i stop my antibiotics": 'error: "HOSES" is no topic',
    "SAFETY BAGS|EMERGENCY BLOCKED\tcan i stop it": 'error: "BAGS|BLOCKED" is no topic',
    "EMERGENCY ANTIBIOTICS|SAFETY ANTIBIOTICS\tcan i stop my antibiotics": "",
    "WASHING how do i wash my catheter": "error: has no tab",
}


@pytest.fixture(scope="module")
def tubes(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load(small(tmp_path_factory.mktemp("packs") / "small"))


def found(pack: Pack, sheet: str) -> list[Fault]:
    """The faults of a pack's messages, were they these."""
    asked = look(pack, replace(pack.languages["en"], messages=sheet), TODAY)
    return [*messages(asked), *answered(asked)]


def test_each_row_is_asked_and_its_fault_is_at_its_line(tubes: Pack) -> None:
    sheet = "\n".join((MESSAGES.rstrip("\n"), *ROWS))
    lines = sheet.split("\n")
    told = {fault.shown: fault for fault in found(tubes, sheet)}
    for row, said in ROWS.items():
        level, _, says = said.partition(": ")
        assert (row in told) == bool(said), told.get(row, row)
        if said:
            assert (told[row].level, told[row].file) == (level, FILE) and says in told[row].says, told[row]
            assert lines[told[row].line - 1] == row and told[row].mend
    assert len(told) == sum(map(bool, ROWS.values()))
    assert told["SAFETY BAGS|EMERGENCY BLOCKED\tcan i stop it"].mend == TWO_ALARMS


def test_a_fault_of_one_topics_keywords_hides_no_missed_alarm_elsewhere(tmp_path: Path) -> None:
    folder = small(tmp_path / "pack")
    sheet = folder / FILE
    sheet.write_text(f"{MESSAGES}EMERGENCY\tmy budgie has the blues\nBAGS\tpurple monkey\n")
    topic = folder / "en/topics/bags.toml"
    topic.write_text(re.sub(r"(?m)^also = \[", 'also = ["stop", ', topic.read_text(), count=1))
    told = [fault for fault in faults(load(folder), TODAY) if fault.level == "error"]
    assert [fault.key for fault in told if fault.file.endswith("bags.toml")] == ["also"]
    assert [fault.shown for fault in told if fault.file == FILE] == ["EMERGENCY\tmy budgie has the blues"]
    assert not [fault for fault in faults(load(folder), TODAY) if "purple monkey" in fault.says]


def test_too_few_messages_are_a_step_to_do(tubes: Pack) -> None:
    few = "\n".join(line for line in MESSAGES.split("\n") if "leg bag" not in line and "missed" not in line)
    steps = [fault for fault in found(tubes, few) if fault.step]
    assert [(fault.level, fault.line) for fault in steps] == [("warning", 0)] * 2
    assert "4 of 5 alarms of ANTIBIOTICS" in steps[0].says and "3 of 5 messages of BAGS" in steps[1].says
    assert still_to_do(tuple(steps)) == tuple(steps)


def test_a_row_that_waits_to_be_written_is_an_error_at_its_line(tubes: Pack) -> None:
    assert [row.to_write for row in written("BAGS\t…\nBAGS\t\nBAGS\t ... \nBAGS\tso.")] == [True] * 3 + [
        False
    ]
    (fault,) = found(tubes, f"{MESSAGES}BAGS\t...\n")
    assert (fault.level, fault.shown, fault.line) == ("error", "BAGS\t...", MESSAGES.count("\n") + 1)


def test_a_row_holds_its_message_as_it_was_sent() -> None:
    assert [row.text for row in written("BAGS\ta\tb")] == ["a\tb"]
    assert [row.text for row in written("text\texpected\tkind\na\tBAGS\tsaid\tx")] == ["a"]
    sheet = "# a note\n\nbags|washing steroids\t first\\nsecond \n"
    (row,) = written(sheet)
    assert (row.line, row.of, row.text) == (3, "STEROIDS", "first\nsecond")
    assert row.right == {"BAGS", "WASHING"}


def test_a_pack_without_messages_is_told_once_and_served(tubes: Pack) -> None:
    (fault,) = found(tubes, "")
    assert (fault.level, bool(fault.step)) == ("warning", True) and "is missing" in fault.says


def test_messages_of_the_version_before_are_asked(tubes: Pack) -> None:
    rows = [
        f"{row.text}\t{'|'.join(row.right)}{f' {row.of}' if row.of else ''}\tsaid"
        for row in written(MESSAGES)
    ]
    assert found(tubes, "\n".join(("text\texpected\tkind", *rows, ""))) == []
    (fault,) = found(tubes, "\n".join(("text\texpected\tkind", *rows, "purple monkey\tEMERGENCY\tsaid", "")))
    assert (fault.level, fault.line) == ("error", len(rows) + 2)


@pytest.mark.parametrize("shape", [lambda text: f"\ufeff{text}", lambda text: text.replace("\n", "\r\n")])
def test_how_an_editor_saves_the_file_is_no_fault(shape: Callable[[str], str], tmp_path: Path) -> None:
    made = small(tmp_path / "small")
    (made / FILE).write_bytes(shape(MESSAGES).encode())
    assert found(load(made), load(made).languages["en"].messages) == []


def test_a_live_line_refuses_an_alarm_that_is_missed(tmp_path: Path, line_with: Callable[..., Flask]) -> None:
    made = small(tmp_path / "small")
    sign(made, signed_on=date(2026, 5, 1), review_by=date(2027, 4, 1))
    line_with(pack=made, live=True)
    (made / FILE).write_text(f"{MESSAGES}EMERGENCY\tmy budgie has the blues\n", encoding="utf-8")
    line_with(pack=made)
    with pytest.raises(PackError, match="an alarm is missed"):
        line_with(pack=made, live=True)


def test_the_shipped_pack_has_messages_enough_and_each_is_answered(pack: Pack) -> None:
    english = pack.languages["en"]
    rows = tuple(written(english.messages))
    assert not [fault for fault in faults(pack, TODAY) if fault.file == FILE]
    for topic in english.topics.values():
        assert topic.keyword in {name for row in rows for name in row.right}
        alarms = [row for row in rows if row.of == topic.keyword and row.right <= ALARMS]
        assert len(alarms) >= FEWEST or not topic.medicine


def test_a_new_pack_says_above_its_rows_how_they_are_written() -> None:
    text = (BLANK / FILE).read_text(encoding="utf-8")
    assert text.startswith("# ") and [row.to_write for row in written(text)] == [True] * FEWEST


def test_a_packs_messages_are_scored() -> None:
    told = CliRunner().invoke(score, [str(SHIPPED / FILE), "--errors"])
    assert told.exit_code == 0, told.output
