"""One line of a preflight: what was looked at, what was seen, and the mend where it is not as it must be."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["well", "warning", "fault", "unknown"]


@dataclass(frozen=True, slots=True)
class Line:
    """What a preflight says of one subject (`about`), such as "certificate"; it never holds a secret.

    A "fault" keeps people from being answered, or is a danger; a "warning" becomes one in time. "unknown":
    it could not be looked at, because of what another line tells.
    """

    about: str
    level: Level
    saw: str
    mend: str = ""

    @property
    def finds(self) -> bool:
        """Whether something is to be mended."""
        return self.level in ("fault", "warning")


def well(about: str, saw: str) -> Line:
    """The line on what is as it must be."""
    return Line(about, "well", saw)


def warning(about: str, saw: str, mend: str) -> Line:
    """The line on what will be a fault one day, or may be one."""
    return Line(about, "warning", saw, mend)


def fault(about: str, saw: str, mend: str) -> Line:
    """The line on what must be mended before people ring."""
    return Line(about, "fault", saw, mend)


def unknown(about: str, why: str) -> Line:
    """The line on what could not be looked at."""
    return Line(about, "unknown", why)


def listed(what: Iterable[str]) -> str:
    """The names in a row, each once: "/voice, /sms"."""
    return ", ".join(dict.fromkeys(what))
