"""The queues of call-backs and of messages; an item is open, claimed by a member of staff, or closed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from store.client import Client, in_one_trip
from store.keys import DECLINED, PREFIX
from store.link import Link, Script
from store.moments import DAY, HOUR, seconds
from store.promises.jobs import DELETIONS, RECORD
from store.promises.records.beside import Reason

# Before the kind and the id of an item: its flag for safeguarding (records/flags.py).
FLAG = f"{PREFIX}flagged:"
# What the number in a message is encrypted for, where its caller agreed to be rung.
NUMBER = "message number"
CLAIM_SECONDS = 2 * HOUR
KEPT_SECONDS = 30 * DAY
# So long may whoever closed something take that back: until then its number stays sealed (R54).
UNDO_SECONDS = 10 * 60
TRIES = 2
# No colon: what is kept beside the records, such as the items due on a day, lies under names that have one.
ID = re.compile(r"[0-9A-Za-z]{1,64}", re.ASCII)

Closing = Literal["done", "no_reply", "withdrawn", "wrong_number", "passed_on"]
# How an item is closed by what staff say of it, and the reason that is kept with it.
ENDED: Mapping[Closing, tuple[str, Reason]] = {
    "done": ("done", "reached"),
    "no_reply": ("no_reply", "no_reply"),
    "withdrawn": ("withdrawn", "not_wanted"),
    "wrong_number": ("withdrawn", "wrong_number"),
    "passed_on": ("done", "passed_on"),
}
Again = tuple[datetime, datetime] | None
"""From when and until when a second try is made; None where it may be made at once."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue of one kind of item that waits for staff: "callback" or "message".

    Methods that use the store raise `Unreachable`.
    """

    link: Link
    kind: str
    claim_script: Script
    give_back_script: Script
    close_script: Script

    @property
    def waiting(self) -> str:
        """The store's key of the list of open and claimed items: their ids, sorted by when they are due."""
        return f"{PREFIX}{self.kind}s"

    @property
    def closed(self) -> str:
        """The store's key of the items closed in the last 30 days: their ids, sorted by when they closed."""
        return f"{PREFIX}{self.kind}s:closed"

    @property
    def ending(self) -> str:
        """The store's key of the items that staff closed at most ten minutes ago, and so may open again."""
        return f"{PREFIX}{self.kind}s:ending"

    @property
    def places(self) -> str:
        """The prefix of the store's keys of the id of a person's one open item; their keyed hash follows."""
        return f"{PREFIX}{self.kind}:of:"

    @property
    def days(self) -> str:
        """The prefix of the store's keys that count the items due on a day; a key ends with the day."""
        return f"{PREFIX}{self.kind}:day:"

    @property
    def asked(self) -> str:
        """The prefix of the store's keys that list the items each person asked for others.

        A key ends with the keyed hash of the person's number.
        """
        return f"{PREFIX}{self.kind}:asked:"

    @property
    def taken(self) -> str:
        """The prefix of the store's keys of the answers to withdrawals, in case a request comes twice."""
        return f"{PREFIX}{self.kind}:taken:"

    def kept_for(self, name: str) -> str:
        """The store's key of the ids of the items that were passed on to `name`, and are kept for them."""
        return f"{PREFIX}{self.kind}s:for:{name}"

    def left_by(self, name: str) -> str:
        """The store's key of the ids of the items that the account `name` gave back within the last day."""
        return f"{PREFIX}{self.kind}s:left:{name}"

    def before(self, person: str) -> str:
        """The store's key of the items that a `person` (a keyed hash) asked for within the last month."""
        return f"{PREFIX}{self.kind}:before:{person}"

    def last(self, person: str) -> str:
        """The store's key of the id of the newest item, open or closed, of a `person` (a keyed hash)."""
        return f"{PREFIX}{self.kind}:last:{person}"

    def record(self, item_id: str) -> str:
        """The store's key of the record of the call-back or message with this id, open or closed."""
        return f"{PREFIX}{self.kind}:{item_id}"

    def claim(self, item_id: str, who: str, now: datetime, most: int = 0) -> tuple[str, str]:
        """Claim an item for the member of staff `who` for two hours; return a result of two texts.

        These are (a) "claimed" and the encrypted number or recording; (b) "taken" and the colleague who has
        claimed it; (c) "kept_for" and the colleague to whom it was passed on; (d) "full" and "" if `who` has
        claimed `most` others (0: any number); (e) "gone" and "" if closed or missing. Raises `Unreachable`.
        """
        if not ID.fullmatch(item_id):
            return "gone", ""
        record, at, lasts = self.record(item_id), seconds(now), CLAIM_SECONDS
        answer = self.claim_script(
            record=record, waiting=self.waiting, id=item_id, who=who, now=at, lasts=lasts, most=most
        )
        said, *more = (part.decode() for part in answer if part is not None)
        return said, more[0] if more else ""

    def give_back(self, item_id: str, who: str) -> str:
        """Give back an item that `who` has claimed, or that is kept for `who`, so that it is open for all.

        Returns "given_back". If not: "not_yours" if `who` does not have it, "gone" if it is closed or
        missing. Raises `Unreachable`.
        """
        if not ID.fullmatch(item_id):
            return "gone"
        said: str = self.give_back_script(record=self.record(item_id), who=who).decode()
        return said

    def close(
        self, item_id: str, outcome: Closing, who: str, now: datetime, job: str = "", again: Again = None
    ) -> str:
        """Close an item; returns the outcome that is stored: "done", "no_reply" or "withdrawn".

        Otherwise it is not closed: "again" (the first try was in vain; a second is due between the two
        moments `again`, or at once if None), "early" (a second try before it was due), "not_yours" (`who` has
        not claimed it) or "gone". `who` may undo the closing for ten minutes. If `who` is "", it was
        withdrawn: the number is erased at once, and the deletion `job` is queued unless the item is flagged.
        Raises `Unreachable`.
        """
        tried, (ended, reason) = [seconds(one) for one in again] if again else [0, 0], ENDED[outcome]
        if not ID.fullmatch(item_id):
            return "gone"
        said: bytes = self.close_script(
            record=self.record(item_id),
            waiting=self.waiting,
            closed=self.closed,
            ending=self.ending,
            places=self.places,
            days=self.days,
            asked=self.asked,
            jobs=DELETIONS,
            job_records=RECORD,
            id=item_id,
            outcome=ended,
            who=who,
            now=seconds(now),
            kept=KEPT_SECONDS,
            undo=UNDO_SECONDS,
            most=TRIES,
            again=tried[0],
            again_by=tried[1],
            job=job,
            reason=reason if who else "",
            flag=f"{FLAG}{self.kind}:{item_id}",
            declined=DECLINED,
            clock=self.link.clock(),
        )
        return said.decode()

    def records(self, ids: Sequence[str]) -> dict[str, Mapping[str, str]]:
        """The records of these items, by id, in this order; gone ones are left out. Raises `Unreachable`."""
        ids = [item_id for item_id in ids if ID.fullmatch(item_id)]

        def read(store: Client) -> list[Mapping[bytes, bytes]]:
            pipeline = in_one_trip(store)
            for item_id in ids:
                pipeline.hgetall(self.record(item_id))
            found: list[Mapping[bytes, bytes]] = pipeline.execute()
            return found

        rows = zip(ids, self.link.ask(read) if ids else [], strict=True)
        return {item_id: {k.decode(): v.decode() for k, v in row.items()} for item_id, row in rows if row}

    def ids(self, closed: bool = False, first: int = 0, most: int = 0) -> tuple[str, ...]:
        """The ids of the waiting items, the first due first; if `closed`, of the closed, the latest first.

        The first `first` ids are left out. Then at most `most` are given, or all if 0. Raises `Unreachable`.
        """
        name, last = (self.closed if closed else self.waiting), (first + most if most else 0) - 1
        found: Any = self.link.ask(lambda store: store.zrange(name, first, last, desc=closed))
        return tuple(item_id.decode() for item_id in found)

    def ending_ids(self) -> tuple[str, ...]:
        """The ids of the items closed minutes ago, which staff may open again. Raises `Unreachable`."""
        found: Any = self.link.ask(lambda store: store.zrange(self.ending, 0, -1))
        return tuple(item_id.decode() for item_id in found)

    def count(self) -> int:
        """The number of items that are open or claimed. Raises `Unreachable`."""
        found: Any = self.link.ask(lambda store: store.zcard(self.waiting))
        return int(found)

    def of(self, person: str) -> dict[str, Mapping[str, str]]:
        """All records, by id, of the `person` (a keyed hash), closed ones too. Raises `Unreachable`."""
        everyone = self.records((*self.ids(), *self.ids(closed=True)))
        return {item_id: row for item_id, row in everyone.items() if row.get("person") == person}

    def forget_asking(self, person: str) -> None:
        """Erase the list of items that a `person` asked for, and the note that they want no call-back."""
        names = self.before(person), self.last(person), DECLINED + person
        self.link.ask(lambda store: store.delete(*names))

    def forget(self, item_id: str) -> None:
        """Erase the record of the closed call-back or message with this id. Raises `Unreachable`."""

        def remove(store: Client) -> None:
            pipeline = store.pipeline()
            pipeline.delete(self.record(item_id))
            for ids in (self.closed, self.ending):
                pipeline.zrem(ids, item_id)
            pipeline.execute()

        self.link.ask(remove)


def state_now(row: Mapping[str, str], now: datetime) -> str:
    """The state of an item at `now` (open, claimed, done, no_reply or withdrawn), from its record `row`.

    A claim ends after two hours; then the item is open again. It is open, too, if its claim lies two hours
    or more after `now`, as happens when a clock is set back.
    """
    lapsed = row["state"] == "claimed" and abs(seconds(now) - int(row["claimed"])) >= CLAIM_SECONDS
    return "open" if lapsed else row["state"]


def queue(link: Link, kind: str) -> Queue:
    """The queue of items of one `kind` that wait for staff, on the connection `link`."""
    return Queue(link, kind, link.script("claim"), link.script("give_back"), link.script("close"))
