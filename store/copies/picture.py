"""A snapshot of all data that must outlive a machine, at one moment of a running line (ADR 32)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.client import Client
from store.copies.moving import Kept, contents
from store.desk.sessions import SESSION
from store.desk.trail import TRAIL
from store.keys import PREFIX
from store.scripts import script

# A family is the word behind the prefix. These are of use for a day at most, and then on the machine alone: a
# talk, the words of a reply, who tried to sign in, an hour's calls, what store and worker say of themselves,
# a test call and a preflight, which tell of the machine that is lost, and which records changed lately.
LEFT_OUT = (
    "talk",
    "reply",
    "attempt",
    "calls",
    "failures",
    "pulse",
    "tried",
    "rewritten",
    "acknowledged",
    "key",
    "rehearsal",
    "preflight",
    "changed",
)
# Each key of these stands for itself: nothing is torn where one is read a moment later than another. They are
# many: to read them at one moment, as is done with whatever is not named here, would hold the store up.
ALONE = ("out", "language", "counts", "texted", "spent", "filling", "status", "unknown", "answered", "once")
# How many entries of the audit trail are read at a time.
A_PAGE = 1000

Contents = Mapping[bytes, Kept]


@dataclass(frozen=True, slots=True)
class Picture:
    """The contents of a store at the moment `taken`, by key; how long a key lasts is counted from then."""

    taken: datetime
    kept: Contents


def take(client: Client, now: datetime) -> Picture:
    """Take a snapshot of a store; it holds all that was confirmed before `now`.

    For some milliseconds the store answers nobody else, while it reads the keys that may belong together.
    Raises what the client raises.
    """
    apart = (*LEFT_OUT, *ALONE, _family(TRAIL.encode()))
    picture_script = script("picture", client)
    rows = picture_script(prefix=PREFIX, apart=apart)
    kept = {name: _kept(kind.decode(), lasts, held) for name, kind, lasts, held in rows}
    for some in contents(client, lambda name: _family(name) in ALONE):
        kept |= some
    if trail := list(_pages(client, TRAIL)):
        kept[TRAIL.encode()] = Kept("stream", trail, -1)
    return Picture(now, {name: one for name, one in kept.items() if not name.startswith(SESSION.encode())})


def _family(name: bytes) -> str:
    return name.decode().split(":")[2]


def _kept(kind: str, lasts: int, held: Any) -> Kept:
    """A key as the script picture.lua gave it: its type `kind`, how long it `lasts`, and its value `held`.

    The value is turned into the form in which the Redis client would have given it.
    """
    match kind:
        case "hash":
            held = dict(_pairs(held))
        case "set":
            held = set(held)
        case "zset":
            held = [(member, float(score)) for member, score in _pairs(held)]
        case "stream":
            held = [(entry, dict(_pairs(fields))) for entry, fields in held]
    return Kept(kind, held, lasts)


def _pairs(flat: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
    return zip(flat[::2], flat[1::2], strict=True)


def _pages(client: Client, name: str) -> Iterator[tuple[bytes, dict[bytes, bytes]]]:
    """The entries of a stream that only grows, read in batches."""
    start = "-"
    while page := client.xrange(name, min=start, count=A_PAGE):
        rows: Any = page
        yield from rows
        start = f"({rows[-1][0].decode()}"
