"""Falsifies random sentences of a pack, and counts how often `flask check` notices (R23, ADR 48)."""

import os
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import click

from menus.model import Pack
from menus.said import Look, look
from menus.sentences import sentences
from menus.tracing.tokens import stem, tokens
from menus.tracing.trace import has_begun, judge, names_of, trace
from menus.tracing.units import Statement
from tools.words.packs import pack_of

# How many of each kind are made, 300 in all.
KINDS = {
    "a number changed": 60,
    'a "not" dropped': 40,
    'a "not" added': 40,
    "a medicine swapped": 60,
    "a hedge made stronger": 35,
    "a hedge made weaker": 35,
    "the source taken away": 30,
}
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve")
# Medicines of no pack in particular; a pack's own are added.
OTHERS = ("paracetamol", "ibuprofen", "aspirin", "insulin", "warfarin", "hydroxychloroquine", "penicillin")
Edit = tuple[str, str]
STRONGER: tuple[Edit, ...] = (
    (r"\bmay\b", "will"),
    (r"\bmay\b", "always"),
    (r"\bmay\b", "must"),
    (r"\bmay ", ""),
    (r"\bcan have\b", "always have"),
    (r"\bcan have\b", "have"),
    (r"\busually ", "always "),
    (r"\busually ", ""),
    (r"\bMost\b", "All"),
    (r"\bSome\b", "Most"),
    (r"\bSome\b", "All"),
    (r"\bsome\b", "most"),
    (r"\bsometimes ", "often "),
    (r"\bsometimes ", "always "),
    (r"\bsometimes ", ""),
    (r"\bA few\b", "Most"),
    (r"\ba few\b", "most"),
    (r"\bOccasionally\b", "Usually"),
    (r"\bprobably ", ""),
    (r"\bprobably ", "certainly "),
    (r"\bare meant to\b", "always"),
    (r"\bare meant to\b", "will"),
    (r"\brarely\b", "often"),
    (r"\bIn rare cases\b", "In most cases"),
)
WEAKER: tuple[Edit, ...] = (
    (r"\b(has|have) to\b", "may"),
    (r"\bmust\b", "may"),
    (r"\bmust\b", "should"),
    (r"\bneeds? to\b", "might"),
    (r"\bneeds?\b", "may have"),
    (r"\balways\b", "sometimes"),
    (r"\bNever\b", "Rarely"),
    (r"\bnever\b", "seldom"),
    (r"\busually\b", "sometimes"),
    (r"\busually\b", "rarely"),
    (r"\bMost\b", "Some"),
    (r"\bMost\b", "Few"),
    (r"\bSome\b", "A few"),
    (r"\bmay\b", "may rarely"),
    (r"\bsometimes\b", "rarely"),
    (r"\bonly\b", "mostly"),
    (r"\bare meant to\b", "might"),
    (r"\bAnyone\b", "Someone"),
    (r"\bis probably\b", "is perhaps sometimes"),
)
DROPPED: tuple[Edit, ...] = (
    (r"\b[Dd]o not (\w)", r"\1"),
    (r"\bnot ", ""),
    (r"\b[Nn]ever ", ""),
    (r"\bcannot\b", "can"),
    (r"\bno need\b", "a need"),
    (r"\bwithout\b", "with"),
)
ADDED: tuple[Edit, ...] = (
    (r"\b(is|are|may|can|will|have to|has to|must) ", r"\1 not "),
    (r", call ", ", do not call "),
    (r"^Call ", "Do not call "),
    (r"\? Call ", "? Do not call "),
    (r"\? 111", "? Not 111"),
    (r"^(If you|If it|If they) ", r"\1 do not "),
    (r"\b([Tt])ell ", r"\1ell not "),
    (r"\b(come|need|check|work|help|recover|stop|flare|take|get|show|carry|feel|tire) ", r"never \1 "),
    (r"\b(comes|needs|checks|works|helps|supervises|lowers|shows|responds|flares|pays|makes) ", r"never \1 "),
)


@dataclass(frozen=True, slots=True)
class Falsified:
    """A false statement made from a true one: the kind of change, the true words, and the false statement."""

    kind: str
    before: str
    statement: Statement


@click.command(name="trace")
@click.option("--seed", default=1, show_default=True, help="Another seed, other falsifications.")
@click.option("--pack", default="", metavar="PACK", help="A pack's folder (default: the line's own).")
def falsified(seed: int, pack: str) -> None:
    """Make 300 sentences false, and print how many of each kind `flask check` notices.

    Those that it does not notice are printed, too.
    """
    seen, missed = measure(pack_of(pack, os.environ), datetime.now(UTC).date(), seed)
    for kind, (part, whole) in seen.items():
        click.echo(f"{kind:24} {part:4} of {whole:4}  {100 * part / max(1, whole):5.1f} %")
    for one in missed:
        click.echo(f"not seen: {one.kind}: {one.before} -> {one.statement.words}")


