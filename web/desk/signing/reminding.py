"""Mails the pack's keepers about reviews that end within 90, 30 and 7 days: once about each."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from menus.model import Pack
from menus.signing.lapsing import lapsing
from store.desk.desk import DeskStore
from web.desk.frame.dates import full_day

LETTER = """\
These reviews end soon. A topic whose review has ended is told no more until a clinician has read it again.

{rows}

Ask a clinician under “Signatures” on the desk.
"""


def remind(kept: DeskStore, pack: Pack, addresses: Sequence[str], now: datetime) -> int:
    """Mail these addresses about reviews that end soon, if any is new; return how many are new.

    `now` is aware. Raises `Unreachable`, and BrokenSeal without the key.
    """
    ending = lapsing(pack, now.astimezone(ZoneInfo(pack.hours.zone)).date())
    new = set(kept.reminders.new(one.id for one in ending)) if addresses else set()
    rows = [f"{full_day(one.end)}: {one.thing.called}" for one in ending if one.id in new]
    if rows:
        for address in addresses:
            words = LETTER.format(rows="\n".join(rows))
            kept.letters.post(address, f"{pack.service} staff: reviews end soon", words)
        kept.reminders.note(new)
    return len(rows)
