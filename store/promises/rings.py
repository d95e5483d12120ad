"""Jobs to ring a member of staff, who is then put through to a caller; stored encrypted (R40)."""

import json
from dataclasses import dataclass
from datetime import datetime

from store.moments import seconds
from store.promises.jobs import Job, Jobs
from store.sealed import Sealed

KIND = "ring"
# Two presses of a button are one call.
TWICE_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Ring:
    """The details of a job to ring a member of staff, who is then put through to a caller.

    `phone` is theirs (E.164); `service` is the name of the service, which is said when they pick up; `url` is
    the webhook for the press of key 1.
    """

    phone: str
    url: str
    service: str


@dataclass(frozen=True, slots=True)
class Rings:
    """The jobs by which staff are rung and put through to a caller. Methods raise `Unreachable`."""

    jobs: Jobs
    seals: Sealed

    def ask(self, about: str, who: str, ring: Ring, now: datetime) -> None:
        """Add the job to ring the member of staff `who` for the call-back `about`.

        Asking twice within some 20 seconds rings once.
        """
        name = f"{KIND}:{about}:{who}:{seconds(now) // TWICE_SECONDS}"
        sealed = self.seals.seal(KIND, json.dumps([ring.phone, ring.url, ring.service]))
        self.jobs.put(name, KIND, "", sealed, now)

    def of(self, job: Job) -> Ring:
        """Whom a job is to ring, decrypted. Raises BrokenSeal."""
        return Ring(*json.loads(self.seals.unseal(KIND, job.sealed)))
