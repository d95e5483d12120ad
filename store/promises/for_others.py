"""What a person asked for other people's numbers: they may hear of it, and take it back (R49)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from counted.allowed import CALLBACKS_TO_OTHERS
from store.client import Client
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
    """A call-back that somebody asked for another's number, as they may hear of it.

    `code` stands for both people, and leads to neither. `tail` is the last digits of that number; `due` is
    the time (UTC) that who asked was promised.
    """

    code: int
    tail: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom a person has asked already, and how many that may be (`most`).

    `pairs` have for each call-back what stands for both people, whether or not somebody else closed it.
    `told` are the last digits of each number, and by when (UTC) they were promised that it is rung.
    """

    pairs: frozenset[str] = frozenset()
    most: int = CALLBACKS_TO_OTHERS.most
    told: tuple[tuple[str, datetime], ...] = ()

    def may_ask(self, whom: str, instead: str = "") -> bool:
        """Whether they may ask for one more, or again for the person `whom` (a `pair`, "" for any other).

        With `instead`, in the place of the call-back to the person for whom that stands: one's own makes no
        room. Whether it is open still makes no difference (R49).
        """
        room = instead in self.pairs
        return len(self.pairs) - room < self.most or whom in self.pairs


@dataclass(frozen=True, slots=True)
class ForOthers:
    """The call-backs that people asked for others: finds them, and takes them back for who asked.

    What was closed by somebody else is found and taken back like what is open, until its day is over: who
    asked learns nothing of the other. All methods raise `Unreachable` while the store is away.
    """

    link: Link
    keys: Keys
    seals: Sealed
    queue: Queue
    spoken: Queue
    asked_script: Script
    take_back_script: Script

    def of(self, asker: str, now: datetime) -> tuple[Other, ...]:
        """What a person (keyed hash) asked for others, the last due first.

        What the version before saw end is left out: it kept no last digits, and the number was erased.
        Raises BrokenSeal if a number cannot be decrypted.
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
        """What stands for these two numbers (E.164): a hash of their keyed hashes, which leads to neither."""
        people = self.keys.person(asker) + self.keys.person(other)
        return hashlib.sha1(people.encode(), usedforsecurity=False).hexdigest()

    def count(self, number: str) -> int:
        """How many call-backs this number (E.164) asked for others, open or still counted."""
        name, person = self.queue.asked, self.keys.person(number)

        def count(store: Client) -> int:
            pipeline = store.pipeline(transaction=False)
            pipeline.scard(f"{name}{person}")
            pipeline.hlen(f"{name}ended:{person}")
            return sum(pipeline.execute())

        return self.link.ask(count)

    def take_back(
        self, asker: str, now: datetime, by: str = "", other: str = "", code: int | None = None
    ) -> int:
        """Take back what a person (keyed hash) asked for others: all, for `other` alone, or what has `code`.

        Gives how many call-backs it was; `by` as in `end`.
        """
        mark = "" if code is None else f"{code:0{CODE_DIGITS}x}"
        whom = self.keys.person(other) if other else ""
        return self._take_back(asker, now, "others", by, whom, mark).others

    def end(self, number: str, now: datetime, by: str, what: Literal["own", "all"]) -> TakenBack:
        """Close the call-back to this `number` (E.164), whoever asked for it; for "all", end the others too.

        A message that was left from it stays, but is not rung: its number goes, and that counts as their own.

        `by` is the id of the text or key that asks, "" for none: asked by it again within ten minutes we give
        what it ended at first, also if nothing is left to end.
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
    """The `ForOthers` on this connection to the store, of the call-backs in this queue."""
    spoken = queue(link, SPOKEN)
    return ForOthers(link, keys, seals, calls, spoken, link.script("asked_for"), link.script("take_back"))
