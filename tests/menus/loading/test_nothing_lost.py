"""No pack can lose the base: whatever is taken out of it, STOP, alarms and a way to a person are left."""

import re
import shutil
import tomllib
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from menus import words
from menus.loading.folders import BLANK, SHIPPED
from menus.loading.pack import PackError, load
from menus.matcher.matching import Command, Match, Urgent, match
from menus.model import Fault, Language, Pack
from menus.phrasing.tables import strings, table
from menus.rules.faults import faults
from tests.packs.once import heard_by, once

NOW, TODAY = datetime(2026, 5, 19, 10, tzinfo=UTC), date(2026, 6, 1)
PACKS = {"shipped": SHIPPED, "new": BLANK}
FILES = [
    (name, path.relative_to(folder).as_posix())
    for name, folder in PACKS.items()
    for path in sorted(folder.rglob("*.toml"))
]
TOLD = {"stop": Command("STOP"), "i cant breathe": Urgent("body"), "helpline": Command("HELPLINE")}
ALARMED = (
    "urgent_body",
    "urgent_despair",
    "urgent_danger",
    "urgent_harm",
    "urgent_at_once",
    "careful",
    "stop",
)


def without(text: str, key: str) -> str:
    """The text of a file without one of its top-level keys, and without what stands under it."""
    lines, kept, here = text.splitlines(keepends=True), [], ""
    in_table = False
    for line in lines:
        if begins := re.match(r"\[+([\w-]+)", line):
            here, in_table = begins[1], True
        elif not in_table and (begins := re.match(r"([\w-]+) = ", line)):
            here = begins[1]
        elif line.startswith("#"):
            here = here if in_table else ""
        kept += [] if here == key else [line]
    return "".join(kept)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "pack"


hears = once(lambda language: {text: match(language, text) for text in TOLD}, heard_by)


def answers(made: Pack) -> None:
    """Fail unless the pack answers STOP, alarms, and whoever wants a person."""
    english = made.languages["en"]
    told: dict[str, Match] = hears(english)
    assert told == TOLD
    assert alarms_of(english) >= alarms_of(load_once("new").languages["en"])
    for name in ALARMED:
        assert "999" in words.fill_text(english.text[name], made, english, NOW)
    assert "9 9 9" in words.fill(english.call["urgent_body"], made, english, NOW)
    for part in (1, 2):
        assert words.text_of(english.topics["helpline"], part, made, english, NOW)
    assert words.number_text(made.hours.numbers[0].number) in words.fill_text("{number}", made, english, NOW)


@cache
def load_once(name: str) -> Pack:
    return load(PACKS[name])


def alarms_of(language: Language) -> set[str]:
    safety = table(language.matching, "safety")
    return {
        one
        for kind in ("body", "despair", "danger", "harm")
        for one in strings(table(safety, kind), "alarms")
    }


def names_it(found: tuple[Fault, ...], file: str, key: str) -> bool:
    """Whether a fault names the file and the key; of a whole file that is gone, whatever asks for it does."""
    named = any(fault.file == file and fault.key.split(".")[0].split("[")[0] in ("", key) for fault in found)
    asked = not key and any(file in str(fault) for fault in found)
    # sets of words are named by those who use them
    return named or asked or any(f"[{key}] of {file}" in fault.mend for fault in found)


@pytest.mark.parametrize(("name", "file"), FILES)
def test_a_pack_without_a_file_answers_or_is_refused(name: str, file: str, own: Path) -> None:
    shutil.copytree(PACKS[name], own)
    (own / file).unlink()
    try:
        made = load(own)
    except PackError as error:
        assert names_it(error.faults, file, "")
    else:
        answers(made)
        faults(made, TODAY)


@pytest.mark.parametrize(("name", "file"), FILES)
def test_a_pack_without_a_key_answers_or_is_refused(name: str, file: str, own: Path) -> None:
    shutil.copytree(PACKS[name], own)
    text = (own / file).read_text(encoding="utf-8")
    before = tomllib.loads(text)
    for key in before:
        left = without(text, key)
        assert tomllib.loads(left) == {other: value for other, value in before.items() if other != key}
        (own / file).write_text(left, encoding="utf-8")
        try:
            made = load(own)
        except PackError as error:
            assert names_it(error.faults, file, key), (key, error)
        else:
            answers(made)
            if name == "new":
                faults(made, TODAY)
