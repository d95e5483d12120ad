"""`flask preflight`: a line for each subject, an exit code, and what the desk shows afterwards."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from preflight.judging.every import JUDGES
from store.desk.desk import DeskStore
from tests.wiring.wire import TOKEN, Served
from tools.operate.preflight import preflight


@pytest.fixture
def command(line_with: Callable[..., Flask], environ: dict[str, str]) -> Iterator[Callable[..., Result]]:
    """`flask preflight …` beside a line that answers at this machine, by plain HTTP."""
    made = line_with(public_url="")
    with Served(made) as port:
        given = {**environ, "PUBLIC_URL": f"http://127.0.0.1:{port}", "TWILIO_AUTH_TOKEN": TOKEN}
        yield lambda *words, **more: CliRunner().invoke(preflight, list(words), env={**given, **more})


def test_it_prints_a_line_for_each_and_the_mend_and_keeps_it_for_the_desk(
    command: Callable[..., Result], kept: DeskStore
) -> None:
    told = command()
    assert told.exit_code == 1
    *lines, summary = told.output.splitlines()
    assert [line[8:].partition(":")[0] for line in lines] == list(JUDGES)
    assert next(line for line in lines if " address:" in line).startswith("FAULT")
    assert "fault" in summary.lower() and "well" in summary
    assert TOKEN not in told.output
    looked = kept.preflights.last()
    assert looked and [line["about"] for line in looked.lines] == list(JUDGES)


def test_for_a_program_it_is_a_list(command: Callable[..., Result]) -> None:
    rows = {row["about"]: row for row in json.loads(command("--json").output)}
    assert list(rows) == list(JUDGES)
    assert {rows[about]["level"] for about in ("signature", "unsigned", "status", "places")} == {"well"}
    assert rows["carrier"] == {
        "about": "carrier",
        "level": "fault",
        "saw": "TWILIO_ACCOUNT_SID, TWILIO_NUMBER: not set",
        "mend": "set it: without it no text is sent and nobody is rung",
    }


def test_a_setting_that_is_no_good_is_one_line(command: Callable[..., Result]) -> None:
    told = command(PORT="many")
    assert told.exit_code == 2 and told.output.count("\n") == 1


def test_the_file_of_the_environment_is_a_file_of_secrets_too(
    command: Callable[..., Result], tmp_path: Path
) -> None:
    file = tmp_path / "line.env"
    file.write_text("SECRET_KEY=x")
    file.chmod(0o644)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["flask", "--env-file", str(file), "preflight"])
        told = command()
    assert "others on this machine can read line.env" in told.output
