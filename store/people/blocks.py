"""Numbers that staff have blocked for a time (R39): stored are a hash of the number, a reason and the end."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from store.client import Client, in_one_trip
from store.keys import PREFIX, Keys
from store.link import Link
from store.moments import seconds

BLOCKS = f"{PREFIX}blocks"
RECORD = f"{PREFIX}block:"
ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Block:
    """The block of a number until `until` (UTC). `reason` is what staff wrote; the number is not stored."""

    id: str
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Blocks:
    """The phone numbers that staff have blocked for a time.

    All methods raise `Unreachable` while the store is away.
    """

    link: Link
    keys: Keys

    def block(self, number: str, reason: str, until: datetime) -> str:
        """Block a number (E.164) until `until`, and give the block's id. This replaces an earlier block.

        `reason` is what staff wrote, for other staff to read. Raises `Unreachable`.
        """
        name, block_id, end = self.keys.block(number), self._id(number), seconds(until)

        def write(store: Client) -> None:
            pipeline = store.pipeline()
            pipeline.hset(name, mapping={"reason": reason, "until": end})
            pipeline.expireat(name, end)
            pipeline.zadd(BLOCKS, {name.removeprefix(RECORD): end})
            pipeline.execute()

        self.link.ask(write)
        return block_id

    def unblock(self, number: str) -> bool:
        """End the block of a number (E.164); false if it was not blocked. Raises `Unreachable`."""
        return self._end(self.keys.block(number).removeprefix(RECORD))

    def unblock_id(self, block_id: str) -> bool:
        """End the block with this id; false if there was none. Raises `Unreachable`."""
        found: Any = self.link.ask(lambda store: store.zrange(BLOCKS, 0, -1))
        return any(
            [self._end(key) for key in (each.decode() for each in found) if key.startswith(block_id)]
            if block_id
            else []
        )

    def is_blocked(self, number: str) -> bool:
        """Whether a number is blocked now. Raises `Unreachable`."""
        name = self.keys.block(number)
        return bool(self.link.ask(lambda store: store.exists(name)))

    def all(self, now: datetime) -> tuple[Block, ...]:
        """All blocks, in the order in which they end. Those that have ended are erased.

        Raises `Unreachable`.
        """

        def read(store: Client) -> list[Any]:
            store.zremrangebyscore(BLOCKS, "-inf", seconds(now))
            people: Any = store.zrange(BLOCKS, 0, -1, withscores=True)
            pipeline = in_one_trip(store)
            for person, _ in people:
                pipeline.hget(RECORD + person.decode(), "reason")
            return [people, pipeline.execute()]

        people, reasons = self.link.ask(read)
        return tuple(
            Block(person.decode()[:ID_DIGITS], (reason or b"").decode(), datetime.fromtimestamp(end, UTC))
            for (person, end), reason in zip(people, reasons, strict=True)
        )

    def _id(self, number: str) -> str:
        return self.keys.person(number)[:ID_DIGITS]

    def _end(self, person: str) -> bool:
        def remove(store: Client) -> int:
            pipeline = store.pipeline()
            pipeline.delete(RECORD + person)
            pipeline.zrem(BLOCKS, person)
            removed, _ = pipeline.execute()
            return int(removed)

        return bool(self.link.ask(remove))
