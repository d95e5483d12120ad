"""Keeps one reply for each text that arrives, even if two processes get the text at the same time (R31)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from counted.allowed import CALLBACKS_TO_OTHERS, Bound
from store.counts import unknown
from store.keys import FILLING, Keys
from store.link import Link, Script
from store.moments import DAY, moment, seconds
from store.people.filling import noted
from store.promises.for_others import Asked
from store.promises.queue import Queue
from store.promises.standing import Callback, read_callback

LANGUAGE_SECONDS = 30 * DAY  # that somebody's choice of a language is kept


@dataclass(frozen=True, slots=True)
class Seen:
    """What the store knows when a text arrives.

    `reply` is what we replied to the same text before. Then all other fields are empty. It is None if the
    text is new.

    `record` is what is stored of the conversation until now, "" for nothing. `opted_out` is true if the
    person wants no texts. `blocked` is true if they get no reply, except in an emergency (R30). `callback` is
    the call-back that waits for their number. If none waits, `rung` is true if staff closed their last one
    because they rang in vain. `asked` has the call-backs that they asked for others. `language` is the code
    of the language that they chose within 30 days, "" for none.
    """

    reply: bytes | None
    record: str = ""
    opted_out: bool = False
    blocked: bool = False
    callback: Callback | None = None
    rung: bool = False
    asked: Asked = field(default_factory=Asked)
    language: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is noted together with the reply to a text; the text came at the moment `at`.

    `words` are the words in the text that no topic knows. Staff may read such a word once enough people have
    used it. `tell` is called with the number of words that staff may read because of this text. `fills` are
    the limits of which the person has used 80 % or more, each with the number of uses. `language` is the code
    of the language that the person has just chosen, "" for none.
    """

    at: datetime
    words: Iterable[str] = field(default=(), repr=False)
    fills: Iterable[tuple[Bound, int]] = ()
    tell: Callable[[int], None] = lambda _: None
    language: str = ""


NOTHING = Beside(datetime.fromtimestamp(0, UTC))


@dataclass(frozen=True, slots=True)
class Texts:
    """The replies and records of text conversations, which last a day. Methods raise `Unreachable`.

    After `Unreachable` it is safe to call the method again. Opt-outs, which last for good, are stored here in
    the same step as the reply.
    """

    link: Link
    keys: Keys
    queue: Queue
    read_script: Script
    settle_script: Script
    opt_script: Script

    def seen(self, message_id: str, number: str, now: datetime) -> Seen:
        """All data that the reply to a text may depend on, read in one round trip.

        `message_id` is the carrier's id of the text, `number` (E.164) its sender. Raises `Unreachable`.
        """
        of, person = self.queue, self.keys.person(number)
        kept, *rest = self.read_script(
            reply=self.keys.reply(message_id),
            talk=self.keys.talk(number),
            out=self.keys.opt_out(number),
            block=self.keys.block(number),
            raised=self.keys.raised(person),
            place=of.places + person,
            last=of.last(person),
            records=of.record(""),
            asked=of.asked,
            spoken=self.keys.language(number),
            asker=person,
            most=CALLBACKS_TO_OTHERS.most,
            now=seconds(now),
        )
        return _seen(rest, now) if rest else Seen(kept)

    def settle(
        self,
        message_id: str,
        number: str,
        before: str,
        after: str,
        reply: bytes,
        opt: str = "",
        beside: Beside = NOTHING,
    ) -> bytes | None:
        """Store the reply to a text (`message_id`, from `number`), and give the reply to send.

        The record of the conversation changes from `before` to `after` ("" for none). `opt` "out" or "in"
        opts the number out or in. If another process has stored a reply to this text, that reply is given. If
        the record is no longer `before`, nothing is stored, and None is given: then decide on a reply anew.
        """
        words = unknown.plain(beside.words)
        settled: tuple[bytes, int] | None = (self.opt_script if opt else self.settle_script)(
            reply=self.keys.reply(message_id),
            talk=self.keys.talk(number),
            out=self.keys.opt_out(number),
            filling=FILLING,
            spoken=self.keys.language(number),
            known=unknown.WORDS,
            users=unknown.users(self.keys, words),
            before=before,
            after=after,
            written=reply,
            opt=opt,
            person=self.keys.person(number),
            lasts=DAY,
            language=beside.language,
            chosen=LANGUAGE_SECONDS,
            heard=unknown.KEPT_SECONDS,
            now=seconds(beside.at),
            enough=unknown.PEOPLE,
            words=[*words, *_fills(beside, number)],
        )
        beside.tell(settled[1] if settled else 0)
        return settled[0] if settled else None


def _fills(beside: Beside, number: str) -> Iterator[str | int]:
    """Three values for each limit in `beside.fills`: its description, how much is used, how much is allowed.

    They are arguments for store/lua/fill.lua, which notes them for staff.
    """
    for bound, used in beside.fills:
        yield from (noted(bound, number, beside.at), used, bound.most)


def _seen(found: list[Any], now: datetime) -> Seen:
    """The store's answer `found` about a text without a reply, as a `Seen`: what we know of its sender."""
    record, out, blocked, callback_id, row, rung, rows, most, language = found
    fields = {name.decode(): value.decode() for name, value in zip(row[::2], row[1::2], strict=True)}
    return Seen(
        None,
        record.decode(),
        bool(out),
        bool(blocked),
        read_callback(callback_id.decode(), fields, now) if fields else None,
        bool(rung),
        Asked(frozenset(pair.decode() for pair, *_ in rows), most, tuple(sorted(_told(rows)))),
        language.decode(),
    )


def _told(rows: list[list[bytes]]) -> Iterator[tuple[str, datetime]]:
    """The last digits of each number to which a person asked for a call-back, and when the call is due.

    `rows` are what the script read_text found. Numbers whose last digits are not stored are left out.
    """
    for _, due, tail, *_ in rows:
        at = moment(due.decode())
        if tail and at:
            yield tail.decode(), at


def texts(link: Link, keys: Keys, callbacks: Queue) -> Texts:
    """The part of the store that keeps text conversations, on the connection `link`.

    `callbacks` is the queue of call-backs, to which texts refer.
    """
    return Texts(
        link,
        keys,
        callbacks,
        link.script("read_text"),
        link.script("settle_text"),
        link.script("settle_text", promises=True),
    )
