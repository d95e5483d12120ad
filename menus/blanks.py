"""The blanks in sentences, such as {number}, and which blanks the line fills in which sentence."""

import re
from collections.abc import Mapping

# Whose words the topics rest on, a word to text, and when they were last checked.
NAMED = frozenset({"charity", "document", "answerer", "example", "reviewed"})
# What the helpline costs, and whether its calls are recorded.
COST = frozenset({"free", "freely", "callon", "ringon", "direct", "directly", "ringing"})
RECORDED = frozenset({"thisrecorded", "thatrecorded", "itsrecorded", "putrecorded"})
IN_TOPICS = (
    frozenset({"service", "number", "hours", "holidays", "closednow", "checked"}) | NAMED | COST | RECORDED
)
ANYWHERE = IN_TOPICS | {"opening"}
# What the carrier keeps and says without us stays for months: no blank of a day.
LASTING = frozenset({"service", "number", "hours"}) | COST | RECORDED
KEPT_AWAY = frozenset({"call.fallback", "call.fallback_transfer", "call.helpline_itself", "text.fallback"})
# Blanks that one phrase has besides those of every phrase.
ALSO: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("call.did_you_say", "call.or_was_it"), frozenset({"topic"})),
    **dict.fromkeys(
        ("call.own_number", "call.own_mobile", "call.record_rung", "call.message_recorded_rung"),
        frozenset({"tail"}),
    ),
    "call.read_back": frozenset({"keyed"}),
    "call.screen_language": frozenset({"chosen"}),
    **dict.fromkeys(
        (f"call.callback_{which}" for which in ("waits", "waits_relay", "kept_relay")), frozenset({"due"})
    ),
    "call.callback_kept_another_relay": frozenset({"due"}),
    "call.callback_already_relay": frozenset({"due", "best"}),
    "call.asked_other": frozenset({"ends", "due"}),
    **dict.fromkeys(
        (f"call.callback_{which}" for which in ("kept", "kept_another")), frozenset({"due", "line", "best"})
    ),
    "call.callback_already": frozenset({"due", "line", "best"}),
    "text.menu": frozenset({"options"}),
    "text.list": frozenset({"title", "options"}),
    **dict.fromkeys(
        ("text.ask_one", "text.urgent_at_once", "text.callback_withdrawn_topic"), frozenset({"topic"})
    ),
    "text.ask_two": frozenset({"topic", "other"}),
    **dict.fromkeys(("text.withdrawn", "text.withdrawn_medicine"), frozenset({"title"})),
    **dict.fromkeys(("text.callback_right", "text.callback_right_next"), frozenset({"keyed"})),
    "text.callback_instead": frozenset({"keyed", "tail"}),
    "text.callback_instead_own": frozenset({"keyed"}),
    "text.closed_days": frozenset({"ahead"}),
    **dict.fromkeys(("text.next_closed", "text.other_hours"), frozenset({"dates"})),
    **dict.fromkeys(
        (f"text.callback_{of}" for of in ("ringing", "rung_once", "any_day")),
        frozenset({"due", "comes", "line"}),
    ),
    "text.callback_other_stands": frozenset({"comes", "line"}),
    **dict.fromkeys(
        (
            f"text.callback_{of}"
            for of in (
                *("kept", "kept_day", "kept_another", "kept_another_day", "already", "already_day"),
                *("waits", "late"),
            )
        ),
        frozenset({"due", "best", "comes", "line"}),
    ),
    "text.unknown_owed": frozenset({"due"}),
    "text.callback_noted": frozenset({"best"}),
    "text.asked_other": frozenset({"tail", "due"}),
    "text.callback_asked": frozenset({"others"}),
    **dict.fromkeys((f"text.callback_{of}_stopped" for of in ("waits", "late")), frozenset({"due"})),
    "text.comes_line": frozenset({"line"}),
    **dict.fromkeys(("call.week", "text.week"), frozenset({"week"})),
    "text.abroad": frozenset({"line"}),
    "text.why": frozenset({"about", "heading", "origin", "dated", "signed"}),
    "text.why_dated": frozenset({"date", "month", "year"}),
    "text.reaction": frozenset({"choices"}),
    **dict.fromkeys(("text.careful", "text.worried", "text.worried_owed"), frozenset({"topics"})),
    **dict.fromkeys(("call.urgent_danger", "text.urgent_danger", "text.after_danger"), frozenset({"afraid"})),
    **dict.fromkeys(
        (f"text.callback_{of}_danger" for of in ("withdrawn", "stands", "owed")), frozenset({"afraid"})
    ),
    **dict.fromkeys(("call.afraid", "text.afraid"), frozenset({"refuge"})),
}


class Unfilled(ValueError):
    """The error raised when words would be sent or spoken with a blank still in them (R50)."""


def whole(words: str) -> str:
    """Give the words back unchanged; raise `Unfilled` if a curly bracket (an unfilled blank) is left."""
    if "{" in words or "}" in words:
        raise Unfilled(f"a blank is left: {words[:200]}")
    return words


DAY = frozenset({"time", "day", "date", "month"})
CLOCK = frozenset({"hour", "hour24", "minute", "minutes", "part"})
NEXT_HOUR = frozenset({"left", "next"})
TEMPLATES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("today", "tomorrow", "week", "later", "never", "due", "due_later"), DAY),
    **dict.fromkeys(("hour", "half", "minutes", "midnight", "noon", "minute", "quarter"), CLOCK),
    **dict.fromkeys(("minutes_to", "minute_to", "quarter_to"), NEXT_HOUR),
    **dict.fromkeys(("days_two", "days_between"), frozenset({"first", "last"})),
    "reviewed": frozenset({"date", "month", "century", "year"}),
    **dict.fromkeys(("span", "span_until"), frozenset({"start", "end"})),
    "varied": frozenset({"days"}),
    "hours": frozenset({"days", "spans"}),
}
BLANK = re.compile(r"\{([a-z][a-z0-9]*)\}")


def in_phrase(key: str) -> frozenset[str]:
    """The names of the blanks that the line fills in the fixed sentence of this key, such as "call.closed".

    An unknown key has the blanks that any sentence may have.
    """
    return LASTING if key in KEPT_AWAY else ANYWHERE | ALSO.get(key, frozenset())


def in_template(name: str) -> frozenset[str]:
    """The names of the blanks that the line fills in one template for times ([times] of phrases.toml).

    The template for texts has the same name with "text_" before it, and the same blanks. An unknown template
    has no blanks.
    """
    return TEMPLATES.get(name.removeprefix("text_"), frozenset())


def blanks(sentence: str) -> frozenset[str]:
    """The names of the blanks in a sentence, such as "number" for {number}.

    Raises ValueError if a curly bracket stands alone, or holds anything but a name.
    """
    if set("{}") & set(BLANK.sub("", sentence)):
        raise ValueError("a curly bracket that is no blank")
    return frozenset(BLANK.findall(sentence))
