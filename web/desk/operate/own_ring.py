"""The desk's page on which an admin has the line ring itself, and sees what came of it."""

from collections.abc import Mapping

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from web.desk.needs import Desk, Route

# The parts of the test, in the words of staff.
CALLED: Mapping[str, str] = {
    "open": "A call while the helpline is open",
    "closed": "A call while it is closed",
    "text": "A text, and the reply to it",
    "test": "All of it",
}


def own_ring(desk: Desk) -> str:
    """Show what came of the last test, and whether one is asked for or under way."""
    kept = desk.kept.rehearsals
    return render_template("desk/own_ring.html", last=kept.last(), waits=kept.is_wanted(), called=CALLED)


def ring_now(desk: Desk) -> Response:
    """Ask the worker for a test."""
    desk.note("own_ring")
    desk.kept.rehearsals.want()
    return redirect(url_for("desk.own_ring"), 303)


ROUTES = (
    Route("GET", "/own-ring", "admin", own_ring, "Test call"),
    Route("POST", "/own-ring", "admin", ring_now, "Test call"),
)
