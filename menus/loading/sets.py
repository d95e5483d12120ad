"""Finds phrases of the matcher's data that name a set of words which does not exist."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from menus.model import Fault

NAMED = re.compile(r"(?:^|[\s/!])@(\w+)")
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
                    mend = f'write its words under [sets] of {code}/matching.toml: {name} = ["…"]'
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
