"""A turn of the line on the phone's screen: its sentences and pauses, with their durations."""

import re
from dataclasses import dataclass

from ivr.aloud import Numbers, aloud, prompt
from ivr.model import Pause, Play, Say, Turn
from menus.seconds import seconds

SENTENCE = re.compile(r"(?<=[.?!])\s+")
NEW_LINE = 600
PLAYED, PLAYED_MS = "(Your message is played.)", 5000


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence on the screen; `pause` (before it) and `lasts` are in milliseconds.

    If `deaf`, no key is accepted while the sentence is spoken. If `opens`, the sentence begins a new line on
    the screen. `code` is the language of the words, "" for what the page itself says.
    """

    words: str
    pause: int
    lasts: int
    deaf: bool
    opens: bool
    code: str


def pieces(turn: Turn, known: Numbers) -> tuple[Piece, ...]:
    """Cut the words of a turn of the line into sentences, for the screen of the browser phone.

    `known` are the phone numbers of the call, in words, for the sentences that name them.
    """
    found: list[Piece] = []
    for deaf, said in ((True, turn.before), (False, prompt(turn))):
        pause, opens = 0, True
        for part in said:
            if isinstance(part, Pause):
                pause, opens = pause + part.ms, opens or part.ms >= NEW_LINE
                continue
            spoken = PLAYED if isinstance(part, Play) else aloud(part, known)
            for sentence in SENTENCE.split(spoken):
                lasting = PLAYED_MS if isinstance(part, Play) else round(seconds(sentence) * 1000)
                found.append(Piece(sentence, pause, lasting, deaf, opens, _code(part, turn)))
                pause, opens = 0, False
    return tuple(found)


def _code(part: Say | Play, turn: Turn) -> str:
    """The code of the language in which a part of a turn is spoken; "" for a caller's own message."""
    if isinstance(part, Play):
        return ""
    return part.by.code if part.by else turn.place.language
