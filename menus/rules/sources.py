"""Rules for the sources and reviews of topics: facts, additions, reviews (R21 to R23)."""

import re
from collections.abc import Iterator
from datetime import date

from menus.facts.fact import ADDITION
from menus.model import Fault, Topic
from menus.rules.spoken import first_part
from menus.rules.word_lists import words_listed
from menus.said import Look
from menus.signing.signature import later
from menus.signing.things import MEDICINE_MONTHS, OTHER_MONTHS
from menus.tracing.marks import ID
from menus.tracing.trace import taken_from_additions

ALWAYS, FILE = "A1", "facts.toml"
OTHER_ID = "give it letters that no other fact has, and a figure, like Z1, and mend the marks (R23)"


def sources(look: Look) -> Iterator[Fault]:
    """Check that each topic names the facts on which it relies, and the heading of one of them (R23).

    The facts must be in the pack's list of facts.
    """
    facts, taken = look.pack.facts, taken_from_additions(look.pack)
    for topic in look.language.topics.values():
        file = look.file(topic)
        if not topic.source:
            yield Fault(file, "source", "is empty", "name the facts that its words rest on (R23)")
        for fact in (fact for fact in topic.source if fact not in facts):
            yield Fault(
                file, "source", f'names "{fact}", which is no fact', "mend it, or add it to facts.toml (R23)"
            )
        headings = {facts[one].heading for one in topic.source if one in facts.keys() - taken} - {ADDITION}
        if headings and topic.heading not in headings:
            says = f'"{topic.heading}" is the heading of none of its facts'
            yield Fault(file, "heading", says, f'write "{min(headings)}" (R23)')


def ids(look: Look) -> Iterator[Fault]:
    """Check that each fact's id can be named by a mark, such as "[T1]" in a sentence (R23).

    Check too that no fact of the pack has the id of an addition. (An addition is a safety line of the base.)
    """
    taken = taken_from_additions(look.pack)
    for name, fact in look.pack.facts.items():
        if not re.fullmatch(ID, name):
            says = f'"{name}" is no id that a mark can name, so it would be spoken as it stands'
            yield Fault(FILE, f"fact.{name}", says, OTHER_ID)
        elif name in taken:
            says = f'"{name}" is the id of a safety line of every line, and "{fact.heading}" goes over it'
            yield Fault(FILE, f"fact.{name}", says, OTHER_ID)


def additions(look: Look) -> Iterator[Fault]:
    """Check that a topic has the words of each safety line (`Addition`) that it must have (R21).

    Words listed as `signs` must be in its first part, both spoken and texted. Words listed as `later` may be
    in any part. The topic's `source` must name the safety line.
    """
    for addition in look.language.additions:
        for name in addition.topics:
            topic = look.language.topics[name]
            if addition.id not in topic.source:
                says = f"lacks {addition.id}, which the topic owes"
                yield Fault(look.file(topic), "source", says, f'add "{addition.id}" (R21)')
            for key, first, whole in _channels(look, topic, addition.id):
                lacking = [sign for sign in addition.signs if sign.lower() not in first.lower()]
                lacking += [sign for sign in addition.later if sign.lower() not in whole.lower()]
                if lacking and (addition.id != ALWAYS or topic.safety.strip() or not topic.medicine):
                    where = "nowhere in it" if lacking[0] in addition.later else "not in its first part"
                    says = '", "'.join(lacking).join('""') + f" of {addition.id} stands {where}"
                    yield Fault(look.file(topic), key, says, "say the safety line, and say it first (R21)")


def by_hand(look: Look) -> Iterator[Fault]:
    """Check that texts name reviewers by the blank {checked}, not in words written by hand (R22)."""
    for said in look.said:
        # the draft notice is said of a draft alone
        for words in words_listed(said.written, look.language.checks.get("by_hand", ())):
            if said.key != "call.draft":
                says = f'"{words}" is written by hand, so that no review changes it'
                yield Fault(said.file, said.key, says, "write {checked} instead (R22)")


def medicines(look: Look) -> Iterator[Fault]:
    """Check that a topic on medicines has a safety sentence, and any other topic none (R21).

    Check too that the pack's addition A1 (do not stop a medicine without advice) lists the topic.
    """
    owing = {
        name for addition in look.language.additions if addition.id == ALWAYS for name in addition.topics
    }
    for topic in look.language.topics.values():
        if topic.medicine and not topic.safety.strip():
            yield Fault(
                look.file(topic), "safety", "is empty, and the topic is on medicines", "write it (R21)"
            )
        if topic.medicine and topic.name not in owing:
            says = f'"{topic.name}" is on medicines, and is not named'
            yield Fault(look.phrases, f"additions.{ALWAYS}.topics", says, "add it (R21)")
        if topic.safety and not topic.medicine:
            yield Fault(
                look.file(topic),
                "medicine",
                "is false beside a safety sentence",
                "write true, or cut the sentence",
            )


def reviews(look: Look) -> Iterator[Fault]:
    """Check that each topic has an author, and each reviewed topic the dates of its review (R22)."""
    for topic in look.language.topics.values():
        file = look.file(topic)
        if not topic.author.strip():
            yield Fault(file, "author", "is empty", "name who wrote it (R22)")
        for key, day in (("reviewed_on", topic.reviewed_on), ("review_by", topic.review_by)):
            if not topic.draft and day is None:
                yield Fault(
                    file, key, "is missing beside reviewed_by", f"add {key} = a date like 2026-05-26 (R22)"
                )
        if topic.reviewed_on and topic.reviewed_on > look.today:
            yield Fault(file, "reviewed_on", "is a day to come", "write the day of the review (R22)")
        elif topic.reviewed_on and topic.review_by:
            yield from _length(file, topic, topic.reviewed_on, topic.review_by)


def _length(file: str, topic: Topic, start: date, end: date) -> Iterator[Fault]:
    months = MEDICINE_MONTHS if topic.medicine else OTHER_MONTHS
    if end > (latest := later(start, months)):
        says = f"{end} is more than {months} months after the review"
        yield Fault(file, "review_by", says, f"write {latest} at the latest (R22)")
    if end <= start:
        yield Fault(
            file, "review_by", "is not after reviewed_on", "write the day on which the review ends (R22)"
        )


def _channels(look: Look, topic: Topic, addition: str) -> tuple[tuple[str, str, str], ...]:
    """The words of a topic in which to look for the safety line with the id `addition`.

    One row is for the spoken words, and one for the texted words. Each row has three texts:

    (a) the key of the words in the topic's file;
    (b) the words near the beginning, which must hold the safety line;
    (c) all the words.
    """
    # A1 is the safety sentence itself
    first = topic.safety if addition == ALWAYS and topic.medicine else first_part(look, topic)
    return ("spoken", first, " ".join(topic.heard)), ("text", topic.text, f"{topic.text} {topic.more}")
