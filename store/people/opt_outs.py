"""The opt-outs from our texts: kept for good, under a hash of the number (R28, R40)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from store.client import in_one_trip
from store.keys import Keys
from store.link import Link

# How many are written in one go: each waits for the disk.
A_BATCH = 200


@dataclass(frozen=True, slots=True)
class People:
    """The opt-outs of texts. All methods but `key` raise `Unreachable` while the store is away."""

    link: Link
    keys: Keys

    def key(self, number: str) -> str:
        """The hash (64 hex digits) by which the store knows a number (E.164)."""
        return self.keys.person(number)

    def opt_out(self, number: str) -> None:
        """Store, for good, that this number (E.164) gets no texts. Raises `Unreachable`."""
        name = self.keys.opt_out(number)
        self.link.ask(lambda store: store.set(name, 1))

    def take_over(self, names: Iterable[bytes]) -> int:
        """Store the opt-outs that another store keeps under the keys `names`; return how many were new.

        Raises `Unreachable`.
        """
        waiting, added = sorted(names), 0
        while some := waiting[:A_BATCH]:
            added += sum(map(bool, self.link.ask(partial(_add, some))))
            waiting = waiting[A_BATCH:]
        return added

    def opt_in(self, number: str) -> None:
        """Undo the opt-out of a number (E.164). Raises `Unreachable`."""
        name = self.keys.opt_out(number)
        self.link.ask(lambda store: store.delete(name))

    def has_opted_out(self, number: str) -> bool:
        """Whether this number has opted out. Raises `Unreachable`."""
        name = self.keys.opt_out(number)
        return bool(self.link.ask(lambda store: store.exists(name)))


def _add(names: Sequence[bytes], store: Any) -> Sequence[Any]:
    pipeline = in_one_trip(store)
    for name in names:
        pipeline.set(name, 1, nx=True)
    done: Sequence[Any] = pipeline.execute()
    return done
