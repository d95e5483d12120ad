"""Jobs to ring a member of staff, who is then put through to a caller; stored encrypted (R40)."""

import json
from dataclasses import astuple, dataclass, fields

from store.keys import PREFIX
from store.link import Link, Script
from store.promises.jobs import RECORD, RINGS, Job
from store.sealed import Sealed

KIND = "ring"
# Two presses of a button are one call.
TWICE_SECONDS = 20


class OldRingError(Exception):
    """Raised for a job to ring staff that an older version stored: it lacks the call-back that it is for."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Whom to ring: the staff member's phone (E.164), the URL for when they press 1, the service's name.

    `about` is the call-back and `who` the account that has claimed it. The caller's number is not kept here:
    it is looked up when they are dialled, as the call-back may be withdrawn or closed by then.
    """

    phone: str
    url: str
    service: str
    about: str
    who: str


@dataclass(frozen=True, slots=True)
class Rings:
    """The jobs by which staff are rung and put through to a caller. Methods raise `Unreachable`."""

    link: Link
    seals: Sealed
    ring_script: Script

    def ask(self, ring: Ring) -> bool:
        """Ask the worker to ring staff for a call-back; asking again within 20 seconds rings once.

        False for what was asked again.
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
            clock=self.link.clock(),
        )
        return bool(asked)

    def of(self, job: Job) -> Ring:
        """Decrypt what a job needs to ring a member of staff: the phone number and the rest of `Ring`.

        Raises BrokenSeal, and OldRingError for a job that was kept by the version before.
        """
        told = json.loads(self.seals.unseal(KIND, job.sealed))
        if len(told) != len(fields(Ring)):
            raise OldRingError("the job was kept by the version before")
        return Ring(*told)


def rings(link: Link, seals: Sealed) -> Rings:
    """The part of the store for jobs that ring staff, to put them through to callers; `link` leads to it."""
    return Rings(link, seals, link.script("ring"))
