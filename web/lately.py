"""A value that is looked up at most once a second, however often it is asked for."""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import TypeVar

SECONDS = 1.0

Value = TypeVar("Value")


def lately(
    look: Callable[[], Value], lasts: float = SECONDS, clock: Callable[[], float] = monotonic
) -> Callable[[], Value]:
    """A function that gives what `look` gave at most `lasts` seconds ago.

    What is older is looked up by one thread, while the others take what was found last; only the first time
    of all do they wait. `clock` gives seconds of a clock that only goes forward.
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
