"""Items a member of staff gave back today: "Next one" offers them to this person last (ADR 41)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.client import Client
from store.link import Link
from store.moments import DAY, seconds
from store.promises.queue import Queue


@dataclass(frozen=True, slots=True)
class Left:
    """The items that each member of staff gave back, and when. All methods raise `Unreachable`."""

    link: Link

    def note(self, of: Queue, who: str, item_id: str, now: datetime) -> None:
        """Note that `who` gave back an item of the queue `of`. Notes that are over a day old are erased.

        Raises `Unreachable`.
        """

        def write(store: Client) -> None:
            pipeline = store.pipeline()
            pipeline.zadd(of.left_by(who), {item_id: seconds(now)})
            pipeline.zremrangebyscore(of.left_by(who), "-inf", seconds(now) - DAY)
            pipeline.expire(of.left_by(who), DAY)
            pipeline.execute()

        self.link.ask(write)

    def since(self, of: Queue, who: str, moment: datetime) -> frozenset[str]:
        """The ids of the items of the queue `of` that `who` gave back since `moment`.

        Items given back over a day ago may be missing. Raises `Unreachable`.
        """
        found: Any = self.link.ask(
            lambda store: store.zrangebyscore(of.left_by(who), seconds(moment), "+inf")
        )
        return frozenset(item_id.decode() for item_id in found)
