"""The words for outcomes of call-backs and messages, in lists, records, trail, tables, commands."""

from collections.abc import Mapping

# Why staff closed a call-back, by the reason that its record keeps; a message has some words of its own.
OUTCOMES: Mapping[str, str] = {
    "reached": "reached",
    "no_reply": "no reply twice",
    "not_wanted": "they do not want it",
    "wrong_number": "wrong number",
    "passed_on": "helped elsewhere",
}
OF_MESSAGES: Mapping[str, str] = {**OUTCOMES, "reached": "done with it", "not_wanted": "not for us"}
# The reason of each way in which staff close one.
REASON_OF: Mapping[str, str] = {
    "done": "reached",
    "no_reply": "no_reply",
    "withdrawn": "not_wanted",
    "wrong_number": "wrong_number",
    "passed_on": "passed_on",
}
# Of a record that has no reason: it was closed by the version before, or by the person themselves.
NO_REASON: Mapping[str, str] = {"done": "reached", "no_reply": "no_reply"}
CANCELLED = "cancelled"


def outcome(kind: str, reason: str, state: str = "") -> str:
    """How a "callback" or "message" (`kind`) ended, in words: by `reason` or, if that is "", by `state`.

    Gives "cancelled" if that reason or state is unknown.
    """
    words = OF_MESSAGES if kind == "message" else OUTCOMES
    return words.get(reason or NO_REASON.get(state, ""), CANCELLED)
