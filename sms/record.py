"""The record of a text conversation, kept for a day as JSON: no words, and phone numbers only encrypted."""

import json

from sms.limits import Sent
from sms.model import Talk


def write(talk: Talk, history: tuple[Sent, ...]) -> str:
    """Give the record of a text conversation to store: what we remember, and our texts, as one line of JSON.

    Of a text it holds the time, and instead of the words a string that is the same for texts that are alike
    (`Sent.like`).
    """
    kept = {name: value for name in Talk.__slots__ if (value := getattr(talk, name))}
    return json.dumps(
        {"talk": kept, "sent": [[sent.at, sent.like] for sent in history]}, separators=(",", ":")
    )


def read(line: str) -> tuple[Talk, tuple[Sent, ...]]:
    """Read the stored record of a text conversation: what we remember, and the texts that we sent.

    `line` is the JSON that `write` made. Both are empty if it is "", or was written by a version whose record
    cannot be read any more.
    """
    try:
        held = json.loads(line) if line else {}
        talk = Talk(**{**held.get("talk", {}), "options": tuple(held.get("talk", {}).get("options", ()))})
        return talk, tuple(Sent(at, like) for at, like in held.get("sent", ()))
    except (ValueError, TypeError, AttributeError):
        return Talk(), ()
