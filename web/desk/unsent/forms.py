"""Keeps a form that was sent after half an hour without work through the sign-in (ADR 41).

It rides sealed in the cookie. It is for the same account only, is sent by a press on a page that says what it
is, with that page's own token, and once at most.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from counted.outcomes import REASON_OF, outcome
from store.moments import HOUR
from store.sealed import BrokenSeal
from web.desk.needs import Desk, Route, me

PURPOSE, HELD, WAS, TOKEN = "unsent form", "unsent", "was", "csrf_token"
# So long after it was sent it may still be done; a browser keeps so much in a cookie.
LASTS_SECONDS = HOUR
LONGEST = 2000
# What nobody should find in a form that waits; signing out is done by itself.
SECRET = ("password", "code", "secret", "token")
LEFT_OUT = ("desk.sign_out", "desk.drop_unsent")
DOES = {
    "desk.claim_callback": "claim a call-back",
    "desk.next_callback": "claim the next call-back",
    "desk.ring_callback": "ring a caller from the line’s number",
    "desk.close_callback": "close a call-back",
    "desk.claim_message": "claim a message",
    "desk.next_message": "claim the next message",
    "desk.close_message": "close a message",
    "desk.write_note": "save a note",
    "desk.pass_on": "pass it on to a colleague",
    "desk.flag": "flag it for safeguarding",
}
SAYS: Mapping[str, str] = {
    **{closing: outcome("callback", reason) for closing, reason in REASON_OF.items()},
    "done": "reached, or done with it",
    "no_reply": "no reply",
}


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form that was not done: whose it is, where it goes (path with query), and its fields in order."""

    who: str
    endpoint: str
    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def does(self) -> str:
        """What its button does, in words."""
        return DOES.get(self.endpoint, "do what you pressed")


def hold(desk: Desk, who: str) -> str:
    """The form of this request, sealed for the account `who`; "" where it is none to keep."""
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in (TOKEN, HELD)]
    hidden = any(word in name for name, _ in fields for word in SECRET)
    if request.method != "POST" or request.files or hidden or request.endpoint in LEFT_OUT:
        return ""
    kept = json.dumps([who, request.endpoint, request.full_path.rstrip("?"), fields])
    return desk.kept.line.seals.seal_for_url(PURPOSE, kept, desk.now()) if len(kept) <= LONGEST else ""


def read(desk: Desk, who: str) -> Unsent | None:
    """The form that waits in this browser for the account `who`; None if none does, or it is too old."""
    try:
        kept: Any = desk.kept.line.seals.unseal_from_url(
            PURPOSE, str(session.get(HELD, "")), desk.now(), LASTS_SECONDS
        )
    except BrokenSeal:
        return None
    whose, endpoint, path, fields = json.loads(kept)
    return Unsent(whose, endpoint, path, tuple(map(tuple, fields))) if whose == who else None


def may_go(desk: Desk) -> bool:
    """Whether this request may be done: an ordinary one, or a form that waited and goes first now."""
    sent = request.form.get(HELD, "")
    return not sent or (session.pop(HELD, "") == sent and desk.kept.sessions.take_once(sent))


def unsent(desk: Desk) -> Response | str:
    """Show the form that waits, with what it is about to do: it is sent by a press, or left."""
    held = read(desk, me().name)
    if held is None:
        session.pop(HELD, "")
        return redirect(url_for("desk.today"), 303)
    look = held.path.partition("?")[0].rpartition("/")[0]
    told = [(name, SAYS.get(value, value)) for name, value in held.fields if value]
    return render_template("desk/unsent.html", held=held, told=told, look=look, once=session[HELD])


def drop_unsent(_: Desk) -> Response:
    """Leave the form that waits: it is not done."""
    session.pop(HELD, "")
    flash("Left. Nothing was done.")
    return redirect(url_for("desk.today"), 303)


ROUTES = (
    Route("GET", "/unsent", "answer", unsent),
    Route("POST", "/unsent/drop", "answer", drop_unsent),
)
