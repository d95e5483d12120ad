"""Answers one text, and stores the reply: a text delivered twice gets the same bytes twice (R31)."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from counted import names as counted
from counted.names import Count
from menus.asked import Asked
from menus.blanks import whole
from menus.clock import put
from menus.model import Pack
from menus.numbers import number_text
from menus.outcome import Refused
from sms import kept_reply, limits, record
from sms.flow import step
from sms.kept_reply import BLANK, KeptReply
from sms.limits import apply_limits
from sms.model import KeepCallback, LookUp, Reply, Talk, Texted, number_of
from sms.replies.enough import asked_about, tell_bound
from sms.replies.thread import Thread
from sms.replies.typed_number import number_in
from sms.wishes import carry, standing
from store.link import Unreachable
from store.promises.texts import Beside, Seen
from store.sealed import BrokenSeal
from store.store import Store

# Two texts of one person at the same moment send one of them round again. Each round that is lost is won by
# another text, so that of fifty at once the last one needs many, of a millisecond each.
ROUNDS = 50
SEALED_FOR = "talk"
RINGABLE = ("mobile", "landline")
# Replies to what refers to an earlier text of ours, which we cannot see while the store is away.
MID_TALK = ("older_number", "number_unasked", "nothing_asked", "no_more", "more_of_what", "missed")


@dataclass(frozen=True, slots=True)
class Line:
    """The parts that every answer to a text needs: the pack, the store, the number and the renderer.

    `number` is the line's own phone number, "" if unknown. `render` turns the words of a reply into the bytes
    of TwiML for the carrier.
    """

    pack: Pack
    store: Store
    number: str = field(repr=False)
    render: Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Message:
    """A text as it arrived: the carrier's id, the sender's number (E.164), and the event for `sms.flow`."""

    id: str
    sender: str = field(repr=False)
    event: Texted


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a text: the bytes to send back, and the counters to increase for that day.

    A text that was answered before gets the same bytes again and increases no counter.
    """

    body: bytes = field(repr=False)
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """The state before a text: talk, the last day's replies (`history`), the sender's records (`seen`)."""

    talk: Talk
    history: tuple[limits.Sent, ...]
    seen: Seen


def exchange(line: Line, message: Message, now: datetime) -> Answer:
    """Answer a text: decide the reply, store what it promises, and give the `Answer` to send.

    While the store cannot be reached, keywords are answered at once. Some replies wait for the store, 2 s at
    most (R51): a promise, an opt-out, and what refers to our last text (MORE, a number). If the store stays
    away, they say that this is not possible now. Without the store the limits (R32) do not apply.
    """
    if answer := _ask_store(line, message, now):
        return answer
    reply = step(line.pack, Talk(), message.event, now)
    if reply.wish or reply.opt or reply.kind in MID_TALK:
        with line.store.link.waiting():
            answer = _ask_store(line, message, now)
        if answer:
            return answer
    unkept, reply = _unkept(reply), _reply_without_store(line, reply, now)
    return Answer(_open_reply(line, make_reply(line, reply)), (*reply.counts, *unkept, counted.NO_STORE))


def _unkept(reply: Reply) -> tuple[Count, ...]:
    """The counters to increase for a reply whose promise or opt-out the store cannot keep; () for others."""
    if reply.kind == "automatic":
        return ()
    callback = (counted.callback("away"),) if isinstance(reply.wish, KeepCallback) else ()
    return (*callback, counted.OPT_UNKEPT) if reply.opt else callback


def _ask_store(line: Line, message: Message, now: datetime) -> Answer | None:
    """Answer a text with the store's records of the sender; None if the store does not answer.

    None, too, if there is no key to encrypt numbers with: then nothing can be stored either.
    """
    try:
        for _ in range(ROUNDS if message.id else 0):
            if answer := _settle(line, message, now):
                return answer
    except (Unreachable, BrokenSeal):
        pass
    return None


def _settle(line: Line, message: Message, now: datetime) -> Answer | None:
    """Decide the reply to a text from the store's records of the sender, and store that reply.

    Gives None if another text of the same person was answered at the same moment: then call this again.
    Raises `Unreachable`, or `BrokenSeal` if a phone number cannot be encrypted.
    """
    seen = line.store.texts.seen(message.id, message.sender, now)
    if seen.reply is not None:
        line.store.link.confirm()  # when it was kept its replicas may not have confirmed it
        return Answer(_open_reply(line, kept_reply.read(seen.reply)))
    talk, history = record.read(seen.record)
    event = replace(
        message.event,
        opted_out=seen.opted_out,
        blocked=seen.blocked,
        reopens=seen.opted_out and limits.reopens(history, now),
        texted_today=bool(history),
        callback_open=seen.callback is not None,
        others_open=len(seen.asked.pairs),
        language=seen.language,
    )
    event = _add_number(line, talk, event, message.sender)
    reply = decide(line, Before(talk, history, seen), event, message, now)
    reply, history = apply_limits(line.pack, talk, reply, history, now)
    after, body = record.write(reply.talk, history), kept_reply.write(make_reply(line, reply))

    def count_new(words: int) -> None:
        line.store.counts.add(now, *[counted.NEW_WORD] * words)

    beside = Beside(now, reply.unknown, limits.filling(history, now), count_new, reply.chosen)
    kept = line.store.texts.settle(message.id, message.sender, seen.record, after, body, reply.opt, beside)
    if kept is None:
        return None
    return Answer(_open_reply(line, kept_reply.read(kept)), reply.counts)


