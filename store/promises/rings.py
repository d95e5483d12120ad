"""Ringing somebody back from the line's number: a job for the worker, sealed (R40)."""

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
    """The staff member's phone (E.164), the URL that is asked when they press 1, the service's name."""

    phone: str
    url: str
    service: str


@dataclass(frozen=True, slots=True)
class Rings:
    """The calls that staff ask for. Raises `Unreachable`."""

    jobs: Jobs
    seals: Sealed

    def ask(self, about: str, who: str, ring: Ring, now: datetime) -> None:
        """Ask the worker to ring `who` about a call-back; twice within 20 seconds is once."""
        name = f"{KIND}:{about}:{who}:{seconds(now) // TWICE_SECONDS}"
        sealed = self.seals.seal(KIND, json.dumps([ring.phone, ring.url, ring.service]))
        self.jobs.put(name, KIND, "", sealed, now)

    def of(self, job: Job) -> Ring:
        """The call that a job is to make. Raises BrokenSeal."""
        return Ring(*json.loads(self.seals.unseal(KIND, job.sealed)))
