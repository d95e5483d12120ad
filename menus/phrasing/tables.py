"""Reads tables of the matcher's data, where a table or list that is missing counts as empty."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import cast

from menus.phrasing.normalise import plain_words
from menus.phrasing.phrases import Sets

# How deep a set may name further sets; deeper ones are empty, so that a ring of names comes to an end.
NESTED = 4

Table = Mapping[str, object]


def table(holder: Table, *path: str) -> Table:
    """The table at a path of keys; an empty table where there is none."""
    for key in path:
        below = holder.get(key, {})
        holder = cast(Table, below) if isinstance(below, Mapping) else {}
    return holder


def strings(holder: Table, key: str) -> tuple[str, ...]:
    """The list of strings under a key; empty where there is none."""
    below = holder.get(key, ())
    return tuple(str(entry) for entry in below) if isinstance(below, list | tuple) else ()


def spaced(words: Iterable[str]) -> str:
    """The words as "spaced text", in which phrases are looked for: a space before and behind each word."""
    return " " + "".join(f"{word} " for word in words)


def plain(text: str) -> str:
    """A text of the pack as plain words with spaces between, in the form to which messages are read."""
    return " ".join(plain_words(text))


def sets_of(matching: Table) -> Sets:
    """The named sets of words; an entry `@name` in one is replaced by the entries of the set of that name."""
    given = {name: strings(table(matching, "sets"), name) for name in table(matching, "sets")}

    def open_up(name: str, depth: int = 0) -> tuple[str, ...]:
        if depth > NESTED:
            return ()
        entries = (
            open_up(entry[1:], depth + 1) if entry.startswith("@") else (plain(entry),)
            for entry in given.get(name, ())
        )
        return tuple(dict.fromkeys(chain.from_iterable(entries)))

    return {name: open_up(name) for name in given}
