"""Spoken messages: known by the id of their recording, and deleted at the carrier once staff are done."""

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
from store.promises.queue import Again, Closing, Queue, queue, state_now, undo_by
from store.sealed import Sealed

KIND = "message"
DELETION = "recording"
RECORDING = re.compile(r"RE[0-9a-f]{32}")
# What any carrier may call a recording: enough to have it deleted, not to keep it.
NAMED = re.compile(r"[0-9A-Za-z-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Message:
    """A spoken message of `seconds` seconds; its id is that of its recording at the carrier.

    `state` is open, claimed, done, no_reply or withdrawn; `asked` is when it was left. `again` and `undo_by`
    are as those of a `Callback`. Moments are in UTC.
    """

    id: str
    state: str
    seconds: int
    asked: datetime
    claimed_by: str = ""
    claimed_at: datetime | None = None
    closed: datetime | None = None
    again: datetime | None = None
    undo_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Messages:
    """The spoken messages that wait for staff.

    All methods raise `Unreachable` while the store is away: a caller must then hear that the message is lost.
    """

    link: Link
    keys: Keys
    seals: Sealed
    queue: Queue
    jobs: Jobs
    keep_script: Script

    def keep(self, recording: str, number: str, length: int, now: datetime) -> Promise:
        """Store that a recording of `length` seconds waits for staff. Gives Kept, or Refused("empty").

        Call it as soon as the message is recorded, so that it counts even if the caller hangs up; `discard`
        it if they record again or cancel. Of `number` ("" if withheld) only a hash is stored, so that the
        message can be erased by number.
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
        """Close a message that its caller does not want to leave, and have it deleted at the carrier."""
        if NAMED.fullmatch(recording) and self._withdraw(recording, now) == "gone":
            self._delete(recording)  # one that was never kept lies at the carrier all the same

    def waiting(self, now: datetime, first: int = 0, most: int = 0) -> tuple[Message, ...]:
        """The open and claimed messages, the oldest first, from the one at index `first` on.

        At most `most` are given; 0 gives all.
        """
        rows = self.queue.records(self.queue.ids(first=first, most=most))
        return tuple(_message(recording, row, now) for recording, row in rows.items())

    def one(self, recording: str, now: datetime) -> Message | None:
        """The message with this recording's id at `now`.

        None if there is none, or if it was closed over 30 days ago.
        """
        row = self.queue.records((recording,)).get(recording)
        return _message(recording, row, now) if row else None

    def closed(self, first: int = 0, most: int = 0) -> tuple[Message, ...]:
        """The messages closed within 30 days, the latest first, from the one at index `first` on.

        At most `most` are given; 0 gives all.
        """
        rows = self.queue.records(self.queue.ids(closed=True, first=first, most=most))
        return tuple(_message(recording, row) for recording, row in rows.items())

    def claim(self, recording: str, who: str, now: datetime) -> tuple[str, str]:
        """Claim a message for the member of staff `who` for two hours.

        Gives ("claimed", ""); ("taken", NAME) if NAME has claimed it already; or ("gone", "").
        """
        said, by = self.queue.claim(recording, who, now)
        return said, by if said == "taken" else ""

    def close(self, recording: str, outcome: Closing, who: str, now: datetime, again: Again = None) -> str:
        """Close a recorded message that `who` has claimed; ten minutes later it is deleted at the carrier.

        Gives `outcome`; or "again", "early", "not_yours" or "gone", and takes `again`, as `Queue.close` does.
        """
        return self.queue.close(recording, outcome, who, now, again=again)

    def of(self, number: str) -> tuple[Message, ...]:
        """Every message that was left from this number (E.164), the closed ones too."""
        return tuple(
            _message(recording, row) for recording, row in self.queue.of(self.keys.person(number)).items()
        )

    def forget(self, number: str, now: datetime) -> int:
        """Erase every message from this number, and have their recordings deleted; gives how many."""
        found = self.queue.of(self.keys.person(number))
        for recording in found:
            self.discard(recording, now)
            self.queue.forget(recording)
        return len(found)

    def recording(self, sealed: str) -> str:
        """The id of the recording that a deletion job is about, decrypted from the job. Raises BrokenSeal."""
        return self.seals.unseal(KIND, sealed)

    def _withdraw(self, recording: str, now: datetime) -> str:
        return self.queue.close(recording, "withdrawn", "", now, deletion_of(recording))

    def _delete(self, recording: str) -> None:
        self.jobs.put(deletion_of(recording), DELETION, "", self.seals.seal(KIND, recording))


def deletion_of(recording: str) -> str:
    """The name of the job that deletes a recording at the carrier."""
    return f"{DELETION}:{recording}"


def messages(link: Link, keys: Keys, seals: Sealed, jobs: Jobs) -> Messages:
    """The part of the store that keeps spoken messages, on the connection `link`."""
    return Messages(link, keys, seals, queue(link, KIND), jobs, link.script("keep_message", promises=True))


def _message(recording: str, row: Mapping[str, str], now: datetime | None = None) -> Message:
    asked = moment(row["asked"])
    assert asked is not None
    state = state_now(row, now) if now else row["state"]
    mine = state != "open"
    who, claimed = (row.get("who", ""), moment(row.get("claimed"))) if mine else ("", None)
    ended, again = moment(row.get("closed")), moment(row.get("again"))
    return Message(
        recording, state, int(row["seconds"]), asked, who, claimed, ended, again, undo_by(row, state)
    )
