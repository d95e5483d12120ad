"""What is wrong with the store, as everybody is told: one value with one line that says the mend."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """How the store is.

    `name` says it in a word or two, for figures and tests; `line` tells people what is wrong and the mend,
    without a secret or a number ("" if nothing is wrong). Something may be promised only if `promises`; what
    is in the store may be believed only if `reads`, otherwise the line goes on as without a store.
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


class Unreachable(Exception):
    """The store does not answer, or stores nothing now: what was to be stored must not be promised."""


class KeepsNothing(Unreachable):
    """The store answers, but is full or read-only, or is not fit to keep promises: trying again is no use."""
