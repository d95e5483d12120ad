"""What tests of promises share: days to promise, numbers, a recording, and the bytes of the whole store."""

from datetime import timedelta
from typing import Any

from store.store import Store
from tests.conftest import OPEN

DAYS = tuple(OPEN.replace(hour=20) + timedelta(days=n) for n in range(1, 6))
FAR = OPEN.replace(year=2060)
RECORDING = "RE" + "0b" * 16
PLENTY = 1000


def everything(store: Store) -> bytes:
    """Every key and value of the store, as a thief of the disk would see them."""
    client: Any = store.link.client
    found: list[bytes] = []
    for name in client.keys("*"):
        found += [name, client.dump(name) or b""]
        match client.type(name):
            case b"hash":
                found += [part for pair in client.hgetall(name).items() for part in pair]
            case b"set":
                found += client.smembers(name)
            case b"zset":
                found += client.zrange(name, 0, -1)
            case b"string":
                found.append(client.get(name) or b"")
    return b"\n".join(found)
