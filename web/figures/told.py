"""Tells a range of days in sentences, compared with earlier days; reads the counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from menus.model import Pack
from store.counts.counts import DAYS_KEPT
from store.counts.history import Past
from web.figures.figures import arrived, figures
from web.figures.rough import NONE, Shown
from web.figures.sentences import Earlier, sentences
from web.figures.spans import DAY, Span, compared_with, day_words, name, whole
from web.figures.tables import Basis, added_up, basis


@dataclass(frozen=True, slots=True)
class Told:
    """A range of days in sentences (`said`), and the counts for its tables (`counted`).

    `span` is the range, which is widened where only whole months are still kept.
    """

    span: Span
    said: tuple[str, ...]
    counted: Basis


def told(
    pack: Pack,
    read: Callable[[Span], Past],
    span: Span,
    today: date,
    since: Mapping[str, date],
    overdue: Shown = NONE,
) -> Told:
    """Read the counts of a range of days, and of earlier days for comparison; make the sentences.

    `read` gives the counts of a range; its errors are not caught. `since` has the day from which each newer
    kind of count exists. `overdue` is how many call-backs now wait past the promised time. It is told only if
    the range ends `today`.
    """
    oldest = today - timedelta(days=DAYS_KEPT)
    span = whole(span, oldest)
    counted = basis(pack, read(span))
    now = figures(pack, counted.total, span, since, overdue if span.last == today else NONE)
    earlier = []
    for against in compared_with(span, today, oldest):
        same = against.now == span
        total = counted.total if same else added_up(read(against.now))
        last = against.now.last
        until = "" if same else "yesterday" if last == today - DAY else day_words(last)
        before = arrived(added_up(read(against.before)))
        earlier.append(Earlier(against.said, arrived(total), before, until))
    return Told(span, sentences(name(span, today), now, earlier), counted)
