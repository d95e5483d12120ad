"""Which numbers want no texts from us: kept for good, under a hash of the number (R28, R40)."""

from dataclasses import dataclass

from store.keys import Keys
from store.link import Link


@dataclass(frozen=True, slots=True)
class People:
    """The opt-outs of texts. All methods but `key` raise `Unreachable` while the store is away."""

    link: Link
    keys: Keys

    def key(self, number: str) -> str:
        """The hash (64 hex digits) by which the store knows a number (E.164)."""
        return self.keys.person(number)

    def opt_out(self, number: str) -> None:
        """Store, for good, that this number (E.164) gets no texts."""
        name = self.keys.opt_out(number)
        self.link.ask(lambda store: store.set(name, 1))

    def opt_in(self, number: str) -> None:
        """Undo the opt-out of a number (E.164)."""
        name = self.keys.opt_out(number)
        self.link.ask(lambda store: store.delete(name))

    def has_opted_out(self, number: str) -> bool:
        """Whether this number has opted out."""
        name = self.keys.opt_out(number)
        return bool(self.link.ask(lambda store: store.exists(name)))
