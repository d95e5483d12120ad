"""The rule that the line hears of overdoses of those medicines that a pack's facts call weekly (R30)."""

from collections.abc import Iterator
from dataclasses import replace

from menus import sentences
from menus.matcher.answers import Careful, Urgent, Worried
from menus.matcher.matching import explain
from menus.model import Fault, Language
from menus.phrasing.examples import example
from menus.phrasing.field import clinical_words, medicines
from menus.phrasing.lexicon import lexicon
from menus.phrasing.phrase_lists import alarm_phrases
from menus.phrasing.tables import plain, spaced, strings, table
from menus.rules.lists import unreadable
from menus.said import Look

SET = "weekly"
SHOWN = 3  # messages that one fault quotes


def weekly_medicines(look: Look) -> Iterator[Fault]:
    """Find each medicine that a fact calls weekly, if messages of a daily dose of it go unheard.

    The messages are examples of the alarms that hold `@weekly`, the set of weekly medicines. The name of the
    medicine stands in its place. The fault is a warning, so that older packs can still be published.
    """
    language = look.language.whole or look.language
    if look.language.first or next(unreadable(language), None):
        return
    file = f"{language.code}/safety.toml"
    own = look.pack.files.get(file, ({}, {}))[1]
    listed = [f'"{one}"' for one in strings(table(own, "sets"), SET)]
    for name, fact in _called_weekly(look, language).items():
        if not (missed := tuple(_missed(language, name))):
            continue
        quoted = " and ".join(f'"{said}"' for said, _ in missed[:SHOWN])
        says = f"{name} is taken once a week [{fact}], and too much of it raises no alarm: {quoted}"
        names = ", ".join((*listed, f'"{name}"'))
        mend = f"add in {file}, with its other names: {SET} = [{names}] under [sets] (R30)"
        if asks := next(_asks_met(language, missed), None):
            topic, phrase = asks
            says = f'"{phrase}" gets them the topic. {says}'
            yield Fault(f"{language.code}/matching.toml", f"topics.{topic}.asks", says, mend, "warning")
        else:
            yield Fault(file, f"sets.{SET}" if listed else "", says, mend, "warning")


def _called_weekly(look: Look, language: Language) -> dict[str, str]:
    """The medicines that facts name in a sentence with "once a week", each with the id of the first fact."""
    matching, safety = (table(language.matching, name) for name in ("matching", "safety"))
    clinical = clinical_words(language, matching, safety)
    named = {*map(plain, language.checks.get("medicines", ())), *medicines(language, safety, clinical)}
    # the base's words; the pack's own in the set are names, and one word alone may tell of a weekly test
    weekly = [one for one in lexicon(language).grammar.sets.get(SET, ()) if " " in one and one not in named]
    found: dict[str, str] = {}
    for number, fact in look.pack.facts.items():
        for said in (spaced(plain(one).split()) for one in sentences.sentences(fact.words)):
            if any(f" {one} " in said for one in weekly):
                for name in sorted(one for one in named if f" {one} " in said):
                    found.setdefault(name, number)
    return found


def _missed(language: Language, name: str) -> Iterator[tuple[str, str]]:
    """Messages of a daily dose of the weekly medicine `name` that get neither an alarm nor the care reply.

    With each comes the matcher's note on the words by which the message was answered.
    """
    data = lexicon(language)
    grammar = replace(data.grammar, sets={**data.grammar.sets, SET: (name,)})
    for source, _ in alarm_phrases(table(language.matching, "safety")):
        if f"@{SET}" in source:
            said = example(source, grammar)
            seen = explain(language, said)[-1]
            if not isinstance(seen.answer, Urgent | Worried | Careful):
                yield said, seen.saw


def _asks_met(language: Language, missed: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """The phrases by which topics answered messages in `missed`, as (topic, a phrase of its list `asks`)."""
    topics = table(table(language.matching, "matching"), "topics")
    for name in topics:
        for phrase in strings(table(topics, name), "asks"):
            if any(phrase in saw for _, saw in missed):
                yield name, phrase
