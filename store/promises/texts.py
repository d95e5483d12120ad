"""Keeps one reply for each text that arrives, even if two processes get the text at the same time (R31)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counted.allowed import Bound
from store.client import Client
from store.keys import FILLING, Keys
from store.link import Link, Script
from store.moments import DAY
from store.people.filling import noted


@dataclass(frozen=True, slots=True)
class Seen:
    """What the store knows when a text arrives: an earlier `reply` to the same text (None if there is none).

    `record` is what is stored of the conversation until now, "" for nothing. A person who has `opted_out`
    wants no texts. A `blocked` person gets no reply, except in an emergency (R30).
    """

    reply: bytes | None
    record: str
    opted_out: bool
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Fills:
    """A bound on replies to texts of which a person has had 80 % or more: `used` with the text at `at`."""

    bound: Bound
    used: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Texts:
    """The replies and records of text conversations, which last a day. Methods raise `Unreachable`.

    Opt-outs, which last for good, are stored here in the same step as the reply.
    """

    link: Link
    keys: Keys
    settle_script: Script
    opt_script: Script

    def seen(self, message_id: str, number: str) -> Seen:
        """All that the reply to a text depends on, read in one round trip."""
        names = self.keys.reply(message_id), self.keys.talk(number), self.keys.opt_out(number)
        block = self.keys.block(number)

        def read(store: Client) -> list[Any]:
            pipeline = store.pipeline(transaction=False)
            pipeline.mget(names)  # a command of the client's costs more than what it asks for
            pipeline.exists(block)
            found: list[Any] = pipeline.execute()
            return found

        (reply, record, out), blocked = self.link.ask(read)
        return Seen(reply, (record or b"").decode(), bool(out), bool(blocked))

    def settle(
        self,
        message_id: str,
        number: str,
        before: str,
        after: str,
        reply: bytes,
        opt: str = "",
        fills: Iterable[Fills] = (),
    ) -> bytes | None:
        """Store the reply to a text, and give the reply to send.

        In the same step the record of the conversation changes from `before` to `after`, and `opt` "out" or
        "in" opts the number out or in; `fills` is noted for the desk. If another process has stored a reply
        to this text, that reply is given. If the record is no longer `before`, nothing is stored, and None
        tells the caller to read it and decide again. It is safe to call this again after `Unreachable`.
        Raises KeepsNothing for an `opt` where nothing may be promised.
        """
        settle = self.opt_script if opt else self.settle_script
        kept: bytes | None = settle(
            reply=self.keys.reply(message_id),
            talk=self.keys.talk(number),
            out=self.keys.opt_out(number),
            filling=FILLING,
            before=before,
            after=after,
            words=reply,
            opt=opt,
            person=self.keys.person(number),
            lasts=DAY,
            fills=[
                value
                for one in fills
                for value in (noted(one.bound, number, one.at), one.used, one.bound.most)
            ],
        )
        return kept


def texts(link: Link, keys: Keys) -> Texts:
    """The part of the store that keeps text conversations, on the connection `link`."""
    return Texts(link, keys, link.script("settle_text"), link.script("settle_text", promises=True))
