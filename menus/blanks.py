"""The blanks of a sentence, like {number}: which stand in it, and which will be filled."""

import re
from collections.abc import Mapping

ANYWHERE = frozenset({"service", "number", "hours", "opening"})
IN_TOPICS = frozenset({"service", "number", "hours"})
ALSO: Mapping[str, frozenset[str]] = {
    "menu": frozenset({"options"}),
    "list": frozenset({"title", "options"}),
    "ask_one": frozenset({"topic"}),
    "ask_two": frozenset({"topic", "other"}),
    "withdrawn": frozenset({"title"}),
    "did_you_say": frozenset({"topic"}),
    "or_was_it": frozenset({"topic"}),
    **dict.fromkeys(("own_number", "own_mobile"), frozenset({"tail"})),
    **dict.fromkeys(("read_back", "callback_right"), frozenset({"keyed"})),
    **dict.fromkeys(
        ("callback_kept", "callback_already", "callback_waits", "callback_ringing", "callback_rung_once"),
        frozenset({"due", "line"}),
    ),
    "abroad": frozenset({"line"}),
    "reaction": frozenset({"choices"}),
    "careful": frozenset({"topics"}),
}
"""Blanks that one phrase has besides those of every phrase."""

_DAY = frozenset({"time", "day", "date", "month"})
_CLOCK = frozenset({"hour", "hour24", "minute", "minutes", "part"})
_TEMPLATES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("today", "tomorrow", "week", "later", "never", "due", "due_later"), _DAY),
    **dict.fromkeys(("hour", "half", "minutes", "midnight", "noon"), _CLOCK),
    **dict.fromkeys(("days_two", "days_between"), frozenset({"first", "last"})),
    "span": frozenset({"start", "end"}),
    "hours": frozenset({"days", "spans"}),
}
_BLANK = re.compile(r"\{([a-z][a-z0-9]*)\}")


def in_template(name: str) -> frozenset[str]:
    """The blanks that are filled in a template under [times]."""
    return _TEMPLATES.get(name.removeprefix("text_"), frozenset())


def blanks(sentence: str) -> frozenset[str]:
    """The names in curly brackets. Raises ValueError if a bracket stands alone, or holds more than a name."""
    if set("{}") & set(_BLANK.sub("", sentence)):
        raise ValueError("a curly bracket that is no blank")
    return frozenset(_BLANK.findall(sentence))
