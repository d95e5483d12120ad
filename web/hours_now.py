"""The pack with its present hours: the usual ones, and what staff have set over them (R34)."""

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
    """Gives webhooks the pack with its present hours from memory; a thread reads the store twice a second.

    While the store is away the last known hours count. Of closures only the times and a reason's name are
    kept.
    """

    def __init__(self, pack: Pack, closures: Closures) -> None:
        """Begin with the pack's own hours; the store is not asked."""
        self._shipped = self._now = pack
        self._closures = closures
        self._raw: Raw = {}

    def pack(self) -> Pack:
        """Give the pack with its present hours.

        It is the same object until they change, so caches may use it as a key.
        """
        return self._now

    def refresh(self) -> None:
        """Read closures and extra openings from the store now. Raises `Unreachable`."""
        raw = self._closures.raw()
        if raw != self._raw:
            self._now, self._raw = _lay_over(self._shipped, spans(raw)), raw

    def watch(self, now: Callable[[], datetime], each_minute: Callable[[datetime], None]) -> None:
        """Start a thread that keeps reading the store, until that is closed or this object is gone.

        The thread also calls `each_minute` once a minute, which may raise `Unreachable`. Call this in each
        process.
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
    """Read the store twice a second, until it is closed (`stopped`) or the `HoursNow` is gone."""
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
    """Give the pack with these closures and extra openings."""
    hours = with_closures(pack.hours, _closures(kept, "closed"), _closures(kept, "open"))
    return replace(pack, hours=hours)


def _closures(kept: tuple[Span, ...], kind: str) -> Iterator[Closure]:
    return (Closure(span.start, span.end, span.reason) for span in kept if span.kind == kind)
