"""The blanks of a sentence, like {number}: which stand in it, and which may."""

import string
from collections.abc import Mapping

ANYWHERE = frozenset({"service", "number", "hours", "opening"})
IN_TOPICS = frozenset({"service", "number", "hours"})
ALSO: Mapping[str, frozenset[str]] = {
    "list": frozenset({"title", "options"}),
    "menu": frozenset({"options"}),
    "careful": frozenset({"topics"}),
    "ask_one": frozenset({"topic"}),
    "ask_two": frozenset({"topic", "other"}),
}


def blanks(sentence: str) -> frozenset[str]:
    """The names in curly brackets. Raises ValueError if a bracket stands alone, or holds more than a name."""
    found = set()
    for _, name, form, turned in string.Formatter().parse(sentence):
        if name is None:
            continue
        if not name.isidentifier() or form or turned:
            raise ValueError(f"{{{name}}} is no blank")
        found.add(name)
    return frozenset(found)
