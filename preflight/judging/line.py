"""A report line of a preflight: the subject, the finding, and how to mend it if it is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["well", "warning", "fault", "unknown"]


@dataclass(frozen=True, slots=True)
class Line:
    """The report line about one subject (`about`), such as "certificate"; it never holds a secret.

    `saw` says what was found, `mend` what to do about it. The levels: "well" is a subject in order. A "fault"
    keeps people from being answered, or is a danger. A "warning" is a trouble that becomes a fault in time.
    "unknown" is a subject that could not be checked, because of the trouble in another report line.
    """

    about: str
    level: Level
    saw: str
    mend: str = ""

    @property
    def finds(self) -> bool:
        """Whether there is something to mend: a fault or a warning."""
        return self.level in ("fault", "warning")


def well(about: str, saw: str) -> Line:
    """The report line about a subject that is in order; `saw` says what was found."""
    return Line(about, "well", saw)


def warning(about: str, saw: str, mend: str) -> Line:
    """The report line about something that may be a fault, or will be a fault one day.

    `saw` says what was found, `mend` what to do about it.
    """
    return Line(about, "warning", saw, mend)


def fault(about: str, saw: str, mend: str) -> Line:
    """The report line about a fault that must be mended before people ring.

    `saw` says what was found, `mend` what to do about it.
    """
    return Line(about, "fault", saw, mend)


def unknown(about: str, why: str) -> Line:
    """The report line about a subject that could not be checked."""
    return Line(about, "unknown", why)


def listed(what: Iterable[str]) -> str:
    """The names joined with commas, each once: "/voice, /sms"."""
    return ", ".join(dict.fromkeys(what))
