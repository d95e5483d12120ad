"""Checks that a store was written with the HASH_KEY and the NUMBER_KEY set here.

With another HASH_KEY no opt-out, block or promise would be found. With another NUMBER_KEY nobody could be
rung back. In both cases nothing would say so. So the line writes two check values into a store, once: a fixed
word hashed with HASH_KEY, and a fixed word encrypted with NUMBER_KEY.

An older version of the line does not know the encrypted check value. When it encrypts everything else with a
new key, it leaves this value as it is. So if no key decrypts this value, but everything else that is
encrypted can be decrypted, the keys are right, and the value is written anew.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from redis.exceptions import ResponseError

from store.client import Client, in_one_trip
from store.condition import ANOTHER_KEY, ANOTHER_NUMBER_KEY, HALF_ROTATED, WELL, Condition
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
# How what is encrypted begins, until the year 2106.
TOKEN = b"gAAAA"
# Conversations and replies last a day, and are not encrypted anew: the key of one of yesterday tells nothing.
FLEETING = (f"{PREFIX}talk:".encode(), f"{PREFIX}reply:".encode())

# The person's hash and the encrypted number of each of the call-backs that are due first.
Rows = Sequence[tuple[bytes | None, bytes | None]]


def check_value(keys: Keys) -> str:
    """The check value of `keys`, which a store holds to show that its numbers were hashed with these keys."""
    return keys.digest("check", "HASH_KEY")


def proof(keys: Keys, seals: Sealed, writes: bool) -> Callable[[Client], Condition]:
    """Make a function that says whether a store was written with the keys set here (`keys` and `seals`).

    `keys` are of HASH_KEY, `seals` of NUMBER_KEY. The function gives WELL, ANOTHER_KEY, ANOTHER_NUMBER_KEY or
    HALF_ROTATED. It gives HALF_MOVED if a copy into the store broke off. If `seals` has no key, NUMBER_KEY is
    not checked. A store without check values is new, or of an earlier version. Then the function tries the
    keys on the stored call-backs. If it gives WELL and `writes` is true, it writes the missing check values.
    """

    def examine(client: Client) -> Condition:
        try:
            return _compare(client, keys, seals, writes)
        except ResponseError:  # it may not be read or written now: whatever is asked of it next will tell
            return WELL

    return examine


def accept_number_key(client: Client, seals: Sealed) -> None:
    """Write the check value of NUMBER_KEY anew, so that a store counts as encrypted with these `seals`.

    It does not check that this is true. Raises BrokenSeal if `seals` has no key, and what the client raises.
    """
    client.hset(SEALED_CHECK, FIELD, seals.seal("check", WORD))


def _compare(client: Client, keys: Keys, seals: Sealed, writes: bool) -> Condition:
    value = check_value(keys).encode()
    asking = in_one_trip(client)
    asking.get(CHECK)
    asking.hget(SEALED_CHECK, FIELD)
    found, token = asking.execute()
    if found == MOVING:
        return HALF_MOVED
    rows = _first_rows(client) if found is None else []
    if found not in (None, value) or _contradict(rows, keys, seals):
        return ANOTHER_KEY
    if (known := _number_key(client, token, seals)) != WELL:
        return known
    if writes and not _write(client, value, found, token, seals):
        return _compare(client, keys, seals, False)  # another process was quicker
    return WELL


def _number_key(client: Client, token: bytes | None, seals: Sealed) -> Condition:
    """WELL if the keys of `seals` are those with which the store was encrypted, otherwise what is wrong.

    `token` is the store's encrypted check value, None if it has none.
    """
    if seals.fernets is None or _opened(seals, "check", token) == WORD:
        return WELL
    opens = [seals.opens(sealed) for _, sealed in _first_rows(client) if sealed]
    if token is None:
        return WELL if not opens or any(opens) else ANOTHER_NUMBER_KEY
    for each in _sealed(client) if all(opens) else ():
        opens.append(seals.opens(each))
        if not opens[-1]:
            break
    if opens and all(opens):
        return WELL
    return HALF_ROTATED if any(opens) else ANOTHER_NUMBER_KEY


def _sealed(client: Client) -> Iterator[bytes]:
    """Everything in the store that is encrypted with NUMBER_KEY and stays, without the check value."""
    for name in client.scan_iter(f"{PREFIX}*", 1000, _type="hash"):
        if name != SEALED_CHECK.encode() and not name.startswith(FLEETING):
            values: Any = client.hvals(name)
            yield from (value for value in values if value.startswith(TOKEN))


def _write(client: Client, value: bytes, found: bytes | None, token: bytes | None, seals: Sealed) -> bool:
    """Write the check values that the store lacks; give False if another process wrote one meanwhile.

    `value` is the check value of HASH_KEY that is to be stored; `found` is the stored one. `token` is the
    stored check value of NUMBER_KEY. The last two are None if missing. If no key decrypts `token`, it is
    written anew, because the store was found to be encrypted with `seals` all the same.
    """
    wrote = found is not None or bool(client.set(CHECK, value, nx=True))
    if seals.fernets is None:
        return wrote
    if token is None:
        return bool(client.hsetnx(SEALED_CHECK, FIELD, seals.seal("check", WORD))) and wrote
    if _opened(seals, "check", token) != WORD:
        accept_number_key(client, seals)
    return wrote


def _first_rows(client: Client) -> Rows:
    """The person's hash and the encrypted number of each of the 20 call-backs that are due first.

    Each of the two is None if the record lacks it.
    """
    ids: Any = client.zrange(f"{PREFIX}{KIND}s", 0, TRIED - 1)
    asking = in_one_trip(client)
    for each in ids:
        asking.hmget(f"{PREFIX}{KIND}:{each.decode()}", "person", "sealed")
    return [(person, sealed) for person, sealed in asking.execute()]


def _contradict(rows: Rows, keys: Keys, seals: Sealed) -> bool:
    """Whether a number in `rows`, decrypted, has another hash with `keys` than the stored hash.

    Numbers that no key decrypts are passed over.
    """
    numbers = ((person, _opened(seals, KIND, sealed)) for person, sealed in rows)
    return any(number and keys.person(number).encode() != person for person, number in numbers)


def _opened(seals: Sealed, purpose: str, token: bytes | None) -> str:
    """The decrypted value; "" if there is none, or no key decrypts it."""
    try:
        return seals.unseal(purpose, token or b"")
    except BrokenSeal:
        return ""
