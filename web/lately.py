"""A value that is looked up at most once a second, however often code asks for it."""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import TypeVar

SECONDS = 1.0

Value = TypeVar("Value")


def lately(
    look: Callable[[], Value], lasts: float = SECONDS, clock: Callable[[], float] = monotonic
) -> Callable[[], Value]:
    """A function that gives a value from `look`, at most `lasts` seconds old.

    One thread at a time renews a value that is too old. Meanwhile other threads get the old one; only if
    there is none yet do they wait. `clock` gives the seconds of a clock that only goes forward. What `look`
    raises, the function raises too.
    """
    lock = Lock()
    found: tuple[float, Value] | None = None

    def is_fresh() -> bool:
        return found is not None and clock() - found[0] < lasts

    def value() -> Value:
        nonlocal found
        last = found
        if last is not None and (is_fresh() or not lock.acquire(blocking=False)):
            return last[1]
        if last is None:
            lock.acquire()
        try:
            if found is None or not is_fresh():
                found = clock(), look()
            return found[1]
        finally:
            lock.release()

    return value
