"""The reviews that end soon, with the stages of reminders: 90, 30 and 7 days before (R22)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from menus.model import Pack
from menus.signing.things import Thing, things
from menus.signing.unsigned import SOON


@dataclass(frozen=True, slots=True)
class Lapsing:
    """A signed thing whose review ends soon, and the day on which the review ends.

    `within` is the stage of the reminder: 7, 30 or 90 days, the smallest that covers the days left.
    """

    thing: Thing
    end: date
    within: int

    @property
    def id(self) -> str:
        """The id of the reminder, different for each thing, stage and end date."""
        return f"{self.thing.id} {self.end} {self.within}"


def end_of(pack: Pack, thing: Thing) -> date | None:
    """The day on which the review of a signed thing ends; None for a draft."""
    if thing.kind == "topic":
        return pack.languages[thing.language].topics[thing.name].review_by
    standing = pack.standing[thing.id]
    return standing.signature.review_by if standing.signature and standing.counts else None


def lapsing(pack: Pack, today: date) -> tuple[Lapsing, ...]:
    """The reviews that end within 90 days from `today`, the earliest end first."""
    return tuple(sorted(_lapsing(pack, today), key=lambda one: (one.end, one.thing.id)))


def ended(pack: Pack, today: date) -> tuple[tuple[Thing, date], ...]:
    """Each signed thing whose review has ended, with the day on which it ended, the earliest first.

    A topic whose review has ended is given to nobody any more.
    """
    ends = ((thing, end_of(pack, thing)) for thing in things(pack))
    return tuple(sorted(((of, end) for of, end in ends if end and end < today), key=lambda one: one[1]))


def _lapsing(pack: Pack, today: date) -> Iterator[Lapsing]:
    for thing in things(pack):
        end = end_of(pack, thing)
        left = (end - today).days if end else -1
        stage = next((days for days in SOON if 0 <= left <= days), None)
        if end and stage:
            yield Lapsing(thing, end, stage)
