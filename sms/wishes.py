"""A flow's wish carried to the store, and the store's answer as the next event (docs/decisions/0011)."""

from datetime import datetime

from menus.due import due_days
from menus.model import Pack
from menus.outcome import Already, Kept, Outcome, Refused
from sms.model import KeepCallback, Wish
from store import promise
from store.link import Unreachable
from store.sealed import BrokenSeal
from store.store import Store


def carry(wish: Wish, message: str, number: str, pack: Pack, store: Store, now: datetime) -> Outcome:
    """What became of a wish about `number` (E.164). Refused("away") where the store could not be asked."""
    if not number:
        return Refused("away")
    try:
        if not isinstance(wish, KeepCallback):
            return Kept() if store.callbacks.withdraw(number, now) else Refused("none")
        days, most = due_days(pack.hours, now), pack.hours.callbacks_a_day
        kept = store.callbacks.keep(message, number, wish.best, "text", days, most, now)
    except (Unreachable, BrokenSeal):
        return Refused("away")
    match kept:
        case promise.Kept(_, due):
            return Kept(due)
        case promise.Already(_, due):
            return Already(due)
        case promise.Refused(reason):
            return Refused(reason)
