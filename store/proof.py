"""Checks that a store was written with the HASH_KEY set here, with which numbers are hashed.

With another key no opt-out, block or promise would be found, and nothing would say so. So the store holds a
check value, a keyed hash of a fixed word, which the line writes once.
"""

from collections.abc import Callable
from typing import Any

from redis.exceptions import ResponseError

from store.client import Client
from store.condition import ANOTHER_KEY, WELL, Condition
from store.keys import PREFIX, Keys
from store.sealed import BrokenSeal, Sealed

CHECK = f"{PREFIX}key"  # the store's key of the check value
# In its place while `flask move-store` or `flask restore` writes into the store.
MOVING = b"moving"
HALF_MOVED = Condition(
    "half moved",
    "Only a part of another store is in this one, as `flask move-store` or `flask restore` was broken off: "
    "nothing is read from it, nothing promised. Run that again",
)
# What holds a number both hashed and encrypted; under another key they do not fit each other.
KIND = "callback"
TRIED = 20


def check_value(keys: Keys) -> str:
    """The check value of `keys`, which a store holds to show that its numbers were hashed with these keys."""
    return keys.digest("check", "HASH_KEY")


def proof(keys: Keys, seals: Sealed, writes: bool) -> Callable[[Client], Condition]:
    """A function that says whether a store was written with the hash key of `keys`.

    The function gives WELL or ANOTHER_KEY, and HALF_MOVED for a store into which a copy was begun and not
    ended. A store without a check value is new or of an earlier version. If its call-backs, decrypted with
    `seals`, show that it belongs to another key, the function gives ANOTHER_KEY; otherwise WELL, and the
    store gets a check value if `writes`.
    """

    def examine(client: Client) -> Condition:
        value = check_value(keys).encode()
        try:
            found = client.get(CHECK)
            if found is None and _contradicts(client, keys, seals):
                return ANOTHER_KEY
            if found is None and writes and not client.set(CHECK, value, nx=True):
                found = client.get(CHECK)  # another process was quicker
        except ResponseError:  # it may not be read or written now: whatever is asked of it next will tell
            return WELL
        if found == MOVING:
            return HALF_MOVED
        return WELL if found in (None, value) else ANOTHER_KEY

    return examine


def _contradicts(client: Client, keys: Keys, seals: Sealed) -> bool:
    """Whether a call-back's number, decrypted, has another hash with `keys` than the stored hash.

    Only the 20 call-backs that are due first are looked at; those that no key decrypts are passed over.
    """
    ids: Any = client.zrange(f"{PREFIX}{KIND}s", 0, TRIED - 1)
    pipeline = client.pipeline(transaction=False)
    for each in ids:
        pipeline.hmget(f"{PREFIX}{KIND}:{each.decode()}", "person", "sealed")
    for person, sealed in pipeline.execute():
        try:
            number = seals.unseal(KIND, sealed or b"")
        except BrokenSeal:
            continue
        if keys.person(number).encode() != person:
            return True
    return False
