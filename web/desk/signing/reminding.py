"""Mails staff about reviews that end within 90, 30 or 7 days, or have ended; each stage is told once."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from menus.model import Pack
from menus.signing.lapsing import ended, lapsing
from menus.signing.things import Thing
from store.desk.desk import DeskStore
from web.desk.frame.dates import full_day

LETTER = """\
These reviews end soon. A topic whose review has ended is told no more until a clinician has read it again.

{rows}

Ask a clinician under “Signatures” on the desk.
"""

ENDED = """\
These reviews have ended. A topic among them is withdrawn at the next opening of the helpline: people hear
that it is being checked. The rest is still said as it was.

{rows}

Ask a clinician under “Signatures” on the desk.
"""
# What ended before that is old news, as for a line that is set up anew.
TOLD_FOR = timedelta(days=30)


def remind(kept: DeskStore, pack: Pack, addresses: Sequence[str], now: datetime) -> int:
    """Mail `addresses` about reviews that end within 90, 30 or 7 days, or ended in the last 30 days.

    Each of these four stages of a review is told once. Returns how many reviews were told of. Without
    addresses nothing is done. `now` is aware. Raises `Unreachable` if the store does not answer, and
    BrokenSeal if the line has no key for what is stored (NUMBER_KEY).
    """
    today = now.astimezone(ZoneInfo(pack.hours.zone)).date()
    soon = {one.id: _row(one.end, one.thing) for one in lapsing(pack, today)}
    over = {
        f"{of.id} {end} ended": _row(end, of) for of, end in ended(pack, today) if today - end <= TOLD_FOR
    }
    new = set(kept.reminders.new([*soon, *over])) if addresses else set()
    for subject, letter, rows in (("end soon", LETTER, soon), ("have ended", ENDED, over)):
        if told := [row for name, row in rows.items() if name in new]:
            words = letter.format(rows="\n".join(told))
            for address in addresses:
                kept.letters.post(address, f"{pack.service} staff: reviews {subject}", words)
    if new:
        kept.reminders.note(new)
    return len(new)


def _row(end: date, thing: Thing) -> str:
    return f"{full_day(end)}: {thing.titled}"
