"""The files of the embedded store's data, and the check that no data seen there before are lost.

The server lists its data files in a manifest. If the manifest is missing, or a file is empty, the server
silently starts an empty store. So a note in the store's folder says how many bytes were seen in each file. A
mark beside the folder says that the folder has had such a note.
"""

import os
from pathlib import Path

from store.server.folder import StoreError

FILES = "appendonlydir"
MANIFEST = "appendonly.aof.manifest"
# As servers before Redis 7 keep it: one file, no manifest.
SINGLE = "appendonly.aof"
NOTE = "seen"
# In DATA_DIR, so that it outlives the store's folder.
MARK = "store-noted"
MEND = (
    "bring the store's folder back from a backup; where there is none, `flask empty-store` sets what is left "
    "aside and begins with an empty store"
)
COMPARE = (
    "The line goes on with what is there; `flask restore --opt-outs-from BACKUP` adds who sent STOP as the "
    "last backup knows it"
)


# The bytes of each file, by its name.
Sizes = dict[str, int]


def pieces(own: Path) -> tuple[Path, ...]:
    """The files that hold the data, the oldest first; () without a manifest. `own` is the store's folder.

    Files that the manifest names may be missing. Raises OSError if the manifest cannot be read.
    """
    if (own / SINGLE).exists():
        return (own / SINGLE,)
    try:
        lines = (own / FILES / MANIFEST).read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return ()
    words = [line.split() for line in lines]
    # As `file NAME seq 1 type i`; what is of type h is history, which the server removes.
    return tuple(own / FILES / each[1] for each in words if each[:1] == ["file"] and each[-1:] != ["h"])


def sizes(own: Path) -> Sizes:
    """The size in bytes of each file that holds the store's data, by the file's name; 0 for a missing file.

    `own` is the store's folder. The last of these bytes may not be on the disk yet. To be sure, send the
    server a PING after this call: once it answers, they are on the disk. Raises OSError if the folder cannot
    be read.
    """
    return {piece.name: _size(piece) for piece in pieces(own)}


def note(own: Path, seen: Sizes) -> None:
    """Write the sizes `seen` into the note in the store's folder `own`, to tell later whether data was lost.

    Returns once the note is on the disk. Raises OSError if it cannot be written.
    """
    if noted(own) == seen:
        return
    draft = own / f"{NOTE}.new"
    with draft.open("w") as file:
        file.writelines(f"{name} {size}\n" for name, size in seen.items())
        file.flush()
        os.fsync(file.fileno())
    draft.replace(own / NOTE)


def mark(own: Path) -> None:
    """Write the mark beside the store's folder `own`, to say that the folder has a note. Raises OSError."""
    if not is_marked(own):
        (own.parent / MARK).touch(mode=0o600)


def is_marked(own: Path) -> bool:
    """Whether the folder `own` ever had a note, by the mark beside it; the folder itself may be gone."""
    return (own.parent / MARK).exists()


def unmark(own: Path) -> None:
    """Remove the mark beside the folder `own`, for a store that is to begin anew. Raises OSError."""
    (own.parent / MARK).unlink(missing_ok=True)


def noted(own: Path) -> Sizes:
    """The sizes that `note` wrote into the folder `own` last; {} if the note is missing or broken."""
    try:
        lines = (own / NOTE).read_text().splitlines()
        return {name: int(size) for name, size in map(str.split, lines)}
    except (FileNotFoundError, ValueError):
        return {}


def look_for(own: Path) -> None:
    """Raise StoreError if the store's folder `own` is gone, though data were noted in it; change nothing."""
    if is_marked(own) and not own.exists():
        raise lost(own, "is missing")


def look(own: Path) -> str:
    """Raise StoreError if the store's folder `own` lacks data that `note` noted; change nothing.

    If the note itself is gone, nobody can judge whether data are lost. Then this returns a line that says so,
    otherwise "". Raises OSError if the manifest cannot be read.
    """
    found, seen = pieces(own), noted(own)
    if not found and (seen or is_marked(own) or _holds_anything(own / FILES)):
        raise lost(own / FILES / MANIFEST, "is missing, or lists no file")
    for piece in found:
        if not piece.exists():
            raise lost(piece, "is missing")
        size = _size(piece)
        if piece.suffix == ".rdb" and not size:  # it has a head, whatever is in it
            raise lost(piece, "is empty")
        if size < seen.get(piece.name, 0):
            raise lost(piece, f"has {size} bytes, of {seen[piece.name]} that were seen there")
    if seen or not is_marked(own):
        return ""
    return (
        f"{own / NOTE} is missing or broken, by which lost data are known: whether any are lost from "
        f"{own / FILES} cannot be judged. {COMPARE}"
    )


def lost(file: Path, how: str) -> StoreError:
    """The error for data that are gone from `file`; `how` follows its name, such as "is missing"."""
    return StoreError(f"{file} {how}: data are lost, and nothing is started over the rest: {MEND}", "lost")


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _holds_anything(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())
