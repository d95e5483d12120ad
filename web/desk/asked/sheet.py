"""A month's sheet: what people asked in one month, to print on two pages."""

from dataclasses import replace

from flask import abort, render_template

from web.desk.asked.days import read_month, tell, today_of
from web.desk.needs import Desk
from web.figures.one_table import Table
from web.figures.spans import month_of, name_of_month
from web.figures.tables import tables

# So many rows of each table fit on two pages.
MOST_ROWS, FEWER = 12, {"topics": 7, "about": 4, "limits": 3, "replies": 7, "delivery": 5}
MOST_WORDS = 24


def month(desk: Desk, written: str) -> str:
    """Show the sheet of a month ("2026-11"); answers 404 if it is no month, too old or not yet begun."""
    today = today_of(desk)
    span = read_month(written, today) or abort(404)
    shown = tell(desk, span)
    made = {table.name: table for table in tables(shown.counted)}
    before, after = (month_of(span.first, back).first for back in (1, -1))
    words = desk.kept.line.unknown.recent(desk.now()) if span.last == today else ()
    return render_template(
        "desk/month.html",
        span=span,
        so_far=span.last == today,
        title=name_of_month(span.first),
        before=f"{before:%Y-%m}",
        before_name=name_of_month(before),
        after=f"{after:%Y-%m}" if after <= today else "",
        after_name=name_of_month(after),
        said=shown.said,
        days=made["days"],
        left=[_cut(made[name]) for name in ("topics", "closed", "about", "alarms", "limits")],
        right=[_cut(made[name]) for name in ("rung", "ends", "replies", "delivery")],
        words=words[:MOST_WORDS],
        more=max(0, len(words) - MOST_WORDS),
    )


def _cut(table: Table) -> tuple[Table, int]:
    """A table cut to the rows that are printed, and how many were cut off. Rows of noughts are left out."""
    rows = tuple(row for row in table.rows if any(row[1]))
    most = FEWER.get(table.name, MOST_ROWS)
    return replace(table, rows=rows[:most]), max(0, len(rows) - most)
