"""Keeps a form that was sent after its session had ended, until after the sign-in (ADR 41).

The form is sealed in the cookie. It is for the same account only. It is sent once at most, by a button on a
page that describes the form and has a token of its own.
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
from web.desk.frame.near import page_of
from web.desk.needs import Desk, Route, me
from web.desk.unsent.may_wait import KEPT, deed_words

PURPOSE, HELD, TOKEN = "unsent form", "unsent", "csrf_token"
# How long after it was sent a form may still be carried out; how many bytes of it fit into a cookie.
LASTS_SECONDS = HOUR
LONGEST = 2400
SAYS: Mapping[str, str] = {
    **{closing: outcome("callback", reason) for closing, reason in REASON_OF.items()},
    "done": "reached",
    "no_reply": "no reply",
}


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form that was not carried out: its person, its target (path with query), its fields in order."""

    who: str
    endpoint: str
    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def does(self) -> str:
        """The action of the form's button, in words."""
        return deed_words(self.endpoint)

    @property
    def told(self) -> list[tuple[str, str]]:
        """The names and values of the form's fields, with outcomes in words; empty fields are left out."""
        return [(name, SAYS.get(value, value)) for name, value in self.fields if value]


def sent_now(who: str) -> Unsent | None:
    """The form of this request, as sent by the account `who`; None if it sends no form that may be kept.

    Only forms of certain actions may be kept: none with a file, a password, a code or a phone number.
    """
    if request.endpoint not in KEPT or request.method != "POST" or request.files:
        return None
    fields = tuple(
        (name, value) for name, value in request.form.items(multi=True) if name not in (TOKEN, HELD)
    )
    return Unsent(who, request.endpoint, request.full_path.rstrip("?"), fields)


def seal(desk: Desk, sent: Unsent | None) -> str:
    """A form, sealed for the cookie; "" if there is no form to keep (None) or it is too long.

    Raises BrokenSeal if the line has no key (NUMBER_KEY).
    """
    if sent is None:
        return ""
    kept = json.dumps([sent.who, sent.endpoint, sent.path, sent.fields], ensure_ascii=False)
    fits = len(kept.encode()) <= LONGEST
    return desk.kept.line.seals.seal_for_url(PURPOSE, kept, desk.now()) if fits else ""


def read(desk: Desk, who: str) -> Unsent | None:
    """The form that was kept in this browser for the account `who`; None if there is none.

    A form that is too old, or that this line cannot decrypt, is dropped.
    """
    if HELD not in session:
        return None
    try:
        kept: Any = desk.kept.line.seals.unseal_from_url(
            PURPOSE, str(session.get(HELD, "")), desk.now(), LASTS_SECONDS
        )
    except BrokenSeal:
        session.pop(HELD, "")
        return None
    whose, endpoint, path, fields = json.loads(kept)
    held = Unsent(whose, endpoint, path, tuple(map(tuple, fields)))
    return held if whose == who and endpoint in KEPT else None


def may_go(desk: Desk) -> bool:
    """Whether this request may be done.

    An ordinary request always may. A form that waited for the sign-in may be done once, and not after it was
    dropped. Raises `Unreachable` if the store does not answer.
    """
    sent = request.form.get(HELD, "")
    return not sent or (session.pop(HELD, "") == sent and desk.kept.sessions.take_once(sent))


def unsent(desk: Desk) -> Response | str:
    """Show the waiting form and its action, with buttons that send the form or drop it.

    If no form waits, redirect to the first page.
    """
    held = read(desk, me().name)
    if held is None:
        return redirect(url_for("desk.today"), 303)
    return render_template("desk/unsent.html", held=held, look=page_of(held.path), once=session[HELD])


def drop_unsent(_: Desk) -> Response:
    """Drop the waiting form, so that its action is not carried out; go to the first page with a message."""
    session.pop(HELD, "")
    flash("Left. Nothing was done.")
    return redirect(url_for("desk.today"), 303)


ROUTES = (
    Route("GET", "/unsent", "answer", unsent),
    Route("POST", "/unsent/drop", "answer", drop_unsent),
)
