"""What is kept of a review: a link for a clinician, an answer, a countersigned signature; and their rows."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any, TypeVar

from store.moments import moment, seconds
from store.signing.sealed_rows import Row

Kept = TypeVar("Kept", "Asked", "Answer", "Signed")


@dataclass(frozen=True, slots=True)
class Asked:
    """A link that works once: for one clinician (id `whom`), and one `version` of the thing `of`.

    `digest` is the hash of the link's token, `by` the account that sent the link, `until` when the link ends,
    `wrong` how often a wrong entry of the register was given at it.
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
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a clinician answered: a signature until `review_by`, or an objection if that is None.

    `comments` are their words beside single sentences, by the key of each. `read` are all sentences as they
    read them, by the same keys, and `ticked` the marks of the sentences that they ticked. `whom` is their id,
    `by` the account that asked them, `entered_by` the account that entered them; all "" in an answer that an
    older version of the line stored. `closed` says in words what became of an answer that waits no more.
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
    closed: str = ""

    @property
    def signs(self) -> bool:
        """Whether the clinician signed."""
        return self.review_by is not None


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that an admin has countersigned, as it goes into the pack (`flask review --collect`).

    `withdrawn` says by whom and when it was withdrawn ("by maria, 2026-11-27"); "" if it was not. `after`
    is the same of the signature that this one replaced, as it may be the very same otherwise.
    """

    of: str
    version: str
    name: str
    role: str
    registration: str
    signed_on: date
    review_by: date
    countersigned_by: str
    withdrawn: str = ""
    after: str = ""


def row_of(kept: "Asked | Answer | Signed") -> dict[str, Any]:
    """The row of what is kept, as JSON can hold it."""
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


def read(kind: type[Kept], row: Row) -> Kept:
    """What a row holds."""
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
