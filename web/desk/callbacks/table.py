"""The call-backs as a table for a spreadsheet, as CSV: no number, and nothing that leads to one."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Response

from counted.outcomes import outcome
from store.promises.standing import Callback, read_callback
from web.desk.needs import Desk, Route
from web.figures.spreadsheet import csv_file

HEAD = (
    *("asked", "due", "best time", "by Relay UK", "tries without a reply", "waits (hours)"),
    *("outcome", "about"),
)


def callback_table(desk: Desk) -> Response:
    """Answer with the table of the call-backs that wait, and of those closed within 30 days, as asked for.

    Whoever answers may have it: it says no more than the lists do.
    """
    kept, now = desk.kept.line.callbacks, desk.now()
    found = kept.queue.records((*kept.queue.ids(), *kept.queue.ids(closed=True)))
    rows = sorted(
        (read_callback(item_id, row, now) for item_id, row in found.items()), key=lambda row: row.asked
    )
    desk.note("callback:table")
    lines = (_line(row, now, desk.zone, desk.pack().calls_about) for row in rows)
    return csv_file(f"call-backs-{now.astimezone(desk.zone):%Y-%m-%d}", HEAD, lines)


def _line(row: Callback, now: datetime, zone: ZoneInfo, abouts: Mapping[str, str]) -> Iterator[str]:
    """What the table says of one call-back, in the order of its head; waits are in whole hours."""
    yield from (f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" for moment in (row.asked, row.due))
    yield from (row.best, "yes" if row.relay else "no", str(row.tries))
    yield str(int(((row.closed or now) - row.asked).total_seconds()) // 3600)
    waits, beside = row.state in ("open", "claimed"), row.beside
    yield "waiting" if waits else outcome("callback", beside.reason, row.state)
    yield abouts.get(beside.about, beside.about)


ROUTES = (Route("GET", "/callbacks.csv", "answer", callback_table),)
