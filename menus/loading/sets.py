"""Finds phrases that name a set of words which does not exist, and keys that stand in the wrong table."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from menus.loading.fit import Key, holds
from menus.model import Fault

NAMED = re.compile(r"(?:^|[\s/!])@(\w+)")
ANY_NAME = "NAME"  # for a table that may have any name
MOST = 3  # places of one key that a fault names
OF_NAMES = "name"  # the set of people's names, which is made from [added]


def missing_sets(code: str, found: Mapping[str, Mapping[str, Any]]) -> Iterator[Fault]:
    """A fault for each undefined set of words ("@body"), at the first phrase that names it.

    `found` holds the tables of the language's files under "safety" and "matching"; `code` is its code.
    """
    known = {OF_NAMES}.union(*(data.get("sets", {}) for data in found.values()))
    told: set[str] = set()
    for file, data in found.items():
        for key, phrase in _phrases(data):
            for name in NAMED.findall(phrase):
                if name not in known and name not in told:
                    told.add(name)
                    says = f'"{phrase[:60]}" names the set "{name}", which is not there'
                    places = f"[sets] of {code}/matching.toml, or [sets] of {code}/safety.toml"
                    mend = f'write its words under {places}: {name} = ["…"]'
                    yield Fault(f"{code}/{file}.toml", key, says, mend)


def _phrases(holder: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Every text with an @ in the lists of a table and its inner tables, after its key ("despair.alarms").

    `path` is the key of the table `holder`, with a dot at its end; "" for a whole file.
    """
    for name, value in holder.items():
        if isinstance(value, Mapping):
            yield from _phrases(value, f"{path}{name}.")
        elif isinstance(value, tuple):
            yield from ((f"{path}{name}", one) for one in value if "@" in one)


def misplaced(file: str, data: Mapping[str, Any], keys: Mapping[str, Key]) -> Iterator[Fault]:
    """A fault for each known key that stands in the wrong table of the `file`, where it does nothing.

    The wrong table is one that allows any name. For example, `everyday` belongs at the top of its file. Below
    [sets] it only defines a set of words with this name. It is no fault there if a phrase of the file names
    that set ("@everyday"). `keys` are all that the file may have, `data` what it has.
    """
    homes: dict[str, list[tuple[str, Key]]] = {}
    for name, place, key in _homes("", keys):
        homes.setdefault(name, []).append((place, key))
    met: list[tuple[str, str, list[str]]] = []
    for table, name, value in _free("", data, Key("table", inside=keys)):
        if places := [place for place, key in homes.get(name, ()) if place != table and holds(value, key)]:
            met.append((table, name, places))
    used = frozenset(name for words in _texts(data) for name in NAMED.findall(words)) if met else frozenset()
    for table, name, places in met:
        if name not in used:
            says = f"stands under [{table}], where it is a name like any other and does nothing"
            yield Fault(file, f"{table}.{name}", says, _mend(places))


def _mend(places: list[str]) -> str:
    if "" in places:
        return "put it above the first [table] of the file, where it belongs"
    told = " or ".join(f"[{place}]" for place in places[:MOST])
    return f"put it under {told}{' …' if len(places) > MOST else ''}, where it belongs"


def _homes(place: str, keys: Mapping[str, Key]) -> Iterator[tuple[str, str, Key]]:
    """Each of `keys` and of the keys in their tables: its name, the path of its table, and the key.

    `place` is the path of the table that has `keys`; "" stands for the whole file.
    """
    for name, key in keys.items():
        yield name, place, key
        if key.holds == "table":
            inner = f"{place}.{name}" if place else name
            yield from _homes(inner, key.inside or {})
            if key.others and key.others.inside:
                yield from _homes(f"{inner}.{ANY_NAME}", key.others.inside)


def _free(path: str, data: Mapping[str, Any], table: Key) -> Iterator[tuple[str, str, Any]]:
    """Each value whose name is not among the keys of its table, in tables that allow any name.

    Each is given as the path of its table, its name, and the value. `path` is the path of `data`.
    """
    inside = table.inside or {}
    for name, value in data.items():
        key = inside.get(name, table.others)
        if path and table.others and name not in inside:
            yield path, name, value
        if key and key.holds == "table" and isinstance(value, Mapping):
            yield from _free(f"{path}.{name}" if path else name, value, key)


def _texts(value: Any) -> Iterator[str]:
    """All texts within a value of a file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)
