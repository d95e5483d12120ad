"""Finds the strengths of a fact that a sentence leaves out, clause by clause.

"It runs in families only a little, and grandchildren need no test." says two things, and a sentence may say
one of them. A strength belongs to its clause, and to those behind it that have no subject of their own.
"""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Literal

from menus.tracing.sentence import Read, hedged
from menus.tracing.tokens import CLAUSE_ENDS, stem, tells
from menus.tracing.traced import Lists

# How a clause begins: behind a comma (it may share the subject before it); behind "and" without a comma; with
# a subject of its own, as the first does, and what stands behind a colon; as an aside.
Kind = Literal["joined", "bare", "own", "aside"]
# Telling words that a clause needs: shorter pieces are part of the one beside them.
LEAST = 2
# Strengths of a verb: a telling word before one is its subject.
OF_VERBS = {"may", "must", "should", "will"}
# A strength of a few last words ("every autumn"): it is of these, and of no clause behind.
OF_ITS_END = "all"
BRACKETS = ("(", ")")
FREE = {"will"}  # a strength that a sentence may leave out


@dataclass(slots=True)
class Clause:
    """A part of a sentence that says one thing.

    `kind` tells how it begins:

    - "joined": after a comma, perhaps with the subject of the clause before.
    - "bare": after "and" without a comma.
    - "own": with a subject of its own.
    - "aside": a word such as "mostly".

    `places` are the indices of its words in the sentence. `stems` are the stems of the words that tell what
    it is about. `hedges` are the strengths ("most") in it, by their indices. `held` are these strengths
    together with those of an earlier clause whose subject it shares. `leads` is true if it stands before a
    colon.
    """

    kind: Kind
    places: list[int] = field(default_factory=list)
    stems: set[str] = field(default_factory=set)
    hedges: dict[int, str] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    leads: bool = False


def left_out(said: Read, fact: Read, lists: Lists) -> Iterator[str]:
    """The strengths ("most") of a fact's sentence that the sentence `said` leaves out.

    A clause of the fact counts only if `said` tells it, too. `lists` are the language's word lists.
    """
    for strength in sorted((_held(said, fact, lists) & fact.hedges) - said.hedges - said.covered - FREE):
        if dict(fact.hedged_by)[strength] not in lists.advice or not _urges(said, fact, lists):
            yield strength


def _held(said: Read, fact: Read, lists: Lists) -> set[str]:
    clauses, throughout = _clauses_of(fact.tokens, lists)
    near = [*_nearest(said.stems, clauses)]
    near += [each for each in clauses if _says(said.stems, each, clauses, near)]
    for part in _clauses_of(said.tokens, lists)[0]:
        nearest = tuple(_nearest(part.stems, clauses))
        near += () if any(each in near for each in nearest) else nearest
    return {one for each in near or clauses for one in each.held} | throughout


def _says(stems: Set[str], one: Clause, clauses: Iterable[Clause], nearest: Iterable[Clause]) -> bool:
    """Whether a sentence says what the clause `one` of a fact says.

    `stems` are the sentence's. `clauses` are all clauses of the fact, and `nearest` those that share most
    stems with the sentence.

    (a) A clause after an "and" without a comma, or before a colon, must share a stem with the sentence that
        no other clause has.
    (b) Any other clause must share at least half as many stems with the sentence as a nearest one does. One
        of these stems must be in no nearest clause.
    """
    shared = stems & one.stems
    if one.leads or one.kind == "bare":
        return bool(shared - {each for other in clauses if other is not one for each in other.stems})
    most = max(len(stems & each.stems) for each in nearest)
    return 2 * len(shared) >= most and bool(shared - {each for near in nearest for each in near.stems})


def _nearest(stems: Set[str], clauses: Iterable[Clause]) -> Iterator[Clause]:
    most = max(len(stems & each.stems) for each in clauses)
    yield from (each for each in clauses if most and len(stems & each.stems) == most)


@lru_cache(maxsize=4096)
def _clauses_of(said: tuple[str, ...], lists: Lists) -> tuple[tuple[Clause, ...], frozenset[str]]:
    """The clauses of a sentence (at least one), and the strengths that belong to all of them.

    A strength belongs to all clauses if it is in a short beginning ("Usually, …"). `said` are the tokens of
    the sentence.
    """
    hedges = {at: strength for at, strength, _ in hedged(said, lists)}
    pieces = list(_pieces(said, lists))
    for piece in pieces:
        piece.hedges = {at: hedges[at] for at in piece.places if at in hedges}
        piece.stems = {stem(said[at]) for at in piece.places if at not in hedges and tells(said[at], lists)}
    throughout = frozenset(pieces[0].hedges.values()) if _is_short(pieces[0]) else frozenset()
    merged = _merged(pieces)
    _hand_on(merged, said, lists)
    return tuple(merged), throughout


