"""Gets tables and lists from the matcher's data; a missing table or list counts as empty."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from typing import cast

from menus.phrasing.normalise import plain_words
from menus.phrasing.phrases import Sets

# How deep a set may name further sets; deeper ones are empty, so that a ring of names comes to an end.
NESTED = 4

Table = Mapping[str, object]


def table(holder: Table, *path: str) -> Table:
    """The table at a path of keys; an empty table if there is none."""
    for key in path:
        below = holder.get(key)
        holder = cast(Table, below) if isinstance(below, Mapping) else {}
    return holder


def strings(holder: Table, key: str) -> tuple[str, ...]:
    """The list under `key` in a table of the pack, each entry as text; empty if there is no list."""
    below = holder.get(key)
    return tuple(str(entry) for entry in below) if isinstance(below, list | tuple) else ()


def spaced(words: Iterable[str]) -> str:
    """The words as one string with a space before and after each, the form searched for phrases."""
    return " " + "".join(f"{word} " for word in words)


@lru_cache(maxsize=32_768)
def plain(text: str) -> str:
    """A text of the pack in plain words, separated by spaces, for comparison with messages.

    Results are cached, because a pack that is loaded again has nearly all its texts unchanged. Never pass a
    text that a caller or texter sent: the cache would keep it.
    """
    return " ".join(plain_words(text))


def sets_of(matching: Table) -> Sets:
    """The sets of words in the table [sets], by name; an entry `@name` is replaced by the words of that set.

    The entry is left out if there is no set of that name, or if more than `NESTED` sets are nested.
    """
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