def _add_number(line: Line, talk: Talk, event: Texted, sender: str) -> Texted:
    """The event with the phone number in its text, encrypted, and the kind of the number.

    It also says whether our open question is about this number. `sms.flow` never sees the number in clear.
    """
    number, kind = number_in(line.pack, talk, event.body, line.number)
    asked = bool(number) and number == (_unseal(line, talk.held) if talk.held else sender)
    sealed = line.store.seals.seal(SEALED_FOR, number) if number else ""
    return replace(event, number_kind=kind, number=sealed, number_asked=asked)


def decide(line: Line, before: Before, event: Texted, message: Message, now: datetime) -> Reply:
    """Decide the reply to `event`; if it promises something, first have the store keep the promise.

    `before` is what was read from the store. A promise begins as a request to the store (`Reply.wish`). The
    reply's words are made from the store's answer, or from Refused("away") if there is none.
    """
    talk = before.talk
    reply = step(line.pack, talk, event, now)
    if not reply.wish:
        return _tell_bound(line, before, reply, message.sender, now)
    if isinstance(reply.wish, LookUp):
        return step(line.pack, talk, standing(reply.wish, before.seen, line.pack, now), now, reply)
    if isinstance(reply.wish, KeepCallback) and not limits.may_promise(before.history, now):
        paused = Thread(line.pack, talk, now, code=reply.language).say("pause", talk)
        return replace(paused, counts=reply.counts)
    held = number_of(reply.wish, talk)
    typed = _unseal(line, held) if held else ""
    if held and not typed:
        return step(line.pack, talk, Refused("away"), now, reply)
    asked = Asked(message.id, message.sender, typed, now, reply.language)
    return step(line.pack, talk, carry(reply.wish, asked, line.pack, line.store), now, reply)


def _tell_bound(line: Line, before: Before, reply: Reply, sender: str, now: datetime) -> Reply:
    """Return `reply`; if it is a question about a call-back that a limit forbids, say so instead (R49).

    The limit is on the numbers that one person may have us ring. Thus nobody answers our questions in vain.
    """
    held = asked_about(reply)
    if held is None:
        return reply
    number = _unseal(line, held) if held else ""
    whom = line.store.callbacks.for_others.pair(sender, number) if number else ""
    if number == sender or before.seen.asked.may_ask(whom, reply.talk.pair):
        return reply
    return tell_bound(Thread(line.pack, before.talk, now, code=reply.language), reply)


def _unseal(line: Line, held: str) -> str:
    """Decrypt a phone number that was typed in a text; "" if the key for the number is gone."""
    try:
        return line.store.seals.unseal(SEALED_FOR, held)
    except BrokenSeal:
        return ""


def make_reply(line: Line, reply: Reply) -> KeptReply:
    """The reply as it is stored: a phone number that was texted to us is encrypted (R40).

    Raises `Unfilled` if another blank in the words is left open (R50); the person then gets the help text.
    """
    shows = line.number or line.pack.hours.numbers[0].number
    text = put(reply.text, line=number_text(shows))
    whole(text.replace(BLANK, ""))
    return kept_reply.keep(line.render(text), reply.talk.held)


def _open_reply(line: Line, reply: KeptReply) -> bytes:
    """The bytes to send for a stored reply, with the phone number decrypted and put back in.

    If the key for the number is gone, the reply goes without it.
    """
    number = _unseal(line, reply.number) if reply.number else ""
    return reply.filled(number_text(number) if number else "")


def _reply_without_store(line: Line, reply: Reply, now: datetime) -> Reply:
    """The reply to send while the store cannot be reached (R28): mostly `reply` itself.

    `reply` was decided as if nothing were remembered of the person. If it needs the store for an opt-out or a
    call-back, the reply says that this failed. If it refers to an earlier text of ours, as after MORE, it
    says that this is not possible now.
    """
    thread = Thread(line.pack, Talk(), now, code=reply.language)
    if reply.opt and reply.text:
        return thread.say("stop_failed", Talk())
    if reply.kind in MID_TALK:
        return thread.say("away", Talk())
    if reply.kind == "automatic":
        return replace(reply, wish=None)
    return thread.say("wish_failed", Talk()) if reply.wish or reply.talk.asks else reply