def measure(
    pack: Pack, today: date, seed: int
) -> tuple[Mapping[str, tuple[int, int]], tuple[Falsified, ...]]:
    """The numbers of noticed and of made falsifications, by kind; then the falsifications not noticed.

    Each kind, such as "a number changed", has a pair: how many of its falsifications were noticed, and how
    many were made. The falsified sentences are of the pack's first language. They are judged as on the day
    `today`. `seed` fixes the random choice.
    """
    looked = look(pack, next(iter(pack.languages.values())), today)
    names, begun = names_of(looked.language), has_begun(looked)
    made = _falsify(looked, seed)
    missed = tuple(one for one in made if not judge(looked, one.statement, names, begun).findings)
    counted = {kind: [one for one in made if one.kind == kind] for kind in KINDS}
    seen = {kind: len(of) - sum(one.kind == kind for one in missed) for kind, of in counted.items()}
    return {kind: (seen[kind], len(of)) for kind, of in counted.items()}, missed


def _falsify(looked: Look, seed: int) -> tuple[Falsified, ...]:
    """Falsify sentences of a language: of each kind as many as `KINDS` names, or all if there are fewer."""
    chance = random.Random(seed)  # noqa: S311, the same seed falsifies the same
    marked = [row.statement for row in trace(looked).rows if row.ids and not row.statement.is_name]
    marked = list({(one.words, one.ids): one for one in marked}.values())
    swaps = _medicines(looked)
    every: dict[str, Callable[[Statement], Iterator[Statement]]] = {
        "a number changed": lambda one: _numbers(one, chance),
        'a "not" dropped': lambda one: _edited(one, DROPPED),
        'a "not" added': lambda one: _edited(one, ADDED),
        "a medicine swapped": lambda one: _swapped(looked, one, swaps),
        "a hedge made stronger": lambda one: _edited(one, STRONGER),
        "a hedge made weaker": lambda one: _edited(one, WEAKER),
        "the source taken away": lambda one: iter((replace(one, ids=None),)),
    }
    found = []
    for kind, edits in every.items():
        made = [Falsified(kind, one.words, now) for one in marked for now in edits(one)]
        found += chance.sample(made, min(KINDS[kind], len(made)))
    return tuple(found)


def _edited(one: Statement, edits: tuple[Edit, ...]) -> Iterator[Statement]:
    for pattern, new in edits:
        changed = re.sub(pattern, new, one.words, count=1)
        if changed != one.words:
            yield replace(one, words=changed[:1].upper() + changed[1:])


def _numbers(one: Statement, chance: random.Random) -> Iterator[Statement]:
    """The statement in several copies, each with one digit changed, or one word such as "several"."""
    for found in re.finditer(r"\d", one.words):
        other = chance.choice([digit for digit in "0123456789" if digit != found[0]])
        yield replace(one, words=one.words[: found.start()] + other + one.words[found.end() :])
    for word in WORDS:
        for found in re.finditer(rf"\b{word}\b", one.words, re.IGNORECASE):
            other = chance.choice([each for each in WORDS if each != word])
            yield replace(one, words=one.words[: found.start()] + other + one.words[found.end() :])
    yield from _edited(
        one,
        (
            (r"\b(Most|Some|A few)\b", "Nine out of ten"),
            (r"\bonce a\b", "twice a"),
            (r"\bseveral\b", "three"),
            (r"\b(weeks or months)\b", "two weeks"),
        ),
    )


def _medicines(looked: Look) -> tuple[str, ...]:
    listed = looked.language.checks.get("medicines", ())
    return (*listed, *OTHERS, "steroids", "calcium tablets", "DMARDs")


def _swapped(looked: Look, one: Statement, medicines: tuple[str, ...]) -> Iterator[Statement]:
    """The statement `one` in several copies, each with one medicine replaced by another of `medicines`.

    Two medicines are not exchanged if one sentence names both, in a fact on which the statement relies.
    """
    facts = [looked.pack.facts[fact].words for fact in one.ids or () if fact in looked.pack.facts]
    told = [{stem(word) for word in tokens(sentence)} for words in facts for sentence in sentences(words)]
    for old in medicines:
        found = re.search(rf"\b{old}\b", one.words, re.IGNORECASE)
        for new in medicines if found else ():
            both = {stem(word) for word in tokens(f"{old} {new}")}
            if new != old and found and new.lower() not in one.words.lower() and not _alike(told, both):
                words = one.words[: found.start()] + new + one.words[found.end() :]
                yield replace(one, words=words[:1].upper() + words[1:])


def _alike(told: list[set[str]], both: set[str]) -> bool:
    return any(both <= words for words in told)
