"""Call-backs that people asked for others: the asker may hear of them, and withdraw them (R49)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from counted.allowed import CALLBACKS_TO_OTHERS
from store.client import Client, in_one_trip
from store.keys import DECLINED, Keys
from store.link import Link, Script
from store.moments import moment, seconds
from store.numbers import tail_of
from store.promises.messages import KIND as SPOKEN
from store.promises.queue import KEPT_SECONDS, Queue, queue
from store.promises.standing import TakenBack
from store.sealed import Sealed

KIND = "callback"
CODE_DIGITS = 7  # of the hash that stands for two people
# How long it is known what a text or a key took back: the carrier asks again within seconds.
TAKEN_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Other:
    """A call-back that somebody asked for another's number, as the asker may hear of it.

    `code` stands for both people, and reveals neither. `tail` is the last digits of the other's number; `due`
    is the time (UTC) that the asker was promised.
    """

    code: int
    tail: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """The people for whom a person has asked for call-backs; `most` is how many such people are allowed.

    `pairs` has one hash for each of these call-backs (`ForOthers.pair`). A hash stays until the day of its
    call-back is over. It stays even if the call-back is closed earlier, because the asker must not see that
    it was. `told` has the last digits of each number, and the time (UTC) by which the asker was promised a
    call to it.
    """

    pairs: frozenset[str] = frozenset()
    most: int = CALLBACKS_TO_OTHERS.most
    told: tuple[tuple[str, datetime], ...] = ()

    def may_ask(self, whom: str, instead: str = "") -> bool:
        """Whether the person may ask for one more call-back. Asking again for the same number is allowed.

        `whom` is the hash of the person's number together with the number to ring (`ForOthers.pair`). It is
        "" if the number to ring is not known yet. `instead` is such a hash for an earlier call-back that the
        new one replaces, "" for none. The earlier call-back then counts no more, whether open or closed
        (R49).
        """
        room = instead in self.pairs
        return len(self.pairs) - room < self.most or whom in self.pairs


@dataclass(frozen=True, slots=True)
class ForOthers:
    """The call-backs that people asked for others: finds them, and withdraws them for the asker.

    If somebody else closed such a call-back, it is found and withdrawn as if it were open, until its day is
    over. So the asker learns nothing of the other person. All methods raise `Unreachable` while the store is
    away.
    """

    link: Link
    keys: Keys
    seals: Sealed
    queue: Queue
    spoken: Queue
    asked_script: Script
    take_back_script: Script

    def of(self, asker: str, now: datetime) -> tuple[Other, ...]:
        """The call-backs that a person (keyed hash) asked for others, the latest due first.

        Call-backs that ended under the previous version of the line are left out: nothing of their numbers is
        left. Raises BrokenSeal if a number cannot be decrypted, and `Unreachable`.
        """
        rows: Any = self.asked_script(
            records=self.queue.record(""), asked=self.queue.asked, asker=asker, now=seconds(now)
        )
        return tuple(
            sorted(
                (self._read(row) for row in rows if row[2] or row[3]),
                key=lambda one: (one.due, one.tail, one.code),
                reverse=True,
            )
        )

    def _read(self, row: list[bytes]) -> Other:
        field, due, tail, sealed, _ = (value.decode() for value in row)
        at = moment(due)
        assert at is not None
        # the version before kept no last digits
        return Other(int(field[:CODE_DIGITS], 16), tail or tail_of(self.seals.unseal(KIND, sealed)), at)

    def pair(self, asker: str, other: str) -> str:
        """A hash that stands for two numbers (E.164): the `asker`'s, and that of the `other` person.

        The hash reveals neither number.
        """
        people = self.keys.person(asker) + self.keys.person(other)
        return hashlib.sha1(people.encode(), usedforsecurity=False).hexdigest()

    def count(self, number: str) -> int:
        """How many call-backs a number (E.164) asked for others: open, or ended but still counted (R49).

        Raises `Unreachable`.
        """
        name, person = self.queue.asked, self.keys.person(number)

        def count(store: Client) -> int:
            pipeline = in_one_trip(store)
            pipeline.scard(f"{name}{person}")
            pipeline.hlen(f"{name}ended:{person}")
            return sum(pipeline.execute())

        return self.link.ask(count)

    def take_back(
        self, asker: str, now: datetime, by: str = "", other: str = "", code: int | None = None
    ) -> int:
        """Withdraw the call-backs that a person (`asker`, a keyed hash) asked for others; return how many.

        All are withdrawn, unless `other` (a number, E.164) or `code` (an `Other.code`) names one. `by` is the
        id of the text or key that asks, "" for none: the same `by` gets the first answer again for ten
        minutes. Raises `Unreachable`.
        """
        mark = "" if code is None else f"{code:0{CODE_DIGITS}x}"
        whom = self.keys.person(other) if other else ""
        return self._take_back(asker, now, "others", by, whom, mark).others

    def end(self, number: str, now: datetime, by: str, what: Literal["own", "all"]) -> TakenBack:
        """Close the call-back to `number` (E.164), whoever asked for it; tell what was ended.

        With "all" as `what`, call-backs that this number asked for others are withdrawn, too. A spoken
        message from this number stays, but its number is erased, so that staff can no longer ring back.
        `TakenBack.own` is true if there was such a call-back or such a message.

        `by` is the id of the text or key that asks, "" for none. If the same `by` asks again within ten
        minutes, it gets the first answer again, though nothing is left to end. Raises `Unreachable`.
        """
        return self._take_back(self.keys.person(number), now, what, by)

    def _take_back(
        self, person: str, now: datetime, what: str, by: str, whom: str = "", mark: str = ""
    ) -> TakenBack:
        of = self.queue
        own, others = self.take_back_script(
            records=of.record(""),
            waiting=of.waiting,
            closed=of.closed,
            ending=of.ending,
            places=of.places,
            days=of.days,
            asked=of.asked,
            noted=of.taken + self.keys.digest(KIND, f"{person} {by}"),
            spoken=self.spoken.waiting,
            just_spoken=self.spoken.ending,
            messages=self.spoken.record(""),
            declined=DECLINED,
            asker=person,
            what=what,
            whom=whom,
            mark=mark,
            now=seconds(now),
            kept=KEPT_SECONDS,
            lasts=TAKEN_SECONDS if by else 0,  # without an id nothing is noted
        )
        return TakenBack(bool(own), others)


def for_others(link: Link, keys: Keys, seals: Sealed, calls: Queue) -> ForOthers:
    """The part of the store for call-backs to others, on the connection `link`; `calls` is their queue."""
    spoken = queue(link, SPOKEN)
    return ForOthers(link, keys, seals, calls, spoken, link.script("asked_for"), link.script("take_back"))
