"""Checks that a store was written with the HASH_KEY and the NUMBER_KEY set here.

With another HASH_KEY no opt-out, block or promise would be found; with another NUMBER_KEY nobody could be
rung back; and nothing would say so. So the store holds two check values, which the line writes once: a keyed
hash of a fixed word, and a fixed word that is encrypted.
"""

from collections.abc import Callable, Sequence
from typing import Any

from redis.exceptions import ResponseError

from store.client import Client
from store.condition import ANOTHER_KEY, ANOTHER_NUMBER_KEY, WELL, Condition
from store.keys import PREFIX, Keys
from store.sealed import BrokenSeal, Sealed

CHECK = f"{PREFIX}key"  # the store's key of the check value
# The store's key of the encrypted check value, a hash of one field, as all that `flask rotate-keys` encrypts.
SEALED_CHECK = f"{PREFIX}number-key"
FIELD = "sealed"
WORD = "NUMBER_KEY"
# In place of the first while `flask move-store` or `flask restore` writes into the store.
MOVING = b"moving"
HALF_MOVED = Condition(
    "half moved",
    "Only a part of another store is in this one, as `flask move-store` or `flask restore` was broken off: "
    "nothing is read from it, nothing promised. Run that again",
)
# What holds a number both hashed and encrypted; under another key they do not fit each other.
KIND = "callback"
TRIED = 20

# The person's hash and the encrypted number of each of the call-backs that are due first.
Rows = Sequence[tuple[bytes | None, bytes | None]]


def check_value(keys: Keys) -> str:
    """The check value of `keys`, which a store holds to show that its numbers were hashed with these keys."""
    return keys.digest("check", "HASH_KEY")


def proof(keys: Keys, seals: Sealed, writes: bool) -> Callable[[Client], Condition]:
    """Make a function that says whether a store was written with the keys set here (`keys` and `seals`).

    `keys` are of HASH_KEY, `seals` of NUMBER_KEY. The function gives WELL, ANOTHER_KEY or ANOTHER_NUMBER_KEY.
    It gives HALF_MOVED if a copy into the store broke off. If `seals` has no key, NUMBER_KEY is not checked.
    A store without check values is new, or of an earlier version. It is judged by its call-backs. If they do
    not show other keys, the function gives WELL and, if `writes` is true, writes the check values.
    """

    def examine(client: Client) -> Condition:
        try:
            return _compare(client, keys, seals, writes)
        except ResponseError:  # it may not be read or written now: whatever is asked of it next will tell
            return WELL

    return examine


def accept_number_key(client: Client, seals: Sealed) -> None:
    """Let a store count as encrypted with the first key of `seals`, whatever was before.

    Raises BrokenSeal without a key, and what the client raises.
    """
    client.hset(SEALED_CHECK, FIELD, seals.seal("check", WORD))


def _compare(client: Client, keys: Keys, seals: Sealed, writes: bool) -> Condition:
    value = check_value(keys).encode()
    asking: Any = client.pipeline(transaction=False)
    asking.get(CHECK)
    asking.hget(SEALED_CHECK, FIELD)
    found, token = asking.execute()
    rows = _first_rows(client) if None in (found, token) else []
    if found == MOVING:
        return HALF_MOVED
    if found not in (None, value) or (found is None and _contradict(rows, keys, seals)):
        return ANOTHER_KEY
    if seals.fernets is not None and not _opens(token, rows, seals):
        return ANOTHER_NUMBER_KEY
    if writes and not _write(client, value, found, token, seals):
        return _compare(client, keys, seals, False)  # another process was quicker
    return WELL


def _write(client: Client, value: bytes, found: bytes | None, token: bytes | None, seals: Sealed) -> bool:
    """Write the check values that the store lacks (None); False if another process wrote one meanwhile."""
    wrote = found is not None or bool(client.set(CHECK, value, nx=True))
    if token is None and seals.fernets is not None:
        wrote &= bool(client.hsetnx(SEALED_CHECK, FIELD, seals.seal("check", WORD)))
    return wrote


def _first_rows(client: Client) -> Rows:
    """The person's hash and encrypted number of the 20 call-backs that are due first; None: it has none."""
    ids: Any = client.zrange(f"{PREFIX}{KIND}s", 0, TRIED - 1)
    asking: Any = client.pipeline(transaction=False)
    for each in ids:
        asking.hmget(f"{PREFIX}{KIND}:{each.decode()}", "person", "sealed")
    return [(person, sealed) for person, sealed in asking.execute()]


def _contradict(rows: Rows, keys: Keys, seals: Sealed) -> bool:
    """Whether a number in `rows`, decrypted, has another hash with `keys` than the stored hash.

    Those that no key decrypts are passed over.
    """
    numbers = ((person, _opened(seals, KIND, sealed)) for person, sealed in rows)
    return any(number and keys.person(number).encode() != person for person, number in numbers)


def _opens(token: bytes | None, rows: Rows, seals: Sealed) -> bool:
    """Whether `seals` decrypts the check value `token`, or else a number of `rows`; True if none is there."""
    if token is not None:
        return _opened(seals, "check", token) == WORD
    sealed = [one for _, one in rows if one]
    return not sealed or any(_opened(seals, KIND, one) for one in sealed)


def _opened(seals: Sealed, purpose: str, token: bytes | None) -> str:
    """The decrypted value; "" if there is none, or no key decrypts it."""
    try:
        return seals.unseal(purpose, token or b"")
    except BrokenSeal:
        return ""
