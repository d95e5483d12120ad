"""The format of a backup: lines of JSON, first a head, then one for each key. It has a version."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from store.copies.chunks import BadBackup
from store.copies.moving import Kept
from store.copies.picture import Picture

FORM = 1


@dataclass(frozen=True, slots=True)
class Backup:
    """All data that must outlive a machine: `picture`, a snapshot of the store, and the line's `keys`.

    `keys` has each key by its name, such as HASH_KEY. `check` is the check value of HASH_KEY
    (store/proof.py).
    """

    picture: Picture
    keys: Mapping[str, str]
    check: str


def to_bytes(backup: Backup) -> Iterator[bytes]:
    """The bytes of a backup in parts, compressed but not yet encrypted."""
    packing = zlib.compressobj()
    for line in _lines(backup):
        if packed := packing.compress(json.dumps(line).encode() + b"\n"):
            yield packed
    yield packing.flush()


def from_bytes(parts: Iterable[bytes]) -> Backup:
    """Read a backup from the parts that `to_bytes` gave.

    Raises BadBackup if a later version of the line wrote it, and whatever is raised while `parts` are read.
    """
    unpacking = zlib.decompressobj()
    lines = b"".join(unpacking.decompress(part) for part in parts).splitlines()
    head = json.loads(lines[0])
    if head["form"] > FORM:
        raise BadBackup("it was made by a later version of the line: restore it with that")
    kept = dict(_kept(json.loads(line)) for line in lines[1:])
    return Backup(Picture(datetime.fromtimestamp(head["taken"], UTC), kept), head["keys"], head["check"])


def _lines(backup: Backup) -> Iterator[object]:
    taken = backup.picture.taken.timestamp()
    yield {"form": FORM, "taken": taken, "keys": dict(backup.keys), "check": backup.check}
    for name, kept in backup.picture.kept.items():
        yield [_text(name), kept.type, kept.lasts, _plain(kept)]


def _plain(kept: Kept) -> Any:
    """The value of a key as JSON data; each byte becomes the character with the byte's number."""
    match kept.type:
        case "string":
            return _text(kept.held)
        case "hash":
            return _pairs(kept.held)
        case "zset":
            return [[_text(member), score] for member, score in kept.held]
        case "stream":
            return [[_text(entry), _pairs(fields)] for entry, fields in kept.held]
    return [_text(one) for one in kept.held]


def _kept(line: list[Any]) -> tuple[bytes, Kept]:
    name, kind, lasts, held = line
    match kind:
        case "string":
            held = _bytes(held)
        case "hash":
            held = _mapping(held)
        case "zset":
            held = [(_bytes(member), score) for member, score in held]
        case "stream":
            held = [(_bytes(entry), _mapping(fields)) for entry, fields in held]
        case "set":
            held = {_bytes(one) for one in held}
        case _:
            held = [_bytes(one) for one in held]
    return _bytes(name), Kept(kind, held, lasts)


def _pairs(held: Mapping[bytes, bytes]) -> list[list[str]]:
    return [[_text(key), _text(value)] for key, value in held.items()]


def _mapping(pairs: Iterable[Iterable[str]]) -> dict[bytes, bytes]:
    return {_bytes(key): _bytes(value) for key, value in pairs}


def _text(value: bytes) -> str:
    return value.decode("latin-1")


def _bytes(text: str) -> bytes:
    return text.encode("latin-1")
