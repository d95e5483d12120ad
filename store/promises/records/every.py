"""All parts of the store for what staff add to records, in one object."""

from dataclasses import dataclass

from store.link import Link
from store.promises.records.flags import Flags, flags
from store.promises.records.left import Left
from store.promises.records.notes import Notes, notes
from store.promises.records.passing import Passing, passing
from store.sealed import Sealed


@dataclass(frozen=True, slots=True)
class Written:
    """The parts of the store for what staff add to records.

    `notes` keeps the notes, `passing` the records passed on to a colleague, `left` the records given back,
    and `flags` the flags for safeguarding.
    """

    notes: Notes
    passing: Passing
    left: Left
    flags: Flags


def written(link: Link, seals: Sealed) -> Written:
    """The part of the store that keeps what staff add to records, on the connection `link`."""
    return Written(notes(link, seals), passing(link), Left(link), flags(link, seals))
