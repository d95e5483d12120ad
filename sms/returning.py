"""Hears that people who have opted out want our texts again (R28)."""

import re

from menus.matcher.answers import Command, Match, Nothing, Unsure
from menus.matcher.utterance import says, says_unguarded
from menus.model import Language
from menus.phrasing.lexicon import lexicon
from menus.phrasing.reading import read
from sms import limits
from sms.model import Reply, Texted
from sms.replies.thread import Thread

NO_LETTER = re.compile(r"\W+")
# Lists of what machines write: automatic replies and sellers.
MACHINES = ("machines", "automatic")
AUTOMATIC = "automatic"
# More words than a wish to come back has are perhaps meant for somebody else.
LONGEST = 25


def reopens(thread: Thread, event: Texted, words: str, found: Match) -> bool:
    """Whether somebody who has opted out wants our texts again.

    They say so by YES alone, by START among other words ("start again please"), or by the word for START of a
    language that the line does not offer (ADR 56). `words` are those of the text, `found` is their meaning.
    """
    if event.reopens and found == Command("YES"):
        return NO_LETTER.sub("", words).casefold() == "yes"
    if not event.opted_out:
        return False
    if found == Command("MENU"):
        return _is_start(thread.language, words)
    unclear = isinstance(found, Nothing | Unsure)
    return unclear and any(_is_start(one, words) for one in thread.language.others)


def _is_start(language: Language, words: str) -> bool:
    """Whether the words are START in a language, without words such as "please"."""
    data = lexicon(language)
    return data.commands.get("".join(read(data, words).bare)) == "START"


def tell_start(thread: Thread, event: Texted, reply: Reply) -> Reply | None:
    """The reply that names START, to people who have opted out and may want our texts again; else None.

    They say so in their own words: "can i start again". What a machine may have written gets no reply, for it
    would answer ours. `reply` is what the text would get from who has not opted out.
    """
    if event.reach != "uk" or len(event.body.split()) > LONGEST or reply.kind == AUTOMATIC:
        return None
    if any(says(thread.language, event.body, name) for name in MACHINES):
        return None
    wants = says_unguarded(thread.language, event.body, "returns")
    return thread.say("stopped", thread.talk, limits.START_AGAIN) if wants else None
