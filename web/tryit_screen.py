"""A turn as the phone's screen shows it and its voice says it: sentences, their quiet, how long they last."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ivr.model import Dial, Heard, KeyNumber, Listen, Pause, Play, Say, Turn
from menus.clock import put
from menus.model import Language, Pack
from menus.numbers import number_spoken
from menus.seconds import seconds
from web.tryit_call import Happened
from web.tryit_scene import Scene

SENTENCE = re.compile(r"(?<=[.?!])\s+")
NEW_LINE = 600
PLAYED, PLAYED_MS = "(Your message is played.)", 5000


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence on the screen: its words, the quiet before it and how long it lasts (milliseconds).

    `deaf` says that no key is taken meanwhile; `opens` that it begins a line of the screen.
    """

    words: str
    pause: int
    lasts: int
    deaf: bool
    opens: bool


def pieces(turn: Turn, blanks: Mapping[str, str]) -> tuple[Piece, ...]:
    """A turn as sentences for the screen; `blanks` are the numbers that the flow does not know."""
    found: list[Piece] = []
    for deaf, said in ((True, turn.before), (False, prompt(turn))):
        pause, opens = 0, True
        for part in said:
            if isinstance(part, Pause):
                pause, opens = pause + part.ms, opens or part.ms >= NEW_LINE
                continue
            spoken = PLAYED if isinstance(part, Play) else put(part.words, **blanks)
            for sentence in SENTENCE.split(spoken):
                lasting = PLAYED_MS if isinstance(part, Play) else round(seconds(sentence) * 1000)
                found.append(Piece(sentence, pause, lasting, deaf, opens))
                pause, opens = 0, False
    return tuple(found)


def blanks(pack: Pack, scene: Scene, step: Happened, line: str) -> Mapping[str, str]:
    """The numbers that only a renderer knows, as they are spoken; `line` is the line's own, "" if unknown."""
    language: Language = pack.languages[step.turn.place.language]
    return {
        "tail": " ".join(scene.number[-3:]),
        "keyed": number_spoken(language, step.held.number) if step.held.number else "",
        "line": number_spoken(language, line or pack.hours.numbers[0].number),
    }


def prompt(turn: Turn) -> tuple[Heard, ...]:
    """What is said while keys are taken."""
    return turn.then.prompt if isinstance(turn.then, Listen | KeyNumber) else ()


def words_of(turn: Turn) -> str:
    """All words of a turn; the numbers that the flow does not know stay blanks, like {tail}."""
    return " ".join(part.words for part in (*turn.before, *prompt(turn)) if isinstance(part, Say))


def lasts(turn: Turn) -> float:
    """How long a turn speaks, in seconds, its quiet included."""
    quiet = sum(part.ms for part in (*turn.before, *prompt(turn)) if isinstance(part, Pause))
    return seconds(words_of(turn)) + quiet / 1000


def waits(turn: Turn) -> float:
    """How long the line waits after its words, in seconds: for a key, or for the helpline to answer."""
    match turn.then:
        case Listen(wait=wait) | KeyNumber(wait=wait):
            return wait
        case Dial(ring=ring):
            return ring
    return 0
