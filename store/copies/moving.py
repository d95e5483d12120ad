"""Copies all the line's data into another store, key by key; the stores' versions need not be the same."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from store.acknowledged import MARK
from store.client import Client, in_one_trip
from store.desk.pulse import PULSE
from store.keys import PREFIX
from store.proof import CHECK, MOVING, SEALED_CHECK

# For each key the digest of what it holds, and whether it ends soon.
Digests = Mapping[bytes, tuple[bytes, bool]]

A_BATCH = 200
# How many parts of a large key are written by one command.
A_COMMAND = 1000
# A key that is kept no longer than this may end between two looks.
ENDS_MILLISECONDS = 60_000
# Each store has its own: a sign of life in the copy would be that of a worker there. The check values come at
# the end (`end_copy`).
OWN = {CHECK.encode(), SEALED_CHECK.encode(), MARK.encode(), PULSE.encode()}


@dataclass(frozen=True, slots=True)
class Kept:
    """A key of a store: its Redis type, its value, and how many milliseconds it lasts (below 0: for good).

    The value `held` has the form in which the Redis client gives a key of this type.
    """

    type: str
    held: Any
    lasts: int

    @property
    def ends(self) -> bool:
        """Whether the key expires within a minute: it may be gone before two stores are compared."""
        return 0 <= self.lasts < ENDS_MILLISECONDS

    @property
    def digest(self) -> bytes:
        """A hash of the key's type and contents, to compare copies; the order in a set is ignored."""
        whole = sorted(self.held.items()) if isinstance(self.held, dict) else self.held
        whole = sorted(whole) if isinstance(whole, set) else whole
        return hashlib.sha256(repr((self.type, whole)).encode()).digest()


READ: Mapping[str, Callable[[Any, bytes], object]] = {
    "string": lambda asking, key: asking.get(key),
    "hash": lambda asking, key: asking.hgetall(key),
    "set": lambda asking, key: asking.smembers(key),
    "zset": lambda asking, key: asking.zrange(key, 0, -1, withscores=True),
    "list": lambda asking, key: asking.lrange(key, 0, -1),
    "stream": lambda asking, key: asking.xrange(key),
}
NOTHING: tuple[object, ...] = (None, {}, set(), [])


def contents(
    client: Client, wanted: Callable[[bytes], bool] = lambda key: key not in OWN
) -> Iterator[dict[bytes, Kept]]:
    """The line's keys in a store for which `wanted` is true, with their values, in batches.

    By default these are all keys but those that each store has for itself (`OWN`), such as its check values.
    The last batch may be {}. Raises what the client raises.
    """
    batch: set[bytes] = set()
    for key in client.scan_iter(f"{PREFIX}*", A_BATCH):
        batch |= {key} if wanted(key) else set()
        if len(batch) >= A_BATCH:
            yield _read(client, sorted(batch))
            batch.clear()
    yield _read(client, sorted(batch))


def digests(client: Client) -> Digests:
    """For each of the line's keys in a store: its digest, and whether it expires within a minute.

    Two stores are compared by these (`differing`). Raises what the client raises.
    """
    return {key: (kept.digest, kept.ends) for some in contents(client) for key, kept in some.items()}


def differing(
    one: Mapping[bytes, tuple[bytes, bool]], other: Mapping[bytes, tuple[bytes, bool]]
) -> set[bytes]:
    """The keys that two stores hold differently; `one` and `other` are the `digests` of each store.

    A key that only one of them has counts, too, unless it expires within a minute: the other store may have
    dropped it already.
    """
    missing = {key for key in one.keys() ^ other.keys() if not (one.get(key) or other[key])[1]}
    return missing | {key for key in one.keys() & other.keys() if one[key][0] != other[key][0]}


def copy(source: Client, target: Client) -> None:
    """Make the line's data in `target` the same as in `source`.

    Until `end_copy` is called, `target` counts as half moved (store/proof.py). If the copying breaks off,
    call this again. Raises what the client raises.
    """
    target.set(CHECK, MOVING)
    gone = {key for some in contents(target) for key in some}
    for some in contents(source):
        write(target, some)
        gone -= some.keys()
    for key in gone:
        target.delete(key)


def end_copy(target: Client, check: str, sealed: Mapping[Any, Any]) -> None:
    """Write two check values into `target`, a store whose copy is now whole, so that a line accepts it.

    `check` is the check value of HASH_KEY. `sealed` is the check value of NUMBER_KEY that belongs to the
    copied data; it replaces the one in `target`, which may belong to another key. With {} as `sealed`
    the old one is only erased, and the line writes its own later. Raises what the client raises.
    """
    ending: Any = target.pipeline(transaction=True)
    ending.delete(SEALED_CHECK)
    if sealed:
        ending.hset(SEALED_CHECK, mapping=sealed)
    ending.set(CHECK, check)
    ending.execute()


def _read(client: Client, keys: list[bytes]) -> dict[bytes, Kept]:
    asking = in_one_trip(client)
    for key in keys:
        asking.type(key)
        asking.pttl(key)
    said = asking.execute()
    found = [
        (key, kind.decode(), lasts) for key, kind, lasts in zip(keys, said[::2], said[1::2], strict=True)
    ]
    found = [one for one in found if one[1] != "none"]
    for key, kind, _ in found:
        READ[kind](asking, key)
    held = asking.execute()
    return {
        key: Kept(kind, value, lasts)
        for (key, kind, lasts), value in zip(found, held, strict=True)
        if value not in NOTHING  # its time was up
    }


def write(client: Client, all_kept: Mapping[bytes, Kept]) -> None:
    """Write the keys `all_kept`, in place of what the store has under the same keys.

    Other keys stay as they are. Each batch of keys is written whole or not at all; batches written before a
    failure stay. Raises what the client raises.
    """
    for some in _parts(list(all_kept.items()), A_BATCH):
        writing: Any = client.pipeline(transaction=True)
        for key, kept in some:
            writing.delete(key)
            _add(writing, key, kept)
            if kept.lasts >= 0:
                writing.pexpire(key, max(1, kept.lasts))
        writing.execute()


def _add(writing: Any, key: bytes, kept: Kept) -> None:
    match kept.type:
        case "string":
            writing.set(key, kept.held)
        case "hash":
            for some in _parts(list(kept.held.items())):
                writing.hset(key, mapping=dict(some))
        case "set":
            for some in _parts(list(kept.held)):
                writing.sadd(key, *some)
        case "zset":
            for some in _parts(kept.held):
                writing.zadd(key, dict(some))
        case "list":
            for some in _parts(kept.held):
                writing.rpush(key, *some)
        case "stream":
            for entry, fields in kept.held:
                writing.xadd(key, fields, id=entry)


def _parts(whole: list[Any], most: int = A_COMMAND) -> Iterator[list[Any]]:
    for first in range(0, len(whole), most):
        yield whole[first : first + most]
