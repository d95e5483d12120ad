"""Promised call-backs (R38): staff ring somebody back; each number has at most one open at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from store.keys import Keys
from store.link import Link, Script
from store.moments import DAY, moment, seconds
from store.promises.bell import BELL
from store.promises.promise import Already, Kept, Promise, Refused
from store.promises.queue import Closing, Queue, queue, state_now
from store.sealed import Sealed

KIND = "callback"
ID_DIGITS = 16
DAY_KEPT_SECONDS = 400 * DAY

Best = Literal["morning", "afternoon", "evening", "any"]
By = Literal["call", "text"]


@dataclass(frozen=True, slots=True)
class Callback:
    """A call-back, without the number to ring.

    `state` is open, claimed, done, no_reply or withdrawn; `best` is the wanted time of day; `by` is "call" or
    "text", whichever it was asked for with; `tries` is how often staff rang in vain. Moments are in UTC.
    """

    id: str
    state: str
    best: Best
    by: By
    asked: datetime
    due: datetime
    tries: int
    claimed_by: str = ""
    claimed_at: datetime | None = None
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """The store's answer when a member of staff has claimed a call-back: it is theirs for two hours.

    `number` (E.164) is the one to ring.
    """

    number: str


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer to a claim: the member of staff `by` has claimed the call-back already."""

    by: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The answer to a claim: the call-back is closed, or never existed."""


@dataclass(frozen=True, slots=True)
class Callbacks:
    """The promised call-backs.

    All methods raise `Unreachable` while the store is away: then no call-back may be promised.
    """

    link: Link
    keys: Keys
    seals: Sealed
    queue: Queue
    keep_script: Script

    def keep(
        self,
        asked_by: str,
        number: str,
        best: Best,
        by: By,
        days: Sequence[datetime],
        a_day: int,
        now: datetime,
    ) -> Promise:
        """Store that staff will ring `number` (E.164), by the first of `days` that has room for one more.

        `asked_by` is the id of the call or text that asks; asking again with it, even after `Unreachable`,
        makes no second call-back. `days` are the ends of working days in the helpline's zone
        (`menus.due.due_days`), each with room for `a_day` call-backs. Gives Kept; Already if the number has
        an open call-back, or if the same call asked for one to another number; or Refused("full").
        """
        callback_id, person = self.keys.digest(KIND, asked_by)[:ID_DIGITS], self.keys.person(number)
        of, sealed = self.queue, self.seals.seal(KIND, number)
        said, found, due = self.keep_script(
            record=of.record(callback_id),
            place=of.places + person,
            waiting=of.waiting,
            bell=BELL,
            records=of.record(""),
            days=of.days,
            id=callback_id,
            person=person,
            sealed=sealed,
            best=best,
            by=by,
            now=seconds(now),
            most=a_day,
            kept=DAY_KEPT_SECONDS,
            work=[part for day in days for part in (day.date().isoformat(), seconds(day))],
        )
        if said == b"refused":
            return Refused(found.decode())
        return (Kept if said == b"kept" else Already)(found.decode(), moment(due))

    def open_of(self, number: str) -> Callback | None:
        """The open or claimed call-back of this number (E.164), None if there is none."""
        place = self.queue.places + self.keys.person(number)
        callback_id = self.link.ask(lambda store: store.get(place))
        return self.one(callback_id.decode()) if isinstance(callback_id, bytes) else None

    def withdraw(self, number: str, now: datetime) -> bool:
        """Close this number's call-back because it is no longer wanted; false if it had none open."""
        found = self.open_of(number)
        return found is not None and self.queue.close(found.id, "withdrawn", "", now) == "withdrawn"

    def one(self, callback_id: str, now: datetime | None = None) -> Callback | None:
        """The call-back with this id at `now`; None if there is none, or it was closed over 30 days ago."""
        row = self.queue.records((callback_id,)).get(callback_id)
        return _callback(callback_id, row, now) if row else None

    def waiting(self, now: datetime, first: int = 0, most: int = 0) -> tuple[Callback, ...]:
        """The open and claimed call-backs, the first due first, from the one at index `first` on.

        At most `most` are given; 0 gives all.
        """
        rows = self.queue.records(self.queue.ids(first=first, most=most))
        return tuple(_callback(callback_id, row, now) for callback_id, row in rows.items())

    def closed(self, first: int = 0, most: int = 0) -> tuple[Callback, ...]:
        """The call-backs closed within 30 days, the latest first, from the one at index `first` on.

        At most `most` are given; 0 gives all.
        """
        rows = self.queue.records(self.queue.ids(closed=True, first=first, most=most))
        return tuple(_callback(callback_id, row) for callback_id, row in rows.items())

    def claim(self, callback_id: str, who: str, now: datetime) -> Claimed | Taken | Gone:
        """Claim a call-back for the member of staff `who` for two hours, and give the number to ring.

        Raises BrokenSeal if the number cannot be decrypted.
        """
        match self.queue.claim(callback_id, who, now):
            case "claimed", token:
                return Claimed(self.seals.unseal(KIND, token))
            case "taken", by:
                return Taken(by)
            case _:
                return Gone()

    def close(self, callback_id: str, outcome: Closing, who: str, now: datetime) -> str:
        """Close a call-back that `who` has claimed, and erase its number.

        Gives `outcome`; "again" if it was the first try without a reply, so that the call-back is open again;
        "not_yours" if `who` has not claimed it; "gone" if there is none with this id.
        """
        return self.queue.close(callback_id, outcome, who, now)

    def forget(self, number: str, now: datetime) -> int:
        """Erase every call-back of this number (E.164), the closed ones too; gives how many there were."""
        self.withdraw(number, now)
        found = self.queue.of(self.keys.person(number))
        for callback_id in found:
            self.queue.close(callback_id, "withdrawn", "", now)
            self.queue.forget(callback_id)
        return len(found)

    def of(self, number: str) -> tuple[Callback, ...]:
        """Every call-back of this number (E.164), the closed ones too."""
        return tuple(
            _callback(callback_id, row)
            for callback_id, row in self.queue.of(self.keys.person(number)).items()
        )


def callbacks(link: Link, keys: Keys, seals: Sealed) -> Callbacks:
    """The part of the store that keeps call-backs, on the connection `link`."""
    return Callbacks(link, keys, seals, queue(link, KIND), link.script("keep_callback"))


def _callback(callback_id: str, row: Mapping[str, str], now: datetime | None = None) -> Callback:
    asked, due = moment(row["asked"]), moment(row["due"])
    assert asked is not None and due is not None
    state = state_now(row, now) if now else row["state"]
    claimed_by = row.get("who", "") if state != "open" else ""
    claimed_at = moment(row.get("claimed")) if state != "open" else None
    best: Best = row["best"]  # type: ignore[assignment]  # what `keep` wrote
    by: By = row["by"]  # type: ignore[assignment]
    return Callback(
        callback_id,
        state,
        best,
        by,
        asked,
        due,
        int(row["tries"]),
        claimed_by,
        claimed_at,
        moment(row.get("closed")),
    )
