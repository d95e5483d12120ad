"""The desk's page before going live: the last preflight's report, a button that runs a new one."""

import threading
from collections import Counter
from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from web.desk.faults import in_words
from web.desk.needs import Desk, Route
from web.desk.wording import plural

# In the words of staff, by what a preflight calls them.
CALLED: Mapping[str, str] = {
    "address": "The line’s address on the internet",
    "certificate": "The certificate of that address",
    "answers": "Somebody answers there",
    "unsigned": "Strangers are turned away",
    "signature": "The phone company is let in",
    "status": "It can tell how a call ended",
    "proxies": "The sender of a request is known",
    "places": "Each part of a call answers at once",
    "carrier": "The account at the phone company",
    "number": "The line’s number",
    "webhooks": "The number leads to this line",
    "fallback": "What callers hear if our machines fail",
    "clock": "The clock",
    "zone": "Summer and winter time",
    "holidays": "Bank holidays",
    "pack": "What the line says",
    "helpline": "The helpline’s number",
    "switches": "Set for the public",
    "store": "What is promised is kept",
    "worker": "Texts are sent, and staff are rung",
    "staff": "Signing in at the desk, and “A code as well”",
    "secrets": "The secrets",
    "backup": "The backup",
}
# What is to be mended first comes first.
LEVELS: Mapping[str, str] = {
    "fault": "needs fixing",
    "warning": "look at it soon",
    "unknown": "not known",
    "well": "fine",
}
AT_ONCE = threading.Lock()
BUSY = "Somebody else is checking just now. Load this page again in half a minute."


def in_short(levels: Sequence[str]) -> str:
    """The levels of a report's lines in short: "8 things to fix, 4 not known", or "All is fine".

    `levels` has "fault", "warning", "unknown" or "well" for each line.
    """
    of = Counter(levels)
    told = [
        f"{plural(of['fault'], 'thing')} to fix" if of["fault"] else "",
        f"{of['warning']} to look at soon" if of["warning"] else "",
        f"{of['unknown']} not known" if of["unknown"] else "",
    ]
    return ", ".join(filter(None, told)) or "All is fine"


def _as_said_here(words: str) -> str:
    """A line of a preflight in the desk's words: no code marks, and "phone company" for "carrier"."""
    return in_words(words).replace("carrier", "phone company")


def before_live(desk: Desk) -> str:
    """Show the lines of the last preflight, the most urgent first; no lines if there was no preflight."""
    last = desk.kept.preflights.last()
    lines = last.lines if last else ()
    ordered = [line for level in LEVELS for line in lines if line["level"] == level]
    told = [
        {**line, "saw": _as_said_here(line["saw"]), "mend": _as_said_here(line["mend"])} for line in ordered
    ]
    return render_template(
        "desk/before_live.html",
        last=last,
        lines=told,
        called=CALLED,
        levels=LEVELS,
        short=in_short([line["level"] for line in lines]),
    )


def look_now(desk: Desk) -> Response:
    """Run a preflight, which takes 20 seconds at most, and store its lines; redirect to the page.

    If this process runs one already, for somebody else, no second one is run, and a message says so.
    """
    if not AT_ONCE.acquire(blocking=False):
        flash(BUSY)
        return redirect(url_for("desk.before_live"), 303)
    try:
        with desk.entered("preflight"):
            desk.kept.preflights.keep(desk.now(), desk.preflight())
    finally:
        AT_ONCE.release()
    return redirect(url_for("desk.before_live"), 303)


ROUTES = (
    Route("GET", "/before-live", "admin", before_live, "Staff"),
    Route("POST", "/before-live", "admin", look_now, "Staff"),
)
