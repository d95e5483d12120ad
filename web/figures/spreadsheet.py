"""Tables as files for a spreadsheet that runs no cell as a formula."""

import csv
from collections.abc import Iterable
from io import StringIO

from flask import Response

# With these a spreadsheet begins a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table as CSV; a value that looks like a formula gets an apostrophe before it."""
    out = StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(head)
    for row in rows:
        lines.writerow(f"'{value}" if value.startswith(FORMULA) else value for value in row)
    return out.getvalue()


def csv_file(name: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> Response:
    """Answer with a table as the file `name`.csv, which browsers do not cache."""
    return Response(
        as_csv(head, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "no-store"},
    )
