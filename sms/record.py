"""What is kept of a text conversation for a day, as a line of JSON: no words, no number."""

import json
from dataclasses import asdict

from sms.limits import Sent
from sms.model import Talk


def write(talk: Talk, history: tuple[Sent, ...]) -> str:
    """One line of JSON: the talk, and when texts went and what they were like."""
    kept = {name: value for name, value in asdict(talk).items() if value}
    return json.dumps(
        {"talk": kept, "sent": [[sent.at, sent.like] for sent in history]}, separators=(",", ":")
    )


def read(line: str) -> tuple[Talk, tuple[Sent, ...]]:
    """The talk and the history of a line; empty ones for an empty line, or one of an older version."""
    try:
        held = json.loads(line) if line else {}
        talk = Talk(**{**held.get("talk", {}), "options": tuple(held.get("talk", {}).get("options", ()))})
        return talk, tuple(Sent(at, like) for at, like in held.get("sent", ()))
    except (ValueError, TypeError, AttributeError):
        return Talk(), ()
