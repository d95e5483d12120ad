"""One reply to one message, and the talk moved on once, whoever else gets it at the same moment (R31)."""

from dataclasses import dataclass
from typing import Any

from store.keys import Keys
from store.link import Client, Link, Script
from store.moments import DAY

# All or nothing, and in one order for everyone: the first to settle a message decides its bytes, and a
# record that has moved on meanwhile sends the other back to read again.
SETTLE = """
local reply, talk, out = KEYS[1], KEYS[2], KEYS[3]
local before, after, words, opt, seconds = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local kept = redis.call("GET", reply)
if kept then return kept end
if (redis.call("GET", talk) or "") ~= before then return false end
redis.call("SET", reply, words, "EX", seconds)
if after == "" then redis.call("DEL", talk) else redis.call("SET", talk, after, "EX", seconds) end
if opt == "out" then redis.call("SET", out, 1) elseif opt == "in" then redis.call("DEL", out) end
return words
"""


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
        """Keeps `reply`, moves the record from `before` to `after`, opts "out" or "in"; gives what to send.

        They are another's when the message was settled meanwhile. None: the record is no longer `before`,
        and nothing was kept; read again and decide anew. Asking again after `Unreachable` does no harm.
        """
        names = self.keys.reply(message_id), self.keys.talk(number), self.keys.opt_out(number)
        kept: bytes | None = self.settle_script(names, (before, after, reply, opt, DAY))
        return kept


def texts(link: Link, keys: Keys) -> Texts:
    """The promise, on this link."""
    return Texts(link, keys, link.script(SETTLE))
