"""Tells whether a topic is available at a moment, and which notice runs (R57)."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from menus.air.changes import Wording
from menus.air.laying import run_together
from menus.model import Language, Pack, Topic
from menus.multilingual.in_english import by_code
from menus.reviews import withdrawn
from menus.sentences import sentences


def is_stopped(pack: Pack, topic: str) -> bool:
    """Whether staff have taken the topic of this name off the air (R57)."""
    return topic in pack.air.topics


def is_off(pack: Pack, topic: Topic, now: datetime) -> bool:
    """Whether a topic is unavailable: staff have stopped it (R57), or its review has expired (R22)."""
    return is_stopped(pack, topic.name) or withdrawn(topic, pack.hours, now)


def safety_of(language: Language, topic: Topic) -> str:
    """The words on safety that are still said while a topic is off the air; "" if the topic has none.

    They are the topic's safety sentence, if it has one. Otherwise they are the end of the topic's first
    spoken part. This end begins with the first sentence that has one of the phrases on safety which the pack
    requires of this topic (R21).
    """
    if topic.safety:
        return topic.safety
    signs = [sign for one in language.additions if topic.name in one.topics for sign in one.signs]
    told = sentences(topic.spoken[0])
    begins = next(
        (n for n, said in enumerate(told) if any(sign in said.lower() for sign in signs)), len(told)
    )
    return " ".join(told[begins:])


def is_on_health(language: Language, topic: Topic) -> bool:
    """Whether a topic concerns health, so that it must have words on safety (R21).

    A doctor, nurse or pharmacist can be asked about such a topic.
    """
    return any(topic.name in one.topics for one in language.additions)


def notice_at(
    pack: Pack, language: Language, now: datetime, form: Literal["spoken", "texted"]
) -> tuple[str, Language] | None:
    """The words of the notice that runs at `now` (aware), and their language; None if no notice runs.

    If the notice has no words in `language`, they are its words in the pack's first language.
    """
    notice = pack.air.notice
    for one in (language, language.first) if notice and now < notice.end else ():
        wording = notice.words.get(one.code) if notice and one else None
        if one and wording and (words := getattr(wording, form)):
            return str(words), one
    return None


def lacking(pack: Pack, words: Mapping[str, Wording]) -> tuple[str, ...]:
    """A sentence for staff on each further language in which a notice has no words for calls or for texts.

    `words` are the notice's, by language code.
    """
    called, told = by_code(pack), []
    for code, language in pack.languages.items() if called else ():
        own = words.get(code, Wording("", ""))
        who = [who for who, said in (("callers", own.spoken), ("texters", own.texted)) if not said]
        if language.first and who:
            lender = called[language.first.code]
            told.append(f"No words in {called[code]}: {' and '.join(who)} get those in {lender}.")
    return tuple(told)


def on_the_air(pack: Pack, now: datetime) -> Mapping[str, object]:
    """The fields of /health on what staff changed: how many topics and words are off, and if a notice runs.

    "off_air" is the number of topics and words together; "notice" is "runs" or "none".
    """
    notice = pack.air.notice
    runs = notice is not None and now < notice.end
    return {"off_air": len(pack.air.topics) + len(pack.air.words), "notice": "runs" if runs else "none"}


def with_notice(service: str, menu: str, texted: str) -> str:
    """The text of the main menu, `menu`, with a notice's words, `texted`, after the service's name (R25).

    If the text does not begin with that name, the notice's words come first.
    """
    begins = name_of(service, menu)
    return f"{begins}{texted} {menu[len(begins) :]}"


def name_of(service: str, text: str) -> str:
    """The service's name at the start of a text, with the signs and spaces after it; "" if it is missing."""
    named = re.match(rf"{re.escape(service)}\W*\s", text)
    return named.group() if named else ""


def with_example(pack: Pack, language: Language, menu: str, now: datetime) -> str:
    """The text of the main menu, `menu`, with each keyword that is off the air replaced by another one.

    The new keyword is that of a topic which a menu offers and which is on the air. It is the longest such
    keyword that is no longer than the old one. If there is none, the old keyword stays.
    """
    named = (language.whole or language).topics.values()
    gone = {topic.keyword for topic in named if is_off(pack, topic, now)}
    gone |= {topic.keyword for topic in named if run_together(topic.keyword) in pack.air.words}
    listed = {action.target for each in pack.menus.values() for action in each.actions}
    told = [topic.keyword for name, topic in language.topics.items() if name in listed]
    told = [word for word in told if word not in gone]

    def another(found: re.Match[str]) -> str:
        fits = [word for word in told if len(word) <= len(found[0])]
        return max(fits, key=len) if found[0] in gone and fits else found[0]

    return re.sub(r"\b[A-Z]{3,}\b", another, menu)
