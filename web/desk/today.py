"""The desk's first page: helpline open or not, who waits, failures in the last hour, the worker."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from flask import render_template

from counted.codes import advice
from counted.table import ARRIVED, REFUSED, failure_in_words
from menus.hours import is_open, next_opening, opening_span
from menus.model import Hours, Pack
from menus.multilingual.in_english import names
from menus.signing.lapsing import lapsing
from store.desk.closures import Span
from web.desk.air.off_air import lacks, named, running
from web.desk.bounds import filled, shares_of_others
from web.desk.hours.met import meeting
from web.desk.hours.month import day_of
from web.desk.locks.forwarded import is_untold
from web.desk.needs import Desk, Route, me
from web.desk.restored.held_back import younger
from web.desk.signing.waiting import reviewing
from web.figures.one_table import count_words
from web.figures.tables import sum_of

DAYS_TOLD = 5


def today(desk: Desk) -> str:
    """Show the desk's first page, which the browser fetches again to stay up to date."""
    now, kept = desk.now(), desk.kept
    waiting, work = kept.overview.look(now)
    today = kept.line.counts.day(now.astimezone(desk.zone).date())
    days, restored, rung = filled(desk), kept.held.look(), kept.rehearsals.last()
    off = kept.airing.look()
    return render_template(
        "desk/today.html",
        door=door(desk.pack().hours, now),
        open_today=day_of(desk.pack().hours, now.astimezone(desk.zone).date()).hours,
        meets=[(span, met) for span, met in meeting(desk, kept.closures.all()) if met],
        over=in_force(desk.pack(), kept.closures.all(), now),
        off=[(stop, named(desk.pack(), stop)) for stop in off.stops],
        notice=(notice := running(off, now)),
        lacks=lacks(desk, notice) if notice else (),
        waiting=waiting,
        spoken=_in_other_languages(desk),
        work=work,
        no_account=[name for name in desk.unset if name != "PUBLIC_URL"],  # texts go out without that
        store=kept.line.link.condition,
        pack_refused=desk.refused().splitlines(),
        failed=[
            (failure_in_words(name), count_words(n), advice(name))
            for name, n in kept.failures.last_hour(now).items()
        ],
        calls=count_words(sum_of(today, *ARRIVED["Calls"])),
        texts=count_words(sum_of(today, *ARRIVED["Texts"])),
        fills=[row for row in days if row.fills][:DAYS_TOLD],
        shares=[share for share in shares_of_others(desk, days) if share.fills],
        filling=kept.line.filling.count(now),
        refused=[(label, count_words(n)) for label, names in REFUSED.items() if (n := sum_of(today, *names))],
        untold=is_untold(desk.trusted_proxies),
        test_call=rung if rung and rung.failed else None,
        restored=restored,
        lapsing=lapsing(desk.pack(), now.astimezone(desk.zone).date()),
        reviewing=reviewing(desk) if me().may("edit") else None,
        younger=younger(restored.asked, now) if restored else (),
    )


def _in_other_languages(desk: Desk) -> list[str]:
    """How many waiting call-backs are in each language beside the first: "7 in Welsh"."""
    others = {code: name for code, name in names(desk.pack()).items() if code}
    rows = desk.kept.line.callbacks.known.read(desk.now()) if others else ()
    counted = Counter(row.language for row in rows)
    return [f"{counted[code]:,} in {name}" for code, name in others.items() if counted[code]]


def door(hours: Hours, now: datetime) -> Mapping[str, object]:
    """Whether the helpline is `open`, `until` when (None if closed), and when it next `opens`.

    `opens` is None if no opening comes.
    """
    span = opening_span(hours, now)
    opened = is_open(hours, now)
    return {"open": opened, "until": span[1] if opened and span else None, "opens": next_opening(hours, now)}


def in_force(pack: Pack, spans: tuple[Span, ...], now: datetime) -> list[tuple[Span, str]]:
    """The closures and extra openings in force at `now`, each with the reason that callers hear, or ""."""
    language = next(iter(pack.languages.values()))
    return [
        (span, language.call.get(f"because_{span.reason}", ""))
        for span in spans
        if span.start <= now < span.end
    ]


ROUTES = (Route("GET", "", "answer", today, "Today"),)
