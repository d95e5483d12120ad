"""The types that all pages of the desk share: what a page is given, and how it says who may see it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from flask import g
from flask.typing import ResponseReturnValue

from menus.model import Pack
from store.counts.history import History
from store.desk.desk import DeskStore
from store.desk.staff import Account
from store.promises.rings import Talk
from web.desk.locks.attempts import Attempts

EVERYONE = "everyone"
# A page that brings itself up to date is nobody at work. It tells the second at which it was opened.
BY_ITSELF = "X-Desk-Update"


@dataclass(frozen=True, slots=True)
class Carrier:
    """What the desk's pages need of the carrier.

    `sound` takes a recording's id and gives its MP3; "gone" if the carrier has none, "away" if it does not
    give it now. `leg` takes a caller's number (E.164) and the URL to be told at what became of it, and gives
    the TwiML that rings it once staff have pressed 1; with "" it gives TwiML that ends the call. `after`
    takes how the ring of the caller came out (such as "answered"), and gives the TwiML that tells staff.
    """

    sound: Callable[[str], bytes | Literal["gone", "away"]]
    leg: Callable[[str | None, str], bytes]
    after: Callable[[Talk], bytes]


@dataclass(frozen=True, slots=True)
class Tells:
    """How the line can tell staff: by text at all, on phones of BELL_TO, by mail. `letters` go to others."""

    texts: bool = False
    phones: bool = False
    mail: bool = False
    letters: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a page of the desk is given, such as the store, the pack with its present hours and the clock.

    `written` is the pack on disk, which may not be served yet. `refresh` makes this process see a new closure
    at once. `refused` says why the pack on disk is not the one
    that is served, a line for each reason; "" if it is. `number` is the line's own; `public_url` is our
    URL as the carrier knows it, or ""; `trusted_proxies` is how many proxies before us are trusted.
    `unset` are the settings by which the line would ring and text, and that are missing.
    `tells` is how staff can be told of something.
    `preflight` looks at the line from outside, for up to 20 seconds, and gives a line for each thing.
    """

    kept: DeskStore
    pack: Callable[[], Pack]
    written: Callable[[], Pack]
    refresh: Callable[[], None]
    now: Callable[[], datetime]
    attempts: Attempts
    history: History
    carrier: Carrier
    number: str = ""
    public_url: str = ""
    trusted_proxies: int = 0
    unset: tuple[str, ...] = ()
    tells: Tells = Tells()
    refused: Callable[[], str] = lambda: ""
    preflight: Callable[[], Sequence[Mapping[str, str]]] = lambda: ()

    @property
    def zone(self) -> ZoneInfo:
        """The helpline's time zone."""
        return ZoneInfo(self.pack().hours.zone)

    def note(self, deed: str, about: str = "", who: str = "") -> str:
        """Enter a deed in the audit trail; `about` is the id of the call-back or other thing it concerns.

        Whose deed it is, `who` says; "" for the member of staff who is signed in. Raises `Unreachable`:
        then the deed, such as showing a number, must not be done. Where the deed is refused afterwards,
        `kept.trail.strike` takes the mark that this gives.
        """
        return self.kept.trail.note(self.now(), who or me().name, deed, about)


@dataclass(frozen=True, slots=True)
class Route:
    """A page below /desk: its path, the role that it needs, and the function that shows it (`view`).

    `view` is given the `Desk` and the variable parts of the path. `tab` is the label of a link at the head of
    every page: pages with the same label belong to it, and it leads to the first of them. "" is for no link.
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
    """The account that is signed in. Use it only in pages that need a role."""
    account: Account = g.me
    return account
