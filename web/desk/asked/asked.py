"""The desk's page of what people ask: sentences, then tables of counts with plots, as SVG and CSV."""

from flask import Response as Answer
from flask import abort, render_template, request

from web.desk.asked.days import counts_of, last_days, months, read_days, tell, today_of
from web.desk.asked.sheet import month
from web.desk.needs import Desk, Route
from web.figures.one_table import Table
from web.figures.spans import days_in_words, name_of_month
from web.figures.spreadsheet import csv_file
from web.figures.tables import ORDER, basis, table, tables
from web.pages import theme

PRESETS = (("7 days", 7), ("30 days", 30), ("a year", 365), ("5 years", 5 * 365))


def asked(desk: Desk) -> str:
    """Show what people asked for: sentences, tables and plots for some days, and the latest unknown words."""
    today, days = today_of(desk), read_days(today_of(desk))
    shown = tell(desk, days.span)
    return render_template(
        "desk/asked.html",
        span=days.span,
        wrong=days.wrong,
        wrong_at="month" if request.args.get("month") else "from",
        days=days_in_words(shown.span),
        month=days.span.first if days.span.in_one_month else None,
        month_name=name_of_month(days.span.first),
        presets=[(label, last_days(today, count)) for label, count in PRESETS],
        months=months(desk),
        said=shown.said,
        tables=tables(shown.counted),
        words=desk.kept.line.unknown.recent(desk.now()),
        look=theme(),
    )


def _one_table(desk: Desk, name: str) -> Table:
    """The table of counts called `name`, for the requested days; answers 404 if there is none.

    Answers 400 for days that cannot be shown. Other days are not shown instead, because people would mistake
    them for the requested days.
    """
    if name not in ORDER:
        abort(404)
    days = read_days(today_of(desk))
    if days.wrong:
        abort(400)
    return table(name, basis(desk.pack(), counts_of(desk, days.span)))


def picture(desk: Desk, name: str, look: str) -> Answer:
    """Answer with the plot of the table `name` as SVG; `look` is the theme, "light" or "dark".

    Answers 404 for any other theme, and if there is no such table.
    """
    from web.figures.plots import INK, plot  # here: no call waits for a plot

    if look not in INK:
        abort(404)
    return Answer(plot(_one_table(desk, name), look), content_type="image/svg+xml")


def counts_file(desk: Desk, name: str) -> Answer:
    """Answer with the table `name` as a CSV file for a spreadsheet, in which counts from 1 to 4 are "<5".

    Answers 404 if there is no such table.
    """
    made = _one_table(desk, name)
    return csv_file(name, made.head, lines_of(made))


def lines_of(table: Table) -> list[list[str]]:
    """The rows of a table for a spreadsheet, each a label and its counts; the counts have no commas."""
    return [[label, *(number.replace(",", "") for number in numbers)] for label, *numbers in table.cells]


ROUTES = (
    Route("GET", "/asked", "answer", asked, "What people ask"),
    Route("GET", "/asked/<name>-<look>.svg", "answer", picture),
    Route("GET", "/asked/<name>.csv", "answer", counts_file),
    Route("GET", "/asked/month/<written>", "answer", month, "What people ask"),
)
