"""Checks the contents of a file against its allowed keys, and reports each difference as a fault."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from menus.model import Fault

Holds = Literal[
    "text", "yes or no", "number", "date", "moment", "texts", "dates", "table", "tables", "anything"
]  # fmt: skip

EXAMPLE = {
    "text": 'a text in quotes ("…")',
    "yes or no": "true or false",
    "number": "a whole number, without quotes",
    "date": "a date, without quotes (2026-12-24)",
    "moment": "a date and a time, without quotes (2026-12-24T12:00:00)",
    "texts": 'a list of texts (["…", "…"])',
    "dates": "a list of dates ([2026-12-24, 2026-12-31])",
    "table": "keys of its own under a line in [brackets]",
    "tables": "a list of tables ({ … }, or a line in [[brackets]])",
    "anything": "anything",
}
EMPTY: dict[str, Any] = {"text": "", "yes or no": False, "number": 0, "date": None, "moment": None}


@dataclass(frozen=True, slots=True)
class Key:
    """One key that a pack's file may have, and what its value must be.

    `holds` is the type of the value, and `needed` says whether the key must be there. An absent or wrong
    value is replaced by `default` or, if that is None, by an empty value.

    Two fields are for a value that is a table or a list of tables. `inside` gives the keys that the table may
    have. `others` is what the value of any further key must be; if it is None, a further key is a fault. A
    table for which both are None may have any keys.
    """

    holds: Holds
    needed: bool = True
    default: Any = None
    inside: "Mapping[str, Key] | None" = None
    others: "Key | None" = None


def fit(file: str, data: Mapping[str, Any], keys: Mapping[str, Key], faults: list[Fault]) -> dict[str, Any]:
    """Check the `data` of a file against its `keys`; add what is wrong to `faults`, and give the sound data.

    The result has all of `keys`. A missing or wrong value becomes the key's default or, without a default, an
    empty value. An unknown key is a fault and is left out, unless its table may have further keys
    (`Key.others`). `file` is the file's name in the faults.
    """
    return _table(file, "", data, Key("table", inside=keys), faults)


def blank(keys: Mapping[str, Key]) -> dict[str, Any]:
    """A table with an empty value for each key, used in place of a file that cannot be read.

    With this table the pack's other files can still be checked.
    """
    return {name: _empty(key) for name, key in keys.items()}


def optional(keys: Mapping[str, Key]) -> dict[str, Key]:
    """A copy of the keys, also of those within tables, in which no key has to be there."""
    return {
        name: replace(key, needed=False, inside=None if key.inside is None else optional(key.inside))
        for name, key in keys.items()
    }


def _table(file: str, path: str, data: Mapping[str, Any], table: Key, faults: list[Fault]) -> dict[str, Any]:
    inside = table.inside or {}
    fitted: dict[str, Any] = {}
    unknown = [name for name in data if name not in inside]
    meant = {} if table.others else {_near(name, inside): name for name in unknown}
    for name, key in inside.items():
        where = f"{path}.{name}" if path else name
        written = meant.get(name, name) if name not in data else name
        if written in data:  # a key that is misspelt is a fault by that, and by nothing else
            at = where if written == name else f"{path}.{written}" if path else written
            fitted[name] = _value(file, at, data[written], key, faults)
        else:
            fitted[name] = _empty(key)
            if key.needed:
                faults.append(Fault(file, where, "is missing", f"add it: {EXAMPLE[key.holds]}"))
    for name in unknown:
        where = f"{path}.{name}" if path else name
        if table.others:
            fitted[name] = _value(file, where, data[name], table.others, faults)
        else:
            faults.append(Fault(file, where, "is no key that we know here", _nearest(name, inside)))
    return fitted


def _value(file: str, path: str, value: Any, key: Key, faults: list[Fault]) -> Any:
    if not _is(value, key.holds):
        faults.append(Fault(file, path, f"holds {_said(value)}", f"write {EXAMPLE[key.holds]}"))
        return _empty(key)
    if key.holds == "table" and (key.inside is not None or key.others):
        return _table(file, path, value, key, faults)
    if key.holds == "tables":
        return [_table(file, f"{path}[{n}]", row, key, faults) for n, row in enumerate(value, 1)]
    return tuple(value) if key.holds in ("texts", "dates") else value


def _empty(key: Key) -> Any:
    if key.default is not None:
        return key.default
    if key.holds == "table":
        return blank(key.inside or {})
    return EMPTY.get(key.holds, ())


def holds(value: Any, key: Key) -> bool:
    """Whether a value is of the type that a key must hold."""
    return _is(value, key.holds)


def _is(value: Any, holds: Holds) -> bool:
    match holds:
        case "text":
            return isinstance(value, str)
        case "yes or no":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int) and not isinstance(value, bool)
        case "date":
            return isinstance(value, date) and not isinstance(value, datetime)
        case "moment":
            return isinstance(value, datetime)
        case "table":
            return isinstance(value, dict)
        case "anything":
            return True
    inner: dict[str, Holds] = {"texts": "text", "dates": "date", "tables": "table"}
    return isinstance(value, list) and all(_is(one, inner[holds]) for one in value)


def _said(value: Any) -> str:
    """The kind of a value, as a fault words it for someone who does not program: "a text", "a number"."""
    kinds: tuple[tuple[type, str], ...] = (
        (str, "a text"), (bool, "true or false"), (int, "a number"), (float, "a number with a point"),
        (datetime, "a date and a time"), (date, "a date"), (dict, "a table"),
    )  # fmt: skip
    if isinstance(value, list):
        return "a list with something else in it"
    return next((words for kind, words in kinds if isinstance(value, kind)), "something else")


def _nearest(name: str, known: Mapping[str, Key]) -> str:
    near = _near(name, known)
    return f"did you mean `{near}`? Else take it out" if near else "take it out: docs/pack.md lists the keys"


def _near(name: str, known: Mapping[str, Key]) -> str:
    """The known key most similar to an unknown one; "" if none is similar."""
    return next(iter(difflib.get_close_matches(name, known)), "")
