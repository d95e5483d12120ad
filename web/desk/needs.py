"""The types shared by all pages of the desk: what a page is given, and who may see it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from flask import g, request
from flask.typing import ResponseReturnValue

from menus.model import Pack
from store.counts.history import History
from store.desk.desk import DeskStore
from store.desk.staff import Account
from store.promises.rings import Talk
from web.desk.locks.attempts import Attempts
from web.desk.wording import visible

EVERYONE = "everyone"
# The header of a request by which a page refreshes itself, so that it does not count as somebody at work. Its
# value is the moment at which the page was opened (seconds since 1970).
BY_ITSELF = "X-Desk-Update"


@dataclass(frozen=True, slots=True)
class Carrier:
    """The functions of the carrier that the desk's pages need.

    `sound` takes a recording's id and gives its MP3. It gives "gone" if the carrier has no such recording,
    and "away" if the carrier does not answer.

    `leg` gives TwiML for staff who were rung. It takes a caller's number (E.164), to be rung once staff have
    pressed 1, and the URL that is told the result. Without a number (None or "") the TwiML ends the call.
    `after` takes the result of ringing the caller, such as "answered", and gives the TwiML that tells staff.
    """

    sound: Callable[[str], bytes | Literal["gone", "away"]]
    leg: Callable[[str | None, str], bytes]
    after: Callable[[Talk], bytes]


@dataclass(frozen=True, slots=True)
class Tells:
    """Which kinds of message the line can send.

    `texts` are texts to anybody, `phones` texts to the phones in BELL_TO. `mail` is mail to the addresses in
    BELL_TO, `letters` mail to anybody.
    """

    texts: bool = False
    phones: bool = False
    mail: bool = False
    letters: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What a page of the desk is given: the store (`kept`), the pack with its present hours, and much else.

    `written` gives the pack on disk, which may not be served yet. `refused` gives the reasons why it is not
    served, one a line; "" if it is served. `refresh` makes this process see a new closure at once. `attempts`
    limits wrong passwords and codes. `history` reads counts. `number` is the line's own number. `public_url`
    is our URL as the carrier knows it, or "". `trusted_proxies` is how many proxies before us are trusted.
    `unset` names settings that are missing but needed to ring and text. `tells` is how staff can be notified.
    `preflight` checks the line from outside, for up to 20 seconds, and gives the lines of its report.
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
        """Enter an action in the audit trail; return the entry's mark.

        `deed` is the action's name, such as "sign_in". `about` is the id of the call-back or other thing.
        `who` is the name of the person; "" stands for the signed-in member of staff. Raises `Unreachable` if
        the store cannot take the entry: the action, such as showing a number, must then not be done. Use
        `entered` for an action that may fail or be refused after the entry.
        """
        return self.kept.trail.note(self.now(), who or me().name, deed, about)

    def entered(self, deed: str, about: str = "", who: str = "") -> AbstractContextManager[str]:
        """Enter an action in the audit trail before the `with` block that does it; give the entry's mark.

        `deed` is the action's name. `about` is the id of the call-back or other thing. `who` is the name of
        the person; "" stands for the signed-in member of staff. If the action is refused, remove the entry by
        its mark, with `kept.trail.strike`. An error in the block also removes the entry, unless the action
        may have been done. Raises `Unreachable` if the store cannot take the entry.
        """
        return self.kept.trail.entered(self.now(), who or me().name, deed, about)


@dataclass(frozen=True, slots=True)
class Route:
    """A page below /desk: its path, the role that it needs, and the function that shows it (`view`).

    If `role` is `EVERYONE`, nobody need be signed in. `view` is given the `Desk` and the variable parts of
    the path. `tab` is the label of a link at the head of every page; "" means no link. If several pages have
    the same label, the link leads to the first of them.
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
    """The account that is signed in. Only pages that need a role may ask for it."""
    account: Account = g.me
    return account


def typed(field: str) -> str:
    """The text in a field of the form, without invisible control characters and without blanks around it.

    A line break is one character.
    """
    return visible(request.form.get(field, "")).strip()
