"""The day on the desk: open or closed, who waits, what failed in the last hour, the store and the worker."""

from collections.abc import Mapping
from datetime import datetime

from flask import render_template

from menus.hours import is_open, next_opening, opening_span
from menus.model import Hours, Pack
from store.desk.closures import Span
from web.desk.needs import Desk, Route
from web.figures.tables import counted, shown

FAILED = {
    "call:failed": "calls that the carrier could not put up",
    "text:without_store": "texts answered without the store",
    "delivery:failed": "texts that failed on their way",
    "delivery:undelivered": "texts that did not arrive",
    "bell:failed": "bells that reached nobody",
    "person:failed": "calls that could not be put through",
}


def today(desk: Desk) -> str:
    """Show the day; the page fetches it again to bring itself up to date."""
    now, kept = desk.now(), desk.kept
    waiting, work = kept.overview.look(now)
    today = kept.line.counts.day(now.astimezone(desk.zone).date())
    return render_template(
        "desk/today.html",
        door=door(desk.pack().hours, now),
        over=in_force(desk.pack(), kept.closures.all(), now),
        waiting=waiting,
        work=work,
        failed=[
            (FAILED.get(name, name_failure(name)), shown(n))
            for name, n in kept.failures.last_hour(now).items()
        ],
        calls=shown(counted(today, "hour", "call")),
        texts=shown(counted(today, "hour", "text")),
    )


def door(hours: Hours, now: datetime) -> Mapping[str, object]:
    """Tell whether people answer, until when, and when they do again."""
    span = opening_span(hours, now)
    opened = is_open(hours, now)
    return {"open": opened, "until": span[1] if opened and span else None, "opens": next_opening(hours, now)}


def in_force(pack: Pack, spans: tuple[Span, ...], now: datetime) -> list[tuple[Span, str]]:
    """Find what the desk has laid over the hours at this moment, each with its reason as callers hear it."""
    language = next(iter(pack.languages.values()))
    return [
        (span, language.call.get(f"because_{span.reason}", ""))
        for span in spans
        if span.start <= now < span.end
    ]


def name_failure(count: str) -> str:
    """Name a failure that has no words of its own yet."""
    kind, given_up, why = count.partition(":given_up:")
    if given_up:
        return f"{kind}s given up (the carrier says {why})"
    known, _, why = count.rpartition(":")
    return f"{FAILED[known]} ({why})" if known in FAILED else count.replace(":", " ").replace("_", " ")


ROUTES = (Route("GET", "", "answer", today, "Today"),)
