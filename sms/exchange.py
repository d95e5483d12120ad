"""One text and its reply, kept so that the same message always gets the same bytes (R31)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from menus.model import Pack
from sms import limits, record
from sms.flow import Thread, step
from sms.limits import Verdict
from sms.model import Reply, Talk, Texted
from store.link import Unreachable
from store.texts import Texts

# Two texts of one person at the same moment send one of them round again; more than this is no person.
ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Message:
    """A text as it arrived: the carrier's id, the sender (E.164), the event."""

    id: str
    sender: str
    event: Texted


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes that go back, and what they add to the day's counts: nothing for a message seen before."""

    body: bytes
    counts: tuple[str, ...] = ()


def exchange(
    pack: Pack, texts: Texts, message: Message, now: datetime, render: Callable[[str], bytes]
) -> Answer:
    """The answer to a message. With the store away keywords are still answered, without talk or limits."""
    try:
        for _ in range(ROUNDS if message.id else 0):
            answer = settle(pack, texts, message, now, render)
            if answer:
                return answer
    except Unreachable:
        pass
    reply = without_store(pack, step(pack, Talk(), message.event, now), now)
    return Answer(render(reply.text), (*reply.counts, "text:without_store"))


def settle(
    pack: Pack, texts: Texts, message: Message, now: datetime, render: Callable[[str], bytes]
) -> Answer | None:
    """One round: read, decide, keep. None when another text of this person came between; or `Unreachable`."""
    seen = texts.seen(message.id, message.sender)
    if seen.reply is not None:
        return Answer(seen.reply)
    talk, history = record.read(seen.record)
    reply = step(pack, talk, replace(message.event, opted_out=seen.opted_out), now)
    reply, history = limited(pack, reply, history, now)
    after, body = record.write(reply.talk, history), render(reply.text)
    kept = texts.settle(message.id, message.sender, seen.record, after, body, reply.opt)
    return None if kept is None else Answer(kept, reply.counts)


def limited(
    pack: Pack, reply: Reply, history: tuple[limits.Sent, ...], now: datetime
) -> tuple[Reply, tuple[limits.Sent, ...]]:
    """The reply as far as the limits of R32 allow it, and the history from now on."""
    if not reply.text:
        return reply, history
    verdict, history = limits.allow(history, reply.kind, reply.text, now)
    if verdict is Verdict.SEND:
        return reply, history
    paused = Thread(pack, reply.talk, now).say("pause", reply.talk)
    text = paused.text if verdict is Verdict.PAUSE else ""
    return replace(reply, text=text, counts=(*reply.counts, f"limit:{verdict.value}")), history


def without_store(pack: Pack, reply: Reply, now: datetime) -> Reply:
    """An opt-out that cannot be kept is not confirmed: the texter hears that it could not be taken (R28)."""
    if reply.opt and reply.text:
        return Thread(pack, reply.talk, now).say("stop_failed", reply.talk)
    return reply
