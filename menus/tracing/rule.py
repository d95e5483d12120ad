"""The rule that each sentence agrees with the facts on which it relies (R23), for `flask check`."""

import re
from collections.abc import Iterator

from menus.model import Fault, Level
from menus.multilingual.offered import is_english
from menus.said import Look
from menus.tracing.comparing import Finding
from menus.tracing.shown import BY_HAND
from menus.tracing.trace import Row, Trace, taken_from_additions, trace

LONGEST = 50  # characters of a sentence that a fault quotes
SHOWN = 12  # ids that it names
BEGIN = "end each sentence with a mark like [T1], the facts it rests on: docs/pack.md tells how (R23)"
MENDS = {
    "nothing": "end it with a mark like [T1], or [-] if it states nothing that a fact has to bear out (R23)",
    "no fact": "mend the mark, or add the fact to facts.toml (R23)",
    "apart": "name the fact that says it (R23)",
}
BY_HAND_MEND = "name the document's own fact, or a part of it (`flask facts split`), where it says so (R23)"
STEM = re.compile(r'"(\w+)…"')
NAMED = "; a title that states nothing ends with [-], and that holds for `option` and `short`, too"
SAY_SO = "say it as the fact does, or name the fact that says it (R23)"


def traced(look: Look) -> Iterator[Fault]:
    """Check that each sentence names facts, and says no more and no less than they do (R23).

    A pack of the previous version has no marks that name facts. It gets one warning for all missing marks,
    and its sentences are compared with all facts of their topic: differences are warnings. Sentences of a
    further language are compared only if it is English.
    """
    if not is_english(look.language) and look.language.first:
        return  # what its words say is not read; that its marks are those of the first language is
    found = trace(look)
    if not found.begun:
        says = "no sentence of the pack says yet which facts it rests on"
        yield Fault("facts.toml", "", says, BEGIN, "warning")
    taken = taken_from_additions(look.pack)  # told at the fact, once, and not at each sentence that names it
    for row in (row for row in found.rows if not taken & set(row.ids)):
        yield from _faults(row, found, look)
    if found.begun:
        yield from _by_hand(found, look, taken)
        yield from _sources(look, found)


def _faults(row: Row, found: Trace, look: Look) -> Iterator[Fault]:
    named = row.statement.ids is not None
    level: Level = "error" if found.begun or named else "warning"
    for finding in row.findings:
        if found.begun or named or finding.kind != "nothing":
            words = row.statement.words
            mend = _mend(finding, row.statement.key) + _additions(row, look)
            yield Fault(row.statement.file, row.statement.key, _told(row, finding), mend, level, about=words)


def _told(row: Row, finding: Finding) -> str:
    words = row.statement.words
    quoted = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    ids = f" [{' '.join(row.ids)}]" if row.ids else ""
    return f'"{quoted}"{ids} {STEM.sub(lambda cut: _whole(cut[1], words), finding.says)}'


def _whole(stem: str, words: str) -> str:
    """The word of a sentence that begins with a stem, in quotation marks; the stem if none does."""
    found = re.search(rf"\b{re.escape(stem)}\w*", words, re.IGNORECASE)
    return f'"{found[0]}"' if found else f'"{stem}…"'


def _mend(finding: Finding, key: str) -> str:
    named = NAMED if key in ("title", "option", "short") and finding.kind in ("apart", "negation") else ""
    return MENDS.get(finding.kind, SAY_SO) + named


def _additions(row: Row, look: Look) -> str:
    """The words of each addition that a sentence names, to stand behind a fault's advice; "" for none.

    Additions are in the base, so no file of the pack shows them.
    """
    facts = {name: look.pack.facts[name] for name in row.ids if name in look.pack.facts}
    told = (f'{name} says "{fact.words}"' for name, fact in facts.items() if fact.is_addition and fact.words)
    return "".join(f"; {one}" for one in told)


def _by_hand(found: Trace, look: Look, taken: frozenset[str]) -> Iterator[Fault]:
    """Warn of the facts that an editor wrote in the charity's own words, if sentences rest on them.

    One warning counts them all. Facts with an id of an addition (`taken`) are left out: another rule tells
    of them.
    """
    named = dict.fromkeys(fact for row in found.rows for fact in row.ids if fact in look.pack.facts)
    written = [fact for fact in named if look.pack.facts[fact].is_by_hand and fact not in taken]
    if written:
        shown = ", ".join(written[:SHOWN]) + ", …" * (len(written) > SHOWN)
        says = f"sentences rest on facts {BY_HAND}, {len(written)} in all: {shown}"
        yield Fault("facts.toml", f"fact.{written[0]}", says, BY_HAND_MEND, "warning")


def _sources(look: Look, found: Trace) -> Iterator[Fault]:
    """Find each fact that a topic names only in its list `source`, or only in the marks of its sentences."""
    for topic in look.language.topics.values():
        rows = [row for row in found.rows if row.statement.topic == topic.name]
        marked = dict.fromkeys(fact for row in rows if row.statement.ids for fact in row.ids)
        for fact in (fact for fact in marked if fact not in topic.source and fact in look.pack.facts):
            yield Fault(look.file(topic), "source", f"lacks {fact}, which a sentence names", "add it (R23)")
        for fact in (fact for fact in topic.source if fact not in marked and fact in look.pack.facts):
            mend = "mark the sentence that rests on it, or take it out (R23)"
            yield Fault(look.file(topic), "source", f"names {fact}, which no sentence of it does", mend)
