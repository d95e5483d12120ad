"""Asks the store what a reply needs (`Reply.wish`); its answer is an event for `sms.flow` (ADR 5)."""

from datetime import datetime

from menus.asked import Asked
from menus.due import due_days, shares
from menus.model import Pack
from menus.outcome import Already, Kept, Outcome, Refused
from sms.model import KeepCallback, LookUp, Stands, TakenBack, Wish
from store.link import Unreachable
from store.numbers import tail_of
from store.promises import promise
from store.promises.queue import TRIES
from store.sealed import BrokenSeal
from store.store import Store


def carry(wish: Wish, asked: Asked, pack: Pack, store: Store) -> Outcome | Stands | TakenBack:
    """Ask the store for what a text needs of it, such as to promise a call-back, and give the outcome.

    A call-back is looked up for the sender's own number alone, whatever number was typed. Gives
    Refused("away") if the store cannot be asked.
    """
    if not asked.own:
        return Refused("away")
    try:
        match wish:
            case LookUp(past):
                return _callback_standing(store, asked.own, past, asked.now)
            case KeepCallback():
                return _keep_callback(wish, asked, pack, store)
        calls, own, now, by = store.callbacks, asked.own, asked.now, asked.by
        ended = calls.withdraw_one(own, asked.keyed, now, by) if asked.keyed else calls.withdraw(own, now, by)
        store.link.demand_promises()  # it is taken back; who may not rely on that is told so
        store.link.confirm()
    except (Unreachable, BrokenSeal):
        return Refused("away")
    return TakenBack(ended.own, bool(ended.others), asked.another)


def _keep_callback(wish: KeepCallback, asked: Asked, pack: Pack, store: Store) -> Outcome:
    """Have the store promise the call-back that a text asks for: gives Kept, Already, or Refused and why.

    The call-back that it replaces (`wish.instead`) is taken back once the new one is promised. If the new one
    is refused because the person has asked for too many others, and this is one of them, it is taken back
    first, and the new one tried again. Raises `Unreachable`, or `BrokenSeal` if there is no key with which to
    encrypt the number.
    """
    kept, others, wrong = _promise(wish, asked, pack, store), store.callbacks.for_others, wish.instead
    if (
        wrong
        and kept == promise.Refused("others")
        and others.may_ask(asked.own, asked.number, asked.now, wrong)
    ):
        others.leave(wrong, asked.own, asked.now)
        kept = _promise(wish, asked, pack, store)
    if wrong and not isinstance(kept, promise.Refused) and kept.id != wrong:
        others.leave(wrong, asked.own, asked.now)
    match kept:
        case promise.Kept(kept_id, due) | promise.Already(kept_id, due) if asked.another:
            return Kept(due, True, kept_id, tail_of(asked.number))
        case promise.Kept(kept_id, due):
            return Kept(due, False, kept_id, tail_of(asked.number))
        case promise.Already(_, due):
            return Already(due)
        case promise.Refused(reason):
            return Refused(reason)


def _promise(wish: KeepCallback, asked: Asked, pack: Pack, store: Store) -> promise.Promise:
    """Ask the store to promise a call-back. Raises as `_keep_callback` does."""
    days, most = due_days(pack.hours, asked.now), pack.hours.callbacks_a_day
    asker = store.budgets.asker(asked.own) if asked.another else None
    share = shares(days, most, withheld=False)
    return store.callbacks.keep(
        asked.by, asked.number, wish.best, "text", days, most, asked.now, asker, share, relay=wish.relay
    )


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
