"""The lists of what waits for staff and of what is closed, a page of them at a time."""

from datetime import datetime

from flask import render_template, request

from store.promises.callbacks import Callbacks
from store.promises.messages import Messages
from web.desk.needs import Desk, Route
from web.desk.wording import plural

A_PAGE = 25
LONGEST_PAGE = 6


def callbacks(desk: Desk) -> str:
    """Show the call-backs that wait, the most urgent first, or those closed within 30 days."""
    return show_list(desk.kept.line.callbacks, desk.now(), "desk/callbacks.html", "call-back")


def show_list(kept: Callbacks | Messages, now: datetime, template: str, one: str) -> str:
    """Show one page of the list of waiting or of closed items."""
    (page, first), closed = _first_of_page(), request.args.get("show") == "closed"
    rows = kept.closed(first, A_PAGE + 1) if closed else kept.waiting(now, first, A_PAGE + 1)
    total = "" if closed else plural(kept.queue.count(), one)
    shown = {"rows": rows[:A_PAGE], "more": len(rows) > A_PAGE, "closed": closed, "page": page}
    return render_template(template, **shown, total=total)


def _first_of_page() -> tuple[int, int]:
    """The number of the page of a list that is asked for, from 1 on, and the index of its first item."""
    asked = request.args.get("page", "1")
    page = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < LONGEST_PAGE else 1
    return page, (page - 1) * A_PAGE


ROUTES = (Route("GET", "/callbacks", "answer", callbacks, "Call-backs"),)
