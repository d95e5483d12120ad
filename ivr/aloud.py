"""What is heard, as words: one way for the line, the terminal's phone and the browser's."""

import re
from dataclasses import dataclass

from ivr.model import Heard, KeyNumber, LineNumber, Listen, NumberKeyed, OfCall, Pause, Say, Tail, Turn
from menus.blanks import Unfilled, whole
from menus.model import Language, Pack
from menus.numbers import number_spoken
from menus.seconds import seconds

TAIL_DIGITS = 3
NAMES: dict[str, OfCall] = {"tail": Tail(), "keyed": NumberKeyed(), "line": LineNumber()}
"""The blanks of a sentence that only a call fills."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What one call alone knows, as it is spoken; "" for what it does not have."""

    tail: str = ""
    keyed: str = ""
    line: str = ""


def numbers(pack: Pack, language: Language, own: str, keyed: str, line: str) -> Numbers:
    """The numbers of a call, each in E.164 or "": the one it comes from, the one keyed, the line's own.

    A line that does not know its number gives the helpline's.
    """
    return Numbers(
        tail=" ".join(own[-TAIL_DIGITS:]),
        keyed=number_spoken(language, keyed) if keyed else "",
        line=number_spoken(language, line or pack.hours.numbers[0].number),
    )


def aloud(say: Say, known: Numbers) -> str:
    """The words of one Say. Raises `Unfilled` for a blank, or for a number that this call does not have."""
    return whole("".join(piece if isinstance(piece, str) else _number(piece, known) for piece in say.pieces))


def _number(piece: OfCall, known: Numbers) -> str:
    """One number of the call as it is spoken. Raises `Unfilled` where the call has none."""
    match piece:
        case Tail():
            spoken = known.tail
        case NumberKeyed():
            spoken = known.keyed
        case LineNumber():
            spoken = known.line
    if not spoken:
        raise Unfilled(f"this call has no {type(piece).__name__}")
    return spoken


def prompt(turn: Turn) -> tuple[Heard, ...]:
    """What is said while keys are taken."""
    return turn.then.prompt if isinstance(turn.then, Listen | KeyNumber) else ()


def words_of(turn: Turn, known: Numbers) -> str:
    """All words of a turn."""
    return " ".join(aloud(part, known) for part in (*turn.before, *prompt(turn)) if isinstance(part, Say))


def begins(turn: Turn) -> str:
    """The words of a turn up to what a call alone knows: the same in every call."""
    words = ""
    for part in (*turn.before, *prompt(turn)):
        for piece in (*part.pieces, " ") if isinstance(part, Say) else ():
            if not isinstance(piece, str):
                return words
            words += piece
    return words


def names_key(turn: Turn, language: Language, key: str) -> bool:
    """Whether a turn names a key, as in "press 3"."""
    named = re.compile(rf"{re.escape(language.keys[key])}\b")
    says = (part for part in (*turn.before, *prompt(turn)) if isinstance(part, Say))
    return any(isinstance(piece, str) and named.search(piece) for say in says for piece in say.pieces)


def lasts(turn: Turn, known: Numbers) -> float:
    """How long a turn speaks, in seconds, its quiet included."""
    quiet = sum(part.ms for part in (*turn.before, *prompt(turn)) if isinstance(part, Pause))
    return seconds(words_of(turn, known)) + quiet / 1000
