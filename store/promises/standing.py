"""A call-back as read from its record, and the answers that staff and its askers get about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from store.moments import moment
from store.promises.queue import state_now
from store.promises.records.beside import NOTHING, Beside, read_beside
from store.promises.records.taken_back import MayUndo, may_undo

# In a record: who asked, by keyed hash.
PART = "part:"
# In a field beside a part, and in one of the record: to be rung by Relay UK.
RELAY = "relay"
# In a part: whose places it takes, of a caller who shows no number.
HIDDEN = "withheld"

Best = Literal["morning", "afternoon", "evening", "any"]
By = Literal["call", "text"]


@dataclass(frozen=True, slots=True)
class Callback:
    """A call-back, without the number to ring.

    `state` is open, claimed, done, no_reply or withdrawn. `best` is the wanted time of day. `by` is "call" or
    "text": how it was first asked for. `tries` is how often staff rang in vain. Moments are in UTC.
    `claimed_by`, `claimed_at` and `closed` say who has claimed it, since when, and when it was closed.
    `beside` is what staff added. `undo` is the deed of staff that may be undone, None if there is none.

    While the call-back is open, `own` is true if it was asked for from the number that is to be rung.
    `others` is how many other people asked for it. `hidden` of them showed no number, and may in truth be the
    person who is to be rung.

    `due` is the moment by which the person is to be rung. After a first try without a reply it is the moment
    by which the second try is due. That try counts only from the moment `again` on. `relay` is true if the
    person is to be rung by Relay UK. `language` is the code of the language it was asked in, "" for the
    pack's first.
    """

    id: str
    state: str
    best: Best
    by: By
    asked: datetime
    due: datetime
    tries: int
    claimed_by: str = ""
    claimed_at: datetime | None = None
    closed: datetime | None = None
    own: bool = True
    others: int = 0
    again: datetime | None = None
    undo: MayUndo | None = None
    beside: Beside = NOTHING
    relay: bool = False
    hidden: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What the store ended for a person who cancelled their call-backs, or had them erased.

    `own` is true if a call-back to the person's own number was ended. It is true, too, if they had left a
    spoken message that staff could answer by a call. `others` is how many call-backs that they had asked for
    other people were ended.
    """

    own: bool
    others: int


@dataclass(frozen=True, slots=True)
class Claimed:
    """The answer to a claim that succeeded: `number` (E.164) is to be rung; the claim lasts two hours."""

    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer to a claim that fails, because the member of staff `by` has claimed the call-back.

    If `kept_for` is true, it fails for another reason: the call-back is kept for `by`.
    """

    by: str
    kept_for: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """The answer to a claim that fails, because the call-back is closed, or never existed."""


def _askers(row: Mapping[str, str]) -> tuple[bool, int, int]:
    """Who asked for the call-back with the fields `row`: `own`, `others` and `hidden` of a `Callback`.

    That is whether it was asked for from the number to be rung; how many other people asked for it; and how
    many of these showed no number.
    """
    asked = {field.removeprefix(PART): part for field, part in row.items() if field.startswith(PART)}
    own = not asked or asked.pop(row["person"], None) is not None
    return own, len(asked), sum(f" {HIDDEN} " in part for part in asked.values())


def read_callback(callback_id: str, row: Mapping[str, str], now: datetime | None = None) -> Callback:
    """Read a record's fields (`row`) as a call-back at the moment `now`, when its claim may be over.

    If `now` is None, a claimed call-back is given as claimed however old the claim is. It then also counts as
    passed on to nobody.
    """
    asked, due = moment(row["asked"]), moment(row["due"])
    assert asked is not None and due is not None
    state = state_now(row, now) if now else row["state"]
    claimed_by = row.get("who", "") if state != "open" else ""
    claimed_at = moment(row.get("claimed")) if state != "open" else None
    own, others, hidden = _askers(row)
    best: Best = row["best"]  # type: ignore[assignment]  # what `keep` wrote
    by: By = row["by"]  # type: ignore[assignment]
    return Callback(
        callback_id,
        state,
        best,
        by,
        asked,
        max(due, moment(row.get("again_by")) or due),
        int(row["tries"]),
        claimed_by,
        claimed_at,
        moment(row.get("closed")),
        own,
        others,
        moment(row.get("again")),
        may_undo(row),
        read_beside(row, now),
        relay=row.get("relay") == RELAY,
        hidden=hidden,
        language=row.get("language", ""),
    )
