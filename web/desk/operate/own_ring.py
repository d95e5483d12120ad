"""The desk's page on which an admin makes the line ring itself, and sees the result."""

from collections.abc import Mapping
from datetime import timedelta

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from store.desk.rehearsals import WANTED_SECONDS
from web.desk.needs import Desk, Route, me

# The parts of the test, in the words of staff.
CALLED: Mapping[str, str] = {
    "open": "A call while the helpline is open",
    "closed": "A call while it is closed",
    "text": "A text, and the reply to it",
    "test": "All of it",
}


NO_ACCOUNT = "The line cannot ring: {} not set, so it has no way to the phone company."
NO_WORKER = "The line cannot ring: the part of it that sends texts and rings staff does not work now."
AT_MOST = timedelta(seconds=WANTED_SECONDS)


def own_ring(desk: Desk) -> str:
    """Show the result of the last test call, whether a new test call waits, and whether the line can ring."""
    kept = desk.kept.rehearsals
    last, asked = kept.last(), kept.asked()
    open_wish = asked if asked and not (last and last.at >= asked.at) else None
    fresh = bool(open_wish and desk.now() - open_wish.at < AT_MOST)
    return render_template(
        "desk/own_ring.html",
        last=last,
        asked=open_wish,
        waits=fresh or kept.is_wanted(),
        cannot=_cannot(desk),
        called=CALLED,
        failed=bool(last and last.failed),
    )


def no_ring_goes_out(desk: Desk) -> str:
    """Why the line cannot ring staff now, as a sentence; "" while the worker, which rings them, works.

    Raises `Unreachable` if the store does not answer.
    """
    return "" if desk.kept.overview.look(desk.now())[1].alive else _cannot(desk)


def _cannot(desk: Desk) -> str:
    """The known reason why the line cannot ring itself now; "" if none is known."""
    if desk.unset:
        return NO_ACCOUNT.format(f"{' and '.join(desk.unset)} {'is' if len(desk.unset) == 1 else 'are'}")
    return "" if desk.kept.overview.look(desk.now())[1].alive else NO_WORKER


def ring_now(desk: Desk) -> Response:
    """Ask the worker to ring the line as a test, and redirect to the page.

    If the line cannot ring, nothing is asked for, and the page says so.
    """
    if not _cannot(desk):
        with desk.entered("own_ring"):
            desk.kept.rehearsals.want(desk.now(), me().name)
    return redirect(url_for("desk.own_ring"), 303)


ROUTES = (
    Route("GET", "/own-ring", "admin", own_ring, "Test call"),
    Route("POST", "/own-ring", "admin", ring_now, "Test call"),
)
