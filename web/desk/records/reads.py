"""Who reads a note, and until when: the record's holder, and the safeguarding lead (ADR 39)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask import request

from store.desk.leads import leads
from store.desk.staff import Account
from store.promises.queue import KEPT_SECONDS, UNDO_SECONDS
from web.desk.frame import dates
from web.desk.needs import BY_ITSELF, Desk, me
from web.desk.records.found import Record, kind_of, queue_of

# The outcomes after which a record's note is erased as soon as its number.
SOON_ERASED = ("not_wanted", "wrong_number")


def is_lead(desk: Desk, who: Account) -> bool:
    """Whether a person sees safeguarding flags: a lead does, or an admin if there is no lead.

    Raises `Unreachable` if the store does not answer.
    """
    return who.lead or (who.role == "admin" and any(one.name == who.name for one in leads(desk.kept.staff)))


def lead_names(desk: Desk) -> str:
    """The names of those who see safeguarding flags, for a sentence: "ann and bea".

    They are the leads who can sign in, or else the admins who can. If nobody can, it is "the lead".
    """
    return " and ".join(one.name for one in leads(desk.kept.staff)) or "the lead"


def seen_by(names: Iterable[str], who: str = "") -> str:
    """Who sees a flag, in words: "ann and bea see it".

    `who` is put after the names: ", who" gives "ann and bea, who see it".
    """
    every = [*names]
    return f"{' and '.join(every)}{who} {'sees' if len(every) == 1 else 'see'} it"


def note_of(desk: Desk, row: Record) -> str:
    """The note of a record; "" if it is not the signed-in member of staff who has claimed or closed it.

    Raises `Unreachable` if the store does not answer, and BrokenSeal if no NUMBER_KEY opens the note.
    """
    return desk.kept.line.written.notes.read(queue_of(desk, kind_of(row)), row.id, me().name, desk.now())


def note_for_lead(desk: Desk, row: Record) -> str:
    """The note of a record, for a safeguarding lead who has not claimed the record; "" for anybody else.

    Reading it is entered in the audit trail first. A page that refreshes itself is given "". Raises
    `Unreachable` if the store does not answer, and BrokenSeal if no NUMBER_KEY opens the note.
    """
    has_it = row.state != "open" and row.claimed_by == me().name
    if not row.beside.noted or has_it or BY_ITSELF in request.headers or not is_lead(desk, me()):
        return ""
    kind = kind_of(row)
    desk.note(f"{kind}:note:look", row.id)
    of = queue_of(desk, kind)
    return desk.kept.line.written.notes.read(of, row.id, me().name, desk.now(), lead=True)


def who_reads(desk: Desk) -> str:
    """A sentence on who reads the note of an open record, and what the closing does to the note."""
    others = [one.name for one in leads(desk.kept.staff) if one.name != me().name]
    lead = f", and {' and '.join(others)} for safeguarding" if others else ""
    only = f"only you and {' and '.join(others)}" if others else "only you"
    return (
        f"Whoever has this reads it: you, and who takes it after you{lead}. Once you close it, nobody takes "
        f"it: {only} can read it then, for 30 days; for ten minutes where it was a wrong number, or they do "
        "not want it. It is erased at once if they cancel."
    )


def who_reads_closed(desk: Desk, row: Record) -> str:
    """A sentence on who can read the note of a closed record, and until when; "" without a note."""
    until = _note_ends(row)
    if not row.beside.noted or until is None:
        return ""
    names = dict.fromkeys((row.claimed_by, *(one.name for one in leads(desk.kept.staff))))
    words = ["you" if name == me().name else name for name in names if name]
    return f"Only {' and '.join(words)} can read the note, until {dates.said(until, desk.now(), desk.zone)}."


def _note_ends(row: Record) -> datetime | None:
    """The time at which the note of a closed record is erased; None if the record is not closed."""
    soon = row.beside.reason in SOON_ERASED
    lasts = timedelta(seconds=UNDO_SECONDS if soon else KEPT_SECONDS)
    return row.closed + lasts if row.closed else None
