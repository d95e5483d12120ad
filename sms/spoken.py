"""The language of a conversation by text: that of what was written, else of the person's choice."""

from dataclasses import replace
from datetime import datetime

from menus.languages.understood import chosen, hear
from menus.model import Pack
from sms.model import Talk, Texted
from sms.replies.quoting import read_body
from sms.replies.thread import Thread


def begin(pack: Pack, talk: Talk, event: Texted, now: datetime) -> Thread:
    """The thread in which a text is answered: in the language that it chooses or in which it is understood.

    What is understood in none, such as a number, is answered in the language that the person chose last, or
    in that of our last text, or else in the pack's first.
    """
    thread = Thread(pack, talk, now, event.texted_today, event.language)
    if len(pack.languages) == 1:
        return thread
    words = read_body(pack, event.body).unwrapped
    open_now = bool(talk.asked or talk.asks or talk.last)
    spoken = chosen(pack, words) or hear(pack, thread.language, words, talk_open=open_now)
    return replace(thread, code=spoken.code)
