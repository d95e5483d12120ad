"""What every page of the desk is given, and how a page says who may see it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import g
from flask.typing import ResponseReturnValue

from menus.model import Pack
from store.counts.history import History
from store.desk.desk import DeskStore
from store.desk.staff import Account
from web.desk.attempts import Attempts

EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Desk:
    """The store, the pack as it stands now, the moment.

    `refresh` has this process see a new closure at once. `recording` gives the sound of a message (MP3), None
    where the carrier does not. `number` is the line's own, `public_url` what the carrier calls us by, or "".
    """

    kept: DeskStore
    pack: Callable[[], Pack]
    refresh: Callable[[], None]
    now: Callable[[], datetime]
    attempts: Attempts
    history: History
    recording: Callable[[str], bytes | None]
    number: str = ""
    public_url: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The helpline's zone."""
        return ZoneInfo(self.pack().hours.zone)

    def did(self, deed: str, about: str = "", who: str = "") -> None:
        """Notes what the one who asks has done. Raises `Unreachable`: then do not show what it was for."""
        self.kept.trail.note(self.now(), who or me().name, deed, about)


@dataclass(frozen=True, slots=True)
class Route:
    """A page below /desk: who may ask for it, and the view, which gets the desk and what the path holds."""

    method: str
    path: str
    role: str
    view: Callable[..., ResponseReturnValue]


def me() -> Account:
    """Who asks. Only behind a route that needs a role."""
    account: Account = g.me
    return account
