"""Open reviews: links for clinicians, their answers, and signatures that an admin countersigned.

Each thing to be signed ("en/topics/bones") has one link and one answer at a time: a newer link or answer
replaces the older.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from store.keys import PREFIX
from store.link import Link
from store.moments import moment, seconds
from store.sealed import Sealed
from store.signing.clinicians import Clinician
from store.signing.sealed_rows import Row, SealedRows, sealed_rows

LINKS = f"{PREFIX}review:links"
ANSWERS = f"{PREFIX}review:answers"
SIGNATURES = f"{PREFIX}review:signatures"
DRAFTS = f"{PREFIX}review:drafts"
READINGS = f"{PREFIX}review:readings"
# What an answer is sealed for.
ANSWER = "review answer"
LASTS = timedelta(days=7)
Kept = TypeVar("Kept", "Asked", "Answer", "Signed")


@dataclass(frozen=True, slots=True)
class Asked:
    """A link that works once: for one clinician (id `whom`), and one `version` of the thing `of`.

    `digest` is the hash of the link's token, `by` the account that sent the link, `until` when the link ends.
    """

    of: str
    version: str
    whom: str
    name: str
    role: str
    registration: str
    entered_by: str
    by: str
    until: datetime
    digest: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a clinician answered: a signature until `review_by`, or an objection if that is None.

    `comments` are their words beside single sentences, by the key of each. `read` are all sentences as they
    read them, by the same keys, and `ticked` the marks of the sentences that they ticked. `whom` is their id,
    `by` the account that asked them, `entered_by` the account that entered them; all "" in an answer that an
    older version of the line stored.
    """

    of: str
    version: str
    name: str
    role: str
    registration: str
    signed_on: date
    review_by: date | None
    comments: Mapping[str, str] = field(default_factory=dict, repr=False)
    read: Mapping[str, str] = field(default_factory=dict, repr=False)
    ticked: tuple[str, ...] = ()
    whom: str = ""
    by: str = ""
    entered_by: str = ""

    @property
    def signs(self) -> bool:
        """Whether the clinician signed."""
        return self.review_by is not None


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that an admin has countersigned, as it goes into the pack (`flask review --collect`)."""

    of: str
    version: str
    name: str
    role: str
    registration: str
    signed_on: date
    review_by: date
    countersigned_by: str


@dataclass(frozen=True, slots=True)
class Reviews:
    """All open reviews. Every method raises `Unreachable`, and BrokenSeal without the key."""

    links: SealedRows
    answers: SealedRows
    kept: SealedRows
    drafts: SealedRows
    readings: SealedRows

    def ask(self, of: str, version: str, whom: Clinician, by: str, now: datetime) -> str:
        """Make a link for one clinician and one version, valid for 7 days; return the token of its URL.

        Any earlier link for the same thing stops working.
        """
        token = secrets.token_urlsafe(24)
        told = {"name": whom.name, "role": whom.role, "registration": whom.registration}
        found = Asked(of, version, whom.id, **told, entered_by=whom.entered_by, by=by, until=now + LASTS)
        self.links.put(of, _row(found) | {"digest": _digest(token)})
        return token

    def asked(self, token: str, now: datetime) -> Asked | None:
        """The link with this token; None if no such link works: used, too old, or replaced by another."""
        digest = _digest(token)
        return next((one for one in self.waiting(now).values() if one.digest == digest), None)

    def waiting(self, now: datetime) -> dict[str, Asked]:
        """Each link that works, by the id of the text to be signed."""
        found = {of: _read(Asked, row) for of, row in self.links.all().items()}
        return {of: one for of, one in found.items() if now < one.until}

    def unanswered(self, now: datetime) -> dict[str, Asked]:
        """Each link that ended and was not answered, by the id of its text, until a newer link is sent."""
        found = {of: _read(Asked, row) for of, row in self.links.all().items()}
        return {of: one for of, one in found.items() if one.until <= now}

    def answer(self, asked: Asked, answer: Answer) -> bool:
        """Store a clinician's answer, and use up the link; false if the link works no more."""
        before = self.links.tokens().get(asked.of, "")
        if not before or _read(Asked, self.links.open(before)) != asked:
            return False
        if not self.links.move(asked.of, before, self.answers, _row(answer)):
            return False
        self.readings.put(_whose(answer), _row(answer))
        self.drafts.drop(_whose(answer))
        return True

    def keep(self, draft: Answer) -> None:
        """Store what a clinician has ticked and written so far, in place of what they had before."""
        self.drafts.put(_whose(draft), _row(draft))

    def so_far(self, asked: Asked) -> Answer | None:
        """What a clinician has ticked and written of this version so far; None if nothing."""
        draft = self._one(self.drafts, asked)
        return draft if draft and draft.version == asked.version else None

    def before(self, asked: Asked) -> Answer | None:
        """What this clinician answered about the same thing the last time; None if they never did."""
        return self._one(self.readings, asked)

    def _one(self, rows: SealedRows, asked: Asked) -> Answer | None:
        token = rows.tokens().get(_whose(asked), "")
        return _read(Answer, rows.open(token)) if token else None

    def answered(self) -> dict[str, Answer]:
        """The answers of clinicians that nobody has countersigned, by the thing that they are about."""
        return {of: _read(Answer, row) for of, row in self.answers.all().items()}

    def countersign(self, answer: Answer, by: str) -> bool:
        """Turn an answer that signs into a countersigned signature; false if it is gone or replaced."""
        before = self.answers.tokens().get(answer.of, "")
        if answer.review_by is None or not before or _read(Answer, self.answers.open(before)) != answer:
            return False
        row, ours = _row(answer), {one.name for one in fields(Signed)}
        held = {key: value for key, value in row.items() if key in ours}
        return self.answers.move(answer.of, before, self.kept, held | {"countersigned_by": by})

    def drop_answer(self, of: str) -> bool:
        """Remove a clinician's answer, once it was read; false if there is none."""
        return self.answers.drop(of)

    def forget(self, whom: str, now: datetime) -> None:
        """End the links of one clinician, who was removed, and drop what they had read and begun."""
        for of, asked in self.waiting(now).items():
            if asked.whom == whom:
                self.links.drop(of)
        for rows in (self.drafts, self.readings):
            for name in rows.tokens():
                if name.endswith(f" {whom}"):
                    rows.drop(name)

    def signed(self) -> dict[str, Signed]:
        """The newest countersigned signature of each thing."""
        return {of: _read(Signed, row) for of, row in self.kept.all().items()}


