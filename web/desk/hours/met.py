"""The call-backs due during a closure, and the second tries that come sooner when it is removed."""

from collections.abc import Sequence
from datetime import datetime

from menus.due import TIMES, second_try
from store.desk.closures import Span
from store.promises.lists.due_within import count_due
from store.promises.queue import Again
from store.promises.records.sooner import bring_forward
from web.desk.needs import Desk


def promised_within(desk: Desk, start: datetime, end: datetime) -> int:
    """The number of call-backs whose promised time lies within a closure, from `start` to `end`.

    Raises `Unreachable` if the store does not answer.
    """
    (count,) = count_due(desk.kept.line.callbacks.queue, [(start, end)])
    return count


def meeting(desk: Desk, spans: Sequence[Span]) -> list[tuple[Span, int]]:
    """Each of `spans` that is not over, with the number of call-backs due in it (0 for an extra opening).

    Raises `Unreachable` if the store does not answer.
    """
    now = desk.now()
    left = [span for span in spans if span.end > now]
    shut = [span for span in left if span.kind == "closed"]
    counts = count_due(desk.kept.line.callbacks.queue, [(span.start, span.end) for span in shut])
    met = dict(zip((span.id for span in shut), counts, strict=True))
    return [(span, met.get(span.id, 0)) for span in left]


def come_sooner(desk: Desk) -> int:
    """Bring forward the second tries that a removed closure had put off; return how many.

    Call it once the pack has the new hours. Raises `Unreachable` if the store does not answer.
    """
    hours, line = desk.pack().hours, desk.kept.line

    def tried_again(first: datetime, best: str) -> Again:
        return second_try(hours, first, next((time for time in TIMES if time == best), "any"))

    return sum(bring_forward(of, tried_again, desk.now()) for of in (line.callbacks, line.messages))
