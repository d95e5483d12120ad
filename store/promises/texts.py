"""One reply for each text, and one step of its conversation, even if two processes get it at once (R31)."""

from dataclasses import dataclass
from typing import Any

from store.keys import Keys
from store.link import Client, Link, Script
from store.moments import DAY


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known when a text arrives: any earlier reply to it, the conversation's record ("" for none).

    `blocked` people get no reply, except in an emergency (R30).
    """

    reply: bytes | None
    record: str
    opted_out: bool
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """The memory of text conversations, which lasts a day; opt-outs last for good. Raises `Unreachable`."""

    link: Link
    keys: Keys
    settle_script: Script

    def seen(self, message_id: str, number: str) -> Seen:
        """All that the reply to a text depends on, read in one round trip."""
        names = self.keys.reply(message_id), self.keys.talk(number), self.keys.opt_out(number)
        block = self.keys.block(number)

        def read(store: Client) -> list[Any]:
            pipeline = store.pipeline(transaction=False)
            pipeline.get(names[0])
            pipeline.get(names[1])
            pipeline.exists(names[2])
            pipeline.exists(block)
            found: list[Any] = pipeline.execute()
            return found

        reply, record, out, blocked = self.link.ask(read)
        return Seen(reply, (record or b"").decode(), bool(out), bool(blocked))

    def settle(
        self, message_id: str, number: str, before: str, after: str, reply: bytes, opt: str = ""
    ) -> bytes | None:
        """Keep the reply to a text, and give the one to send.

        The record of the conversation changes from `before` to `after`, and `opt` "out" or "in" opts the
        number out or in, in the same step. If another process has replied meanwhile, its reply is given. If
        the record is no longer `before`, nothing is kept and None is given: read again and decide anew.
        Calling it again after `Unreachable` does no harm.
        """
        kept: bytes | None = self.settle_script(
            reply=self.keys.reply(message_id),
            talk=self.keys.talk(number),
            out=self.keys.opt_out(number),
            before=before,
            after=after,
            words=reply,
            opt=opt,
            lasts=DAY,
        )
        return kept


def texts(link: Link, keys: Keys) -> Texts:
    """The memory of text conversations, kept over this connection to the store."""
    return Texts(link, keys, link.script("settle_text"))
