"""`flask report`: prints the desk's tables of what people asked, as text or as CSV."""

import csv
import os
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from tools.people.store_now import MISUSED, store_now
from tools.words.packs import pack_of

if TYPE_CHECKING:
    from web.figures.one_table import Table

USUAL_DAYS = 30


def _day_or_none(_context: click.Context, _option: click.Parameter, value: str) -> date | None:
    """The day that an option names (2026-12-25); None for "". Raises BadParameter."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f'"{value}" is no day: write it as 2026-12-25') from error


@click.command()
@click.option(
    "--from", "first", default="", metavar="DATE", callback=_day_or_none, help="Default: 29 days before."
)
@click.option("--to", "last", default="", metavar="DATE", callback=_day_or_none, help="Default: today.")
@click.option("--csv", "as_csv", is_flag=True, help="One sheet: table, what, numbers.")
def report(first: date | None, last: date | None, as_csv: bool) -> None:
    """Print what people asked, in sentences and tables. A count under 5 is shown as "<5" (R42)."""
    from store.counts.history import History  # here: every `flask` command imports this file
    from web.figures.spans import Span
    from web.figures.tables import tables
    from web.figures.told import told

    with store_now() as (store, now):
        last = min(last or now.date(), now.date())
        first = first or last - timedelta(days=USUAL_DAYS - 1)
        if first > last:
            click.echo("Error: the first day comes after the last", err=True)
            sys.exit(MISUSED)
        today, history = now.date(), History(store.counts)
        shown = told(
            pack_of("", os.environ),
            lambda span: history.read(span.first, span.last, today),
            Span(first, last),
            today,
            store.counts.since(),
        )
    found = tables(shown.counted)
    if as_csv:
        _sheet(found)
        return
    click.echo(f"{first} to {last}\n")
    for sentence in shown.said:
        click.echo(sentence)
    for table in found:
        _show(table)


def _sheet(found: "tuple[Table, ...]") -> None:
    """Print all tables as one CSV: each line has the table's name, the row's label and its numbers."""
    rows = csv.writer(sys.stdout, lineterminator="\n")
    for table in found:
        for label, *numbers in table.cells:
            rows.writerow([table.name, label, *(number.replace(",", "") for number in numbers)])


def _show(table: "Table") -> None:
    """Print one table with its columns aligned."""
    click.echo(f"\n{table.title}{f' ({table.note})' if table.note else ''}")
    rows = [table.head, *table.cells]
    widths = [max(len(row[at]) for row in rows) for at in range(len(table.head))]
    for label, *numbers in rows:
        cells = [number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True)]
        click.echo("  ".join([label.ljust(widths[0]), *cells]).rstrip())
