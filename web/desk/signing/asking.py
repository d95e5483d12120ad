"""Asks a clinician to read and sign one text: mails a one-time link to the address on record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from menus.model import Pack
from menus.reviews import is_plain_role
from menus.signing.person import may_be_same_person
from menus.signing.sheet import sheet
from menus.signing.signature import why_no_signer
from menus.signing.things import Kind, Thing
from store.desk.desk import DeskStore
from store.signing.clinicians import Clinician
from store.signing.reviews import LASTS
from web.desk.frame.dates import full_day

PATH = "/desk/review/"
WHAT: Mapping[Kind, str] = {
    "topic": "what it tells callers and texters under “{called}”",
    "fixed-replies": "what it answers to an emergency, to distress, and to a medicine that is changed",
    "alarm-rules": "examples of messages that it takes for an emergency, and what it answers to them",
    "second-ear": "how well it hears an emergency that none of its rules knows",
}
SUBJECT: Mapping[Kind, str] = {
    "topic": "and sign “{called}”",
    "fixed-replies": "what our line answers in an emergency",
    "alarm-rules": "which messages our line takes for an emergency",
    "second-ear": "how well our line hears an emergency",
}
ENDS: Mapping[Kind, str] = {
    "topic": "Once its review ends, it is told no more until somebody has read it again.",
    "fixed-replies": "Once its review ends, it is still said, and staff are warned.",
    "alarm-rules": "Once their review ends, they are still used, and staff are warned.",
    "second-ear": "Once its review ends, it is still used, and staff are warned.",
}
LETTER = """\
{sender} of {whose} asks you to read {what}, and to sign it or object.
{service} is its phone and text-message information line.

{url}

To read it takes some {minutes} minutes; what you tick and write is kept, so you may stop and go on. {ends}
The link is for {name} alone. It works once, until {until}. Have your entry in the register at hand.
You need no account. If you did not expect this, leave it: nothing happens.
"""
UNTOLD = (
    "{name} cannot be asked: “{role}”, which callers would be told, holds more than plain letters. "
    "Remove them, and enter them anew."
)
# Words that somebody who checks them reads in a minute.
PACE = 100


def editors(kept: DeskStore) -> tuple[str, ...]:
    """The names of the accounts that may change the line's words; their owners may not sign any words.

    Raises `Unreachable` if the store does not answer.
    """
    return tuple(one.name for one in kept.staff.all() if one.may("edit"))


def why_not(thing: Thing, whom: Clinician, staff: Sequence[str]) -> str:
    """The reason why a clinician may not be asked to sign a text, as a sentence; "" if they may.

    `staff` are the names of the accounts that may change the words, and of the account that asks.
    """
    if why := why_no_signer(whom.name, whom.registration, thing.author):
        return f"{whom.name} cannot sign this: {why}."
    if not is_plain_role(whom.role):
        return UNTOLD.format(name=whom.name, role=whom.role)
    if alike := next((one for one in staff if may_be_same_person(whom.name, one)), ""):
        return (
            f"{whom.name} cannot sign this: their name is like the account {alike}, which may edit the words."
        )
    if may_be_same_person(whom.entered_by, thing.author):
        return f"{whom.entered_by} wrote this and entered the address: another admin has to enter it."
    return ""


def countersigners(kept: DeskStore, thing: Thing, whom: Clinician, by: str) -> tuple[str, ...]:
    """The names of the admins who could countersign what the clinician `whom` signs, if asked by `by`.

    `by` is the name of an account. Whoever asked, wrote the text or entered the clinician is left out.
    Raises `Unreachable` if the store does not answer.
    """
    barred = (thing.author, whom.entered_by, whom.name, by)
    admins = (one.name for one in kept.staff.all() if one.may("admin"))
    return tuple(one for one in admins if not any(may_be_same_person(one, other) for other in barred))


@dataclass(frozen=True, slots=True)
class Asking:
    """What asking for a signature needs: store, pack on disk, the line's URL (`base`), the present moment."""

    kept: DeskStore
    pack: Pack
    base: str
    now: datetime

    def ask(self, thing: Thing, whom: Clinician, by: str) -> None:
        """Mail a clinician a link for signing a text as it is on disk now, on behalf of the account `by`.

        Whether the clinician may sign is not checked here, but by `why_not`. Earlier links for the text no
        longer work. Raises `Unreachable` if the store does not answer, and BrokenSeal if the line has no key
        to encrypt what it stores (NUMBER_KEY).
        """
        version = self.pack.standing[thing.id].version
        token = self.kept.reviews.ask(thing.id, version, whom, by, self.now)
        until = (self.now + LASTS).astimezone(ZoneInfo(self.pack.hours.zone))
        named = next(iter(self.pack.languages.values())).named  # the mail is in the first language
        read = sum(len(line.whole.split()) for line in sheet(self.pack, thing, self.now).lines)
        words = LETTER.format(
            service=self.pack.service,
            sender=by,
            whose=named.get("charity") or self.pack.service,
            what=WHAT[thing.kind].format(called=thing.called) + thing.in_tongue,
            ends=ENDS[thing.kind],
            minutes=max(5, -(-read // PACE // 5) * 5),
            name=whom.name,
            until=full_day(until.date()),
            url=f"{self.base}{PATH}{token}",
        )
        subject = SUBJECT[thing.kind].format(called=thing.called) + thing.in_tongue
        self.kept.letters.post(whom.address, f"{self.pack.service}: please check {subject}", words)
