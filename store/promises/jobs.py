"""Jobs for the worker: stored before they are promised, done at least once, retried (docs/decisions/0004)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.keys import PREFIX
from store.link import Link, Script
from store.moments import DAY, moment, seconds

JOBS = f"{PREFIX}jobs"
RECORD = f"{PREFIX}job:"
# Longer than the carrier may take to answer: a job whose worker died is another's after this.
LEASE_SECONDS = 60
KEPT_SECONDS = DAY


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work for the worker, of a `kind` such as "text".

    `sealed` says what to do, encrypted; `tries` counts from 1; `asked` is when it was asked for (UTC).
    """

    name: str
    kind: str
    sealed: str
    tries: int
    asked: datetime


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs that wait for the worker.

    All methods raise `Unreachable` while the store is away; then it is safe to call them again.
    """

    link: Link
    put_script: Script
    take_script: Script
    finish_script: Script
    lease: int = LEASE_SECONDS

    def put(self, name: str, kind: str, person: str, sealed: str, now: datetime) -> None:
        """Add a job under a name; two waiting jobs of the same name become one.

        `person` is the hash of the number that it is about, "" for none; `sealed` says what to do, encrypted.
        """
        self.put_script(
            jobs=JOBS,
            job_records=RECORD,
            name=name,
            kind=kind,
            person=person,
            sealed=sealed,
            now=seconds(now),
        )

    def take(self, now: datetime, most: int = 1) -> tuple[Job, ...]:
        """Take up to `most` jobs that are due; no other worker gets them for `lease` seconds."""
        found = self.take_script(jobs=JOBS, job_records=RECORD, now=seconds(now), lease=self.lease, most=most)
        return tuple(_job(name.decode(), flat) for name, flat in found)

    def finish(self, job: Job) -> None:
        """End a job that is done or given up, and erase what it was to do."""
        self._finish(job.name)

    def put_off(self, job: Job, at: datetime) -> None:
        """Let a job be tried again from `at` on; without effect if it has ended meanwhile."""
        self.link.ask(lambda store: store.zadd(JOBS, {job.name: seconds(at)}, xx=True))

    def waiting(self) -> int:
        """The number of jobs that have not ended."""
        count: Any = self.link.ask(lambda store: store.zcard(JOBS))
        return int(count)

    def of(self, person: str) -> tuple[str, ...]:
        """The names of the jobs about a person that have not ended; `person` is the hash of the number."""
        return tuple(name for name, about in self._records("person").items() if about == person)

    def forget(self, person: str) -> int:
        """Erase the jobs about a person, and give how many; one that the worker has begun is still done.

        `person` is the hash of the number.
        """
        names = self.of(person)
        for name in names:
            self._finish(name)
        return len(names)

    def tokens(self) -> Mapping[str, str]:
        """The encrypted text that says what each job is to do, by the store's key of the job's record.

        With these, all jobs that wait can be encrypted anew when the key changes.
        """
        return {RECORD + name: token for name, token in self._records("sealed").items()}

    def _finish(self, name: str) -> None:
        self.finish_script(jobs=JOBS, record=RECORD + name, name=name, kept=KEPT_SECONDS)

    def _records(self, field: str) -> dict[str, str]:
        def read(store: Any) -> tuple[list[bytes], list[bytes | None]]:
            names: list[bytes] = store.zrange(JOBS, 0, -1)
            pipeline = store.pipeline(transaction=False)
            for name in names:
                pipeline.hget(RECORD + name.decode(), field)
            return names, pipeline.execute()

        pairs = zip(*self.link.ask(read), strict=True)
        return {name.decode(): value.decode() for name, value in pairs if value}


def jobs(link: Link) -> Jobs:
    """The part of the store that keeps the worker's jobs, on the connection `link`."""
    return Jobs(link, link.script("put_job"), link.script("take_jobs"), link.script("finish_job"))


def _job(name: str, flat: list[bytes]) -> Job:
    fields = {key.decode(): value.decode() for key, value in zip(flat[::2], flat[1::2], strict=True)}
    asked = moment(fields["asked"])
    assert asked is not None
    return Job(name, fields["kind"], fields.get("sealed", ""), int(fields["tries"]), asked)
