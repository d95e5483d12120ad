"""Which call-backs a closure of the helpline meets: those promised by a time within it."""

from collections.abc import Sequence
from datetime import datetime

from store.desk.closures import Span
from store.promises.lists.due_within import count_due
from web.desk.needs import Desk


def promised_within(desk: Desk, start: datetime, end: datetime) -> int:
    """How many call-backs are promised by a time within a closure."""
    (count,) = count_due(desk.kept.line.callbacks.queue, [(start, end)])
    return count


def meeting(desk: Desk, spans: Sequence[Span]) -> list[tuple[Span, int]]:
    """Each of `spans` that is not over, with how many call-backs it meets; an extra opening meets none."""
    now = desk.now()
    left = [span for span in spans if span.end > now]
    shut = [span for span in left if span.kind == "closed"]
    counts = count_due(desk.kept.line.callbacks.queue, [(span.start, span.end) for span in shut])
    met = dict(zip((span.id for span in shut), counts, strict=True))
    return [(span, met.get(span.id, 0)) for span in left]
