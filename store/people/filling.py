"""The people who came near a limit within a day, for the desk: a hash and two digits each (R32, R49)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counted.allowed import ALARM_PERCENT, EVERY, Bound
from store.client import in_one_trip
from store.keys import FILLING, Keys
from store.link import Client, Link
from store.moments import DAY, seconds

ID_DIGITS = 12
MOST_SHOWN = 100
TAIL = b"tail"
# So many last digits of a number are kept beside its hash: they tell nobody whose it is.
TAIL_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Full:
    """A limit (`bound`) of which a person has `used` 80 % or more within a day; it allows `most` requests.

    `person` is the id that stands for the number. `tail` is the number's last two digits, "" for a caller who
    shows no number. For calls `used` can be more than `most`, because refused calls count, too.
    """

    person: str
    tail: str
    bound: Bound
    used: int
    most: int

    @property
    def is_reached(self) -> bool:
        """Whether the person has used up the limit, and so gets no more."""
        return self.used >= self.most

    @property
    def can_be_raised(self) -> bool:
        """Whether staff can raise this limit for this person; false for some limits, and without a number."""
        return bool(self.tail and self.bound.raised)


def noted(bound: Bound, number: str, now: datetime) -> str:
    """The argument that makes a script that counts requests also note who comes near the limit `bound`.

    The argument is one string, which store/lua/fill.lua parses within the script. `number` (E.164) is the
    number of the person whose requests are counted, "" if none is shown. `now` is the moment of the count.
    """
    return f"{bound.name} {ALARM_PERCENT} {seconds(now)} {DAY} {number[-TAIL_DIGITS:]}"


@dataclass(frozen=True, slots=True)
class Filling:
    """Tells the desk who has used 80 % or more of a limit. Its methods raise `Unreachable`."""

    link: Link
    keys: Keys

    def count(self, now: datetime) -> int:
        """The number of people who have used 80 % or more of a limit in the day before `now`.

        Raises `Unreachable`.
        """
        since = f"({seconds(now) - DAY}"
        return int(self.link.ask(lambda store: store.zcount(FILLING, since, "+inf")))

    def latest(self, now: datetime) -> tuple[Full, ...]:
        """A `Full` for each person and limit of which 80 % or more were used in the day before `now`.

        Only the 100 people who came near a limit last are included, the latest first. Raises `Unreachable`.
        """

        def read(store: Client) -> tuple[list[bytes], list[Any]]:
            people: Any = store.zrange(FILLING, 0, MOST_SHOWN - 1, desc=True)
            pipeline = in_one_trip(store)
            for person in people:
                pipeline.hgetall(self.keys.filling(person.decode()))
            return people, pipeline.execute()

        rows = zip(*self.link.ask(read), strict=True)
        return tuple(full for person, record in rows for full in _read(person.decode(), record, now))

    def person(self, person_id: str) -> tuple[str, str] | None:
        """The keyed hash of a person's number, and its last two digits; `person_id` is `Full.person`.

        None if no such person is listed, or the person shows no number. Raises `Unreachable`.
        """

        def read(store: Client) -> list[tuple[str, str]]:
            people: Any = store.zrange(FILLING, 0, -1)
            found = [one for one in (each.decode() for each in people) if one[:ID_DIGITS] == person_id]
            tails: list[Any] = [store.hget(self.keys.filling(one), "tail") for one in found]
            return [(one, tail.decode()) for one, tail in zip(found, tails, strict=True) if tail]

        return next(iter(self.link.ask(read)), None)

    def forget(self, person: str) -> None:
        """Erase the notes that a person (keyed hash) came near a limit. Raises `Unreachable`."""
        name = self.keys.filling(person)

        def remove(store: Client) -> None:
            store.delete(name)
            store.zrem(FILLING, person)

        self.link.ask(remove)


def _read(person: str, record: Mapping[bytes, bytes], now: datetime) -> Iterator[Full]:
    """The limits a person came near within a day, from their `record`; unknown limits are left out."""
    tail = record.get(TAIL, b"").decode()
    for name, value in record.items():
        bound = EVERY.get(name.decode())
        if bound:
            used, most, at = map(int, value.split())
            if at > seconds(now) - DAY:
                yield Full(person[:ID_DIGITS], tail, bound, used, most)
