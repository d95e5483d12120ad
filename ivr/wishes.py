"""Asks the store for a turn's wish, such as a call-back; the answer is the call's next event."""

from dataclasses import replace

from ivr.model import DropMessage, KeepCallback, KeepMessage, OwnCallback, SendText, Wish
from menus import words
from menus.asked import Asked
from menus.due import due_days, shares
from menus.model import Language, Pack
from menus.outcome import Already, Another, Kept, Outcome, Refused, Waiting
from store.link import Unreachable
from store.promises import promise
from store.sealed import BrokenSeal
from store.store import Store


def carry(wish: Wish, asked: Asked, recording: str, pack: Pack, language: Language, store: Store) -> Outcome:
    """Ask the store for the wish of a turn, and return the store's answer (docs/decisions/0005).

    `asked` tells who asks, for which number and when. `recording` is the id of the caller's recording, "" for
    none. If the wish is for a text, it is written in `language`. The answer is Refused("away") if the store
    could not be asked. Then the caller must be promised nothing.
    """
    try:
        if isinstance(wish, OwnCallback) and not wish.ends:
            return _waiting(asked, store)
        promised = _grant(wish, asked, recording, pack, language, store)
    except (Unreachable, BrokenSeal):
        return Refused("away")
    outcome = _outcome(promised, asked.another and isinstance(wish, KeepCallback | SendText))
    return _look_again(outcome, asked, store) if isinstance(wish, KeepCallback) else outcome


def _grant(
    wish: Wish, asked: Asked, recording: str, pack: Pack, language: Language, store: Store
) -> promise.Promise:
    """Ask the store for the wish of a turn, such as a call-back; return the store's answer.

    The parameters are those of `carry`, which calls this. Raises `Unreachable` if the store cannot be
    reached. Raises `BrokenSeal` if there is no key with which to encrypt a number.
    """
    match wish:
        case KeepMessage(seconds, rung):
            return store.messages.keep(
                recording, asked.own, seconds, asked.now, rung=rung, language=asked.language
            )
        case DropMessage():
            store.messages.discard(recording, asked.now)
            return promise.Kept(recording)
        case OwnCallback(_, other):
            return (
                _end_callback(other, asked, store)
                if asked.own or (other and asked.by)
                else promise.Refused("no_number")
            )
    if not asked.number:
        return promise.Refused("no_number")
    if not asked.by:  # a wish is known again by its call: without one, everybody's would be the same
        return promise.Refused("away")
    asker = store.budgets.asker(asked.own, asked.by) if asked.another else None
    match wish:
        case KeepCallback(best, relay):
            of = asked.by, asked.number, best
            days, most = due_days(pack.hours, asked.now), pack.hours.callbacks_a_day
            share = shares(days, most, not asked.own)
            return store.callbacks.keep(
                *of, "call", days, most, asked.now, asker, share, relay=relay, language=asked.language
            )
        case SendText(name):
            said = words.text_of(language.topics[name], 1, pack, language, asked.now)
            return store.outbox.send(f"{asked.by}:{name}", asked.number, said, asked.now, asker)


def _waiting(asked: Asked, store: Store) -> Outcome:
    """Find the caller's call-backs: to their own number, and those asked for other numbers (R49).

    A caller who shows no number is told only of call-backs asked for in this call. Raises `Unreachable`, or
    `BrokenSeal` if a number cannot be decrypted.
    """
    if not asked.who:
        return Refused("no_number")
    asker = store.budgets.asker(asked.own, asked.by).key
    own = store.callbacks.open_of(asked.own) if asked.own else None
    others = store.callbacks.for_others.of(asker, asked.now)
    known = tuple(Another(one.code, one.tail, one.due) for one in others)
    if own is None:
        return Waiting(others=known)
    return Waiting(own.due, known, own.relay, own.best)


def _look_again(outcome: Outcome, asked: Asked, store: Store) -> Outcome:
    """Return `outcome` with `full` set if the caller may ask for no more call-backs to other people.

    This is done only if `outcome` promises a call-back to another person's number, and the caller shows a
    number. If the store cannot be asked, `outcome` is returned unchanged, because the promise holds.
    """
    try:
        match outcome:
            case Kept(another=True) if asked.own:
                return replace(outcome, full=store.calls.note(asked.by, asked.own, asked.now).full)
    except (Unreachable, BrokenSeal):
        pass
    return outcome


def _end_callback(other: int, asked: Asked, store: Store) -> promise.Promise:
    """End a call-back: the one to the caller's own number, or one that they asked for somebody else (R49).

    `other` is 0 for the caller's own, and otherwise the code of the other call-back. Returns Kept if it was
    ended, and Kept again if the carrier repeats the same key (R51). Returns Refused("none") if there was no
    call-back to end. Raises `Unreachable` if the store cannot be reached.
    """
    by = asked.by and f"{asked.by} {other}"  # the carrier may tell the same key twice
    if other:
        asker = store.budgets.asker(asked.own, asked.by).key
        ended = bool(store.callbacks.for_others.take_back(asker, asked.now, by, code=other))
    else:
        ended = store.callbacks.withdraw_own(asked.own, asked.now, by)
    store.link.demand_promises()  # it is taken back; who may not rely on that is told so
    return promise.Kept("") if ended else promise.Refused("none")


def _outcome(promised: promise.Promise, another: bool) -> Outcome:
    """Turn the store's answer into an event for the call.

    `another` is true if the request was for a number other than the caller's. Then a call-back that existed
    already is reported as newly kept, so that the caller learns nothing about that number.
    """
    match promised:
        case promise.Kept(_, due) | promise.Already(_, due) if another:
            return Kept(due, another=True)
        case promise.Kept(_, due):
            return Kept(due)
        case promise.Already(_, due, best, relay):
            return Already(due, best, relay)
        case promise.Refused(reason):
            return Refused(reason)
