"""What lies in a store, as a test can write it down: no hash, no seal, moments as seconds from now."""

import re
from datetime import datetime
from typing import Any

from store.moments import seconds
from store.store import Store

PART = re.compile(r"(\d+) (\d+) (\S+) (\w+) [0-9a-f]{16} (\w+)")
HASH = re.compile(r"[0-9a-f]{64}")
ID = re.compile(r"[0-9a-f]{16}")  # of one in two thousand all signs are digits, and it is no moment
MINUTE = 60


def laid_down(store: Store, now: datetime) -> dict[str, object]:
    """Every key with what it holds; where it does not stay for good, a pair of that and its minutes left."""
    client: Any = store.link.client
    found = {}
    for name in client.keys("*"):
        if b":changed:" in name:
            continue  # it tells what to read anew, and nothing of what lies there
        held = _held(client, name, seconds(now))
        left = client.ttl(name)
        found[_plain(name).removeprefix("line:1:")] = held if left < 0 else (held, -(-left // MINUTE))
    return found


def _held(client: Any, name: bytes, now: int) -> object:
    match client.type(name):
        case b"hash":
            return {_plain(key): _moment(_plain(value), now) for key, value in client.hgetall(name).items()}
        case b"zset":
            return {
                _plain(one): _since(score, now) for one, score in client.zrange(name, 0, -1, withscores=True)
            }
        case b"stream":
            return [
                {_plain(key): _moment(_plain(value), now) for key, value in row.items()}
                for _, row in client.xrange(name)
            ]
        case b"set":
            return {_plain(one) for one in client.smembers(name)}
    return _moment(_plain(client.get(name)), now)


def _plain(value: bytes) -> str:
    """Words without what is another each time: "#" for a person or a message, "sealed" for a seal."""
    text = value.decode()
    return "sealed" if text.startswith("gAAAA") else HASH.sub("#", text)


def _moment(text: str, now: int) -> str | int:
    """A whole number as one, a moment of these years as the seconds since now; both in a part, too."""
    if part := PART.fullmatch(text):
        return " ".join(str(_moment(word, now)) for word in part.groups())
    return _since(int(text), now) if text.isdigit() and not ID.fullmatch(text) else text


def _since(number: float, now: int) -> int:
    return int(number) - now if number > 1_000_000_000 else int(number)
