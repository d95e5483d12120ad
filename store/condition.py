"""The state of the store: one value, with one line that says what is wrong and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """The state of the store.

    `name` is a word or two for metrics and tests. `line` says what is wrong and how to mend it, without a
    secret or a phone number; it is "" if nothing is wrong. If `promises` is false, the line must promise
    nothing. If `reads` is false, the data in the store must not be believed, and the line works as if it had
    no store.
    """

    name: str
    line: str = ""
    promises: bool = False
    reads: bool = False


WELL = Condition("well", promises=True, reads=True)

ANOTHER_KEY = Condition(
    "another key",
    "HASH_KEY is not the one that wrote this store: nothing is read from it, nothing promised. Set the "
    "one that did (from a backup, or your secrets), or another store (REDIS_URL, DATA_DIR)",
)

ANOTHER_NUMBER_KEY = Condition(
    "another key",
    "NUMBER_KEY is not the one that sealed the numbers in this store, nobody could be rung back: nothing is "
    "read from it, nothing promised. Set the one that did (from a backup, or your secrets), alone or behind "
    "a new one. Only if it is lost for good: `flask rotate-keys --lost`",
)

HALF_ROTATED = Condition(
    "another key",
    "NUMBER_KEY opens some of the numbers in this store, but not all, as another key sealed the rest: "
    "nothing is read from it, nothing promised. Set both on every machine (NUMBER_KEY=NEW,OLD), start the "
    "line anew, and run `flask rotate-keys`",
)


class Unreachable(Exception):
    """The store does not answer or cannot store now: what was to be stored must not be promised."""


class KeepsNothing(Unreachable):
    """The store answers, but is full, read-only or not fit to keep promises: a retry does not help."""
