"""A picture of all that must outlive a machine, taken at one moment while the line runs (ADR 32)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.acknowledged import MARK
from store.client import Client
from store.copies.moving import Kept
from store.desk.pulse import PULSE
from store.desk.sessions import SESSION
from store.fitness.vitals import TRIED
from store.keys import PREFIX
from store.proof import CHECK
from store.scripts import read
from store.server.rewriting import NIGHT

# Of use for a day at most, and then on the machine alone: a talk, the words of a reply, who is signed in, an
# hour's calls; and what each store and each worker says of itself.
LEFT_OUT = (
    f"{PREFIX}talk:",
    f"{PREFIX}reply:",
    f"{PREFIX}calls:",
    f"{PREFIX}failures",
    SESSION,
    PULSE,
    TRIED,
    NIGHT,
    MARK,
    CHECK,
)
# How many entries of a long list are read at a time.
A_PAGE = 1000

Contents = Mapping[bytes, Kept]


@dataclass(frozen=True, slots=True)
class Picture:
    """What a store held at the moment `taken`: each key and what it holds. `Kept.lasts` counts from then."""

    taken: datetime
    kept: Contents


def take(client: Client, now: datetime) -> Picture:
    """Take a picture of a store; what was confirmed before `now` is in it. Raises what the client raises.

    The store answers nobody else for the few milliseconds that this takes it.
    """
    source = read("picture")
    keys, arguments = source.in_order({"pattern": f"{PREFIX}*", "left_out": LEFT_OUT})
    rows: Any = client.eval(source.lua, len(keys), *keys, *arguments)
    return Picture(now, {name: _kept(client, name, *row) for name, *row in rows})


def _kept(client: Client, name: bytes, kind: bytes, lasts: int, held: Any) -> Kept:
    match kind:
        case b"hash":
            held = dict(_pairs(held))
        case b"set":
            held = set(held)
        case b"zset":
            held = [(member, float(score)) for member, score in _pairs(held)]
        case b"stream":
            held = list(_entries(client, name))
    return Kept(kind.decode(), held, lasts)


def _pairs(flat: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
    return zip(flat[::2], flat[1::2], strict=True)


def _entries(client: Client, name: bytes) -> Iterator[tuple[bytes, dict[bytes, bytes]]]:
    start = "-"
    while page := client.xrange(name, min=start, count=A_PAGE):
        rows: Any = page
        yield from rows
        start = f"({rows[-1][0].decode()}"
