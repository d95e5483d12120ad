"""Traces each statement of one language to its facts, and finds where they disagree."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from menus.matcher.commands import TAKEN
from menus.model import Language, Pack
from menus.said import Look
from menus.tracing.comparing import Finding, compare
from menus.tracing.known_names import Names
from menus.tracing.tokens import stem, tokens
from menus.tracing.traced import Lists
from menus.tracing.units import Statement, statements

INVITED = re.compile(r"\b([Tt]ext )([A-Z]{2,})\b")
COMMAND = re.compile(rf"\b(?:{'|'.join(sorted(name.upper() for name in TAKEN))}|RELAY)\b")
KEYWORD = re.compile(r"\b[A-Z]{4,}\b")
NO_MARK = Finding("nothing", "rests on no fact")


@dataclass(frozen=True, slots=True)
class Row:
    """One statement, the ids of the facts on which it relies, and the errors found in comparing them.

    `stated` is false if the statement makes no claim that needs a fact, such as "Text MORE."
    """

    statement: Statement
    ids: tuple[str, ...]
    findings: tuple[Finding, ...]
    stated: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """All statements of one language, and the ids of the facts that no statement uses.

    `begun` is false for a pack of the previous version, whose own sentences have no marks.
    """

    rows: tuple[Row, ...]
    untold: tuple[str, ...]
    begun: bool


def trace(look: Look) -> Trace:
    """Trace every statement of one language to its facts; find also the facts that no statement uses."""
    titles: dict[str, tuple[str, ...]] = {}
    rows = []
    names, begun = names_of(look.language), has_begun(look)
    for each in statements(look):
        if each.topic and each.key == "title":
            titles[each.topic] = each.ids or ()
        # what else a topic is called rests on what its title does
        at = replace(each, ids=titles.get(each.topic, ())) if _lends(each) else each
        rows.append(judge(look, at, names, begun))
    used = {fact for row in rows for fact in row.ids}
    untold = tuple(fact for fact in look.pack.facts if fact not in used)
    return Trace(tuple(rows), untold, begun)


def taken_from_additions(pack: Pack) -> frozenset[str]:
    """The ids of the base's additions that the pack also gives to facts of its own document."""
    base, own = pack.files.get("facts.toml", ({}, {}))
    ours, theirs = base.get("fact"), own.get("fact")
    both = ours.keys() & theirs.keys() if isinstance(ours, Mapping) and isinstance(theirs, Mapping) else ()
    return frozenset(name for name in both if name in pack.facts and not pack.facts[name].is_addition)


def has_begun(look: Look) -> bool:
    """Whether the pack's own sentences have marks; the base's sentences always have some."""
    for file, key in look.language.traced.marks:
        _, own = look.pack.files.get(file, ({}, {}))
        part, _, name = key.partition(".")
        held = own.get(part.partition("[")[0])
        if held and (not name or (isinstance(held, Mapping) and name in held)):
            return True
    return False


def _lends(each: Statement) -> bool:
    return bool(each.topic) and each.key in ("option", "short") and each.ids is None


def judge(look: Look, each: Statement, names: Names, begun: bool) -> Row:
    """Compare the statement `each` with the facts that its mark names, and give what was found as a row.

    If the statement has no mark, find out whether it needs one. In a pack of the previous version (`begun` is
    false), a topic's statement without a mark is compared with all facts of the topic. `names` tells which
    words a fact must have, too (`names_of`).
    """
    lists, facts = look.language.traced.lists, look.pack.facts
    if each.ids is None:
        needs = _needs_mark(look.language, each)
        source = look.language.topics[each.topic].source if each.topic and needs and not begun else ()
        compared = _compared(look, each, source, names)
        return Row(each, source, compared or (NO_MARK,) if needs else (), needs)
    if not each.ids:
        wrong = () if each.is_name else tuple(_stated(look.language, each, lists))
        return Row(each, (), wrong, bool(wrong))
    unknown = tuple(Finding("no fact", f"names {fact}, no fact") for fact in each.ids if fact not in facts)
    return Row(each, each.ids, (*unknown, *_compared(look, each, each.ids, names)), True)


def _compared(look: Look, each: Statement, ids: tuple[str, ...], names: Names) -> tuple[Finding, ...]:
    """The errors between a statement and the facts with these ids; none if a fact has no words to compare."""
    known = {fact: look.pack.facts[fact] for fact in ids if fact in look.pack.facts}
    if not known or not all(fact.words for fact in known.values()):
        return ()
    return compare(_bare(look.language, each), known, look.language.traced.lists, names, each.is_name)


def _bare(language: Language, each: Statement) -> str:
    """A statement without command words, and without the keywords that people are told to text."""
    told = {topic.keyword for topic in language.topics.values()}
    words = INVITED.sub(lambda found: found[1] if found[2] in told else found[0], each.words)
    return COMMAND.sub("", words)


def _needs_mark(language: Language, each: Statement) -> bool:
    if each.topic:
        return not _is_bare(language, each)
    return not each.is_name and any(_stated(language, each, language.traced.lists))


def _is_bare(language: Language, each: Statement) -> bool:
    """Whether a sentence has only keywords, numbers, blanks, and words that claim nothing."""
    topics = language.topics.values()
    keywords = {word.lower() for topic in topics for word in (topic.keyword, topic.told)}
    commands = {word for word in re.split(r"[\s.,]+", each.words) if word.isupper()}
    known = keywords | {word.lower() for word in commands} | set(language.traced.lists.bare)
    return all(token in known or not token.isalpha() for token in tokens(each.words))


def _stated(language: Language, each: Statement, lists: Lists) -> Iterator[Finding]:
    """A finding if a sentence that names no fact speaks of a subject for which it needs a fact.

    Such subjects are medicines and medical words. In a sentence without any mark, names are such, too.
    """
    said = f" {' '.join(tokens(KEYWORD.sub(' ', each.words)))} "
    who = lists.names if each.ids is None else ()
    for word in (*lists.medical, *who, *language.checks.get("medicines", ())):
        if f" {word}" in said:
            yield Finding("nothing", f'speaks of "{word}" and rests on no fact')
            return


def names_of(language: Language) -> Names:
    """The names of a language: the words that a fact must have if its sentence has them."""
    listed = {stem(word) for name in language.traced.lists.names for word in tokens(name)}
    medicines = {
        word.removesuffix("s") for name in language.checks.get("medicines", ()) for word in tokens(name)
    }
    return Names(frozenset(medicines), frozenset(listed), language.traced.lists.endings, language.ordinary)
