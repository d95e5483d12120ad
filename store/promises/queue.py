"""What waits for staff: open, claimed by one of them, closed. Call-backs and messages are kept in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from store.keys import PREFIX
from store.link import Client, Link, Script
from store.moments import DAY, HOUR, seconds
from store.promises.jobs import JOBS, RECORD

CLAIM_SECONDS = 2 * HOUR
KEPT_SECONDS = 30 * DAY
TRIES = 2

Closing = Literal["done", "no_reply", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Queue:
    """One kind of thing that waits for staff ("callback", "message"). Raises `Unreachable`."""

    link: Link
    kind: str
    claim_script: Script
    close_script: Script

    @property
    def waiting(self) -> str:
        """The key of the ids that are open or claimed, by when they are due."""
        return f"{PREFIX}{self.kind}s"

    @property
    def closed(self) -> str:
        """The key of the ids that were closed in the last 30 days, by when."""
        return f"{PREFIX}{self.kind}s:closed"

    @property
    def places(self) -> str:
        """What the key of a person's one open place begins with; the person's keyed hash follows."""
        return f"{PREFIX}{self.kind}:of:"

    @property
    def days(self) -> str:
        """What the key of the count of one day's promises begins with; the day follows."""
        return f"{PREFIX}{self.kind}:day:"

    def record(self, item_id: str) -> str:
        """The key of the record of one that waits or was closed."""
        return f"{PREFIX}{self.kind}:{item_id}"

    def claim(self, item_id: str, who: str, now: datetime) -> tuple[str, str]:
        """Claim it for two hours: ("claimed", what is sealed), ("taken", by whom) or ("gone", "")."""
        answer = self.claim_script(
            record=self.record(item_id), who=who, now=seconds(now), lasts=CLAIM_SECONDS
        )
        said, *more = (part.decode() for part in answer if part is not None)
        return said, more[0] if more else ""

    def close(self, item_id: str, outcome: Closing, who: str, now: datetime, job: str = "") -> str:
        """Close one; gives the outcome, "again" after the first try without a reply, "not_yours" or "gone".

        `job` names work that is asked for in the same step.
        """
        answer = self.close_script(
            record=self.record(item_id),
            waiting=self.waiting,
            closed=self.closed,
            places=self.places,
            days=self.days,
            jobs=JOBS,
            job_records=RECORD,
            id=item_id,
            outcome=outcome,
            who=who,
            now=seconds(now),
            kept=KEPT_SECONDS,
            most=TRIES,
            job=job,
        )
        said: str = answer.decode()
        return said

    def records(self, ids: Sequence[str]) -> dict[str, Mapping[str, str]]:
        """The records of these ids, in their order; those that are gone are left out."""

        def read(store: Client) -> list[Mapping[bytes, bytes]]:
            pipeline = store.pipeline(transaction=False)
            for item_id in ids:
                pipeline.hgetall(self.record(item_id))
            found: list[Mapping[bytes, bytes]] = pipeline.execute()
            return found

        rows = zip(ids, self.link.ask(read) if ids else [], strict=True)
        return {item_id: {k.decode(): v.decode() for k, v in row.items()} for item_id, row in rows if row}

    def ids(self, closed: bool = False, first: int = 0, most: int = 0) -> tuple[str, ...]:
        """The ids that wait, by when they are due; or those closed, the latest first. `most` 0: all."""
        name, last = (self.closed if closed else self.waiting), (first + most if most else 0) - 1
        found: Any = self.link.ask(lambda store: store.zrange(name, first, last, desc=closed))
        return tuple(item_id.decode() for item_id in found)

    def count(self) -> int:
        """How many wait."""
        found: Any = self.link.ask(lambda store: store.zcard(self.waiting))
        return int(found)

    def of(self, person: str) -> dict[str, Mapping[str, str]]:
        """All records about a person (keyed hash), the closed ones too."""
        everyone = self.records((*self.ids(), *self.ids(closed=True)))
        return {item_id: row for item_id, row in everyone.items() if row.get("person") == person}

    def forget(self, item_id: str) -> None:
        """Erase the record of one that is closed."""
        name, closed = self.record(item_id), self.closed

        def remove(store: Client) -> None:
            pipeline = store.pipeline(transaction=True)
            pipeline.delete(name)
            pipeline.zrem(closed, item_id)
            pipeline.execute()

        self.link.ask(remove)


def state_now(row: Mapping[str, str], now: datetime) -> str:
    """The state at `now`: open, claimed, done, no_reply or withdrawn. A claim lapses after two hours."""
    lapsed = row["state"] == "claimed" and int(row["claimed"]) + CLAIM_SECONDS <= seconds(now)
    return "open" if lapsed else row["state"]


def queue(link: Link, kind: str) -> Queue:
    """The queue of one kind, on this link."""
    return Queue(link, kind, link.script("claim"), link.script("close"))
