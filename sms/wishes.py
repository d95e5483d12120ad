"""Asks the store what a reply needs (`Reply.wish`); its answer is an event for `sms.flow` (ADR 5)."""

from datetime import datetime

from menus.due import due_days
from menus.model import Pack
from menus.outcome import Already, Kept, Outcome, Refused
from sms.model import KeepCallback, LookUp, Stands, Wish
from store.link import Unreachable
from store.promises import promise
from store.promises.queue import TRIES
from store.sealed import BrokenSeal
from store.store import Store


def carry(wish: Wish, message: str, number: str, pack: Pack, store: Store, now: datetime) -> Outcome | Stands:
    """Ask the store for what `wish` requests, and give its answer as an event for `sms.flow`.

    It is about the phone number `number` (E.164); `message` is the carrier's id of the text. Gives
    Refused("away") if the store could not be asked.
    """
    if not number:
        return Refused("away")
    try:
        if isinstance(wish, LookUp):
            return _callback_standing(store, number, wish.past, now)
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


def _callback_standing(store: Store, number: str, past: bool, now: datetime) -> Stands | Refused:
    """The state of the open call-back to this number; Refused("none") if it has none. Raises `Unreachable`.

    With `past`, a call-back that was closed because nobody took our calls counts as well.
    """
    found = store.callbacks.open_of(number)
    if found:
        as_now = store.callbacks.one(found.id, now) if found.state == "claimed" else found
        return Stands(found.due, found.tries, as_now is not None and as_now.state == "claimed")
    rung = past and any(one.state == "no_reply" for one in store.callbacks.of(number))
    return Stands(None, TRIES) if rung else Refused("none")
