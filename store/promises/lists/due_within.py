"""The number of waiting items that are due in a span of time, such as a closure of the helpline."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from store.client import Client, in_one_trip
from store.moments import seconds
from store.promises.queue import Queue

# What is tried a second time stands that much behind what is due at the same moment (`rank` in parts.lua).
AFTER_SECONDS = 60


def count_due(of: Queue, spans: Sequence[tuple[datetime, datetime]]) -> tuple[int, ...]:
    """How many open or claimed items are due in each of `spans` (start and end), in their order.

    The end is part of a span, the start is not. Raises `Unreachable`.
    """
    bounds = [(f"({seconds(start)}", seconds(end) + AFTER_SECONDS) for start, end in spans]

    def read(store: Client) -> list[Any]:
        pipeline = in_one_trip(store)
        for first, last in bounds:
            pipeline.zcount(of.waiting, first, last)
        found: list[Any] = pipeline.execute()
        return found

    return tuple(map(int, of.link.ask(read))) if bounds else ()
