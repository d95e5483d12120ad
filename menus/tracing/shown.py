"""A trace for people to read: each sentence with its facts and errors, in one form for terminal and pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from menus.facts.fact import Fact
from menus.model import Language, Pack
from menus.tracing.trace import Row, Trace

BY_HAND = "in the charity's own words, not the document's"


@dataclass(frozen=True, slots=True)
class Rested:
    """A fact as it is shown beside a sentence that relies on it.

    `where` is its place in the document. `words` are the pack's words for it. `own` are the document's words,
    "" if they are not known. `by_hand` is true if an editor wrote the fact: `where` is only a heading in this
    case.
    """

    id: str
    where: str
    words: str
    own: str = ""
    by_hand: bool = False

    @property
    def stands(self) -> str:
        """The fact's place in the document; for a fact by an editor, its heading and a note that says so."""
        return f"{self.where}, {BY_HAND}" if self.by_hand else self.where


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a trace: the key of its text, its words, its facts, and its errors in words."""

    key: str
    words: str
    facts: tuple[Rested, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The sentences of one topic, or the fixed sentences of a language.

    `name` and `title` are the topic's, "" for fixed sentences; `file` is the pack's file that holds them.
    """

    name: str
    title: str
    file: str
    lines: tuple[Line, ...]

    @property
    def wrong(self) -> int:
        """The number of sentences with an error."""
        return sum(bool(line.wrong) for line in self.lines)


def parts_of(pack: Pack, language: Language, found: Trace, own: Mapping[str, str]) -> tuple[Part, ...]:
    """The statements of the trace `found`, by topic; those of fixed sentences come last.

    `own` maps hashes to the document's sentences; empty if the document is not available. Statements that
    make no claim are left out.
    """
    rows: dict[tuple[str, str], list[Row]] = {}
    for row in _once(found.rows):
        if row.stated and not (row.statement.is_name and row.statement.key != "title"):
            rows.setdefault((row.statement.topic, row.statement.file), []).append(row)
    ordered = sorted(rows.items(), key=lambda item: (not item[0][0], item[0]))
    return tuple(
        Part(
            name=topic,
            title=language.topics[topic].title.rstrip(".") if topic else "",
            file=file,
            lines=tuple(_line(pack, row, own) for row in held),
        )
        for (topic, file), held in ordered
    )


def _once(rows: tuple[Row, ...]) -> Iterator[Row]:
    """The rows with each fixed sentence only once: "Emergency? Call 999." is in most texts."""
    seen = set()
    for row in rows:
        same = (row.statement.words, row.ids, row.statement.key if row.statement.topic else "")
        if not (same in seen and not row.statement.topic):
            seen.add(same)
            yield row


def _line(pack: Pack, row: Row, own: Mapping[str, str]) -> Line:
    facts = tuple(rested(pack, fact, own) for fact in row.ids if fact in pack.facts)
    wrong = tuple(finding.says for finding in row.findings)
    return Line(row.statement.key, row.statement.words, facts, wrong)


def rested(pack: Pack, name: str, own: Mapping[str, str]) -> Rested:
    """The fact with the id `name`, which the pack must have, as it is shown beside a sentence.

    `own` maps hashes to the document's sentences; empty if the document is not available.
    """
    fact = pack.facts[name]
    return Rested(
        name, _where(fact), fact.words, own.get(fact.hash, "") if fact.hash else "", fact.is_by_hand
    )


def _where(fact: Fact) -> str:
    """The place of a fact in the document: "Exercises, sentence 2, hash 1a2b…"; of an addition "addition"."""
    placed = [f"sentence {fact.sentence}"] * bool(fact.sentence) + [f"hash {fact.hash}"] * bool(fact.hash)
    return ", ".join((fact.heading, *placed))


def lines_of(told: tuple[Part, ...]) -> Iterator[str]:
    """The parts of a trace (`told`) as lines of text: sentences, their facts, and what is wrong."""
    for part in told:
        yield f"{part.title or 'Fixed sentences'} ({part.file})"
        for line in part.lines:
            yield f"  {line.words} [{' '.join(fact.id for fact in line.facts) or '-'}]"
            for fact in line.facts:
                yield f"      {fact.id} {fact.words or '(no words)'} ({fact.stands})"
                if fact.own:
                    yield f"      {fact.id} in the document: {fact.own}"
            for wrong in line.wrong:
                yield f"    WRONG: {wrong}"
        yield ""
