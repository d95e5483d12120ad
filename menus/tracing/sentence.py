"""Reads the comparable parts of a sentence: numbers, negations, hedges, names and word stems."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile

from menus.tracing.number_words import counted
from menus.tracing.tokens import CLAUSE_ENDS, DIGITS, SHORTEST, stem, tells, tokens
from menus.tracing.traced import Lists

REACH = 2  # words that a negation concerns


@dataclass(frozen=True, slots=True)
class Read:
    """The parts of one sentence that can be compared with another sentence.

    - `tokens` are all its words, numbers and marks in order, and `words` its words.
    - `numbers` are its numbers in figures, and `numbered_by` pairs each with the words that give it.
    - `stems` are the stems of its meaningful words. Of these, `negated` stand directly after a negation (each
      behind the negating word), `near` soon after one, and `plain` without one.
    - `unbound` is the number of negations that concern no word. `denies_small` is true if a negation concerns
      only small words ("never had it"). If that stands in a condition ("if you cannot get there"), these
      small words are in `small_if` instead.
    - `hedges` are its strengths: how sure or frequent it calls things ("most"). `hedged_by` pairs each with
      the words that give it. `covered` are further strengths that its words may mean, too ("each" may mean
      "every").
    - `claims` are its strong claims.
    """

    stems: frozenset[str]
    numbers: frozenset[str]
    negated: tuple[tuple[str, str], ...]
    near: frozenset[str]
    plain: frozenset[str]
    unbound: int
    hedges: frozenset[str]
    claims: frozenset[str]
    words: tuple[str, ...]
    hedged_by: tuple[tuple[str, str], ...]  # each strength, and the words that give it
    covered: frozenset[str]
    numbered_by: tuple[tuple[str, str], ...]  # each number, and the word or the figures that give it
    tokens: tuple[str, ...]
    denies_small: bool  # whether a denial is of small words alone: "never had it"
    small_if: frozenset[str]


@lru_cache(maxsize=4096)
def read(text: str, lists: Lists) -> Read:
    """Read one sentence, by the word lists of its language."""
    said = tokens(text)
    hedging = tuple(hedged(said, lists))
    hedges = {strength: phrase for _, strength, phrase in hedging}
    numbers = dict(counted(said, lists))
    denied = _denied(said, {at for at, *_ in hedging}, lists)
    composed = {one for one, word in numbers.items() if " " in word}  # "three hundred and sixty", for 360
    return Read(
        stems=frozenset(denied.plain | denied.near | {one for _, one in denied.negated} | composed),
        numbers=frozenset(numbers),
        negated=tuple(denied.negated),
        near=frozenset(denied.near),
        plain=frozenset(denied.plain),
        unbound=denied.unbound,
        hedges=frozenset(hedges),
        claims=frozenset(_claims(said, lists)),
        words=tuple(token for token in said if token.isalpha() or "'" in token),
        hedged_by=tuple(hedges.items()),
        covered=frozenset(one for one, phrases in lists.covers.items() if _has_any(said, phrases)),
        numbered_by=tuple((one, _figures(text, word)) for one, word in numbers.items()),
        tokens=said,
        denies_small=denied.small,
        small_if=frozenset(denied.small_if),
    )


def shared(said: Read, fact: Read) -> int:
    """The number of stems that two sentences share."""
    return len(said.stems & fact.stems)


def one_nearest(said: Read, sentences: tuple[Read, ...]) -> Read:
    """The one of a fact's `sentences` that is most like the sentence `said`."""
    return max(sentences, key=lambda fact: agreement(said, fact))


def agreement(said: Read, fact: Read) -> tuple[int, int, int]:
    """How well a fact's sentence agrees with `said`, as a sort key: shared stems, strengths, shortness."""
    return shared(said, fact), -len(fact.hedges ^ said.hedges), -len(fact.stems)


@dataclass(slots=True)
class _Denied:
    """What a sentence denies, as in `Read`."""

    negated: list[tuple[str, str]] = field(default_factory=list)
    near: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    unbound: int = 0
    small: bool = False
    small_if: set[str] = field(default_factory=set)


