"""The record of a text conversation, kept for a day as JSON: no words, and phone numbers only encrypted."""

import json
from dataclasses import asdict

from sms.limits import Sent
from sms.model import Talk


def write(talk: Talk, history: tuple[Sent, ...]) -> str:
    """Write what is remembered of a person as one line of JSON, with when they were sent which texts.

    No words of a text are stored, only a string that is the same for texts that are alike (`Sent.like`).
    """
    kept = {name: value for name, value in asdict(talk).items() if value}
    return json.dumps(
        {"talk": kept, "sent": [[sent.at, sent.like] for sent in history]}, separators=(",", ":")
    )


def read(line: str) -> tuple[Talk, tuple[Sent, ...]]:
    """Read a record that `write` wrote: what we remember, and the texts that we sent.

    Both are empty if the line is empty, or was written by a version whose record cannot be read any more.
    """
    try:
        held = json.loads(line) if line else {}
        talk = Talk(**{**held.get("talk", {}), "options": tuple(held.get("talk", {}).get("options", ()))})
        return talk, tuple(Sent(at, like) for at, like in held.get("sent", ()))
    except (ValueError, TypeError, AttributeError):
        return Talk(), ()
