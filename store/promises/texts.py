"""One reply to one message, and the talk moved on once, whoever else gets it at the same moment (R31)."""

from dataclasses import dataclass
from typing import Any

from store.keys import Keys
from store.link import Client, Link, Script
from store.moments import DAY


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known when a message arrives: the reply it got before, the person's record ("" for none).

    `blocked` people get silence, but for R30.
    """

    reply: bytes | None
    record: str
    opted_out: bool
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """The memory of text conversations: a day long, opt-outs for good. Raises `Unreachable`."""

    link: Link
    keys: Keys
    settle_script: Script

    def seen(self, message_id: str, number: str) -> Seen:
        """All that a reply depends on, in one round trip."""
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
        """Keep `reply`, move the record from `before` to `after`, opt "out" or "in"; gives what to send.

        That is another reply where the message was settled meanwhile, and None where the record is no longer
        `before`: then nothing was kept, so read again and decide anew. Asking again after `Unreachable` does
        no harm.
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
    """The memory of texts, on this link."""
    return Texts(link, keys, link.script("settle_text"))
