"""The types that the desk's pages share: what each is given, and how each says who may see it."""

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
from web.desk.locks.attempts import Attempts

EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Carrier:
    """What the desk's pages need of the carrier.

    `sound` gives the MP3 of a message by its recording's id, None where the carrier does not give it. `leg`
    gives the TwiML that rings a caller (E.164) once staff have pressed 1; for "" it ends the call.
    """

    sound: Callable[[str], bytes | None]
    leg: Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a page of the desk is given: store, pack with its present hours, clock, carrier.

    `refresh` makes this process see a new closure at once. `number` is the line's own; `public_url` is our
    URL as the carrier knows it, or ""; `trusted_proxies` is how many proxies before us are trusted.
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
    trusted_proxies: int = 0

    @property
    def zone(self) -> ZoneInfo:
        """The helpline's time zone."""
        return ZoneInfo(self.pack().hours.zone)

    def note(self, deed: str, about: str = "", who: str = "") -> None:
        """Note in the audit trail what the signed-in member of staff (or `who`) does.

        Raises `Unreachable`: then do not show them what it was for, such as a number.
        """
        self.kept.trail.note(self.now(), who or me().name, deed, about)


@dataclass(frozen=True, slots=True)
class Route:
    """A page below /desk: its path, who may ask for it, and its view.

    The view is given the `Desk` and the parts of the path. `tab` is the label of the link, at the head of
    every page, that this page belongs to, "" for none. That link leads to the first page with its label.
    """

    method: str
    path: str
    role: str
    view: Callable[..., ResponseReturnValue]
    tab: str = ""

    @property
    def endpoint(self) -> str:
        """The name of this page for `url_for` and `request.endpoint`."""
        return f"desk.{self.view.__name__}"


def me() -> Account:
    """The account that is signed in. Use it only on pages that need a role."""
    account: Account = g.me
    return account
