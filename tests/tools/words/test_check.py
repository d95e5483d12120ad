"""`flask check`: one line a fault, errors first, a count, and an exit code that a script can trust."""

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from menus.model import Pack
from tests.packs.broken import BONES, Copy, copy
from tools.words.check import check


@pytest.fixture
def made(tmp_path: Path) -> Copy:
    """A copy of the shipped pack."""
    return copy(tmp_path)


def run(*arguments: str | Path, **environ: str) -> Result:
    return CliRunner(env=environ).invoke(check, [str(argument) for argument in arguments])


def test_the_shipped_pack_passes(pack: Pack) -> None:
    result = run()
    assert result.exit_code == 0
    assert result.output.splitlines()[-1].startswith("0 errors")
    drafts = [topic.name for topic in pack.languages["en"].topics.values() if topic.draft]
    assert all(re.search(rf"nobody has signed [^:]*\b{name}\b", result.output) for name in drafts)


def test_an_error_ends_with_1_and_stands_before_the_warnings(made: Copy) -> None:
    made.put(BONES, "safety", '"You should rest."')
    result = run(made.folder)
    first, *_, last = result.output.splitlines()
    assert result.exit_code == 1
    assert first.startswith(f"{made.folder}/en/")
    assert any(
        re.search(rf"^{made.folder}/{BONES}:\d+: safety: .*should", line)
        for line in result.output.splitlines()
    )
    assert "error" in last and "warning" in last


def test_a_file_is_named_as_staff_would_type_it(made: Copy) -> None:
    made.put(BONES, "option", "3")
    before = Path.cwd()
    os.chdir(made.folder.parent)
    try:
        result = run("muscle")
    finally:
        os.chdir(before)
    place, _, told = result.output.partition(": ")
    line = int(place.removeprefix("muscle/en/topics/bones.toml:"))
    assert told.startswith("option: ") and told.splitlines()[1] == "    option = 3"
    assert made.path(BONES).read_text(encoding="utf-8").splitlines()[line - 1] == "option = 3"


def test_a_pack_that_cannot_be_loaded_says_why(made: Copy) -> None:
    (made.folder / "menu.toml").write_bytes(b"\xff")
    result = run(made.folder)
    assert result.exit_code == 1
    assert "menu.toml:1: is not UTF-8" in result.output
    assert result.output.splitlines()[-1] == "1 error, 0 warnings"


def test_a_program_reads_a_list_of_objects(made: Copy) -> None:
    made.put(BONES, "option", "3")
    result = run(made.folder, "--json")
    assert result.exit_code == 1
    (fault,) = json.loads(result.output)
    assert (fault["file"], fault["key"], fault["level"]) == (BONES, "option", "error")
    assert fault["says"] and fault["mend"]


def test_json_is_a_list_also_for_a_pack_with_warnings_alone() -> None:
    result = run("--json")
    assert result.exit_code == 0
    assert {fault["level"] for fault in json.loads(result.output)} <= {"warning"}


def test_the_day_can_be_set() -> None:
    assert "holidays_until" not in run("--today", "2026-06-01").output
    assert "holidays_until" in run("--today", "2060-01-01").output


@pytest.mark.parametrize("arguments", [["no-such-folder"], ["--today", "soon"], ["--jsno"], ["a", "b"]])
def test_misuse_ends_with_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_fault_is_one_line_and_the_line_that_it_shows_whatever_a_key_is_called(made: Copy) -> None:
    made.add("hours.toml", '\n["two\\nlines"]\nkey = 1\n')
    fault, shown, _ = run(made.folder).output.splitlines()
    assert "hours.toml:" in fault and shown == '    ["two\\nlines"]'


def test_a_name_that_is_no_text_is_printed(made: Copy) -> None:
    Path(os.fsdecode(bytes(made.folder / "en/topics") + b"/\xff.toml")).write_bytes(b"")
    assert "small letters" in run(made.folder).output


@pytest.mark.parametrize(
    ("name", "value"), [("HELPLINE_NUMBER", "+441632960000"), ("BELL_TO", "a@b.org, +441632960000")]
)
def test_a_line_that_would_ring_itself_is_an_error_that_names_the_setting(name: str, value: str) -> None:
    result = run(TWILIO_NUMBER="+441632960000", **{name: value})
    assert result.exit_code == 1
    assert result.output.startswith(f"{name}: ")
    assert "the line's own (TWILIO_NUMBER)" in result.output


def test_a_pack_that_names_the_lines_own_number_is_an_error(pack: Pack) -> None:
    result = run(TWILIO_NUMBER=pack.hours.numbers[0].number)
    assert result.exit_code == 1
    assert re.search(r"hours\.toml:\d+: numbers: one of them is the line's own", result.output)


def test_what_nobody_has_signed_is_one_line_and_hides_no_other_warning(tmp_path: Path) -> None:
    made = copy(tmp_path)
    told = run(made.folder).output.splitlines()
    (one,) = [line for line in told if "nobody has signed" in line]
    names = [*made.load().languages["en"].topics, "fixed-replies", "alarm-rules", "second-ear"]
    assert all(name in one for name in names) and "`flask review NAME`" in one
    assert sum(line.startswith("warning: ") for line in told) == int(told[-1].split()[2])
    every = json.loads(run(made.folder, "--json").output)
    assert sum("nobody has signed it" in fault["says"] for fault in every) == len(names)
