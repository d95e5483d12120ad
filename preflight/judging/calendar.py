"""Whether this machine knows the time: its clock, its time-zone data, and the bank holidays."""

from dataclasses import dataclass
from datetime import date

from preflight.judging.line import Line, fault, warning, well

# An answer tells whole seconds, and is on its way for a while.
AHEAD, WRONG = 5.0, 30.0
KNOWN_DAYS = 90


@dataclass(frozen=True, slots=True)
class Zone:
    """The pack's time zone: whether this machine knows it, and whether the change of clocks is right.

    `change` is the next day on which the clocks change; None for a zone whose rule we do not know.
    """

    name: str
    known: bool = True
    change: date | None = None
    right: bool = True


def clock(off: float, whose: str) -> Line:
    """The report line about the clock, which is `off` seconds ahead of another (behind it if negative).

    `whose` names the other clock, such as "the carrier's". Over 5 seconds are a warning, over 30 a fault.
    """
    mend = "let it be set by the network (`timedatectl set-ntp true`)"
    told = f"{abs(off):.0f} s {'ahead of' if off > 0 else 'behind'} {whose}"
    if abs(off) > WRONG:
        return fault("clock", told, mend)
    if abs(off) > AHEAD:
        return warning("clock", told, mend)
    return well("clock", f"as {whose}")


def zone(seen: Zone) -> Line:
    """The report line about the time-zone data: a fault if it lacks the zone or has its next change wrong."""
    mend = "bring the zone data up to date (Debian: `apt-get install tzdata`), and renew the line"
    if not seen.known:
        return fault("zone", f"{seen.name} is not known here", mend)
    if not seen.right:
        return fault("zone", f"{seen.name} does not change its clocks on {seen.change}, as it must", mend)
    told = f", and changes its clocks on {seen.change}" if seen.change else ""
    return well("zone", f"{seen.name} is known{told}")


def holidays(until: date, today: date) -> Line:
    """The report line about the bank holidays, which are known up to the day `until`.

    It is a fault if that day is past, and a warning if it is less than 90 days away.
    """
    left = (until - today).days
    mend = "look at gov.uk's list, add what is new to `holidays` in hours.toml, and write a later day there"
    if left < 0:
        return fault("holidays", f"bank holidays are known until {until} only", mend)
    if left < KNOWN_DAYS:
        return warning("holidays", f"bank holidays are known for {left} more days", mend)
    return well("holidays", "bank holidays are known for 90 days and more")
