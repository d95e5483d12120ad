"""Tells at once of a keyword that can never reach its topic, as it is answered otherwise (R26, R29)."""

from dataclasses import replace

import click

from menus.loading.pack import PackError, load
from menus.matcher.answers import Careful, Command, Urgent, Worried
from menus.matcher.matching import match
from menus.model import Language
from menus.rules.lists import got_instead, unreadable
from tools.document.topics.edits import Edits


def must_be_reached(edits: Edits, code: str, name: str, keyword: str, medicine: bool) -> None:
    """Raise ClickException if a text with the keyword of the topic `name` would not get the topic.

    It would get an alarm, care with a medicine, or a command instead. `code` is the language's; `medicine`
    says whether the topic is about one. Nothing is refused in a pack that does not load: whatever writes the
    pack then says why.
    """
    try:
        language = _with_topic(load(edits.pack).languages[code], name, keyword, medicine)
    except (PackError, KeyError):
        return
    if next(unreadable(language), None):
        return
    answer = match(language, keyword)
    if not isinstance(answer, Urgent | Worried | Careful | Command):
        return
    says = f'nothing was done: "{keyword}" gets {got_instead(answer)}, so {name} is never reached by it'
    mend = "choose another word: --keyword WORD (its file may keep the name)"
    if isinstance(answer, Careful):
        mend += f"; once it is there, `careful.default` in {code}/safety.toml lets that reply name the topic"
    raise click.ClickException(f"{says}: {mend}")


def _with_topic(language: Language, name: str, keyword: str, medicine: bool) -> Language:
    """The language as if it had the topic `name`, with no word but its keyword."""
    like = language.topics.get(name) or next(iter(language.topics.values()))
    its = replace(like, name=name, keyword=keyword, also=(), title=keyword.capitalize(), medicine=medicine)
    return replace(language, topics={**language.topics, name: its})
