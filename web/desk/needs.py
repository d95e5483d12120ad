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
class Carrier:
    """What the web process asks of the carrier, all of it for the desk.

    `sound` gives the MP3 of a message by the id of its recording, None where the carrier does not. `leg`
    gives the TwiML that rings a caller (E.164) once staff have pressed 1, or ends the call for "".
    """

    sound: Callable[[str], bytes | None]
    leg: Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Desk:
    """The store, the pack as it stands now, the moment, the carrier.

    `refresh` has this process see a new closure at once. `number` is the line's own, `public_url` what the
    carrier calls us by, or "".
    """

    kept: DeskStore
    pack: Callable[[], Pack]
    refresh: Callable[[], None]
    now: Callable[[], datetime]
    attempts: Attempts
    history: History
    carrier: Carrier
    number: str = ""
    public_url: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The helpline's zone."""
        return ZoneInfo(self.pack().hours.zone)

    def note(self, deed: str, about: str = "", who: str = "") -> None:
        """Note what the one who asks has done. Raises `Unreachable`: then do not show what it was for."""
        self.kept.trail.note(self.now(), who or me().name, deed, about)


@dataclass(frozen=True, slots=True)
class Route:
    """A page below /desk: who may ask for it, and the view, which gets the desk and what the path holds.

    `tab` names the link at the head of every page that is lit on this one, "" for none. The first page of a
    tab is where the link leads.
    """

    method: str
    path: str
    role: str
    view: Callable[..., ResponseReturnValue]
    tab: str = ""

    @property
    def endpoint(self) -> str:
        """What `url_for` and `request.endpoint` call it."""
        return f"desk.{self.view.__name__}"


def me() -> Account:
    """Who asks. Only behind a route that needs a role."""
    account: Account = g.me
    return account
