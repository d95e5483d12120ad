"""What only the desk needs of the store, as one bundle beside the line's."""

from dataclasses import dataclass

from store.counts.failures import Failures
from store.desk.closures import Closures
from store.desk.overview import Overview
from store.desk.pulse import Pulse
from store.desk.staff import Staff, staff
from store.desk.trail import Trail
from store.promises.rings import Rings
from store.store import Store


@dataclass(frozen=True, slots=True)
class DeskStore:
    """The line's store, and the desk's own promises on the same link."""

    line: Store
    staff: Staff
    trail: Trail
    closures: Closures
    overview: Overview
    failures: Failures
    pulse: Pulse
    rings: Rings


def desk_store(line: Store) -> DeskStore:
    """The desk's promises beside those of the line. Connects to nothing."""
    return DeskStore(
        line=line,
        staff=staff(line.link, line.seals),
        trail=Trail(line.link),
        closures=Closures(line.link),
        overview=Overview(line.link, line.callbacks, line.messages),
        failures=Failures(line.link, line.counts),
        pulse=Pulse(line.link),
        rings=Rings(line.jobs, line.seals),
    )
