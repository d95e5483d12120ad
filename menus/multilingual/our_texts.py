"""All texts that a pack can send, to recognise them where somebody quotes them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import permutations, product

from menus import words
from menus.air.saying import with_notice
from menus.blanks import ANYWHERE
from menus.clock import put
from menus.model import MAIN, Language, Pack
from menus.multilingual.way_out import with_ways
from menus.said import options

HIDDEN = "\0"
EVER = datetime(2026, 1, 1, tzinfo=UTC)
# How the names of the phrases begin that go to whoever may be in danger.
ALARMS = ("urgent_", "worried", "help_me", "after_alarm_person")
WAYS_ON = ("worried", "worried_owed", "careful", "urgent_at_once")  # these name topics (ADR 54)


def texts_of(pack: Pack, language: Language) -> Iterator[tuple[bool, str]]:
    """Each text that the pack can send: whether it is for an emergency, and its words with blanks filled.

    A blank whose value differs from day to day becomes `HIDDEN`.
    """
    listed = {name: options(language, menu) for name, menu in pack.menus.items()}
    for name, phrase in language.text.items():
        for menu in listed if name == "list" else (MAIN,):
            title = language.menus[menu].title
            filled = _fill(pack, language, put(phrase, options=listed[menu], title=title))
            yield name.startswith(ALARMS), with_ways(pack, language, name, filled)
    if (notice := pack.air.notice) and (said := notice.words.get(language.code)) and said.texted:
        yield False, with_notice(pack.service, f"{pack.service}. ", said.texted)
    told = [topic.told for topic in language.topics.values()]
    for one, other in permutations(told, 2):
        yield False, _fill(pack, language, put(language.text["ask_two"], topic=one, other=other))
    both = map(language.text["or"].join, permutations(told, 2))
    for name, topics in product(WAYS_ON, ("MENU", *told, *both)):
        filled = put(language.text[name], topic=topics, topics=topics)
        yield name.startswith(ALARMS), _fill(pack, language, filled)
    for topic in language.topics.values():
        yield False, _fill(pack, language, topic.text)
        yield False, _fill(pack, language, topic.more)
        yield False, _fill(pack, language, put(language.text["why"], about=topic.told))


def _fill(pack: Pack, language: Language, phrase: str) -> str:
    known = (ANYWHERE | {"afraid", "refuge"}) - {"opening"}
    cut = re.sub(r"\{(\w+)\}", lambda blank: blank[0] if blank[1] in known else HIDDEN, phrase)
    return words.fill_text(cut, pack, language, EVER)