def _pieces(said: tuple[str, ...], lists: Lists) -> Iterator[Clause]:
    """The clauses of a sentence, before short ones are joined to others.

    Words in brackets are a clause of the kind "aside", which comes last. The brackets do not cut the clause
    around them in two.
    """
    bracket, before, inside = Clause("aside"), "", False
    now = Clause("own")
    for at, word in enumerate(said):
        if word in BRACKETS:
            inside = word == BRACKETS[0]
        elif inside:
            bracket.places.append(at)
        elif word in CLAUSE_ENDS:
            now.leads |= word == ":"
            before = "" if word == "." else word  # within a sentence it is a number's
        else:
            kind = _begins(said[at:], before, lists)
            if kind and now.places:
                yield now
                now = Clause(kind)
            now.places.append(at)
            before = ""
    yield now
    if bracket.places:
        yield bracket


def _begins(rest: tuple[str, ...], mark: str, lists: Lists) -> Kind | None:
    """The kind of the clause that begins with the first token of `rest`; None if no clause begins there.

    `mark` is the mark before it, such as a comma; "" if there is none.
    """
    if mark and any(rest[: len(words)] == words for words in (tuple(each.split()) for each in lists.asides)):
        return "aside"
    match mark:
        case "":
            return "bare" if rest[0] in lists.joins else None
        case ",":
            return "own" if rest[0] in lists.openers else "joined"
        case _:
            return "own"


def _is_short(piece: Clause) -> bool:
    return len(piece.stems) < LEAST


def _merged(pieces: Iterable[Clause]) -> list[Clause]:
    """The pieces of a sentence, with each that is too short joined to another one.

    A piece with too few telling words is joined to the piece before it; the first piece is joined to the one
    behind. A piece after "and" without a comma is also joined to the piece before it if it has no strength.
    """
    return _joined(_joined(pieces, lambda piece: piece.kind == "bare"), lambda _: True)


def _joined(pieces: Iterable[Clause], may_be: Callable[[Clause], bool]) -> list[Clause]:
    found: list[Clause] = []
    for piece in pieces:
        short = (
            _is_short(piece)
            or (found and _is_short(found[-1]))
            or (piece.kind == "bare" and not piece.hedges)
        )
        if found and short and may_be(piece):
            last = found[-1]
            last.places += piece.places
            last.stems |= piece.stems
            last.hedges |= piece.hedges
            last.leads = piece.leads
        else:
            found.append(piece)
    return found


def _hand_on(clauses: Iterable[Clause], said: tuple[str, ...], lists: Lists) -> None:
    """Fill in what each clause says: its own strengths, and those of the clause whose subject it shares."""
    carried: set[str] = set()
    for each in clauses:
        shares = each.kind in ("joined", "bare", "aside") and not _has_subject(each, said, lists)
        each.held = set(each.hedges.values()) | (carried if shares else set())
        if each.kind != "aside":
            carried = each.held - _of_its_end(each, said, lists)


def _has_subject(clause: Clause, said: tuple[str, ...], lists: Lists) -> bool:
    words = [at for at in clause.places if said[at] not in lists.joins]
    if words and said[words[0]] in lists.subjects:
        return True
    verb = next((at for at in words if clause.hedges.get(at) in OF_VERBS), None)
    return verb is not None and any(
        tells(said[at], lists) for at in words if at < verb and at not in clause.hedges
    )


def _of_its_end(clause: Clause, said: tuple[str, ...], lists: Lists) -> set[str]:
    ends = [at for at, strength in clause.hedges.items() if strength == OF_ITS_END]
    behind = [at for at in clause.places if ends and at > max(ends) and tells(said[at], lists)]
    return {OF_ITS_END} if ends and len(behind) < LEAST else set()


def _urges(said: Read, fact: Read, lists: Lists) -> bool:
    """Whether a sentence orders what a fact advises.

    It does if a clause of it begins with the verb that the fact advises, or with a word such as "ask". An
    order may deny, too: "Do not replace it" for "it should not replace it".
    """
    advised = {one for phrase in lists.advice for one in _verbs_behind(fact.tokens, phrase, lists)}
    starts = (
        said.tokens[at:]
        for at, before in enumerate((",", *said.tokens))
        if before in CLAUSE_ENDS or before in lists.joins
    )
    urged = tuple(f"{urge} " for urge in lists.urges)
    return any(
        " ".join(first).startswith(urged) or _verb(first, lists) in advised for first in starts if first
    )


def _verb(first: tuple[str, ...], lists: Lists) -> str:
    """The stem of the verb with which an order begins; "do not" and "never" are left out, "" for none."""
    denied = next((at for at, word in enumerate(first[:2]) if word in lists.negations), -1)
    return next(map(stem, first[denied + 1 :][:1]), "")


def _verbs_behind(said: tuple[str, ...], phrase: str, lists: Lists) -> Iterator[str]:
    words = tuple(phrase.split())
    for at in range(len(said)):
        if said[at : at + len(words)] == words:
            behind = (one for one in said[at + len(words) :] if one not in lists.negations)
            yield from (stem(one) for one in islice(behind, 1) if one.isalpha())
