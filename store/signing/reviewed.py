"""The stored parts of a review: the link for a clinician, the answer, and the countersigned signature."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any, TypeVar

from store.moments import moment, seconds
from store.signing.sealed_rows import Row

Kept = TypeVar("Kept", "Asked", "Answer", "Signed")


@dataclass(frozen=True, slots=True)
class Asked:
    """A link by which one clinician may sign one `version` of the text `of` ("en/topics/bones"), once.

    `whom` is the clinician's id. `name`, `role`, `registration` and `entered_by` are copied from `Clinician`.
    `by` is the account that sent the link. `digest` is the hash of the link's token. `until` is when the link
    ends. Whoever opens the link must give the clinician's entry in the register. `wrong` is how often they
    gave another one.
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
    """A clinician's answer on one `version` of the text `of`: a signature, or an objection.

    `review_by` is the day until which a signature holds. It is None for an objection, and while the clinician
    has not finished the answer. `read` are all sentences as the clinician saw them, each by its key.
    `comments` are the clinician's words on single sentences, by the same keys. `ticked` are hashes of the
    sentences that the clinician ticked. `whom` is the clinician's id, `by` the account that asked,
    `entered_by` the account that entered the clinician. All three are "" in an answer that an older version
    of the line stored. `closed` says in words what came of the answer once staff are done with it; "" while
    it waits.
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

    `of` is the text that was signed ("en/topics/bones"), `version` the hash of its words. If the signature
    was withdrawn, `withdrawn` says by whom and when ("by maria, 2026-11-27"); otherwise it is "". If the
    signature replaces a withdrawn one, `after` is the `withdrawn` of the old one, so that the two differ even
    if all else is equal. Otherwise `after` is "".
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
    """The fields of a link, an answer or a signature, by name, with values that JSON can hold."""
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
    """Make an object of this `kind` from a row of `row_of`; fields that an older row lacks get defaults.

    Raises TypeError if the row lacks a field that has no default.
    """
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
