"""A text thread that is played by the line's own step and limits."""

from dataclasses import dataclass, replace
from functools import lru_cache

from menus.blanks import Unfilled, whole
from menus.clock import put
from menus.numbers import number_text
from menus.words import fill_text
from play.act import Act, Phone
from play.memory import Asked, Memory, grant, standing
from sms.flow import step
from sms.limits import DAY, Sent, limited, may_promise, reopens
from sms.model import KeepCallback, LookUp, Reply, Talk, Texted
from sms.replies.thread import Thread
from sms.replies.written import number_in
from sms.senders import identity, may_answer, reach

# Only the newest text of a thread has not been matched before.
once = lru_cache(maxsize=1024)(step)
NO_TALK = Talk()
NOBODY = Reply("", NO_TALK, "no number")
RINGABLE = ("mobile", "landline")


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A text and what came back.

    `text` is the reply with the numbers that the flow does not know, "" for silence; `blank` tells which
    blank of it was left, when the help text stands in its place; `history` is what the limits remember.
    """

    act: Act
    reply: Reply
    text: str = ""
    blank: str = ""
    history: tuple[Sent, ...] = ()


@dataclass(frozen=True, slots=True)
class SoFar:
    """What the line remembers of a thread: what its last text was about, and which texts went."""

    talk: Talk = NO_TALK
    history: tuple[Sent, ...] = ()


def exchange(
    phone: Phone, memory: Memory, before: Exchanged | None, name: str, act: Act
) -> tuple[Memory, Exchanged]:
    """Send a text, after what came `before`: the memory from now on, and what came back.

    `name` is what the memory knows the text by.
    """
    if not may_answer(phone.number, phone.line):
        return memory, Exchanged(act, NOBODY)
    thread, asked = so_far(before, act), Asked(name, identity(phone.number), act.moment)
    event = arrived(phone, memory, thread, act)
    memory, reply = decided(phone, memory, thread, event, asked)
    reply, history = limited(phone.pack, thread.talk, reply, thread.history, act.moment)
    text, blank = filled(phone, reply, act)
    return memory.opted(asked.number, reply.opt), Exchanged(act, reply, text, blank, history)


def so_far(before: Exchanged | None, act: Act) -> SoFar:
    """Look up what the line remembers of the thread: for a day, all of it."""
    if before is None or act.at - before.act.at >= DAY:
        return SoFar()
    return SoFar(before.reply.talk, before.history)


def arrived(phone: Phone, memory: Memory, thread: SoFar, act: Act) -> Texted:
    """Tell the flow of a text what the line would know: of the sender, and of a number in it."""
    sender = identity(phone.number)
    out = sender in memory.opted_out
    number, kind = number_in(phone.pack, thread.talk, act.detail)
    return Texted(
        act.detail,
        opted_out=out,
        blocked=sender in memory.blocked,
        ringable=phone.caller.kind in RINGABLE,
        given=kind,
        held=number,
        reopens=out and reopens(thread.history, act.moment),
        known=bool(thread.history),
        reach=reach(sender),
    )


def decided(phone: Phone, memory: Memory, thread: SoFar, event: Texted, asked: Asked) -> tuple[Memory, Reply]:
    """Take the flow's step; the memory answers what it wishes for, and the flow is told."""
    pack, talk = phone.pack, thread.talk
    reply = once(pack, talk, event, asked.now)
    if reply.opt == "out" and memory.callback_of(asked.number):
        return memory, once(pack, talk, replace(event, callback_open=True), asked.now)
    match reply.wish:
        case None:
            return memory, reply
        case LookUp():
            return memory, once(pack, talk, standing(memory, asked.number), asked.now, reply)
        case KeepCallback() if not may_promise(thread.history, asked.now):
            return memory, Thread(pack, talk, asked.now).say("pause", talk)
        case KeepCallback() if talk.held:
            asked = replace(asked, number=talk.held)
    memory, outcome = grant(memory, pack.hours, reply.wish, asked)
    return memory, once(pack, talk, outcome, asked.now, reply)


def filled(phone: Phone, reply: Reply, act: Act) -> tuple[str, str]:
    """Fill in the numbers that the flow does not know: the text, and which blank of it was left.

    Where one was, the text is the help text, as on the line (R50).
    """
    pack = phone.pack
    keyed = number_text(reply.talk.held) if reply.talk.held else ""
    line = number_text(phone.line or pack.hours.numbers[0].number)
    try:
        return whole(put(reply.text, keyed=keyed, line=line)), ""
    except Unfilled as error:
        language = next(iter(pack.languages.values()))
        return fill_text(language.text["help"], pack, language, act.moment), str(error)
