"""Finds the file that holds a key of a pack: the base's file, or the pack's own file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from menus.model import Fault, Files, Table

# How the files of the base begin in a fault: base/en/phrases.toml. The pack's own begin with no folder.
IN_BASE = "base"
ROW = re.compile(r"\[\d+\]")  # spoken[2], numbers[1].number


def locate(files: Files, fault: Fault) -> Fault:
    """A copy of `fault` that names the file in which to mend it: the base's file, or the pack's own.

    `files` maps the name of a file to two tables, the base's and the pack's own. The base's file is named in
    three cases:

    (a) only the base has the fault's key;
    (b) both have the key, but only the base's value has the text that the fault quotes;
    (c) the file is that of a topic, and only the base has this topic.
    """
    base, own = files.get(fault.file, ({}, {}))
    key = ROW.sub("", fault.key)
    of_base, of_own = (_under(table, fault.key) or _under(table, key) for table in (base, own))
    in_base = of_base is not None and (
        of_own is None or (_quoted(of_base, fault.says) and not _quoted(of_own, fault.says))
    )
    whole = "/topics/" in fault.file and bool(base) and not own
    return replace(fault, file=f"{IN_BASE}/{fault.file}") if in_base or whole else fault


def _under(table: Table, key: str) -> object:
    """The value at a dotted key ("menus.main.title"); None if there is none.

    A name within the key may itself hold dots.
    """
    if not key:
        return table or None
    if key in table:
        return table[key]
    for at in (at for at, letter in enumerate(key) if letter == "."):
        inner = table.get(key[:at])
        if isinstance(inner, Mapping) and (found := _under(inner, key[at + 1 :])) is not None:
            return found
    return None


def _quoted(held: object, says: str) -> bool:
    """Whether a fault's message, `says`, quotes a text from `held`, which is a value from a pack's file.

    Lists and tables within the value are searched too.
    """
    return any(f'"{text}"' in says for text in _texts(held))


def _texts(held: object) -> Iterator[str]:
    match held:
        case str():
            yield held
        case list() | tuple():
            for one in held:
                yield from _texts(one)
        case Mapping():
            for one in held.values():
                yield from _texts(one)