def reviews(link: Link, seals: Sealed) -> Reviews:
    """The part of the store that keeps open reviews, on the connection `link`."""
    names = {
        "review link": LINKS,
        ANSWER: ANSWERS,
        "review signature": SIGNATURES,
        "review draft": DRAFTS,
        "review reading": READINGS,
    }
    return Reviews(*(sealed_rows(link, seals, name, purpose) for purpose, name in names.items()))


def _whose(one: "Asked | Answer") -> str:
    return f"{one.of} {one.whom}"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _row(kept: "Asked | Answer | Signed") -> dict[str, Any]:
    return {key: _plain(value) for key, value in asdict(kept).items()}


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return seconds(value)
        case date():
            return value.isoformat()
        case Mapping():
            return dict(value)
        case tuple():
            return list(value)
    return value


def _read(kind: type[Kept], row: Row) -> Kept:
    # a row of the version before lacks what was not kept then
    held: dict[str, Any] = {one.name: row[one.name] for one in fields(kind) if one.name in row}
    for day in ("signed_on", "review_by"):
        if held.get(day):
            held[day] = date.fromisoformat(held[day])
    if "ticked" in held:
        held["ticked"] = tuple(held["ticked"])
    if "until" in held:
        held["until"] = moment(held["until"])
    return kind(**held)
