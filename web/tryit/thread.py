"""The texts on the browser phone: typed there, sent as replies, or asked for in calls."""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from operator import attrgetter

from counted import names as counted
from menus.numbers import number_text
from menus.parts import length, parts
from menus.words import text_of
from play.player import Play
from sms.model import Reply

# Why a reply has no words, by the kind of the reply.
SILENT = {
    "opted_out": "this phone texted STOP. START undoes it.",
    "carrier": "the network answers this by itself.",
    "automatic": "it reads like an answer that a machine sends.",
    "blocked": "this phone is blocked.",
    "costly": "we do not text numbers that cost more.",
}


@dataclass(frozen=True, slots=True)
class Bubble:
    """One text on the screen: its words, and whether the visitor wrote it (`mine`).

    `at` is the time in seconds since 1970. `parts` is the number of messages that the text takes. `length`
    counts its septets, or its UTF-16 units if it is not in GSM-7. Both are 0 for the visitor's own texts.
    `note` says why there is no reply, or that a call asked for the text; otherwise it is "". `code` is the
    language of a text from the line, "" for the visitor's own.
    """

    at: float
    mine: bool
    words: str
    parts: int = 0
    length: int = 0
    note: str = ""
    code: str = ""


def bubbles(play: Play) -> tuple[Bubble, ...]:
    """All texts on the browser phone, sent, received or asked for in calls, in order of time."""
    return tuple(merge(_of_thread(play), _of_calls(play), key=attrgetter("at")))


def _of_thread(play: Play) -> Iterator[Bubble]:
    """The visitor's texts, each followed by the line's reply or a note on why there is none."""
    first = next(iter(play.phone.pack.languages))
    for one in play.thread:
        yield Bubble(one.act.at, True, one.act.detail)
        if one.text:
            code = one.reply.language or first
            yield Bubble(one.act.at, False, one.text, parts(one.text), length(one.text), code=code)
        else:
            yield Bubble(one.act.at, False, "", note=f"No reply: {_why_silent(one.reply)}")


def _why_silent(reply: Reply) -> str:
    """The reason why a text gets no reply, in words."""
    if counted.limit("silent") in reply.counts:
        return "this phone has had as many replies as we send for now. An emergency is still answered."
    return SILENT.get(reply.kind, "there is nothing to answer.")


def _of_calls(play: Play) -> Iterator[Bubble]:
    """The texts that the visitor asked for in calls."""
    pack = play.phone.pack
    first = next(iter(pack.languages))
    for sent in play.memory.sent:
        asked = sent.wisher
        language = pack.languages[asked.language or first]
        said = text_of(language.topics[sent.topic], 1, pack, language, asked.now)
        note = f"asked for in a call, to {number_text(asked.number)}"
        own = language.of(f"topics.{sent.topic}").code
        yield Bubble(asked.now.timestamp(), False, said, parts(said), length(said), note, own)
