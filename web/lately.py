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
    """A function that returns a value which `look` gave at most `lasts` seconds ago.

    An older value is renewed by one thread, while the others take the last one; they wait only if there is no
    value yet. `clock` gives the seconds of a clock that only goes forward. What `look` raises, the function
    raises too.
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
