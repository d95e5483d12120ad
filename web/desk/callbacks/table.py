"""The call-backs as a CSV table for a spreadsheet, with nothing that leads to a phone number."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from operator import attrgetter

from flask import Response

from counted.outcomes import outcome
from menus.multilingual.in_english import names
from store.moments import HOUR, seconds
from store.promises.lists.briefs import Brief, read_closed
from web.desk.needs import Desk, Route
from web.figures.spreadsheet import csv_file

HEAD = (
    *("asked", "due", "best time", "by Relay UK", "tries without a reply", "waits (hours)"),
    *("outcome", "about"),
)


def callback_table(desk: Desk) -> Response:
    """Answer with a CSV file of the call-backs that wait and of those closed in the last 30 days.

    Every member of staff with the role "answer" may have the table: it tells no more than the lists.
    """
    kept, now = desk.kept.line.callbacks, desk.now()
    rows = sorted((*kept.known.read(now), *read_closed(kept.queue, now)), key=attrgetter("asked"))
    desk.note("callback:table")

    @cache  # many are due, or were asked for, at one moment
    def at(moment: int) -> str:
        return f"{datetime.fromtimestamp(moment, desk.zone):%Y-%m-%d %H:%M}"

    languages, abouts = names(desk.pack()), desk.pack().calls_about
    lines = (
        (
            *_line(row, seconds(now), at, abouts),
            *([languages.get(row.language, row.language)] if languages else ()),
        )
        for row in rows
    )
    head = (*HEAD, *(["language"] if languages else ()))
    return csv_file(f"call-backs-{now.astimezone(desk.zone):%Y-%m-%d}", head, lines)


def _line(row: Brief, now: int, at: Callable[[int], str], abouts: Mapping[str, str]) -> tuple[str, ...]:
    """One call-back as a row of the table, in the order of `HEAD`; waits are in whole hours.

    `now` is in seconds since 1970, and `at` writes such a moment; `abouts` has the labels of the subjects.
    """
    waits = row.state in ("open", "claimed")
    return (
        *(at(row.asked), at(row.promised), row.best, "yes" if row.relay else "no", str(row.tries)),
        str(int((now if waits else row.due) - row.asked) // HOUR),
        "waiting" if waits else outcome("callback", row.reason, row.state),
        abouts.get(row.about, row.about),
    )


ROUTES = (Route("GET", "/callbacks.csv", "answer", callback_table),)
