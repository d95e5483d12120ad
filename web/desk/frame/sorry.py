"""The desk's error page: what went wrong, what still works and what to do now, in staff's words."""

from dataclasses import dataclass

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask_wtf.csrf import ValidationError, validate_csrf
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from store.link import KeepsNothing, Unreachable
from store.sealed import BrokenSeal
from web.desk.frame.near import page_of
from web.desk.needs import Desk, Route, me
from web.desk.unsent.forms import Unsent, sent_now

FLAGGED = "/desk/flagged/"
READS = ("GET", "HEAD", "OPTIONS")
FORBIDDEN, TOO_LONG, TOO_MANY, AWAY, BROKEN = 403, 413, 429, 503, 500
SAYS = {
    400: (
        "Nothing was changed",
        "The page was open for too long, you have signed in again since, or something on it was too long or "
        "could not be chosen any more. Go back, copy what you typed, load the page again, and try once more.",
    ),
    FORBIDDEN: (
        "Your role does not allow this",
        "Nothing was changed. If you need it for your work, ask an admin: they can change your role under "
        "“Staff”, or do it for you.",
    ),
    404: (
        "There is nothing at this address",
        "What you look for may be closed, or more than 30 days old. If you typed the address, check it.",
    ),
    TOO_LONG: (
        "That was too long to take",
        "Nothing was changed. Go back: what you typed is still there. Copy it, and save it in shorter parts.",
    ),
    TOO_MANY: (
        "Too many tries",
        "There were too many wrong passwords or codes, from where you are or for this name. Wait a quarter "
        "of an hour, then try again. A browser in which you have signed in before lets you in now, unless "
        "the wrong ones came from it. So does a new link from an admin, in the browser in which you open it.",
    ),
    BROKEN: (
        "Something went wrong on our side",
        "It was not you. Callers and texters are still answered. Go back and look whether what you did was "
        "saved, then try once more. If this page comes again, tell whoever runs the line what you did, and "
        "when.",
    ),
    AWAY: (
        "We cannot reach our records just now",
        "Calls and texts are still answered, but no call-back can be taken or shown until the records are "
        "back. Load this page again in a minute. If it lasts longer than ten, tell whoever runs the line.",
    ),
}
# After a button nobody can tell: what was sent to a store that gives no answer may have come to it.
NOT_SURE = (
    "Our records did not answer that button: it may have been done, or not. Wait a minute, look whether it "
    "was, and only then press it again."
)
NOT_DONE = (
    "Our records take nothing new just now, so that button was not done. Calls and texts are still answered. "
    "Try again in a minute; if it lasts longer than ten, tell whoever runs the line."
)
STILL_SIGNED_IN = (
    "You gave a wrong password too often. You are still signed in, and nothing was changed. "
    "Wait a quarter of an hour, then try again."
)
FOR_LEADS = (
    "This is for the safeguarding leads",
    "Nothing was changed. What is flagged only a lead sees, whatever their role; where none is named, the "
    "admins do. An admin can name one under “Staff”. To add something to what you flagged, tell "
    "the lead yourself.",
)
NO_KEY = (
    "That number cannot be shown",
    "It was locked with a key that the line no longer has. Tell whoever runs the line: the setting is "
    "NUMBER_KEY, and the earlier key can be put back.",
)


@dataclass(frozen=True, slots=True)
class _Way:
    """The way on from an error page: the path of a page, and the words of the link."""

    path: str
    words: str


def answer_errors(pages: Blueprint, places: tuple[Route, ...]) -> None:
    """Answer every error below /desk with a page that says what went wrong and what to do.

    `places` are the desk's pages that can be opened by address: the error page links to the nearest.
    """

    def say(error: Exception) -> tuple[str, int]:
        status = error.code if isinstance(error, HTTPException) and error.code in SAYS else AWAY
        if status == BROKEN:
            g.failed = getattr(error, "original_exception", None) or error  # for the log
        for_leads = status == FORBIDDEN and f"{request.path}/".startswith(FLAGGED)
        title, mend = FOR_LEADS if for_leads else SAYS[status]
        if status == AWAY and request.method not in READS:
            mend = NOT_DONE if isinstance(error, KeepsNothing) else NOT_SURE
        elif status == TOO_MANY and "me" in g:  # asked once more for the password, by a page of the account
            mend = STILL_SIGNED_IN
        return _page(title, mend, _way_on(status, places), _sent(status)), status

    pages.register_error_handler(BrokenSeal, lambda _: (_page(*NO_KEY, _way_on(AWAY, places)), AWAY))
    for error in (Unreachable, *(status for status in SAYS if status != AWAY)):
        pages.register_error_handler(error, say)  # type: ignore[arg-type]  # classes and codes are both taken


def _page(title: str, mend: str, way: _Way, sent: Unsent | None = None) -> str:
    """The error page: what went wrong (`title`), what to do now (`mend`) and the link to go on with (`way`).

    `sent` is the form that staff may send again, None if there is none. The page shows nothing else of the
    request.
    """
    return render_template("desk/sorry.html", title=title, mend=mend, way=way, sent_now=sent)


def _sent(status: int) -> Unsent | None:
    """The form of a request that failed because the store was away, to be sent again; None for others.

    The form must be from a page of ours, and hold no secret.
    """
    if status != AWAY:
        return None
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return None
    return sent_now("")


def _way_on(status: int, places: tuple[Route, ...]) -> _Way:
    """The link to go on with after an error with this status.

    For people who are signed out, it leads to the sign-in. If a button was pressed and the store did not
    answer, it leads to the button's page. Otherwise it leads to the page nearest to the address, or to the
    desk's first page ("Today"). `places` are the desk's pages that can be opened by address.
    """
    if "me" not in g and status != AWAY:
        return _Way(url_for("desk.sign_in"), "Go to the sign-in page")
    # never a page of another role, and after a refusal never the same one again
    if status == AWAY and request.method not in READS:
        return _Way(page_of(request.full_path.rstrip("?")), "Look whether it was done")
    near = max(
        (route for route in places if f"{request.path}/".startswith(f"/desk{route.path}/")),
        key=lambda route: len(route.path),
    )
    # never a page of another role, and after a refusal never where it came from
    if status in (AWAY, BROKEN, FORBIDDEN) or near.endpoint == request.endpoint or not me().may(near.role):  # type: ignore[arg-type]
        return _Way(url_for("desk.today"), "Go to “Today”")
    return _Way(url_for(near.endpoint), f"Go to “{near.tab}”" if near.tab else "Go back to it")


def home(desk: Desk) -> Response:  # noqa: ARG001, each page is given it
    """Redirect to the first page if the address of the desk ends with a slash."""
    return redirect(url_for("desk.today"), 303)


def nowhere(desk: Desk, rest: str) -> Response:  # noqa: ARG001, each page is given it
    """Answer 404 for a path below /desk (`rest`) that is no page, also if it is the address of a button."""
    abort(404)


ROUTES = (
    Route("GET", "/", "answer", home),
    Route("GET", "/<path:rest>", "answer", nowhere),
)
