"""Spoken messages: kept by their recording's id until staff are done, then deleted at the carrier."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from store.keys import Keys
from store.link import Link, Script
from store.moments import moment, seconds
from store.promises.bell import BELL
from store.promises.jobs import Jobs
from store.promises.promise import Kept, Promise, Refused
from store.promises.queue import Closing, Queue, queue, state_now
from store.sealed import Sealed

KIND = "message"
DELETION = "recording"
RECORDING = re.compile(r"RE[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Message:
    """A spoken message of `seconds`; `state` as of a call-back; moments in UTC. Its id is the recording's."""

    id: str
    state: str
    seconds: int
    asked: datetime
    claimed_by: str = ""
    claimed_at: datetime | None = None
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Messages:
    """All raise `Unreachable` while the store is away: then the caller must hear that it was not kept."""

    link: Link
    keys: Keys
    seals: Sealed
    queue: Queue
    jobs: Jobs
    keep_script: Script

    def keep(self, recording: str, number: str, length: int, now: datetime) -> Promise:
        """Keeps a recording of `length` seconds for staff. Kept, or Refused("empty").

        Keep it as soon as it is recorded: who hangs up after speaking is not lost; `discard` it when they
        record again or cancel. `number` ("" if withheld) only lets it be found for erasing; it is not kept.
        """
        if not RECORDING.fullmatch(recording) or length <= 0:
            return Refused("empty")
        person = self.keys.person(number) if number else ""
        of, token = self.queue, self.seals.seal(KIND, recording)
        self.keep_script(
            record=of.record(recording),
            waiting=of.waiting,
            bell=BELL,
            id=recording,
            person=person,
            sealed=token,
            length=length,
            now=seconds(now),
        )
        return Kept(recording)

    def discard(self, recording: str, now: datetime) -> None:
        """The caller wants it gone: closed, and deleted at the carrier."""
        if RECORDING.fullmatch(recording) and self._close(recording, "withdrawn", "", now) == "gone":
            self._delete(recording, now)  # one that was never kept lies at the carrier all the same

    def waiting(self, now: datetime, first: int = 0, most: int = 0) -> tuple[Message, ...]:
        """Those open or claimed, the oldest first; `most` 0: all."""
        rows = self.queue.records(self.queue.ids(first=first, most=most))
        return tuple(_message(id, row, now) for id, row in rows.items())

    def one(self, recording: str, now: datetime) -> Message | None:
        """One of them, as it stands at `now`; closed ones for 30 days."""
        row = self.queue.records((recording,)).get(recording)
        return _message(recording, row, now) if row else None

    def closed(self, first: int = 0, most: int = 0) -> tuple[Message, ...]:
        """Those closed within 30 days, the latest first; `most` 0: all."""
        rows = self.queue.records(self.queue.ids(closed=True, first=first, most=most))
        return tuple(_message(id, row) for id, row in rows.items())

    def claim(self, recording: str, who: str, now: datetime) -> tuple[str, str]:
        """("claimed", ""), ("taken", by whom) or ("gone", "")."""
        said, by = self.queue.claim(recording, who, now)
        return said, by if said == "taken" else ""

    def close(self, recording: str, outcome: Closing, who: str, now: datetime) -> str:
        """Closes what `who` has claimed and asks for its deletion at the carrier; answers as a call-back."""
        return self._close(recording, outcome, who, now)

    def of(self, number: str) -> tuple[Message, ...]:
        """Every message of this number."""
        return tuple(_message(id, row) for id, row in self.queue.of(self.keys.person(number)).items())

    def forget(self, number: str, now: datetime) -> int:
        """Erases every message of this number; the recordings are deleted by a job. How many there were."""
        found = self.queue.of(self.keys.person(number))
        for id in found:
            self.discard(id, now)
            self.queue.forget(id)
        return len(found)

    def recording(self, sealed: str) -> str:
        """The recording that a job of deletion is about. Raises BrokenSeal."""
        return self.seals.unseal(KIND, sealed)

    def _close(self, recording: str, outcome: Closing, who: str, now: datetime) -> str:
        return self.queue.close(recording, outcome, who, now, f"{DELETION}:{recording}")

    def _delete(self, recording: str, now: datetime) -> None:
        self.jobs.put(f"{DELETION}:{recording}", DELETION, "", self.seals.seal(KIND, recording), now)


def messages(link: Link, keys: Keys, seals: Sealed, jobs: Jobs) -> Messages:
    """The promise, on this link."""
    return Messages(link, keys, seals, queue(link, KIND), jobs, link.script("keep_message"))


def _message(id: str, row: Mapping[str, str], now: datetime | None = None) -> Message:
    asked = moment(row["asked"])
    assert asked is not None
    state = state_now(row, now) if now else row["state"]
    mine = state != "open"
    who, claimed = (row.get("who", ""), moment(row.get("claimed"))) if mine else ("", None)
    return Message(id, state, int(row["seconds"]), asked, who, claimed, moment(row.get("closed")))
