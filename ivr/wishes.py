"""A flow's wish carried to the store, and the store's answer as the next event (docs/decisions/0005)."""

from dataclasses import dataclass
from datetime import datetime

from ivr.model import DropMessage, KeepCallback, KeepMessage, SendText, Wish
from menus import words
from menus.due import due_days
from menus.model import Language, Pack
from menus.outcome import Already, Kept, Outcome, Refused
from store.link import Unreachable
from store.promises import promise
from store.sealed import BrokenSeal
from store.store import Store


@dataclass(frozen=True, slots=True)
class Asked:
    """Who wishes, when: the call's id, the number it is about (E.164, "" for none), the recording's id."""

    call: str
    number: str
    recording: str
    now: datetime


def carry(wish: Wish, asked: Asked, pack: Pack, language: Language, store: Store) -> Outcome:
    """Carry a wish to the store; Refused("away") where it could not be asked: then nothing is promised."""
    try:
        return _outcome(_grant(wish, asked, pack, language, store))
    except (Unreachable, BrokenSeal):
        return Refused("away")


def _grant(wish: Wish, asked: Asked, pack: Pack, language: Language, store: Store) -> promise.Promise:
    """Ask the store. Raises `Unreachable`."""
    match wish:
        case KeepMessage(seconds):
            return store.messages.keep(asked.recording, asked.number, seconds, asked.now)
        case DropMessage():
            store.messages.discard(asked.recording, asked.now)
            return promise.Kept(asked.recording)
    if not asked.number:
        return promise.Refused("no_number")
    if not asked.call:  # a wish is known again by its call: without one, everybody's would be the same
        return promise.Refused("away")
    match wish:
        case KeepCallback(best):
            days, most = due_days(pack.hours, asked.now), pack.hours.callbacks_a_day
            return store.callbacks.keep(asked.call, asked.number, best, "call", days, most, asked.now)
        case SendText(name):
            said = words.text_of(language.topics[name], 1, pack, language, asked.now)
            return store.outbox.send(f"{asked.call}:{name}", asked.number, said, asked.now)


def _outcome(promised: promise.Promise) -> Outcome:
    """The store's answer in the flow's words."""
    match promised:
        case promise.Kept(_, due):
            return Kept(due)
        case promise.Already(_, due):
            return Already(due)
        case promise.Refused(reason):
            return Refused(reason)
