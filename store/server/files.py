"""The files in which the embedded store's data lie, and whether what was seen there is there still.

Without its manifest, or with an emptied file, a server takes its folder for an empty store, without a word.
So a note beside the files says in which of them data were seen, and how many bytes.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from store.server.folder import StoreError

FILES = "appendonlydir"
MANIFEST = "appendonly.aof.manifest"
# As servers before Redis 7 keep it: one file, no manifest.
SINGLE = "appendonly.aof"
NOTE = "seen"
MEND = (
    "bring the store's folder back from a backup; where there is none, `flask empty-store` sets what is left "
    "aside and begins with an empty store"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """The name of the file to which a server appends, and its bytes; all of these are on the disk."""

    name: str
    size: int


def pieces(own: Path) -> tuple[Path, ...]:
    """The files that hold the data, the oldest first; () without a manifest. `own` is the store's folder."""
    if (own / SINGLE).exists():
        return (own / SINGLE,)
    try:
        lines = (own / FILES / MANIFEST).read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return ()
    words = [line.split() for line in lines]
    # As `file NAME seq 1 type i`; what is of type h is history, which the server removes.
    return tuple(own / FILES / each[1] for each in words if each[:1] == ["file"] and each[-1:] != ["h"])


def last(own: Path) -> Seen | None:
    """The file to which the server appends now, and its bytes.

    Once a PING that was sent after this is answered, all of them are on the disk.
    """
    found = pieces(own)[-1:]
    return Seen(found[0].name, _size(found[0])) if found else None


def note(own: Path, seen: Seen) -> None:
    """Note what was seen, and wait until the note is on the disk. Raises OSError."""
    if noted(own) == seen:
        return
    draft = own / f"{NOTE}.new"
    with draft.open("w") as file:
        file.write(f"{seen.name} {seen.size}\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(own / NOTE)


def noted(own: Path) -> Seen | None:
    """What was noted last; None if nothing was."""
    try:
        name, size = (own / NOTE).read_text().split()
        return Seen(name, int(size))
    except (FileNotFoundError, ValueError):
        return None


def look(own: Path) -> None:
    """See whether data that were in the folder are gone. Raises StoreError if so, and changes nothing."""
    found, seen = pieces(own), noted(own)
    if not found and (seen or _holds_anything(own / FILES)):
        raise lost(own / FILES / MANIFEST, "is missing, or lists no file")
    for at, piece in enumerate(found):
        if not piece.exists():
            raise lost(piece, "is missing")
        size = _size(piece)
        if at == 0 and piece.suffix == ".rdb" and not size:  # it has a head, whatever is in it
            raise lost(piece, "is empty")
        if seen and piece.name == seen.name and size < seen.size:
            raise lost(piece, f"has {size} bytes, of {seen.size} that were seen there")


def lost(file: Path, how: str) -> StoreError:
    """The error that tells that data are gone from `file`."""
    return StoreError(f"{file} {how}: data are lost, and nothing is started over the rest: {MEND}", "lost")


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _holds_anything(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())
