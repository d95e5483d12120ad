"""What tests of notes, passing on and flags share: a call-back and a message that somebody holds."""

from typing import Any

from store.promises.promise import Kept
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS, PLENTY, RECORDING

WORDS = "prefers to be rung on the landline"


def held(store: Store, who: str = "ann", number: str = "") -> tuple[str, str]:
    """The id and the number of a call-back that `who` has claimed."""
    number = number or new_number()
    promise = store.callbacks.keep(f"CA {number}", number, "any", "call", DAYS, PLENTY, OPEN)
    assert isinstance(promise, Kept)
    store.callbacks.claim(promise.id, who, OPEN)
    return promise.id, number


def message(store: Store, who: str = "ann") -> tuple[str, str]:
    """The id and the number of a message that `who` has claimed."""
    number = new_number()
    store.messages.keep(RECORDING, number, 9, OPEN)
    store.messages.claim(RECORDING, who, OPEN)
    return RECORDING, number


def fields(store: Store, name: str) -> dict[str, str]:
    """What the store has under a key."""
    found: Any = store.link.client.hgetall(name)
    return {key.decode(): value.decode() for key, value in found.items()}
