"""The words that a caller hears in a turn: the same on real calls and in terminal and browser."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ivr.model import Heard, KeyNumber, LineNumber, Listen, NumberKeyed, OfCall, Pause, Say, Tail, Turn
from menus.blanks import Unfilled, whole
from menus.model import Language, Pack
from menus.numbers import number_spoken
from menus.seconds import seconds
from store.numbers import tail_of

NAMES: dict[str, OfCall] = {"tail": Tail(), "keyed": NumberKeyed(), "line": LineNumber()}
"""The blanks of a sentence that stand for phone numbers of the call."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The phone numbers that a call may speak, each in words; "" if there is none.

    `tail` is the last three digits of the caller's number, `keyed` the number that was keyed in, `line` the
    line's own number.
    """

    tail: str = field(default="", repr=False)
    keyed: str = field(default="", repr=False)
    line: str = field(default="", repr=False)


def numbers(pack: Pack, language: Language, own: str, keyed: str, line: str) -> Numbers:
    """The phone numbers that a call may speak, put into words.

    All are given in E.164, or as "": `own` is the caller's number, `keyed` the number keyed in, `line` the
    line's own number. If `line` is "", the helpline's number is spoken instead.
    """
    return Numbers(
        tail=" ".join(tail_of(own)),
        keyed=number_spoken(language, keyed) if keyed else "",
        line=number_spoken(language, line or pack.hours.numbers[0].number),
    )


def aloud(say: Say, known: Numbers) -> str:
    """The words of a `Say` to be spoken, with its blanks filled with this call's numbers (`known`).

    Raises `Unfilled` if any other blank is left, or if this call does not have a number that is needed.
    """
    return whole("".join(piece if isinstance(piece, str) else _number(piece, known) for piece in say.pieces))


def _number(piece: OfCall, known: Numbers) -> str:
    """The spoken words for the phone number whose stand-in in a sentence is `piece`.

    Raises `Unfilled` if the call does not have that number.
    """
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


def by_language(heard: Iterable[Heard], own: Language) -> Iterator[tuple[Language, list[Heard]]]:
    """Split what is heard into runs of one language, in order, each given as a pair: the language, the run.

    A pause belongs to the run before it; `own` is the language of words that name none.
    """
    speaking, run = own, list[Heard]()
    for part in heard:
        by = (part.by or own) if isinstance(part, Say) else speaking
        if by is not speaking and run:
            yield speaking, run
            run = []
        speaking = by
        run.append(part)
    if run:
        yield speaking, run


def prompt(turn: Turn) -> tuple[Heard, ...]:
    """The words during which the caller can already press a key; none if the turn waits for no key."""
    return turn.then.prompt if isinstance(turn.then, Listen | KeyNumber) else ()


def words_of(turn: Turn, known: Numbers) -> str:
    """All words that are spoken in a turn, as one text, with the call's numbers (`known`) filled in.

    Raises `Unfilled` if a blank is left, or if the call does not have a number that is needed.
    """
    return " ".join(aloud(part, known) for part in (*turn.before, *prompt(turn)) if isinstance(part, Say))


def begins(turn: Turn) -> str:
    """The words of a turn up to its first phone number, which are the same for every caller.

    A test that play/as_test.py writes looks for these words, to recognise the turn.
    """
    words = ""
    for part in (*turn.before, *prompt(turn)):
        for piece in (*part.pieces, " ") if isinstance(part, Say) else ():
            if not isinstance(piece, str):
                return words
            words += piece
    return words


def names_key(turn: Turn, language: Language, key: str) -> bool:
    """Whether the words of a turn name the key `key` as `language` names it, as in "press 3"."""
    named = re.compile(rf"{re.escape(language.keys[key])}\b")
    says = (part for part in (*turn.before, *prompt(turn)) if isinstance(part, Say))
    return any(isinstance(piece, str) and named.search(piece) for say in says for piece in say.pieces)


def lasts(turn: Turn, known: Numbers) -> float:
    """The time in seconds for speaking a turn with the call's numbers (`known`), pauses included.

    Raises `Unfilled` if a blank is left, or if the call does not have a number that is needed.
    """
    quiet = sum(part.ms for part in (*turn.before, *prompt(turn)) if isinstance(part, Pause))
    return seconds(words_of(turn, known)) + quiet / 1000
