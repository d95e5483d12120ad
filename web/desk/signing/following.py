"""Mails about clinicians' links: a link ends soon, has ended, or its text has changed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from menus.model import Pack
from menus.signing.things import Thing, things
from store.desk.desk import DeskStore
from store.signing.reviewed import Asked
from web.desk.frame.dates import full_day

SOON = timedelta(days=2)
REMINDER = """\
{service} asked you to read and sign “{called}”. The link in our mail to you works until {until}.

What you have ticked and written there is kept. If you cannot read it by then, nothing is signed, and you
may be asked again.
"""
CHANGED = """\
The words of “{called}” have changed since we asked you to sign them, so the link in our mail works no more.

Nothing was signed. You are sent a new link once the words are settled.
"""
STAFF_CHANGED = """\
“{called}” was changed while {name} had a link to sign it, which {by} sent. That link works no more.

Send a new one under “Signatures” on the desk, once the words are settled.
"""
STAFF_ENDED = """\
{name} did not answer about “{called}”: the link that {by} sent ended on {until}.

Ask again, or somebody else, under “Signatures” on the desk.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """A mail about a clinician's link: its id, address ("" for staff), subject and words.

    The id is stored once the mail is sent, so that it is sent only once.
    """

    id: str
    to: str
    subject: str
    words: str


def follow(kept: DeskStore, written: Callable[[], Pack], staff: Sequence[str], now: datetime) -> int:
    """Send the mails that are due about clinicians' links, each once; return how many were sent.

    `staff` are mail addresses; if there are none, no mail goes to staff. `written` gives the pack on disk; it
    is called only if a link is open or has ended. `now` is aware. Raises `Unreachable` if the store does not
    answer, and BrokenSeal if the line has no key (NUMBER_KEY) for what is stored.
    """
    out, over = kept.reviews.waiting(now), kept.reviews.unanswered(now)
    if not out and not over:
        return 0
    pack = written()
    found = [one for one in _told(kept, pack, out, over, now) if one.to or staff]
    new = set(kept.reminders.new(one.id for one in found))
    for one in found:
        if one.id in new:
            kept.letters.post(one.to, one.subject, one.words)
    if new:
        kept.reminders.note(new)
    return len(new)


def _told(
    kept: DeskStore, pack: Pack, out: dict[str, Asked], over: dict[str, Asked], now: datetime
) -> Iterator[Told]:
    addresses = {one.id: one.address for one in kept.clinicians.all()}
    named = {thing.id: thing for thing in things(pack)}
    for of, one in out.items():
        yield from _of_one(pack, named.get(of), one, addresses.get(one.whom, ""), now)
    for of, one in over.items():
        yield _letter(pack, named.get(of), one, ("ended", "", "a link was not answered", STAFF_ENDED))


def _of_one(pack: Pack, thing: Thing | None, one: Asked, address: str, now: datetime) -> Iterator[Told]:
    """The mails due about the open link `one`: its text has changed, or the link ends soon.

    Gives none if neither is so. `thing` is the text as it is on disk, None if it is gone. `address` is the
    clinician's, "" if it is not known; then only staff get a mail.
    """
    if thing is None or pack.standing[thing.id].version != one.version:
        yield _letter(pack, thing, one, ("changed-staff", "", "words changed under a link", STAFF_CHANGED))
        if address:
            yield _letter(pack, thing, one, ("changed", address, "please wait for a new link", CHANGED))
    elif address and one.until - now <= SOON:
        yield _letter(pack, thing, one, ("soon", address, "your link ends soon", REMINDER))


def _letter(pack: Pack, thing: Thing | None, one: Asked, what: tuple[str, str, str, str]) -> Told:
    stage, to, subject, words = what
    called = thing.titled if thing else one.of
    blanks = {"service": pack.service, "called": called, "name": one.name, "by": one.by}
    until = full_day(one.until.astimezone(ZoneInfo(pack.hours.zone)).date())
    begins = pack.service if to else f"{pack.service} staff"
    return Told(f"{one.digest} {stage}", to, f"{begins}: {subject}", words.format(**blanks, until=until))
