"""Removes from a pack's words the marks ("[A9]") that must not be spoken; reads tracing.toml."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from menus.loading.files import read_table
from menus.loading.fit import Key, fit
from menus.loading.folders import Folders
from menus.loading.sets import misplaced
from menus.model import Fault
from menus.tracing.marks import take_off
from menus.tracing.traced import Lists

FILE = "tracing.toml"
LISTED = Key("texts", needed=False)
TRACING: Mapping[str, Key] = {
    **dict.fromkeys(("negations", "ends", "counted", "shares", "no_hedges", "claims", "names"), LISTED),
    **dict.fromkeys(("endings", "small", "bare", "medical", "asked", "conditions"), LISTED),
    **dict.fromkeys(("throughout", "repeats", "joins", "openers", "asides", "subjects"), LISTED),
    **dict.fromkeys(("advice", "urges", "carries", "turns"), LISTED),
    **dict.fromkeys(("hedges", "covers"), Key("table", needed=False, others=Key("texts"))),
    "numbers": Key("table", needed=False, others=Key("text")),
}
TABLES = ("hedges", "covers", "numbers")
MEND = "close it behind the sentence, like [T1], [T1 T2] or [-]; a fact's id is letters and a figure"


def read_lists(folders: Folders, code: str, faults: list[Fault]) -> Lists:
    """Read tracing.toml of a language: its word lists, all empty if there is no file.

    Unusable values, or a file that cannot be read, are added to `faults` and become empty lists.
    """
    file = f"{code}/{FILE}"
    data = read_table(folders, file, faults, needed=False)
    faults.extend(misplaced(file, data or {}, TRACING))
    fitted = {} if data is None else fit(file, data, TRACING, faults)
    return _shared(
        tuple((name, tuple(words.items() if name in TABLES else words)) for name, words in fitted.items())
    )


@lru_cache(maxsize=4)
def _shared(words: tuple[tuple[str, tuple[Any, ...]], ...]) -> Lists:
    """The lists of tracing.toml as one object, made of the file's `words`; equal words give the same object.

    So a sentence that was compared by these lists once need not be compared again.
    """
    found: dict[str, Any] = {name: dict(each) if name in TABLES else each for name, each in words}
    return Lists(**found)


def unmark(
    folders: Folders, file: str, before: str, held: Mapping[str, Any], faults: list[Fault]
) -> dict[str, Any]:
    """Remove the marks (ids of facts, "[A9]") from the texts of the table `held`; give the bare texts.

    `folders.marks` gets the marks of each text, by `file` and by the text's key. The key begins with `before`
    ("call."). A faulty mark in brackets is added to `faults`; its text stays whole.
    """
    return {name: _unmark(folders, file, f"{before}{name}", words, faults) for name, words in held.items()}


def _unmark(folders: Folders, file: str, key: str, written: str, faults: list[Fault]) -> str:
    try:
        said, marks = take_off(written)
    except ValueError as slip:
        faults.append(Fault(file, key, f'holds "{slip}", which is no whole mark', MEND))
        return written
    if marks:
        folders.marks[file, key] = marks
    return said
