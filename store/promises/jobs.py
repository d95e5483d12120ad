"""Jobs for the worker: stored before they are promised, done at least once, retried (docs/decisions/0028)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from store.client import in_one_trip
from store.keys import PREFIX
from store.link import Client, Link, Script
from store.moments import DAY, seconds

JOBS = f"{PREFIX}jobs"
RINGS = f"{PREFIX}jobs:rings"
DELETIONS = f"{PREFIX}jobs:deletions"
# Who waits behind what: texts, calls to staff and deletions never wait for each other.
LANES = (RINGS, JOBS, DELETIONS)
# What a restored line holds back until staff have looked (held.py): no worker takes it.
HELD = f"{PREFIX}jobs:held"
PLACES = (*LANES, HELD)
RECORD = f"{PREFIX}job:"
# Whose turn it is, by the hash of the number that jobs are about.
TURNS = f"{PREFIX}jobs:turns"
# Longer than the carrier may take to answer: a job whose worker died is another's after this.
LEASE_SECONDS = 60
KEPT_SECONDS = DAY
# How soon a job looks again whether those before it, about the same number, have ended.
TURN_SECONDS = 1
# An hour, and what it is scattered by: no pause of any job is longer (carrier/tries.py).
LONGEST_SECONDS = 4500


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work for the worker, of a `kind` such as "text"; no two jobs have the same `name`.

    `sealed` says, encrypted, what to do. `tries` counts the tries, with this one. `age` is how many seconds
    ago the job was asked for, by the store's clock. `held` is the part of `age` for which a line restored
    from a backup held the job back. `unsure` is true if an earlier try may have done the job. `begun`
    identifies this try.
    """

    name: str
    kind: str
    sealed: str
    tries: int
    age: int
    unsure: bool = False
    begun: str = ""
    held: int = 0


