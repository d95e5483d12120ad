"""All facts that a preflight found, and its report lines, in the order in which a carrier meets them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from preflight.judging import before_us, behind, calendar, host, number, rounds, secret, words_said
from preflight.judging.line import Line, fault, unknown

Seen = TypeVar("Seen")
NOT_SEEN = "not looked at: fix what is told above first"


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts found, by subject; None for a subject that was not checked or gave no answer.

    `trusted` is TRUSTED_PROXIES, `public_url` PUBLIC_URL; `today` is the day in the helpline's zone.
    """

    now: datetime
    today: date
    public_url: str
    trusted: int
    address: host.Address | None = None
    certificate: host.Certificate | None = None
    answers: host.Came | None = None
    unsigned: tuple[rounds.Round, ...] | None = None
    signature: tuple[rounds.Round, ...] | None = None
    status: tuple[rounds.Round, ...] | None = None
    places: tuple[rounds.Round, ...] | None = None
    proxies: before_us.Saw | None = None
    carrier: number.AtCarrier | None = None
    webhooks: number.AtCarrier | None = None
    fallback: number.Fallbacks | None = None
    zone: calendar.Zone | None = None
    holidays: date | None = None
    pack: words_said.Pack | None = None
    helpline: tuple[str, ...] | None = None
    switches: words_said.Switches | None = None
    store: behind.Store | None = None
    worker: behind.Worker | None = None
    staff: behind.Staff | None = None
    secrets: secret.Secrets | None = None
    backup: secret.Backup | None = None


def _of(seen: Seen | None, judged: Callable[[Seen], Line]) -> Line | None:
    """The report line about a subject; None if there are no facts about it."""
    return None if seen is None else judged(seen)


def _number(facts: Facts) -> Line | None:
    seen = facts.carrier
    return number.number(seen) if seen and seen.status == number.OK else None


def _webhooks(facts: Facts) -> Line | None:
    seen, counts = facts.carrier, facts.webhooks
    if seen is None or counts is None or not facts.public_url:
        return None
    return number.webhooks(seen, counts, facts.public_url)


def _clock(facts: Facts) -> Line | None:
    """The report line about the clock, compared with the carrier's or else the proxy's; None without both."""
    if facts.carrier and facts.carrier.off is not None:
        return calendar.clock(facts.carrier.off, "the carrier's")
    if facts.answers and facts.answers.off is not None:
        return calendar.clock(facts.answers.off, "the proxy's")
    return None


JUDGES: Mapping[str, Callable[[Facts], Line | None]] = {
    "address": lambda facts: _of(facts.address, host.address),
    "certificate": lambda facts: _of(facts.certificate, lambda seen: host.certificate(seen, facts.now)),
    "answers": lambda facts: _of(facts.answers, host.answers),
    "unsigned": lambda facts: _of(facts.unsigned, rounds.unsigned),
    "signature": lambda facts: _of(facts.signature, rounds.signature),
    "status": lambda facts: _of(facts.status, rounds.status),
    "proxies": lambda facts: _of(facts.proxies, lambda seen: before_us.proxies(seen, facts.trusted)),
    "places": lambda facts: _of(facts.places, rounds.places),
    "carrier": lambda facts: _of(facts.carrier, number.carrier),
    "number": _number,
    "webhooks": _webhooks,
    "fallback": lambda facts: _of(facts.fallback, number.fallback),
    "clock": _clock,
    "zone": lambda facts: _of(facts.zone, calendar.zone),
    "holidays": lambda facts: _of(facts.holidays, lambda seen: calendar.holidays(seen, facts.today)),
    "pack": lambda facts: _of(facts.pack, words_said.pack),
    "helpline": lambda facts: _of(facts.helpline, words_said.helpline),
    "switches": lambda facts: _of(facts.switches, words_said.switches),
    "store": lambda facts: _of(facts.store, behind.store),
    "worker": lambda facts: _of(facts.worker, behind.worker),
    "staff": lambda facts: _of(facts.staff, behind.staff),
    "secrets": lambda facts: _of(facts.secrets, secret.secrets),
    "backup": lambda facts: _of(facts.backup, lambda seen: secret.backup(seen, facts.now)),
}
"""Every subject in order, with the function that makes its line; None where nothing was seen of it."""


def judge(facts: Facts, late: Mapping[str, str]) -> tuple[Line, ...]:
    """The report lines, one for each subject.

    `late` has the reason for each subject that gave no answer; the line of such a subject is a fault. The
    line of any other subject without facts says "unknown".
    """
    return tuple(judged(facts) or _unseen(about, late) for about, judged in JUDGES.items())


def _unseen(about: str, late: Mapping[str, str]) -> Line:
    if about in late:
        return fault(about, late[about], "see what holds it up, and ask again")
    return unknown(about, NOT_SEEN)
