"""Jobs to ring a member of staff, who is then put through to a caller; stored encrypted (R40)."""

import json
from dataclasses import astuple, dataclass, fields
from datetime import datetime

from store.moments import seconds
from store.promises.jobs import Job, Jobs
from store.sealed import Sealed

KIND = "ring"
# Two presses of a button are one call.
TWICE_SECONDS = 20


class OldRingError(Exception):
    """A job to ring staff has the form of the version before: it does not tell which call-back it is for."""


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

    jobs: Jobs
    seals: Sealed

    def ask(self, ring: Ring, now: datetime) -> None:
        """Ask the worker to ring staff for a call-back; asking twice within some 20 seconds rings once."""
        name = f"{KIND}:{ring.about}:{ring.who}:{seconds(now) // TWICE_SECONDS}"
        self.jobs.put(name, KIND, "", self.seals.seal(KIND, json.dumps(astuple(ring))), now)

    def of(self, job: Job) -> Ring:
        """Decrypt what a job needs to ring a member of staff: the phone number and the rest of `Ring`.

        Raises BrokenSeal, and OldRingError for a job that was kept by the version before.
        """
        told = json.loads(self.seals.unseal(KIND, job.sealed))
        if len(told) != len(fields(Ring)):
            raise OldRingError("the job was kept by the version before")
        return Ring(*told)
