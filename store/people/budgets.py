"""The limits on how often one person may have others' numbers rung or texted (R49); staff can raise them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from counted.allowed import Bound
from store.client import Client
from store.keys import PREFIX, Keys
from store.link import Link
from store.moments import DAY, seconds
from store.people.filling import TAIL_DIGITS

RAISED = f"{PREFIX}raised"
# By person: the last digits of their number, and who raised it.
TOLD = f"{PREFIX}raised:told"
ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Asker:
    """A person who asks the line to ring or text the number of another person.

    `number` is the asker's own number, and `key` is a keyed hash of it. If the asker's number is withheld,
    `number` is "", and `key` is a keyed hash of the call's id. Such an asker may ask for less.
    """

    key: str
    number: str = field(default="", repr=False)

    @property
    def withheld(self) -> bool:
        """Whether the asker's number is withheld: such an asker is known for one call only."""
        return not self.number

    @property
    def pool(self) -> Literal["others", "withheld"]:
        """The share of a day's call-backs that this asker uses; "withheld" is for withheld numbers."""
        return "withheld" if self.withheld else "others"

    def may_have(self, bound: Bound) -> int:
        """How many requests `bound` allows this asker, before any raise by staff.

        An asker whose number is withheld may be allowed fewer.
        """
        return bound.of(withheld=self.withheld)


@dataclass(frozen=True, slots=True)
class Raised:
    """A limit raised by staff: a number may ask for `most` call-backs and texts to others for a time.

    `id` stands for the number, which is not stored here; `tail` is its last two digits. `who` is the member
    of staff who raised the limit. `tail` and `who` are "" if they are not known. The limit ends at `until`
    (UTC).
    """

    id: str
    most: int
    until: datetime
    tail: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Budgets:
    """The limits on what people may ask for others: finds the asker; lists, raises and ends limits.

    A limit is how many call-backs and texts to others one person may ask for; requests are not counted here.
    All methods but `asker` raise `Unreachable` while the store is away.
    """

    link: Link
    keys: Keys

    def asker(self, number: str, call: str = "") -> Asker:
        """The asker with this `number` (E.164); for "" (withheld), the asker in the call with id `call`."""
        return Asker(self.keys.person(number) if number else self.keys.digest("caller", call), number)

    def raise_to(self, number: str, most: int, days: int, now: datetime, who: str = "") -> str:
        """Raise the limits of a `number` (E.164) for `days` days from `now`; return the `Raised.id`.

        With 5 as `most`, the number may ask for 5 call-backs and for 5 texts to others, and may call 5 times
        as often as usual. An earlier raise is replaced. `who` is the member of staff. Raises `Unreachable`.
        """
        return self.raise_person(self.keys.person(number), number[-TAIL_DIGITS:], most, days, now, who)

    def raise_person(self, person: str, tail: str, most: int, days: int, now: datetime, who: str = "") -> str:
        """Raise limits as `raise_to` does, for a person (keyed hash) whose number ends in `tail`.

        Raises `Unreachable`.
        """
        lasts = days * DAY

        def write(store: Client) -> None:
            pipeline = store.pipeline()
            pipeline.set(self.keys.raised(person), most, ex=lasts)
            pipeline.zadd(RAISED, {person: seconds(now) + lasts})
            pipeline.hset(TOLD, person, f"{tail} {who}")
            pipeline.execute()

        self.link.ask(write)
        return person[:ID_DIGITS]

    def lower(self, raised_id: str) -> bool:
        """End a limit that staff raised for one person; False if there is none.

        `raised_id` is the `Raised.id` of the limit, or the whole keyed hash of the person's number. Raises
        `Unreachable`.
        """
        found: Any = self.link.ask(lambda store: store.zrange(RAISED, 0, -1))
        people = (person.decode() for person in found)
        ours = [person for person in people if raised_id in (person, person[:ID_DIGITS])]

        def remove(store: Client) -> bool:
            pipeline = store.pipeline()
            pipeline.zrem(RAISED, *ours)
            pipeline.delete(*map(self.keys.raised, ours))
            pipeline.hdel(TOLD, *ours)
            listed, *_ = pipeline.execute()
            return bool(listed)  # of two at once only the first finds it

        return bool(ours) and self.link.ask(remove)

    def raised(self, now: datetime) -> tuple[Raised, ...]:
        """All limits on requests for others that staff have raised, the first to end first.

        Raised limits that have ended by `now` are erased. Raises `Unreachable`.
        """

        def read(store: Client) -> tuple[list[tuple[bytes, float]], list[bytes | None], dict[bytes, bytes]]:
            store.zremrangebyscore(RAISED, "-inf", seconds(now))
            people: Any = store.zrange(RAISED, 0, -1, withscores=True)
            told: Any = store.hgetall(TOLD)
            if ended := told.keys() - {person for person, _ in people}:
                store.hdel(TOLD, *ended)
            return people, [store.get(self.keys.raised(person.decode())) for person, _ in people], told  # type: ignore[misc]

        people, mosts, told = self.link.ask(read)
        return tuple(
            _raised(
                person.decode(),
                int(most or 0),
                datetime.fromtimestamp(end, UTC),
                told.get(person, b" ").decode(),
            )
            for (person, end), most in zip(people, mosts, strict=True)
        )


def _raised(person: str, most: int, until: datetime, told: str) -> Raised:
    tail, _, who = told.partition(" ")
    return Raised(person[:ID_DIGITS], most, until, tail, who)
