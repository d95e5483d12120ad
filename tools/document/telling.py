"""Tells staff the result of reading a document: parts left out, damage, changes by a new edition."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from menus.document.damage import gathered
from tools.document.kept import DAMAGE, LEFT_OUT, TEXT
from tools.document.taking import Taken

MOST_DAMAGE = 30
SHOWN, LONGEST = 12, 110  # lines of a list, and letters of a line, that a terminal is given


def lines(taken: Taken, pack: Path, warnings: Iterable[str]) -> Iterator[str]:
    """The lines that staff are shown before anything is written; `warnings` are among them."""
    headings = Counter(block.kind for block in taken.blocks)["heading"]
    facts = sum(fact.sentence > 0 for fact in taken.facts.values())  # not additions, nor those of a new pack
    rows = sum(block.kind == "row" for block in taken.blocks)
    yield f"{_many(facts, 'fact')} under {_many(headings, 'heading')}."
    if rows:
        yield f"{_many(rows, 'row')} of tables became sentences: read them in {pack / TEXT}."
    yield from (f"warning: {one}" for one in warnings)
    if taken.left_out:
        kept = f", in {pack / LEFT_OUT}" if taken.with_words else ""
        yield f"Left out as no part of it: {_many(len(taken.left_out), 'piece')}{kept}:"
        yield from _some(taken.left_out)
    if taken.damage:
        yield f"Damage in {_many(len(taken.damage), 'place')}: mend the document, or a copy of its text:"
        told = list(gathered(taken.damage))
        yield from (f"  {pack / TEXT}:{one}" for one in told[:MOST_DAMAGE])
        if len(told) > MOST_DAMAGE:
            yield f"  … and {len(told) - MOST_DAMAGE} more, in {pack / DAMAGE}"
    yield from _edition(taken)


def _edition(taken: Taken) -> Iterator[str]:
    renewed = taken.renewed
    if renewed is None:
        return
    if not renewed.touched and not renewed.new:
        yield "No sentence changed, went or came."
    for name, (before, after) in renewed.changed.items():
        yield f"changed {name}: {_short(before)}"
        yield f"     now: {_short(after)}"
    yield from (
        f"gone    {name}: {_short(fact.words) or fact.heading}" for name, fact in renewed.gone.items()
    )
    for name in renewed.new:
        yield f"new     {name}: {_short(renewed.facts[name].words) or renewed.facts[name].heading}"
    for name in renewed.own:
        yield f"look at {name}: its words are your own, and its sentence is another now"
    for topic in taken.touched:
        yield f"{topic.keyword} rests on {', '.join(topic.ids)}: {topic.file} becomes a draft"


def _some(told: Sequence[str]) -> Iterator[str]:
    yield from (f"  {_short(one)}" for one in told[:SHOWN])
    if len(told) > SHOWN:
        yield f"  … and {len(told) - SHOWN} more"


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _many(number: int, what: str) -> str:
    """A number with its noun, in singular or plural."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
