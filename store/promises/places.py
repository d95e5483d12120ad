"""The places for call-backs on each day: how many are taken, and those that staff added (R38)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from counted.allowed import fills
from store.link import Link, Script
from store.moments import DAY, seconds
from store.promises.queue import Queue

MORE = "more:"
# Those who ask for others: who shows a number, and who shows none.
OTHERS, WITHHELD = "others:", "withheld:"
KEPT_SECONDS = 60 * DAY


@dataclass(frozen=True, slots=True)
class Filled:
    """The `places` for call-backs on a `day`, and how many of them are `taken`.

    `more` of the places were added by staff. Two kinds of taken places are counted: `others` were taken by
    people who showed a number, for numbers not their own; `withheld` by callers who showed no number.
    """

    day: date
    taken: int
    places: int
    more: int = 0
    others: int = 0
    withheld: int = 0

    @property
    def fills(self) -> bool:
        """Whether at least 80 % of the day's places are taken, so that staff should know."""
        return fills(self.taken, self.places)


@dataclass(frozen=True, slots=True)
class Places:
    """Counts a day's places (call-backs that may be promised) and the taken ones.

    All methods raise `Unreachable`.
    """

    link: Link
    queue: Queue
    more_script: Script

    def of(self, days: Sequence[date], a_day: int) -> tuple[Filled, ...]:
        """For each of `days`, in this order: how many places for call-backs it has, and how many are taken.

        Each day has `a_day` places, and those that staff added to it. Raises `Unreachable`.
        """
        kinds = ("", MORE, OTHERS, WITHHELD)
        names = [f"{self.queue.days}{kind}{day.isoformat()}" for day in days for kind in kinds]
        found: Any = self.link.ask(lambda store: store.mget(names)) if names else []
        counts = iter(int(count or 0) for count in found)
        rows = zip(days, counts, counts, counts, counts, strict=False)
        return tuple(
            Filled(day, taken, a_day + more, more, others, withheld)
            for day, taken, more, others, withheld in rows
        )

    def open_more(self, day: date, more: int, had: int) -> bool:
        """Add `more` places for call-backs to a day, if the places that staff added until now are `had`.

        Otherwise none are added, and the result is false: so a form that is sent twice, or from an outdated
        page, adds places only once. Raises `Unreachable`.
        """
        name = f"{self.queue.days}{MORE}{day.isoformat()}"
        return bool(self.more_script(places=name, had=had, more=more, kept=KEPT_SECONDS))

    def close_again(self, day: date) -> bool:
        """Remove the places for call-backs that staff added to a day. False if there were none.

        The places that the pack gives the day stay, and so does every call-back that was promised. Raises
        `Unreachable`.
        """
        name = f"{self.queue.days}{MORE}{day.isoformat()}"
        return bool(self.link.ask(lambda store: store.delete(name)))


def places_of(link: Link, queue: Queue) -> Places:
    """The part of the store for the places of call-backs, on the connection `link`.

    `queue` is the queue of call-backs.
    """
    return Places(link, queue, link.script("open_more"))


def work(days: Sequence[datetime], shares: Sequence[int]) -> list[str | int]:
    """The days on which a call-back may be promised, as a flat list for the script `keep_callback`.

    `days` are the moments at which the helpline closes on each of these days. `shares` says how many places
    of each day this asker may use: more if they ask for themselves than for others. The list has three
    values for each day: its date, the closing moment (seconds since 1970), and the share. If `shares` is
    shorter, the days past its end are left out.
    """
    rows = zip(days, shares, strict=False)
    return [value for day, share in rows for value in (day.date().isoformat(), seconds(day), share)]
