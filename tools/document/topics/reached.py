"""Tells at once of a keyword that can never reach its topic, because it gets another answer (R26, R29)."""

from collections.abc import Iterator
from dataclasses import replace

import click

from menus.loading.pack import PackError, load
from menus.matcher.answers import Careful, Command, Urgent, Worried
from menus.matcher.matching import match
from menus.model import Language
from menus.rules.keyword import LONGEST, commands_near
from menus.rules.lists import claimed_twice, got_instead, safety_words, silenced, unreadable
from tools.document.topics.edits import Edits

OF_NAMES = (claimed_twice, silenced, safety_words)
NOTHING = "nothing was done: "


def must_be_a_keyword(keyword: str) -> None:
    """Raise ClickException for a keyword that is not one word of at most 14 capital letters (R26)."""
    if not keyword.isalpha() or keyword != keyword.upper() or len(keyword) > LONGEST:
        raise click.ClickException(
            f'{NOTHING}"{keyword}" is no keyword: it is one word of at most {LONGEST} letters, '
            "without figures, like BONES"
        )


def must_be_reached(
    edits: Edits, code: str, name: str, keyword: str, medicine: bool, also: tuple[str, ...] | None = None
) -> None:
    """Raise ClickException if a text with a word of the topic `name` would not get this topic.

    By the rules of `flask check`, the text might get an alarm, care with a medicine, a command or another
    topic. `code` is the language's code. `keyword` is the topic's keyword. `also` has its other words; None
    stands for the words in its file. `medicine` says whether it is about a medicine. A pack that does not
    load is not refused here: whatever writes the pack says why.
    """
    try:
        before = load(edits.pack).languages[code]
        language = _with_topic(before, name, keyword, medicine, also)
    except (PackError, KeyError):
        return
    if next(unreadable(language), None):
        return
    answer = match(language, keyword)
    if isinstance(answer, Urgent | Worried | Careful | Command):
        says = f'{NOTHING}"{keyword}" gets {got_instead(answer)}, so {name} is never reached by it'
        mend = "choose another word: --keyword WORD (its file may keep the name)"
        if isinstance(answer, Careful):
            mend += (
                f"; once it is there, `careful.default` in {code}/safety.toml lets that reply name the topic"
            )
        raise click.ClickException(f"{says}: {mend}")
    wrong = tuple(_in_the_way(language, name))
    known = set(_in_the_way(before, name)) if wrong else set()
    if wrong := tuple(says for says in wrong if says not in known):
        raise click.ClickException(f"{NOTHING}{'; '.join(wrong)}: choose another word")


def _in_the_way(language: Language, name: str) -> Iterator[str]:
    """What `flask check` says of words by which people would not reach the topic that has the words.

    All topics of the language are looked at. Only of the topic `name` are words told that look too much like
    a command.
    """
    for rule in OF_NAMES:
        yield from (fault.says for fault in rule(language))
    if name in language.topics:
        yield from (says for _, says in commands_near(language.topics[name]))


def _with_topic(
    language: Language, name: str, keyword: str, medicine: bool, also: tuple[str, ...] | None
) -> Language:
    """The language as if it had the topic `name`, with this keyword and these other words."""
    like = language.topics.get(name) or replace(next(iter(language.topics.values())), also=())
    own = like.also if also is None else also
    its = replace(like, name=name, keyword=keyword, also=own, title=keyword.capitalize(), medicine=medicine)
    return replace(language, topics={**language.topics, name: its})
