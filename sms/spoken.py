"""The language of a conversation by text: the one that was written, else the one that the person chose."""

from dataclasses import replace
from datetime import datetime

from menus.model import Pack
from menus.multilingual.choice import chosen
from menus.multilingual.understood import hear
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words
from sms.model import Talk, Texted
from sms.replies.quoting import read_body
from sms.replies.thread import Thread

# Commands that go on with our last text.
GOES_ON = ("MORE", "BACK", "WHY", "YES", "NO")


def begin(pack: Pack, talk: Talk, event: Texted, now: datetime) -> Thread:
    """The thread in which a text is answered, with the language of the reply; `event` is the text's arrival.

    A text that chooses a language ("Welsh please") is answered in this language. A number, MORE and the like
    are answered in the language of the text of ours that they refer to. Other words are answered in the
    language in which they are understood. If they are understood in none, the language is the one that the
    person chose, otherwise that of our last text, otherwise the pack's first.
    """
    owed = event.callback_open or event.others_open > 0
    thread = Thread(pack, talk, now, event.texted_today, event.language, owed, event.ringable)
    if len(pack.languages) == 1:
        return thread
    words = read_body(pack, event.body).unwrapped
    open_now = bool(talk.asked or talk.asks or talk.last)
    if spoken := chosen(pack, words):
        return replace(thread, code=spoken.code)
    if open_now or talk.topic:
        thread = _in_the_same(thread, words)
    own, was_chosen = thread.language, thread.code == event.language != ""
    return replace(thread, code=hear(pack, own, words, chosen=was_chosen, talk_open=open_now).code)


def _in_the_same(thread: Thread, words: str) -> Thread:
    """The thread in our last text's language if `words` go on with that text, else the thread unchanged.

    The commands in `GOES_ON`, such as MORE and YES, and a number go on with it.
    """
    last = replace(thread, code="")
    word = "".join(plain_words(words))
    goes_on = word.isdigit() or lexicon(last.language).commands_open.get(word) in GOES_ON
    return last if goes_on else thread