class TakenError(Exception):
    """Raised by `Jobs.hold` if a job is no longer this worker's.

    Either its lease ended and another worker began it, or the job was added anew.
    """


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs that wait for the worker, in queues called lanes; the store's clock says which are due.

    All methods raise `Unreachable` while the store is away; then it is safe to call them again.
    """

    link: Link
    put_script: Script
    take_script: Script
    put_off_script: Script
    hold_script: Script
    finish_script: Script
    lease: int = LEASE_SECONDS

    def put(
        self,
        name: str,
        kind: str,
        person: str,
        sealed: str,
        lane: str = DELETIONS,
        delay: int = 0,
    ) -> None:
        """Add a job under a name to a lane, in place of any job of this name.

        `person` is the hash of the number that the job is about, "" for none. `sealed` says, encrypted, what
        to do. `delay` is after how many seconds the job is due. With a `delay`, nothing is added if a job of
        this name waits, or ended within the last day. Raises `Unreachable`.
        """
        self.put_script(
            jobs=lane,
            job_records=RECORD,
            name=name,
            kind=kind,
            person=person,
            sealed=sealed,
            delay=delay,
            clock=self.link.clock(),
        )

    def take(
        self,
        now: datetime | None = None,
        most: int = 1,
        lanes: Sequence[str] = LANES,
        longest: int = LONGEST_SECONDS,
    ) -> tuple[Job, ...]:
        """Take up to `most` jobs of `lanes` that are due; no other worker gets them for a minute (`lease`).

        Of the jobs about one number only the first is taken; the others wait until it has ended. `now` is the
        moment by which the jobs are due; None means the store's own clock. `longest` is the longest pause of
        a job in these lanes, in seconds. If a job would wait longer than that, the clock was set back, so the
        job is made due soon. Raises `Unreachable`.
        """
        found = self.take_script(
            job_records=RECORD,
            turns=TURNS,
            lanes=lanes,
            lease=self.lease,
            most=most,
            longest=longest,
            turn=TURN_SECONDS,
            clock=str(seconds(now)) if now else self.link.clock(),
        )
        return tuple(_job(name.decode(), age, begun.decode(), flat) for name, age, begun, flat in found)

    def hold(self, job: Job) -> None:
        """Keep a job for another minute (`lease`) while it is being done; no other worker begins it.

        Raises TakenError if another worker has begun the job, or if it was added anew: then stop doing it.
        Raises `Unreachable` if the store is away: then the job is not kept.
        """
        held = self.hold_script(
            record=RECORD + job.name,
            lanes=LANES,
            name=job.name,
            begun=job.begun,
            lease=self.lease,
            clock=self.link.clock(),
        )
        if not held:
            raise TakenError

    def finish(self, job: Job) -> None:
        """End a job that is done or given up, and erase its content, unless another worker has it now.

        Raises `Unreachable`.
        """
        self._finish(job.name, job.begun)

    def put_off(self, job: Job, pause: float, refused: bool = True) -> None:
        """Retry a job after `pause` seconds, unless it has ended or another worker has it now.

        `refused` is true if the job was certainly not done this time. It is false if nobody knows whether the
        job was done. Raises `Unreachable`.
        """
        self.put_off_script(
            record=RECORD + job.name,
            lanes=LANES,
            name=job.name,
            begun=job.begun,
            pause=str(pause),
            refused=int(refused),
            clock=self.link.clock(),
        )

    def waiting(self) -> int:
        """The number of jobs that have not ended. Raises `Unreachable`."""
        return len(self._names())

    def of(self, person: str) -> tuple[str, ...]:
        """The names of the jobs about a person that have not ended; `person` is the hash of the number.

        Raises `Unreachable`.
        """
        return tuple(name for name, about in self._records("person").items() if about == person)

    def forget(self, person: str) -> int:
        """Erase the jobs about a person, and return how many; a job that has begun is still done.

        `person` is the hash of the number. Raises `Unreachable`.
        """
        names = self.of(person)
        for name in names:
            self._finish(name)
        return len(names)

    def tokens(self) -> Mapping[str, str]:
        """The encrypted content of each job, by the key under which the store has the job's record.

        With these all waiting jobs can be encrypted anew if NUMBER_KEY changes. Raises `Unreachable`.
        """
        return {RECORD + name: token for name, token in self._records("sealed").items()}

    def _finish(self, name: str, begun: str = "") -> None:
        record = RECORD + name
        self.finish_script(
            record=record, turns=TURNS, lanes=PLACES, name=name, begun=begun, kept=KEPT_SECONDS
        )

    def _names(self) -> list[bytes]:
        def read(store: Client) -> list[list[bytes]]:
            pipeline = in_one_trip(store)
            for place in PLACES:
                pipeline.zrange(place, 0, -1)
            found: list[list[bytes]] = pipeline.execute()
            return found

        return [name for place in self.link.ask(read) for name in place]

    def _records(self, field: str) -> dict[str, str]:
        names = self._names()

        def read(store: Client) -> list[bytes | None]:
            pipeline = in_one_trip(store)
            for name in names:
                pipeline.hget(RECORD + name.decode(), field)
            found: list[bytes | None] = pipeline.execute()
            return found

        pairs = zip(names, self.link.ask(read), strict=True)
        return {name.decode(): value.decode() for name, value in pairs if value}


def jobs(link: Link) -> Jobs:
    """The part of the store that keeps the worker's jobs, on the connection `link`."""
    scripts = (link.script("put_job"), link.script("take_jobs"), link.script("put_off_job"))
    return Jobs(link, *scripts, link.script("hold_job"), link.script("finish_job"))


def _job(name: str, age: int, begun: str, flat: list[bytes]) -> Job:
    fields = {key.decode(): value.decode() for key, value in zip(flat[::2], flat[1::2], strict=True)}
    unsure, asked = "begun" in fields, float(fields["asked"])
    held = int(float(fields.get("released", asked)) - asked)
    return Job(name, fields["kind"], fields.get("sealed", ""), int(fields["tries"]), age, unsure, begun, held)
