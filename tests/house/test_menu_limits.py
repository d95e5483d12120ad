"""Each limit of menus stands in docs/pack.md, and breaking it gives one fault: at its file, with its mend."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from menus.loading.pack import PackError
from menus.model import Fault
from menus.rules import menu, spoken, texted
from menus.rules.faults import faults
from settings import HERE
from tests.packs.broken import Copy, both, copy, put, swap

TODAY = date(2026, 6, 1)
BONES = '{ key = "4", topic = "bones" }'
LONG = "something with so many words that it is long, and a few words more"
DEEP = '\n[menus.deep]\ntitle = "Deep. [-]"\noption = "For more"\nshort = "more"\n'
Edit = Callable[[Copy], None]


def bones(becomes: str) -> Edit:
    return swap("menu.toml", BONES, becomes)


def deep(*actions: str) -> Edit:
    """An edit that adds a menu of its own, with its words."""

    def edit(pack: Copy) -> None:
        pack.add("menu.toml", f'\n[[menu]]\nname = "deep"\nactions = [{", ".join(actions)}]\n')
        pack.add("en/phrases.toml", DEEP)

    return edit


# A limit as the docs have it: its figure, what breaks it, and words of the mend.
BREAKS: dict[str, tuple[object, Edit, str]] = {
    "choices of a menu": (
        menu.MOST_ACTIONS,
        bones(f'{BONES}, {{ key = "6", topic = "dmards" }}'),
        "without a key",
    ),
    "presses from the greeting to a topic": (
        menu.MOST_PRESSES,
        both(bones('{ key = "4", menu = "deep" }'), deep(BONES)),
        "without a key",
    ),
    "keys that a menu may give": (
        ", ".join(key for key in "1234567890*#" if key not in menu.UNIVERSAL),
        bones('{ key = "5", topic = "bones" }'),
        "1, 2, 3, 4, 6 or 7",
    ),
    "choices of one key": (1, bones('{ key = "3", topic = "bones" }'), "of its own"),
    "seconds to read a menu out": (
        f"{menu.LONGEST_MENU:.0f}",
        put("en/phrases.toml", "option", f'"For {LONG}"', "menus.exercise"),
        "`option`",
    ),
    "characters of a menu as a text": (
        texted.ONE_PART,
        put("en/phrases.toml", "short", f'"{LONG}"', "menus.exercise"),
        "`short`",
    ),
    "words of a menu's title": (
        spoken.TITLE_WORDS,
        put("en/phrases.toml", "title", '"One two three four. [-]"', "menus.exercise"),
        "shorten it",
    ),
    "words of a topic that opens a menu": (
        spoken.MOST_WORDS,
        swap("menu.toml", 'name = "exercise"', 'name = "exercise"\nfirst = "biologics"'),
        "take it out",
    ),
    "topics that open `main`": (
        0,
        swap("menu.toml", 'name = "main"', 'name = "main"\nfirst = "exercise"'),
        "another menu",
    ),
    "menus of one name": (
        1,
        lambda pack: pack.add("menu.toml", f'\n[[menu]]\nname = "steroids"\nactions = [{BONES}]\n'),
        "rename one",
    ),
    "menus that no key leads to": (
        0,
        both(swap("menu.toml", f"  {BONES},\n", ""), deep(BONES)),
        "add an action",
    ),
    "menus without a choice": (0, both(bones('{ key = "4", menu = "deep" }'), deep()), "give it an action"),
    "topics without a key": ("any, a warning each", swap("menu.toml", f"  {BONES},\n", ""), "leave it so"),
}


def rows() -> dict[str, list[str]]:
    """The rows of the table of limits, by the first cell."""
    told = (HERE / "docs" / "pack.md").read_text(encoding="utf-8")
    table = told.partition("**Limits of menus.**")[2].partition("\n\n**")[0].split("\n\n")[1]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {first: rest for first, *rest in cells}


def new_faults(folder: Path, edit: Edit) -> list[Fault]:
    """The faults that an edit of the shipped pack brings."""
    pack = copy(folder)
    before = set(map(str, faults(pack.load(), TODAY)))
    edit(pack)
    try:
        found = faults(pack.load(), TODAY)
    except PackError as error:
        found = error.faults
    return [fault for fault in found if str(fault) not in before]


def test_the_docs_have_each_limit() -> None:
    assert {name: row[0] for name, row in rows().items()} == {
        name: str(figure) for name, (figure, _, _) in BREAKS.items()
    }


@pytest.mark.parametrize("name", BREAKS)
def test_breaking_a_limit_is_one_fault_with_its_mend(name: str, tmp_path: Path) -> None:
    _, edit, mend = BREAKS[name]
    (told,) = new_faults(tmp_path, edit)
    assert told.file.startswith(re.sub("`", "", rows()[name][1])) and mend in told.mend
    assert (told.level == "warning") == ("warning" in rows()[name][0])
