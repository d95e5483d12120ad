"""The record of a text conversation, kept for a day as JSON: no words, and only encrypted numbers."""

import json

from sms.limits import Sent
from sms.model import Talk


def write(talk: Talk, history: tuple[Sent, ...]) -> str:
    """The record of a text conversation to store, as a line of JSON: what we remember, and when we texted.

    `talk` is what we remember. `history` is our texts: of each the record holds the time and, instead of its
    words, a string that is the same for texts that count as alike (`Sent.like`).
    """
    kept = {name: value for name in Talk.__slots__ if (value := getattr(talk, name))}
    return json.dumps(
        {"talk": kept, "sent": [[sent.at, sent.like] for sent in history]}, separators=(",", ":")
    )


def read(line: str) -> tuple[Talk, tuple[Sent, ...]]:
    """Read the stored record of a text conversation: our memory, and the texts that we sent.

    `line` is the JSON that `write` made. Both are empty if `line` is "" or no JSON, or if it was written by a
    version whose record cannot be read any more.
    """
    try:
        held = json.loads(line) if line else {}
        talk = Talk(**{**held.get("talk", {}), "options": tuple(held.get("talk", {}).get("options", ()))})
        return talk, tuple(Sent(at, like) for at, like in held.get("sent", ()))
    except (ValueError, TypeError, AttributeError):
        return Talk(), ()
