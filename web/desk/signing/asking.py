"""Asks a clinician to read and sign one thing: a link that works once, by mail to the address on record."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from menus.model import Pack
from menus.signing.person import may_be_same_person
from menus.signing.signature import why_no_signer
from menus.signing.things import Thing
from store.desk.desk import DeskStore
from store.signing.clinicians import Clinician
from store.signing.reviews import LASTS
from web.desk.frame.dates import full_day

PATH = "/desk/review/"
LETTER = """\
{service} asks you to read what it tells callers and texters under “{called}”, and to sign it or object.

{url}

The link is for {name} alone. It works once, until {until}. Have your entry in the register at hand.
You need no account. If you did not expect this, leave it: nothing happens.
"""


def why_not(thing: Thing, whom: Clinician) -> str:
    """Why a clinician may not be asked to sign something, as a sentence; "" if they may."""
    if why := why_no_signer(whom.name, whom.registration, thing.author):
        return f"{whom.name} cannot sign this: {why}."
    if may_be_same_person(whom.entered_by, thing.author):
        return f"{whom.entered_by} wrote this and entered the address: another admin has to enter it."
    return ""


@dataclass(frozen=True, slots=True)
class Asking:
    """What it takes to ask: the store, the pack on disk, the address of the line, the moment (aware)."""

    kept: DeskStore
    pack: Pack
    base: str
    now: datetime

    def ask(self, thing: Thing, whom: Clinician, by: str) -> None:
        """Send a clinician a link to sign what is on disk now, by the account `by`; see `why_not` first.

        Earlier links for the same thing work no more. Raises `Unreachable`, and BrokenSeal without the key.
        """
        version = self.pack.standing[thing.id].version
        token = self.kept.reviews.ask(thing.id, version, whom, by, self.now)
        until = (self.now + LASTS).astimezone(ZoneInfo(self.pack.hours.zone))
        words = LETTER.format(
            service=self.pack.service,
            called=thing.called,
            name=whom.name,
            until=full_day(until.date()),
            url=f"{self.base}{PATH}{token}",
        )
        self.kept.letters.post(whom.address, f"{self.pack.service}: please review “{thing.called}”", words)
