"""Jobs to ring a member of staff, who is then put through to a caller; stored encrypted (R40)."""

import json
from dataclasses import astuple, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any, Literal

from store.keys import PREFIX
from store.link import Link, Script
from store.moments import moment, seconds
from store.promises.jobs import RECORD, RINGS, Job
from store.promises.queue import KEPT_SECONDS
from store.sealed import Sealed

KIND = "ring"
# Two presses of a button are one call.
TWICE_SECONDS = 20
# So long after it was asked for, or began, no ring of a phone of staff goes on that nobody answered.
LONGEST_SECONDS = 60

Talk = Literal["answered", "no_answer", "busy", "failed"]
"""What became of the leg to the caller, once staff had pressed 1."""
Stage = Literal["asked", "rung", "again", "refused"] | Talk
"""How far a ring came: the worker is asked; staff's phone rings; refused for now, or for good."""


@dataclass(frozen=True, slots=True)
class Came:
    """How far the newest ring for a call-back has come (`stage`), and since when (`at`).

    A ring is our call to a member of staff, who presses 1 and is then put through to the caller. These stages
    come before staff press 1: "asked" (the worker is to ring), "rung" (the phone of staff rings), "again"
    (the carrier refuses our call for now) and "refused" (it refuses our call for good). In the last two,
    `why` is the carrier's code. The stages after that tell how the call to the caller ended: "answered",
    "no_answer", "busy" or "failed". `seconds` is how long staff and caller spoke, 0 if that is not known.
    """

    stage: Stage
    at: datetime
    why: str = ""
    seconds: int = 0

    def may_ring(self, now: datetime) -> bool:
        """Whether a phone of staff may be ringing at `now`: true until a minute after `at`.

        Nothing tells when a phone stops ringing.
        """
        return abs(now - self.at) < timedelta(seconds=LONGEST_SECONDS)


class OldRingError(Exception):
    """Raised for a job to ring staff that an older version stored: the job does not name its call-back."""


@dataclass(frozen=True, slots=True)
class Ring:
    """What the worker needs to ring a member of staff, who is then put through to a caller.

    `phone` (E.164) is the phone of staff. `url` is the webhook that the carrier calls if they press 1.
    `service` is the line's name. `about` is the call-back's id, `who` the account that has claimed the
    call-back. `language` is the English name of the language in which the caller asked, "" for the pack's
    first. The caller's number is not here. It is looked up only when the caller is dialled, because the
    call-back may be withdrawn or closed by then.
    """

    phone: str = field(repr=False)
    url: str
    service: str
    about: str
    who: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Rings:
    """The jobs by which staff are rung and put through to a caller. Methods raise `Unreachable`."""

    link: Link
    seals: Sealed
    ring_script: Script

    def ask(self, ring: Ring, now: datetime) -> bool:
        """Ask the worker to ring staff for a call-back; a second request within 20 seconds is ignored.

        False for such a second request. Raises `Unreachable`.
        """
        whom = f"{ring.about}:{ring.who}"
        asked = self.ring_script(
            quiet=f"{PREFIX}{KIND}:{whom}",
            jobs=RINGS,
            job_records=RECORD,
            name=f"{KIND}:{whom}",
            kind=KIND,
            sealed=self.seals.seal(KIND, json.dumps(astuple(ring))),
            lasts=TWICE_SECONDS,
            came=_came(ring.about),
            how=_written(Came("asked", now)),
            kept=KEPT_SECONDS,
            clock=self.link.clock(),
        )
        return bool(asked)

    def note(self, about: str, came: Came) -> None:
        """Store how far the newest ring for the call-back with the id `about` has come, in place of the last.

        Raises `Unreachable`.
        """
        self.link.ask(lambda store: store.set(_came(about), _written(came), ex=KEPT_SECONDS))

    def came(self, about: str) -> Came | None:
        """How far the newest ring for the call-back with the id `about` has come.

        None if no ring was asked for within 30 days. Raises `Unreachable`.
        """
        held: Any = self.link.ask(lambda store: store.get(_came(about)))
        if held is None:
            return None
        stage, at, why, lasted = json.loads(held)
        when = moment(str(at))
        assert when is not None
        return Came(stage, when, why, lasted)

    def of(self, job: Job) -> Ring:
        """Decrypt what a job needs to ring a member of staff: the phone number and the rest of `Ring`.

        Raises BrokenSeal if no NUMBER_KEY decrypts it, and OldRingError for a job that the previous version
        of the line stored.
        """
        told = json.loads(self.seals.unseal(KIND, job.sealed))
        if not len(fields(Ring)) - 1 <= len(told) <= len(fields(Ring)):  # the version before: no language
            raise OldRingError("the job was kept by the version before")
        return Ring(*told)


def rings(link: Link, seals: Sealed) -> Rings:
    """The part of the store for jobs that ring staff and put them through, on the connection `link`."""
    return Rings(link, seals, link.script("ring"))


def _came(about: str) -> str:
    """The store's key of how far the newest ring for a call-back has come; `about` is the call-back's id."""
    return f"{PREFIX}rung:{about}"


def _written(came: Came) -> str:
    return json.dumps([came.stage, seconds(came.at), came.why, came.seconds])
