"""What a restored line holds back: an admin sends the texts that are still of use, and drops the others."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from web.desk.needs import Desk, Route
from web.desk.wording import plural

# How old a text may be that is still sent, in hours.
YOUNGER = (1, 6, 24, 72)
NEVER = datetime.max.replace(tzinfo=UTC)


def younger(asked: Sequence[datetime], now: datetime) -> list[tuple[int, int]]:
    """How many of the texts asked for at these moments are younger at `now` than each number of hours."""
    return [(hours, sum(at >= now - timedelta(hours=hours) for at in asked)) for hours in YOUNGER]


def send_held(desk: Desk) -> Response:
    """Send the texts that are younger than the form says, and drop the others."""
    hours = next((hours for hours in YOUNGER if request.form.get("hours") == str(hours)), None) or abort(400)
    return _let_go(desk, f"restored:send {hours} h", desk.now() - timedelta(hours=hours))


def drop_held(desk: Desk) -> Response:
    """Drop all texts that were held back; where there are none, note that staff have looked."""
    return _let_go(desk, "restored:drop", NEVER)


def _let_go(desk: Desk, deed: str, since: datetime) -> Response:
    desk.note(deed)
    sent, dropped = desk.kept.held.let_go(since)
    flash(f"{plural(sent, 'text')} to be sent, {plural(dropped, 'text')} dropped.")
    return redirect(url_for("desk.today"), 303)


ROUTES = (
    Route("POST", "/restored/send", "admin", send_held),
    Route("POST", "/restored/drop", "admin", drop_held),
)
