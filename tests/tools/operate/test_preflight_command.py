"""`flask preflight`: a line for each subject, an exit code, and what the desk shows afterwards."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from menus.loading import snapshots
from preflight.judging.every import JUDGES
from settings import current_pack
from store.desk.desk import DeskStore
from tests.wiring.started_line import keep_pack
from tests.wiring.wire import TOKEN
from tools.operate.preflight import preflight


@pytest.fixture
def command(environ: dict[str, str]) -> Callable[..., Result]:
    """`flask preflight …` of a line that has no PUBLIC_URL yet."""
    given = {**environ, "PUBLIC_URL": "", "TWILIO_AUTH_TOKEN": TOKEN}
    return lambda *words, **more: CliRunner().invoke(preflight, list(words), env={**given, **more})


def test_it_prints_a_line_for_each_and_the_mend_and_keeps_it_for_the_desk(
    command: Callable[..., Result], kept: DeskStore, tmp_path: Path
) -> None:
    file = tmp_path / "line.env"
    file.write_text("SECRET_KEY=x")
    file.chmod(0o644)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["flask", "--env-file", str(file), "preflight"])
        told = command()
    assert told.exit_code == 1
    *lines, summary = told.output.splitlines()
    assert [line[8:].partition(":")[0] for line in lines] == list(JUDGES)
    assert lines[0].startswith("FAULT   address: PUBLIC_URL is not set: set ")
    assert "fault" in summary.lower() and "well" in summary
    assert TOKEN not in told.output
    assert "others on this machine can read line.env" in told.output
    looked = kept.preflights.last()
    assert looked and [line["about"] for line in looked.lines] == list(JUDGES)


def test_for_a_program_it_is_a_list(command: Callable[..., Result]) -> None:
    told = command("--json")
    rows = {row["about"]: row for row in json.loads(told.output)}
    assert told.exit_code == 1 and list(rows) == list(JUDGES)
    assert rows["signature"]["level"] == "unknown" and rows["store"]["level"] == "well"
    assert rows["carrier"] == {
        "about": "carrier",
        "level": "fault",
        "saw": "TWILIO_ACCOUNT_SID, TWILIO_NUMBER: not set",
        "mend": "set it: without it no text is sent and nobody is rung",
    }


def test_it_judges_the_pack_that_is_served_whatever_stands_on_disk(
    command: Callable[..., Result], tmp_path: Path
) -> None:
    snapshots.make_current(current_pack(tmp_path), keep_pack(tmp_path, live=False))
    told = command("--json", DATA_DIR=str(tmp_path), PACK=str(tmp_path / "gone"))
    (pack,) = (row for row in json.loads(told.output) if row["about"] == "pack")
    assert "draft" in pack["saw"]


def test_a_setting_that_is_no_good_is_one_line(command: Callable[..., Result]) -> None:
    told = command(PORT="many")
    assert told.exit_code == 2 and told.output.count("\n") == 1
