"""What a person asked for other people's numbers: they may hear of it, and take it back (R49)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from counted.allowed import CALLBACKS_TO_OTHERS
from store.client import Client
from store.keys import Keys
from store.link import Link, Script
from store.moments import moment, seconds
from store.numbers import tail_of
from store.promises.queue import KEPT_SECONDS, Queue
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
class ForOthers:
    """The call-backs that people asked for others: finds them, and takes them back for who asked.

    What was closed by somebody else is found and taken back like what is open, until its day is over: who
    asked learns nothing of the other. All methods raise `Unreachable` while the store is away.
    """

    link: Link
    keys: Keys
    seals: Sealed
    queue: Queue
    asked_script: Script
    take_back_script: Script

    def of(self, number: str, now: datetime) -> tuple[Other, ...]:
        """What the person with this `number` (E.164) asked for others, the last due first.

        What the version before saw end is left out: it kept no last digits, and the number was erased.
        Raises BrokenSeal if a number cannot be decrypted.
        """
        rows = self._asked(number, "", now)[1]
        return tuple(
            sorted(
                (self._read(row) for row in rows if row[2] or row[3]),
                key=lambda one: (one.due, one.tail, one.code),
                reverse=True,
            )
        )

    def _read(self, row: list[bytes]) -> Other:
        field, due, tail, sealed = (value.decode() for value in row)
        at = moment(due)
        assert at is not None
        # the version before kept no last digits
        return Other(int(field[:CODE_DIGITS], 16), tail or tail_of(self.seals.unseal(KIND, sealed)), at)

    def may_ask(self, number: str, other: str, now: datetime, instead: str = "") -> bool:
        """Whether the person with this `number` may ask for a call-back to `other` ("" for any other).

        With `instead`, in the place of the call-back with that id: one's own makes no room.
        """
        whom = self.keys.person(other) if other else ""
        return number == other or bool(self._asked(number, whom, now, instead)[0])

    def waits(self, number: str, now: datetime) -> bool:
        """Whether anything waits that the person with this `number` (E.164) asked for others."""
        return bool(self._asked(number, "", now)[1])

    def _asked(
        self, number: str, whom: str, now: datetime, instead: str = ""
    ) -> tuple[int, list[list[bytes]]]:
        """Run the script on what a person asked for others: gives if they may ask for `whom`, and rows."""
        person = self.keys.person(number)
        found: Any = self.asked_script(
            records=self.queue.record(""),
            asked=self.queue.asked,
            raised=self.keys.raised(person),
            asker=person,
            whom=whom,
            instead=instead,
            most=CALLBACKS_TO_OTHERS.most,
            now=seconds(now),
        )
        may, rows = found
        return may, rows

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
        self, number: str, now: datetime, by: str = "", other: str = "", code: int | None = None
    ) -> int:
        """Take back what a person asked for others: all, or what they asked for `other`, or what has `code`.

        Gives how many call-backs it was; `by` as in `end`.
        """
        mark = "" if code is None else f"{code:0{CODE_DIGITS}x}"
        whom = self.keys.person(other) if other else ""
        return self._take_back(number, now, "others", by, whom=whom, mark=mark).others

    def end(self, number: str, now: datetime, by: str, what: Literal["own", "all"]) -> TakenBack:
        """Close the call-back to this `number` (E.164), whoever asked for it; for "all", end the others too.

        `by` is the id of the text or key that asks, "" for none: asked by it again within ten minutes we give
        what it ended at first, also if nothing is left to end.
        """
        return self._take_back(number, now, what, by)

    def leave(self, callback_id: str, number: str, now: datetime) -> None:
        """Take back what the person with this `number` was promised of one call-back, to whomever."""
        self._take_back(number, now, "others", only=callback_id)

    def _take_back(self, number: str, now: datetime, what: str, by: str = "", **which: str) -> TakenBack:
        of, person = self.queue, self.keys.person(number)
        own, others = self.take_back_script(
            records=of.record(""),
            waiting=of.waiting,
            closed=of.closed,
            ending=of.ending,
            places=of.places,
            days=of.days,
            asked=of.asked,
            noted=of.taken + self.keys.digest(KIND, f"{person} {by}"),
            asker=person,
            what=what,
            only=which.get("only", ""),
            whom=which.get("whom", ""),
            mark=which.get("mark", ""),
            now=seconds(now),
            kept=KEPT_SECONDS,
            lasts=TAKEN_SECONDS if by else 0,  # without an id nothing is noted
        )
        return TakenBack(bool(own), others)


def for_others(link: Link, keys: Keys, seals: Sealed, queue: Queue) -> ForOthers:
    """The `ForOthers` on this connection to the store, of the call-backs in this queue."""
    return ForOthers(link, keys, seals, queue, link.script("asked_for"), link.script("take_back"))