def _denied(said: tuple[str, ...], hedging: set[int], lists: Lists) -> _Denied:
    """What a sentence denies, from its tokens `said`.

    A negation concerns the next two meaningful words of its clause. A negation of `lists.throughout` ("none")
    concerns all words up to the clause's end. If no meaningful word comes between a negation and "and", it
    concerns no word ("never had it and …"). Once it has concerned a word, it ends at an "if": "not suitable
    if you have an ulcer" says nothing of the ulcer. But after a word of `lists.carries`, as in "not known if
    it is safe", it goes on to the end. Tokens at `hedging` are strengths ("most"): no negation concerns them.
    """
    found = _Denied()
    reach, left, word, last, since = REACH, 0, "", -1, -1
    for at in _unbroken(said, lists):
        token, carried = said[at], last >= 0 and last == at - 1 and said[last] in lists.carries
        if carried and token in lists.conditions:
            reach, left = len(said) + 1, len(said)
        elif _is_negation(token, lists):
            found.unbound += left == reach
            reach = len(said) if token in lists.throughout else REACH
            left, word, since = reach, token, at
        elif (
            token in CLAUSE_ENDS
            or token in lists.ends
            or (left == reach and token in lists.joins)
            or (0 < left < reach == REACH and not carried and token in (*lists.conditions, *lists.openers))
        ):
            found.unbound += left == reach
            if left == reach and said[at - 1] != word:
                _note_small(found, said, since, at, lists)
            left = 0
        elif tells(token, lists) and at not in hedging:
            if left == reach:
                found.negated.append((word, stem(token)))
            else:
                (found.near if left else found.plain).add(stem(token))
            left, last = max(0, left - 1), at if left else -1
    found.unbound += left == reach
    return found


def _note_small(found: _Denied, said: tuple[str, ...], since: int, end: int, lists: Lists) -> None:
    """Note in `found` a negation of small words alone, such as "cannot get there".

    `since` is the place of the negation among the tokens `said`, and `end` the place behind its small words.
    """
    clause = takewhile(lambda token: token not in CLAUSE_ENDS, reversed(said[:since]))
    if any(token in lists.conditions for token in clause):
        found.small_if.update(said[since + 1 : end])
    else:
        found.small = True


def _unbroken(said: tuple[str, ...], lists: Lists) -> list[int]:
    """The places of a sentence's tokens, in an order in which no words between commas interrupt a denial.

    "Do not, even if you feel well, stop it" is read as "Do not stop it, even if you feel well". Words between
    commas behind "not known if" are moved to the end of the denial in the same way.
    """
    every, begins = list(range(len(said))), {*lists.asides, *lists.conditions, *lists.openers}
    for at in every[1:-2]:
        asks = said[at] in lists.conditions and said[at - 1] in lists.carries
        denies = _is_negation(said[at], lists) and said[at - 1] not in lists.conditions
        if said[at + 1] == "," in said[at + 2 :] and (asks or (denies and said[at + 2] in begins)):
            end = said.index(",", at + 2)
            if asks or (said[end + 1 : end + 2] and said[end + 1] not in lists.subjects):
                return every[: at + 1] + every[end + 1 :] + every[at + 1 : end + 1]
    return every


def _is_negation(token: str, lists: Lists) -> bool:
    return token in lists.negations or token.replace("’", "'").endswith("n't")


def _figures(text: str, number: str) -> str:
    """The figures of a number as they stand in a text: "9 9 8" for 998; `number` itself if they do not."""
    spaced = (found[0] for found in DIGITS.finditer(text))
    return next((one for one in spaced if re.sub(r"\D", "", one) == number), number)


def hedged(said: tuple[str, ...], lists: Lists) -> Iterator[tuple[int, str, str]]:
    """The words by which a sentence says how sure or frequent something is: its strengths ("most").

    `said` are the sentence's tokens, and `lists` the language's word lists. Each strength comes as its index
    in `said`, its name, and the whole phrase that gives it.
    """
    plain = {at for phrase in lists.no_hedges for at in _places(said, phrase)} | _asked(said, lists)
    for strength, phrases in lists.hedges.items():
        for phrase in phrases:
            for at in _places(said, phrase):
                if at not in plain and not (phrase in lists.repeats and _is_number(said[at : at + 2], lists)):
                    yield at, strength, phrase


def _is_number(words: tuple[str, ...], lists: Lists) -> bool:
    return any(word.isdigit() or word in lists.numbers for word in words)


def _asked(said: tuple[str, ...], lists: Lists) -> set[int]:
    """The places of words such as "any" that are no strength here.

    They stand in a question, or behind a word of a condition: "if you have any".
    """
    found: set[int] = set()
    start = 0
    for end in [at for at, token in enumerate(said) if token in CLAUSE_ENDS] + [len(said)]:
        begins = [at for at in range(start, end) if said[at] in lists.conditions]
        first = start if said[end : end + 1] == ("?",) else begins[0] if begins else end
        found |= {at for at in range(first, end) if said[at] in lists.asked}
        start = end + 1
    return found


def _places(said: tuple[str, ...], phrase: str) -> Iterator[int]:
    """The positions of a phrase's words in a sentence, for each occurrence of the phrase."""
    words = tuple(phrase.split())
    for at in range(len(said)):
        if said[at : at + len(words)] == words:
            yield from range(at, at + len(words))


def _has_any(said: tuple[str, ...], phrases: Iterable[str]) -> bool:
    return any(True for phrase in phrases for _ in _places(said, phrase))


def _claims(said: tuple[str, ...], lists: Lists) -> Iterator[str]:
    """The strong claims in a sentence, each in the form of the word list."""
    for claim in lists.claims:
        if any(token == claim or (len(claim) > SHORTEST and token.startswith(claim)) for token in said):
            yield claim
