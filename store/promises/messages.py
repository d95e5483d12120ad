"""Spoken messages: known by the id of their recording, and deleted at the carrier once staff are done."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from store.keys import Keys
from store.link import Link, Script
from store.moments import moment, seconds
from store.numbers import tail_of
from store.promises.bell import BELL
from store.promises.jobs import Jobs
from store.promises.lists.known import Known
from store.promises.promise import Kept, Promise, Refused
from store.promises.queue import NUMBER, Again, Closing, Queue, queue, state_now
from store.promises.records.beside import NOTHING, Beside, read_beside
from store.promises.records.flags import Flags, flags
from store.promises.records.taken_back import MayUndo, may_undo
from store.sealed import Sealed

KIND = "message"
DELETION = "recording"
RECORDING = re.compile(r"RE[0-9a-f]{32}")
# What any carrier may call a recording: enough to have it deleted, not to keep it.
NAMED = re.compile(r"[0-9A-Za-z-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Message:
    """A spoken message of `seconds` seconds; its `id` is that of its recording at the carrier.

    `state` is open, claimed, done, no_reply or withdrawn. `asked` is when the message was left. Moments are
    in UTC. `claimed_by`, `claimed_at` and `closed` say who has claimed it, since when, and when it was
    closed. `rung` is true if the caller agreed to be rung back, and the number is kept. `tries` is how often
    staff rang in vain. After the first such try, `again` is the moment from which a second counts. `undo` is
    the deed of staff that may be undone, None if there is none. `beside` is what staff added. `language` is
    the code of the caller's language, "" for the pack's first.
    """

    id: str
    state: str
    seconds: int
    asked: datetime
    claimed_by: str = ""
    claimed_at: datetime | None = None
    closed: datetime | None = None
    again: datetime | None = None
    undo: MayUndo | None = None
    beside: Beside = NOTHING
    rung: bool = False
    tries: int = 0
    language: str = ""


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
    flags: Flags
    keep_script: Script
    known: Known

    def keep(
        self,
        recording: str,
        number: str,
        length: int,
        now: datetime,
        *,
        rung: bool = False,
        language: str = "",
    ) -> Promise:
        """Store that a recording of `length` seconds waits for staff. Gives Kept, or Refused("empty").

        `recording` is the recording's id at the carrier. A malformed id, or a length of 0, is refused. Call
        this as soon as the message is recorded, so that it counts even if the caller hangs up. If the caller
        records again or cancels, call `discard`. A hash of `number` ("" if withheld) is stored, by which the
        message can be erased. The number itself is stored, encrypted, only if the caller agreed to be rung
        back on it (`rung`). `language` is the code of the caller's language, "" for the pack's first. Raises
        `Unreachable`.
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
            number=self.seals.seal(NUMBER, number) if number and rung else "",
            tail=tail_of(number) if rung else "",
            length=length,
            language=language,
            before=of.before(person),
            now=seconds(now),
        )
        return Kept(recording)

    def discard(self, recording: str, now: datetime) -> None:
        """Close a message that its caller does not want to leave, and have the carrier delete the recording.

        A recording that was never stored is deleted at the carrier all the same. A malformed id has no
        effect. Raises `Unreachable`.
        """
        if NAMED.fullmatch(recording) and self._withdraw(recording, now) == "gone":
            self._delete(recording)  # one that was never kept lies at the carrier all the same

    def waiting(self, now: datetime, first: int = 0, most: int = 0) -> tuple[Message, ...]:
        """The open and claimed messages, the oldest first, from the one at index `first` on.

        At most `most` are given; 0 gives all. Raises `Unreachable`.
        """
        rows = self.queue.records(self.queue.ids(first=first, most=most))
        return tuple(_message(recording, row, now) for recording, row in rows.items())

    def one(self, recording: str, now: datetime) -> Message | None:
        """The message with this recording's id at `now`.

        None if there is none, or if it was closed over 30 days ago. Raises `Unreachable`.
        """
        row = self.queue.records((recording,)).get(recording) if RECORDING.fullmatch(recording) else None
        return _message(recording, row, now) if row else None

    def some(self, ids: Sequence[str], now: datetime) -> tuple[Message, ...]:
        """The messages with these ids, in this order; gone ones are left out. Raises `Unreachable`."""
        return tuple(_message(one, row, now) for one, row in self.queue.records(ids).items())

    def closed(self, first: int = 0, most: int = 0) -> tuple[Message, ...]:
        """The messages closed in the last 30 days, the latest first, from the one at index `first` on.

        At most `most` are given; 0 gives all. Raises `Unreachable`.
        """
        rows = self.queue.records(self.queue.ids(closed=True, first=first, most=most))
        return tuple(_message(recording, row) for recording, row in rows.items())

    def claim(self, recording: str, who: str, now: datetime) -> tuple[str, str]:
        """Claim a message for the member of staff `who` for two hours; give the result, and a name.

        The result is one of these: (a) "claimed", with "" as the name; (b) "taken", with the name of the
        colleague who has claimed it already; (c) "kept_for", with the name of the colleague to whom it was
        passed on; (d) "gone", with "". Raises `Unreachable`.
        """
        said, by = self.queue.claim(recording, who, now)
        return said, "" if said == "claimed" else by

    def close(self, recording: str, outcome: Closing, who: str, now: datetime, again: Again = None) -> str:
        """Close a recorded message claimed by `who`; ten minutes later it is deleted at the carrier.

        While a flag on it waits, the recording stays. `again` is when a second try to ring back may be made:
        from one moment to another, None for at any time.

        Returns "done", "no_reply" or "withdrawn" if the message is closed. Otherwise it is not closed, and
        the result says why: (a) "again": it was the first try in vain, and a second is due; (b) "early": it
        was a second try, too soon; (c) "not_yours": `who` has not claimed it; (d) "gone". Raises
        `Unreachable`.
        """
        return self.queue.close(recording, outcome, who, now, again=again)

    def of(self, number: str) -> tuple[Message, ...]:
        """Every message that was left from `number` (E.164), also those closed in the last 30 days.

        Raises `Unreachable`.
        """
        return tuple(
            _message(recording, row) for recording, row in self.queue.of(self.keys.person(number)).items()
        )

    def forget(self, number: str, now: datetime) -> int:
        """Erase every message from this number, and have the recordings deleted; return how many.

        While a flag on a message waits, the recording stays at the carrier. Raises `Unreachable`.
        """
        found = self.queue.of(self.keys.person(number))
        for recording in found:
            self.discard(recording, now)
            self.queue.forget(recording)
        self.queue.forget_asking(self.keys.person(number))
        return len(found)

    def recording(self, sealed: str) -> str:
        """The id of the recording that a deletion job is about, decrypted from `sealed`, the job's content.

        Raises BrokenSeal if no NUMBER_KEY decrypts it.
        """
        return self.seals.unseal(KIND, sealed)

    def _withdraw(self, recording: str, now: datetime) -> str:
        return self.queue.close(recording, "withdrawn", "", now, deletion_of(recording))

    def _delete(self, recording: str) -> None:
        if self.flags.is_waiting(KIND, recording):
            return  # it stays until its lead has passed it on
        self.jobs.put(deletion_of(recording), DELETION, "", self.seals.seal(KIND, recording))


def messages(link: Link, keys: Keys, seals: Sealed, jobs: Jobs) -> Messages:
    """The part of the store that keeps spoken messages, on the connection `link`."""
    keep = link.script("keep_message", promises=True)
    of = queue(link, KIND)
    return Messages(link, keys, seals, of, jobs, flags(link, seals), keep, Known(of))


def deletion_of(recording: str) -> str:
    """The name of the job by which a recording is deleted at the carrier."""
    return f"{DELETION}:{recording}"


def _message(recording: str, row: Mapping[str, str], now: datetime | None = None) -> Message:
    asked = moment(row["asked"])
    assert asked is not None
    state = state_now(row, now) if now else row["state"]
    mine = state != "open"
    who, claimed = (row.get("who", ""), moment(row.get("claimed"))) if mine else ("", None)
    ended, again = moment(row.get("closed")), moment(row.get("again"))
    undo, beside = may_undo(row), read_beside(row, now)
    length, rung, tries = int(row["seconds"]), "number" in row, int(row.get("tries", 0))
    since = who, claimed, ended, again, undo, beside
    return Message(recording, state, length, asked, *since, rung, tries, row.get("language", ""))
