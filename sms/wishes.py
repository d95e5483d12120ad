"""Sends a reply's request (`Reply.wish`) to the store; the answer is an event for `sms.flow` (ADR 5)."""

from datetime import datetime, timedelta

from menus.asked import Asked
from menus.due import due_days, ring_time, shares
from menus.model import Hours, Pack
from menus.multilingual.in_english import kept
from menus.outcome import Already, Kept, Outcome, Refused
from sms.model import OWN, KeepCallback, LookUp, Stands, StandsFor, TakenBack, WithdrawCallback
from store.link import Unreachable
from store.numbers import tail_of
from store.promises import promise
from store.promises.callbacks import FIRST
from store.promises.queue import TRIES
from store.promises.standing import Callback
from store.promises.texts import Seen
from store.sealed import BrokenSeal
from store.store import Store

# So long after staff took a call-back shortly before closing time they may be ringing still.
JUST_TAKEN = timedelta(minutes=30)


def carry(
    wish: KeepCallback | WithdrawCallback, asked: Asked, pack: Pack, store: Store
) -> Outcome | TakenBack:
    """Have the store promise or withdraw a call-back, as a text asks, and return the outcome.

    `asked` tells who asks, for which number and when. Returns Kept or Already for a promise, TakenBack for a
    withdrawal, or Refused with the reason. The reason is "away" if the store cannot be reached or cannot keep
    promises, if no key encrypts the number, or if the sender's number is not known.
    """
    if not asked.own:
        return Refused("away")
    try:
        if isinstance(wish, KeepCallback):
            return _keep_callback(wish, asked, pack, store)
        calls, own, now, by = store.callbacks, asked.own, asked.now, asked.by
        ended = calls.withdraw_one(own, asked.keyed, now, by) if asked.keyed else calls.withdraw(own, now, by)
        store.link.demand_promises()  # it is taken back; who may not rely on that is told so
        store.link.confirm()
    except (Unreachable, BrokenSeal):
        return Refused("away")
    return TakenBack(ended.own, bool(ended.others), asked.another)


def _keep_callback(wish: KeepCallback, asked: Asked, pack: Pack, store: Store) -> Outcome:
    """Have the store promise the call-back that a text asks for; return Kept, Already, or Refused and why.

    Raises `Unreachable` if the store cannot be reached, or `BrokenSeal` if there is no key with which to
    encrypt the number.
    """
    days, most = due_days(pack.hours, asked.now), pack.hours.callbacks_a_day
    asker = store.budgets.asker(asked.own) if asked.another else None
    share = shares(days, most, withheld=False)
    instead, whom = _replaced(wish, asked, store)
    kept = store.callbacks.keep(
        asked.by,
        asked.number,
        wish.best,
        "text",
        days,
        most,
        asked.now,
        asker,
        share,
        instead,
        whom,
        relay=wish.relay,
        language=_kept(asked.language, pack) or FIRST,
    )
    pair = store.callbacks.for_others.pair(asked.own, asked.number)
    match kept:
        case promise.Kept(kept_id, due) | promise.Already(kept_id, due) if asked.another:
            return Kept(due, True, kept_id, tail_of(asked.number), pair)
        case promise.Kept(kept_id, due):
            return Kept(due, False, kept_id, tail_of(asked.number), pair)
        case promise.Already(_, due, best, relay):
            return Already(due, best, relay)
        case promise.Refused(reason):
            return Refused(reason)


def _replaced(wish: KeepCallback, asked: Asked, store: Store) -> tuple[str, str]:
    """The id of the call-back that the new one replaces, and the code of its two people; "" for none."""
    if wish.instead != OWN:
        return wish.instead, wish.pair
    found = store.callbacks.open_of(asked.own)
    return (found.id, store.callbacks.for_others.pair(asked.own, asked.own)) if found else ("", "")


def _kept(code: str, pack: Pack) -> str:
    """A language's code as a record keeps it: "" for the pack's first, and for one that the pack lacks."""
    spoken = pack.languages.get(code)
    return kept(spoken) if spoken else ""


def standing(wish: LookUp, seen: Seen, pack: Pack, now: datetime) -> Stands | StandsFor | Refused:
    """The state at `now` of the texter's call-back, by `seen`, the records that were read from the store.

    With `wish.others`, it is the call-backs that the texter asked for other people, if there are any. With
    `wish.past`, a call-back counts, too, that was closed because nobody took our calls. If there is nothing
    to tell of, the result is Refused("none").
    """
    if wish.others and seen.asked.told:
        return StandsFor(seen.asked.told)
    if found := seen.callback:
        return Stands(found.due, found.tries, _rings(found, pack.hours, now), found.relay, found.best)
    return Stands(None, TRIES) if wish.past and seen.rung else Refused("none")


def _rings(found: Callback, hours: Hours, now: datetime) -> bool:
    """Whether staff may be ringing the person of a call-back at `now`.

    They must have claimed it, and `now` must be in the hours in which people are rung back. If staff claimed
    it within the last half hour, it is enough that the claim was in those hours.
    """
    since = found.claimed_at
    if found.state != "claimed" or since is None:
        return False
    moments = (now, since) if now - since < JUST_TAKEN else (now,)
    return any((then := ring_time(hours, at)) is not None and then <= at for at in moments)
