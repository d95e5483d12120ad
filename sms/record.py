"""What is kept of a text conversation for a day, as a line of JSON: no words, no number unsealed."""

import json
from dataclasses import asdict

from sms.limits import Sent
from sms.model import Talk


def write(talk: Talk, history: tuple[Sent, ...]) -> str:
    """Write one line of JSON: the talk, and for each text that we sent its time and its likeness."""
    kept = {name: value for name, value in asdict(talk).items() if value}
    return json.dumps(
        {"talk": kept, "sent": [[sent.at, sent.like] for sent in history]}, separators=(",", ":")
    )


def read(line: str) -> tuple[Talk, tuple[Sent, ...]]:
    """Read what `write` wrote: talk and history; both are empty for an empty line or an older version's."""
    try:
        held = json.loads(line) if line else {}
        talk = Talk(**{**held.get("talk", {}), "options": tuple(held.get("talk", {}).get("options", ()))})
        return talk, tuple(Sent(at, like) for at, like in held.get("sent", ()))
    except (ValueError, TypeError, AttributeError):
        return Talk(), ()
