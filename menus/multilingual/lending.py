"""Fills what a further language lacks from the first language, so that nobody meets a gap."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from menus.blanks import COST, RECORDED, blanks
from menus.model import Addition, Language, MenuWords, Pack, Topic, Words

# Tables of words that stand inside sentences: half of one would make sentences of two languages.
INSIDE = ("times", "checked", "named", "days", "months", "short_days", "short_months")
TABLES = (*INSIDE, "keys", "spoken_keys")
OPTIONAL = ("spoken_keys",)
# Tables that fill blanks of their own: a sentence with one of these needs the table, others do not.
BY_BLANK = {"cost": COST, "recorded": RECORDED, "holidays": frozenset({"holidays"})}
# Blanks that are filled alike in all languages, or with what is the language's own.
ALIKE = frozenset({"service", "options", "title", "topic", "topics", "other", "keyed", "line", "tail"})
# Parts of the day: a language has as many as it likes, but one from midnight on.
PARTS = re.compile(r"(?:text_)?part_[1-9]\d*")


def lend(pack: Pack) -> Pack:
    """The pack, with what a further language lacks filled in from the first language.

    In each further language `lent` names what was filled in, and `first` is the first language. Call it again
    after each change of the first language, so that its new words are filled in.
    """
    first, *more = pack.languages.values()
    if not more:
        return pack
    return replace(pack, languages={first.code: first, **{one.code: _lend(one, first) for one in more}})


@lru_cache(maxsize=16)
def _lend(language: Language, first: Language) -> Language:
    lent = language.lent | frozenset(_gaps(language, first))
    over: dict[str, Any] = {
        "call": _filled(language.call, first.call, "call", lent),
        "text": _filled(language.text, first.text, "text", lent),
        "menus": _filled(language.menus, first.menus, "menus", lent),
        "topics": _topics(language, first, lent),
        "additions": _additions(language, first),
    }
    over |= {name: getattr(first, name) for name in TABLES if name in lent}
    over["matching"] = _matching(language, first)
    over |= {} if language.voice else {"voice": first.voice}
    return replace(language, **over, lent=lent, first=first)


def _matching(language: Language, first: Language) -> Mapping[str, Any]:
    """The matcher's data of a language, with the first language's words for commands beside its own (R27).

    What phones add to a message, such as "Sent from my iPhone", is taken from both, too: it follows the
    phone, not the writer.
    """
    matching, lender = (_table(of.matching, "matching") for of in (language, first))
    over = {}
    for name in ("commands", "when_open", "added"):
        own, lists = _table(matching, name), _table(lender, name)
        taken = {word for words in own.values() for word in words}
        over[name] = own | {
            command: (*own.get(command, ()), *(word for word in words if word not in taken))
            for command, words in lists.items()
            if not isinstance(words, Mapping)
        }
    over["added"] |= {
        name: {**_table(_table(lender, "added"), name), **_table(_table(matching, "added"), name)}
        for name in ("emoji", "dictated")
    }
    return {**language.matching, "matching": {**matching, **over}}


def _table(holder: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = holder.get(name)
    return dict(found) if isinstance(found, Mapping) else {}


def _filled(own: Mapping[str, Any], lender: Mapping[str, Any], table: str, lent: frozenset[str]) -> Any:
    taken = {name: words for name, words in lender.items() if f"{table}.{name}" in lent}
    return {**own, **taken}


def _topics(language: Language, first: Language, lent: frozenset[str]) -> Mapping[str, Topic]:
    """The topics in the first language's order, each whole in one language.

    It is the first language for topics in `lent` ("topics.bones"), and else `language`.
    """
    return {
        name: topic if f"topics.{name}" in lent else _own(language.topics[name], topic)
        for name, topic in first.topics.items()
    }


def _additions(language: Language, first: Language) -> tuple[Addition, ...]:
    """The safety lines that topics must say, with the words by which each is recognised in this language.

    If the language lacks a line that the first language has, the line comes without such words.
    """
    own = {one.id: one for one in language.additions}
    return tuple(
        replace(one, signs=own[one.id].signs, later=own[one.id].later)
        if one.id in own
        else replace(one, signs=(), later=())
        for one in first.additions
    )


def _own(topic: Topic, lender: Topic) -> Topic:
    """A translated topic; what it lacks, such as its keyword or its sources, is taken from the `lender`.

    The `lender` is the same topic in the first language.
    """
    return replace(
        topic,
        keyword=topic.keyword or lender.keyword,
        medicine=topic.medicine or lender.medicine,
        source=topic.source or lender.source,
        heading=topic.heading or lender.heading,
        author=topic.author or lender.author,
    )


def _gaps(language: Language, first: Language) -> Iterator[str]:
    """What a language lacks, by its place: "call.closed", "menus.other", "topics.bones", "times"."""
    half = [name for name in TABLES if name not in OPTIONAL and _is_half(language, first, name)]
    inside = any(name in INSIDE for name in half)
    yield from () if language.voice else ("voice",)
    yield from (INSIDE if inside else ())
    yield from (name for name in half if name not in INSIDE)
    yield from (name for name in OPTIONAL if not getattr(language, name))
    unfilled = frozenset().union(*(BY_BLANK[name] for name in BY_BLANK if _is_half(language, first, name)))
    for table in ("call", "text"):
        own: Words = getattr(language, table)
        for name in getattr(first, table):
            if not own.get(name, "").strip() or _needs(own[name], inside, unfilled):
                yield f"{table}.{name}"
    for name in first.menus:
        if not _is_whole(language.menus.get(name)):
            yield f"menus.{name}"
    yield from (
        f"topics.{name}"
        for name, topic in first.topics.items()
        if _is_short(language, topic, inside, unfilled)
    )


def _needs(sentence: str, inside: bool, unfilled: frozenset[str]) -> bool:
    """Whether a sentence has a blank that the language cannot fill.

    `unfilled` are the names of such blanks. `inside` is true if the language lacks words that nearly every
    blank needs, such as those for times.
    """
    found = blanks(sentence)
    return bool(found & unfilled) or (inside and bool(found - ALIKE))


def _is_half(language: Language, first: Language, name: str) -> bool:
    """Whether the table `name` of a language lacks something that the first language's table has."""
    own, lender = getattr(language, name), getattr(first, name)
    if isinstance(lender, Mapping):
        needed = {key for key in lender if key not in ("example", "again") and not PARTS.fullmatch(key)}
        given = {key for key in own if PARTS.fullmatch(key)}
        return not all(own.get(key) for key in needed | given)
    return len(own) != len(lender) or not all(own)


def _is_whole(menu: MenuWords | None) -> bool:
    return menu is not None and all((menu.title, menu.option, menu.short))


def _is_short(language: Language, lender: Topic, inside: bool, unfilled: frozenset[str]) -> bool:
    """Whether the language lacks a topic, or anything of it that callers and texters need.

    `lender` is the topic in the first language. `unfilled` are the names of blanks that the language cannot
    fill; if `inside` is true, it can fill hardly any.
    """
    own = language.topics.get(lender.name)
    if own is None or not all((own.title, own.option, own.short, own.text, own.spoken)):
        return True
    said = (*own.spoken, own.text, own.more)
    if not all(own.spoken) or any(_needs(words, inside, unfilled) for words in said):
        return True
    return bool((lender.safety and not own.safety) or (lender.more and not own.more))
