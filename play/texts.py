"""A thread of texts in a play: each is answered by `step`, as real texts are, under the same limits (R32)."""

from dataclasses import dataclass, replace
from functools import lru_cache

from counted.allowed import DAY
from menus.asked import Asked
from menus.blanks import Unfilled, whole
from menus.clock import put
from menus.numbers import number_text
from menus.words import fill_text
from play.act import Act, Phone
from play.drama import read_in_play
from play.grants import asked_for_others, grant, may_ask, standing
from play.memory import Memory
from sms.flow import step
from sms.limits import Sent, apply_limits, may_promise, reopens
from sms.model import KeepCallback, LookUp, Reply, Talk, Texted, number_of
from sms.replies.enough import asked_about, tell_bound
from sms.replies.thread import Thread
from sms.replies.typed_number import number_in
from sms.senders import identity, may_answer, reach

# Only the newest text of a thread has not been matched before.
once = lru_cache(maxsize=1024)(step)
RINGABLE = ("mobile", "landline")
NO_TALK = Talk()
NOBODY = Reply("", NO_TALK, "no number")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One text and the reply to it.

    `text` is the reply as it would be sent, "" for none. `blank` is "", or the error message if a blank of
    the reply could not be filled; the help text is then sent instead. `history` holds the replies that count
    towards the limits (R32).
    """

    act: Act
    reply: Reply
    text: str = ""
    blank: str = ""
    history: tuple[Sent, ...] = ()


@dataclass(frozen=True, slots=True)
class SoFar:
    """What the line remembers of a thread: the talk, and the replies that count towards the limits (R32).

    The talk tells what MORE, BACK or a number in the next text refers to.
    """

    talk: Talk = NO_TALK
    history: tuple[Sent, ...] = ()


def send(
    phone: Phone, memory: Memory, before: Exchange | None, name: str, act: Act
) -> tuple[Memory, Exchange]:
    """Play that a person sends the text in `act`; give the new memory, and the text with its reply.

    Nothing is really sent. `memory` holds the line's promises. `before` is the previous text with its reply,
    None for the first text. `name` identifies this text in the memory. The reply is empty if the line does
    not answer the phone's number, such as a withheld one.
    """
    if not may_answer(phone.number, phone.line):
        return memory, Exchange(act, NOBODY)
    thread, wisher = _so_far(before, act), Asked(name, identity(phone.number), "", act.moment)
    event = _as_event(phone, memory, thread, act)
    memory, reply = _decide(phone, memory, thread, event, wisher)
    reply, history = apply_limits(phone.pack, thread.talk, reply, thread.history, act.moment)
    text, blank = fill_in(phone, reply, act)
    memory = memory.choose(wisher.number, reply.chosen)
    return memory.opt(wisher.number, reply.opt), Exchange(act, reply, text, blank, history)


def _so_far(before: Exchange | None, act: Act) -> SoFar:
    """The line's memory of a conversation by text when somebody sends the next text (`act`).

    `before` is the last exchange. The memory is empty if there was none, or if it was 24 hours ago or more.
    """
    if before is None or act.at - before.act.at >= DAY:
        return SoFar()
    return SoFar(before.reply.talk, before.history)


def _as_event(phone: Phone, memory: Memory, thread: SoFar, act: Act) -> Texted:
    """Make the event that the line gets from the text in `act`: the words, a number in them, the sender.

    The facts about the sender come from the play's `memory` and from `thread`, the conversation so far.
    """
    sender = identity(phone.number)
    out = sender in memory.opted_out
    number, kind = number_in(phone.pack, thread.talk, act.detail, phone.line, read_in_play)
    return Texted(
        act.detail,
        opted_out=out,
        blocked=sender in memory.blocked,
        ringable=phone.caller.kind in RINGABLE,
        number_kind=kind,
        number=number,
        number_asked=bool(number) and number == (thread.talk.held or sender),
        reopens=out and reopens(thread.history, act.moment),
        texted_today=bool(thread.history),
        reach=reach(sender),
        callback_open=bool(memory.callback_of(sender)),
        others_open=len(asked_for_others(memory, sender)),
        language=dict(memory.languages).get(sender, ""),
    )


def _decide(
    phone: Phone, memory: Memory, thread: SoFar, event: Texted, wisher: Asked
) -> tuple[Memory, Reply]:
    """Decide the reply to a text, with `memory` in place of the store; give the new memory, and the reply.

    `event` is the text, `thread` the conversation before it, and `wisher` tells who texts and when.
    """
    pack, talk = phone.pack, thread.talk
    reply = once(pack, talk, event, wisher.now)
    match reply.wish:
        case None:
            about = asked_about(reply)
            if about is not None and not may_ask(memory, replace(wisher, keyed=about), reply.talk.promised):
                return memory, tell_bound(Thread(pack, talk, wisher.now, code=reply.language), reply)
            return memory, reply
        case LookUp():
            return memory, once(pack, talk, standing(memory, wisher.number), wisher.now, reply)
        case KeepCallback() if not may_promise(thread.history, wisher.now):
            return memory, Thread(pack, talk, wisher.now, code=reply.language).say("pause", talk)
    wisher = replace(wisher, keyed=number_of(reply.wish, talk))
    memory, outcome = grant(memory, pack.hours, reply.wish, wisher)
    return memory, once(pack, talk, outcome, wisher.now, reply)


def fill_in(phone: Phone, reply: Reply, act: Act) -> tuple[str, str]:
    """Put the phone numbers into a reply's blanks; give the text to send, and an error message ("" for none).

    If a blank cannot be filled, the text is the help text, as on the real line (R50).
    """
    pack = phone.pack
    keyed = number_text(reply.talk.held) if reply.talk.held else ""
    line = number_text(phone.line or pack.hours.numbers[0].number)
    try:
        return whole(put(reply.text, keyed=keyed, line=line)), ""
    except Unfilled as error:
        language = next(iter(pack.languages.values()))
        return fill_text(language.text["help"], pack, language, act.moment), str(error)
