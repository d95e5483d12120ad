"""How often a number has called within the last hour (R32), and whether staff blocked or raised it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.keys import Keys
from store.link import Client, Link, Unreachable
from store.moments import HOUR, seconds

CALL_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a caller: `calls`, the calls within an hour with this one, and whether `blocked`.

    `raised` is how many times as often as others they may call: 1, unless staff raised their bounds (R49).
    """

    calls: int = 0
    blocked: bool = False
    raised: int = 1


@dataclass(frozen=True, slots=True)
class Calls:
    """Counts the calls of each number within the last hour, to tell who calls too often.

    Nothing is raised: while the store is away every caller counts as not blocked and as a first call.
    """

    link: Link
    keys: Keys

    def note(self, call_id: str, number: str, now: datetime) -> Known:
        """Store that `number` (E.164) calls, and give what is known of the caller.

        A call counts once, however often the carrier reports it. With a withheld number ("") nothing is
        stored.
        """
        if not number:
            return Known()
        name, block = self.keys.calls(number), self.keys.block(number)
        raised = self.keys.raised(self.keys.person(number))
        call, at = self.keys.digest("call", call_id)[:CALL_DIGITS], seconds(now)

        def write(store: Client) -> list[Any]:
            pipeline = store.pipeline(transaction=False)
            pipeline.zremrangebyscore(name, "-inf", at - HOUR)
            pipeline.zadd(name, {call: at}, nx=True)
            pipeline.expire(name, HOUR)
            pipeline.zcard(name)
            pipeline.exists(block)
            pipeline.get(raised)
            found: list[Any] = pipeline.execute()
            return found

        try:
            *_, calls, blocked, times = self.link.ask(write)
        except Unreachable:
            return Known()
        return Known(calls, bool(blocked), int(times or 1))
