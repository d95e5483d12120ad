"""The call-backs as a table for a spreadsheet, as CSV: no number, and nothing that leads to one."""

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

from flask import Response

from store.promises.standing import Callback, read_callback
from web.desk.needs import Desk, Route
from web.desk.wording import OUTCOMES

HEAD = ("asked", "due", "best time", "by Relay UK", "tries", "waits (hours)", "outcome", "reason", "about")
# With these a spreadsheet begins a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def callback_table(desk: Desk) -> Response:
    """Answer with the table of the call-backs that wait, and of those closed within 30 days.

    Whoever answers may have it: it says no more than the lists do.
    """
    kept, now = desk.kept.line.callbacks, desk.now()
    rows = kept.queue.records((*kept.queue.ids(), *kept.queue.ids(closed=True)))
    text = StringIO(newline="")
    rows_out = csv.writer(text)
    rows_out.writerow(HEAD)
    for item_id, row in rows.items():
        rows_out.writerow(
            cell(value) for value in _line(read_callback(item_id, row, now), row, now, desk.zone)
        )
    desk.note("callback:table")
    named = f'attachment; filename="call-backs-{now.astimezone(desk.zone):%Y-%m-%d}.csv"'
    return Response(
        text.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": named, "Cache-Control": "no-store"},
    )


def _line(row: Callback, kept: Mapping[str, str], now: datetime, zone: ZoneInfo) -> Iterator[str]:
    """What the table says of one call-back, in the order of its head; waits are in whole hours."""
    yield from (f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" for moment in (row.asked, row.due))
    yield from (row.best, "yes" if row.relay else "no", str(row.tries))
    yield str(int(((row.closed or now) - row.asked).total_seconds()) // 3600)
    waits = row.state in ("open", "claimed")
    yield "waiting" if waits else OUTCOMES.get(row.state, row.state.replace("_", " "))
    yield from (kept.get("reason", "").replace("_", " "), kept.get("about", ""))


def cell(value: str) -> str:
    """A value that no spreadsheet takes for a formula: one that begins so gets a quotation mark."""
    return f"'{value}" if value.startswith(FORMULA) else value


ROUTES = (Route("GET", "/callbacks.csv", "answer", callback_table),)
