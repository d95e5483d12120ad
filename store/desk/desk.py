"""The store as the desk (the staff's web pages) uses it: the line's data and the desk's own."""

from dataclasses import dataclass

from store.counts.failures import Failures
from store.desk.air import Airing
from store.desk.closures import Closures
from store.desk.invitations import Invitations, invitations
from store.desk.overview import Overview
from store.desk.preflights import Preflights
from store.desk.pulse import Pulse
from store.desk.rehearsals import Rehearsals
from store.desk.sessions import Sessions
from store.desk.staff import Staff, staff
from store.desk.trail import Trail
from store.promises.closed.undo import Undo, undo
from store.promises.held import Held, held
from store.promises.places import Places, places_of
from store.promises.rings import Rings, rings
from store.signing.clinicians import Clinicians, clinicians
from store.signing.letters import Letters
from store.signing.reminders import Reminders
from store.signing.reviews import Reviews, reviews
from store.store import Store


@dataclass(frozen=True, slots=True)
class DeskStore:
    """The line's store together with the parts that only the desk uses, on one connection."""

    line: Store
    staff: Staff
    invitations: Invitations
    sessions: Sessions
    trail: Trail
    closures: Closures
    airing: Airing
    overview: Overview
    failures: Failures
    pulse: Pulse
    preflights: Preflights
    rehearsals: Rehearsals
    rings: Rings
    places: Places
    held: Held
    undo: Undo
    clinicians: Clinicians
    reviews: Reviews
    letters: Letters
    reminders: Reminders


def desk_store(line: Store) -> DeskStore:
    """The desk's store on the connection of the line's store; nothing connects before the first use."""
    return DeskStore(
        line=line,
        staff=staff(line.link, line.seals),
        invitations=invitations(line.link),
        sessions=Sessions(line.link),
        trail=Trail(line.link),
        closures=Closures(line.link),
        airing=Airing(line.link),
        overview=Overview(line.link, line.callbacks, line.messages),
        failures=Failures(line.link, line.counts),
        pulse=Pulse(line.link),
        preflights=Preflights(line.link),
        rehearsals=Rehearsals(line.link),
        rings=rings(line.link, line.seals),
        places=places_of(line.link, line.callbacks.queue),
        held=held(line.link),
        undo=undo(line.link),
        clinicians=clinicians(line.link, line.seals),
        reviews=reviews(line.link, line.seals),
        letters=Letters(line.jobs, line.seals),
        reminders=Reminders(line.link),
    )
