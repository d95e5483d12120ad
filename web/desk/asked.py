"""The desk's page of what people ask: tables of counts with a plot for each, also as SVG and CSV files."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Response as Answer
from flask import abort, render_template, request

from web.desk.needs import Desk, Route
from web.figures.tables import Table, tables
from web.pages import theme

USUAL, LONGEST = 30, 5 * 366
PRESETS = (("7 days", 7), ("30 days", 30), ("a year", 365), ("5 years", 5 * 365))
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Range:
    """The days from `first` to `last`, both included.

    If another range was asked for that cannot be shown, `wrong` says why.
    """

    first: date
    last: date
    wrong: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The URL parameters `from` and `to` that make the page of counts show these days."""
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}


def _read_range(today: date) -> Range:
    """Read the range of days from the URL's query; the last 30 days if it has none."""
    usual = Range(today - timedelta(days=USUAL - 1), today)
    given = request.args.get("from", ""), request.args.get("to", "")
    if not any(given):
        return usual
    try:
        first, last = map(date.fromisoformat, given)
    except ValueError:
        return Range(usual.first, usual.last, "Choose both days, the first and the last.")
    last = min(last, today)
    if not first <= last or (last - first).days > LONGEST:
        return Range(usual.first, usual.last, "The first day has to come first, and five years are the most.")
    return Range(first, last)


def _read_tables(desk: Desk, span: Range) -> tuple[Table, ...]:
    """All tables of the page on what people ask, for a range of days; reads their counts from the store."""
    today = desk.now().astimezone(desk.zone).date()
    return tables(desk.pack(), desk.history.read(span.first, span.last, today))


def asked(desk: Desk) -> str:
    """Show what people asked for: tables and plots for a range of days, and the latest unknown words."""
    today = desk.now().astimezone(desk.zone).date()
    span = _read_range(today)
    presets = [(label, Range(today - timedelta(days=days - 1), today)) for label, days in PRESETS]
    words = desk.kept.line.unknown.recent(desk.now())
    return render_template(
        "desk/asked.html",
        span=span,
        wrong=span.wrong,
        wrong_at="from",
        presets=presets,
        tables=_read_tables(desk, span),
        words=words,
        look=theme(),
    )


def _one_table(desk: Desk, name: str) -> Table:
    """The table of counts with this name, for the time that was asked for; answers 404 if there is none."""
    span = _read_range(desk.now().astimezone(desk.zone).date())
    return next((table for table in _read_tables(desk, span) if table.name == name), None) or abort(404)


def picture(desk: Desk, name: str, look: str) -> Answer:
    """Answer with a table's plot as SVG, for a page that is "light" or "dark"."""
    from web.figures.plots import INK, plot  # here: no call waits for a plot

    if look not in INK:
        abort(404)
    return Answer(plot(_one_table(desk, name), look), content_type="image/svg+xml")


def sheet(desk: Desk, name: str) -> Answer:
    """Answer with a table as a CSV file."""
    body = as_csv(_one_table(desk, name))
    head = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "no-store"}
    return Answer(body, content_type="text/csv; charset=utf-8", headers=head)


def as_csv(table: Table) -> str:
    """A table as CSV for a spreadsheet: counts from 1 to 4 stay "<5", and no cell is run as a formula."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(table.head)
    for label, *numbers in table.cells:
        plain = f"'{label}" if label.startswith(FORMULA) else label
        rows.writerow([plain, *(number.replace(",", "") for number in numbers)])
    return out.getvalue()


ROUTES = (
    Route("GET", "/asked", "answer", asked, "What people ask"),
    Route("GET", "/asked/<name>-<look>.svg", "answer", picture),
    Route("GET", "/asked/<name>.csv", "answer", sheet),
)
