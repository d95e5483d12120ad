"""Rings a member of staff, who is then put through to a caller (R38). Only the worker imports this."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from twilio.rest import Client

from carrier.account import Account
from carrier.connecting import ask
from carrier.ended import Done, Ended, Later, Never, attempt
from store.link import Unreachable
from store.promises import rings
from store.promises.claimed import number_for
from store.promises.jobs import Job
from store.promises.rings import Ring
from store.store import Store

STAFF_RING_SECONDS = 25
# Whoever pressed the button has long given up.
LATE_SECONDS = 60


def ring(client: Client, account: Account, wanted: Ring) -> Ended:
    """Ask the carrier to ring a member of staff, who is put through to the caller after pressing 1.

    `wanted` holds the phone of that person, and what is said. Done means only that the carrier will ring.
    """
    twiml = ask(wanted.service, wanted.url, wanted.language)
    return attempt(
        lambda: client.calls.create(
            to=wanted.phone, from_=account.number, twiml=twiml, timeout=STAFF_RING_SECONDS
        )
    )


def ring_staff(rest: Client, account: Account, store: Store, job: Job, now: Callable[[], datetime]) -> Ended:
    """Ring the member of staff who claimed a call-back, and store the state of the ring for the desk.

    Nobody is rung in three cases. (a) If `job` is older than a minute, or comes from an older version of
    the line, the result is Never. (b) If the store is away, it is Later("away"). (c) If the claim or the
    call-back has ended, it is Done. Otherwise it is the result of asking the carrier.
    """
    if job.age > LATE_SECONDS:
        return Never("late")
    kept = rings.rings(store.link, store.seals)
    try:
        ring_now = kept.of(job)
        waits = number_for(store.callbacks, ring_now.about, ring_now.who, now())
    except rings.OldRingError:
        return Never("old")  # they press the button again, which was seconds ago
    except Unreachable:
        return Later("away")
    if not waits:
        return Done()
    outcome = ring(rest, account, ring_now)
    with suppress(Unreachable):  # the page then shows a little less
        kept.note(ring_now.about, _came(outcome, now()))
    return outcome


def _came(outcome: Ended, now: datetime) -> rings.Came:
    """The state of a ring of a member of staff, for the desk to show, by the carrier's answer."""
    match outcome:
        case Later(why):
            return rings.Came("again", now, why)
        case Never(why):
            return rings.Came("refused", now, why)
    return rings.Came("rung", now)
