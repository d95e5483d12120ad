"""Flags for safeguarding, with the data that the safeguarding lead needs, until passed on (R54)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from store.client import Client, in_one_trip
from store.keys import PREFIX
from store.link import Link, Script
from store.moments import moment, seconds
from store.promises.jobs import DELETIONS, RECORD, RINGS
from store.promises.queue import FLAG, ID, KEPT_SECONDS, NUMBER, Queue
from store.sealed import Sealed

# A job of this kind tells a lead that there is a flag.
KIND = "flag"
PURPOSE = "flag"
# Who is told and is no phone: staff's addresses, or their phones too.
MAILED = ADDRESSES, ALL = "", "all"
NOTE = "note"
LATER = "later:"  # and a name: the field with what they wrote after the flag
LONGEST = 200
FLAGGED = f"{PREFIX}flagged"
PASSED = f"{PREFIX}flagged:passed"


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag on the record `id` of one `kind` ("callback" or "message"); `by` set it, at the moment `at`.

    `about` is the subject. `passed_by` and `passed_at` say which lead passed the flag on, and when. Before
    that they are "" and None. `whole` is false if the number or recording was erased before the flag was set.
    `relay` is true if the person is to be rung by Relay UK. `language` is the code of the language in which
    the person asked, "" for the pack's first.
    """

    kind: str
    id: str
    by: str
    at: datetime
    about: str = ""
    passed_by: str = ""
    passed_at: datetime | None = None
    whole: bool = True
    relay: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """The contents of a flag, decrypted: `why` it was set, the record's `note` then, the `number` to ring.

    `number` (E.164) is "" if none is kept. `later` has the notes that staff wrote after the flag was set, by
    the name of each. `to` says to whom the lead passed the flag on. After that the other fields are empty.
    """

    number: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    why: str = field(default="", repr=False)
    to: str = field(default="", repr=False)
    later: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Flags:
    """The flags for safeguarding, which outlive their record. All methods raise `Unreachable`."""

    link: Link
    seals: Sealed
    flag_script: Script
    end_script: Script
    forget_script: Script

    def set(
        self,
        of: Queue,
        item_id: str,
        who: str,
        why: str,
        now: datetime,
        tell: Sequence[str] = (),
        *,
        note: str = "",
        about: str = "",
    ) -> str:
        """Flag a record for the reason `why`, and have the worker tell staff of the flag.

        `who` has to be its last holder. `about` is the subject. `tell` lists whom to tell: a lead's phone, ""
        (staff's e-mail) or "all" (e-mail and phones). Returns "flagged"; "bare" (flagged, but number or sound
        is erased); "already"; or "not_yours". Raises ValueError if `why` is too long, and `Unreachable`.
        """
        if len(why) > LONGEST:
            raise ValueError(f"a reason has at most {LONGEST} characters")
        if not ID.fullmatch(item_id):
            return "not_yours"
        said: bytes = self.flag_script(
            record=of.record(item_id),
            flag=flag_of(of.kind, item_id),
            flagged=FLAGGED,
            passed=PASSED,
            jobs=RINGS,
            job_records=RECORD,
            member=f"{of.kind}:{item_id}",
            who=who,
            now=seconds(now),
            why=self.seals.seal(PURPOSE, why),
            note=self.seals.seal(NOTE, note) if note else "",
            about=about,
            kind=KIND,
            clock=self.link.clock(),
            told=self._jobs(item_id, tell),
        )
        return said.decode()

    def _jobs(self, item_id: str, tell: Sequence[str]) -> list[str]:
        """The jobs that tell of a flag, as a flat list: each job's name, then whom it tells, encrypted."""
        named = [("mail" if whom in MAILED else str(at), whom) for at, whom in enumerate(tell)]
        return [
            part
            for name, whom in named
            for part in (f"{KIND}:{item_id}:{name}", self.seals.seal(PURPOSE, whom))
        ]

    def pass_on(self, of: Queue, item_id: str, who: str, to: str, now: datetime, job: str = "") -> bool:
        """Mark a flag as passed on by the lead `who`, and erase its encrypted data; false if no flag waits.

        `to` says in words to whom. `job` is the name of the job that deletes the recording. It is queued if
        the record is closed. Raises `Unreachable`.
        """
        if not ID.fullmatch(item_id):
            return False
        said = self.end_script(
            flag=flag_of(of.kind, item_id),
            flagged=FLAGGED,
            passed=PASSED,
            record=of.record(item_id),
            jobs=DELETIONS,
            job_records=RECORD,
            member=f"{of.kind}:{item_id}",
            who=who,
            now=seconds(now),
            kept=KEPT_SECONDS,
            to=self.seals.seal(PURPOSE, to),
            job=job,
            clock=self.link.clock(),
        )
        return bool(said == b"passed")

    def waiting(self) -> tuple[Flag, ...]:
        """The flags that wait for their lead, the oldest first. Raises `Unreachable`."""
        return tuple(_read(name, row) for name, row in self._rows(FLAGGED))

    def passed(self) -> tuple[Flag, ...]:
        """The flags passed on in the last 30 days, the latest first. Raises `Unreachable`."""
        return tuple(_read(name, row) for name, row in self._rows(PASSED))[::-1]

    def count(self) -> int:
        """How many flags wait for their lead. Raises `Unreachable`."""
        found: Any = self.link.ask(lambda store: store.zcard(FLAGGED))
        return int(found)

    def one(self, kind: str, item_id: str) -> Flag | None:
        """The flag on a record, whether it waits or was passed on; None if none. Raises `Unreachable`."""
        row = self._row(kind, item_id)
        return _read(f"{kind}:{item_id}", row) if row else None

    def open(self, kind: str, item_id: str) -> Opened:
        """Decrypt a flag; give an empty `Opened` if there is none. Raises `Unreachable` and BrokenSeal."""
        row = self._row(kind, item_id)
        opened = {
            name: self.seals.unseal(purpose, row[name])
            for name, purpose in (("note", NOTE), ("why", PURPOSE), ("to", PURPOSE))
            if name in row
        }
        purpose, sealed = (kind, "sealed") if kind == "callback" else (NUMBER, "number")
        if sealed in row:
            opened["number"] = self.seals.unseal(purpose, row[sealed])
        notes = {name: self.seals.unseal(NOTE, row[name]) for name in sorted(row) if name.startswith(LATER)}
        later = {name[len(LATER) :]: note for name, note in notes.items() if note != opened.get("note")}
        return Opened(**opened, later=later)

    def is_waiting(self, kind: str, item_id: str) -> bool:
        """Whether a flag on this record waits for its lead. Raises `Unreachable`."""
        return self._row(kind, item_id).get("state") == "waiting"

    def of(self, person: str) -> tuple[int, int]:
        """How many flags on the `person` (keyed hash) wait; how many are passed on. Raises `Unreachable`."""
        waiting, passed = (
            sum(row.get("person") == person for _, row in self._rows(name)) for name in (FLAGGED, PASSED)
        )
        return waiting, passed

    def forget(self, person: str) -> None:
        """Erase a person's (keyed hash) passed-on flags; a waiting flag is erased once it is passed on."""
        self.forget_script(flagged=FLAGGED, passed=PASSED, flags=FLAG, person=person)

    def names(self) -> tuple[str, ...]:
        """The store's keys of all flags, waiting or passed on. Raises `Unreachable`."""
        return tuple(FLAG + name for where in (FLAGGED, PASSED) for name, _ in self._rows(where))

    def whom(self, sealed: str) -> str:
        """Decrypt whom a job tells: a phone, "" or "all", as in `set`. Raises BrokenSeal if no key fits."""
        return self.seals.unseal(PURPOSE, sealed)

    def _row(self, kind: str, item_id: str) -> Mapping[str, str]:
        if not ID.fullmatch(item_id):
            return {}
        found: Any = self.link.ask(lambda store: store.hgetall(flag_of(kind, item_id)))
        return {name.decode(): value.decode() for name, value in found.items()}

    def _rows(self, where: str) -> Iterator[tuple[str, Mapping[str, str]]]:
        """The name ("callback:ID") and fields of each flag in the list `where`; expired ones are left out."""

        def read(store: Client) -> list[tuple[str, Any]]:
            names: Any = store.zrange(where, 0, -1)
            pipeline = in_one_trip(store)
            for name in names:
                pipeline.hgetall(FLAG + name.decode())
            return list(zip((name.decode() for name in names), pipeline.execute(), strict=True))

        for name, row in self.link.ask(read):
            if row:
                yield name, {key.decode(): value.decode() for key, value in row.items()}


def flag_of(kind: str, item_id: str) -> str:
    """The store's key of the flag on a record of this kind."""
    return f"{FLAG}{kind}:{item_id}"


def flags(link: Link, seals: Sealed) -> Flags:
    """The part of the store that keeps the flags, on the connection `link`."""
    return Flags(
        link, seals, link.script("flag", promises=True), link.script("end_flag"), link.script("forget_flags")
    )


def _read(name: str, row: Mapping[str, str]) -> Flag:
    kind, _, item_id = name.partition(":")
    at, spoken = moment(row["at"]), row.get("language", "")
    assert at is not None
    passed = row.get("passed_by", ""), moment(row.get("passed_at"))
    return Flag(
        *(kind, item_id, row["by"], at, row.get("about", "")),
        *passed,
        whole="sealed" in row,
        relay="relay" in row,
        language=spoken,
    )
