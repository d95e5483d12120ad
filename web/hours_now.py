"""The pack as it stands this second: its hours with what the desk has laid over them (R34)."""

import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial

from menus.hours import with_closures
from menus.model import Closure, Pack
from store.desk.closures import Closures, Raw, Span, spans
from store.link import Unreachable

POLL_SECONDS = 0.5
MINUTE = 60.0


class HoursNow:
    """Webhooks ask `pack`, which only reads memory. A thread looks at the store twice a second.

    While the store is away what was last known stands. Of closures nothing but the name of a reason is kept.
    """

    def __init__(self, pack: Pack, closures: Closures) -> None:
        """Begin with the pack alone; the store is not asked."""
        self._shipped = self._now = pack
        self._closures = closures
        self._raw: Raw = {}

    def pack(self) -> Pack:
        """Give the pack as it stands now: the same object until something changes, for what is kept by it."""
        return self._now

    def refresh(self) -> None:
        """Look at the store now. Raises `Unreachable`."""
        raw = self._closures.raw()
        if raw != self._raw:
            self._now, self._raw = _lay_over(self._shipped, spans(raw)), raw

    def watch(self, now: Callable[[], datetime], each_minute: Callable[[datetime], None]) -> None:
        """Keep looking, from a thread that ends with the store, or when nobody holds this any more.

        `each_minute` is asked too, once a minute; it may raise `Unreachable`. Call it in each process.
        """
        with suppress(Unreachable):
            self.refresh()  # here: a call that comes first must not find "closed now" open
        self._closures.link.start("hours", partial(_keep_looking, weakref.ref(self), now, each_minute))


def _keep_looking(
    watched: "weakref.ref[HoursNow]",
    now: Callable[[], datetime],
    each_minute: Callable[[datetime], None],
    stopped: threading.Event,
) -> None:
    """Refresh twice a second until there is nothing to refresh, or the store is `stopped`."""
    minute = 0.0
    while (hours := watched()) and not stopped.is_set():
        try:
            hours.refresh()
            if time.monotonic() >= minute:
                minute = time.monotonic() + MINUTE
                each_minute(now())
        except Unreachable:
            pass  # what was last known stands; the link knocks by itself
        del hours
        stopped.wait(POLL_SECONDS)


def _lay_over(pack: Pack, kept: tuple[Span, ...]) -> Pack:
    """Lay these spans over the hours of a pack."""
    hours = with_closures(pack.hours, _closures(kept, "closed"), _closures(kept, "open"))
    return replace(pack, hours=hours)


def _closures(kept: tuple[Span, ...], kind: str) -> Iterator[Closure]:
    return (Closure(span.start, span.end, span.reason) for span in kept if span.kind == kind)
