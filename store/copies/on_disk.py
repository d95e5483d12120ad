"""Backups as files: written beside and read back before one takes its place; old ones of a folder removed."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from store.copies.chunks import BadBackup, read, write
from store.copies.form import Backup, from_bytes, to_bytes

NAME = "line-{:%Y-%m-%dT%H%M%SZ}.backup"
EVERY = "line-????-??-??T??????Z.backup"


def place_in(folder: Path, now: datetime) -> Path:
    """The file in a folder of backups for one that is taken at `now`."""
    return folder / NAME.format(now.astimezone(UTC))


def save(file: Path, key: bytes, backup: Backup) -> None:
    """Write a backup, which its owner alone can read, in place of what was at `file`.

    What was there stays until the new one is whole on the disk, and has been read back. Raises OSError, and
    BadBackup where the disk gives back another thing than was written.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
            write(written, key, to_bytes(backup))
            written.flush()
            os.fsync(written.fileno())
        if load(draft, key) != backup:
            raise BadBackup("it was read back, and is not what was written")
        draft.replace(file)
        _sync(file.absolute().parent)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def load(file: Path, key: bytes) -> Backup:
    """The backup in a file. Raises BadBackup, and OSError."""
    with file.open("rb") as opened:
        return from_bytes(read(opened, key))


def remove_old(folder: Path, keep: int, spare: Path) -> tuple[Path, ...]:
    """Remove all but the `keep` newest backups of a folder; gives those that were removed. Raises OSError.

    Only files with names as `place_in` gives them are looked at, and `spare` is never removed: it was made
    just now, and looks old only where the clock was set back.
    """
    old = [file for file in sorted(folder.glob(EVERY))[:-keep] if file != spare]
    for file in old:
        file.unlink(missing_ok=True)  # somebody else may clear up, too
    return tuple(old)


def _sync(folder: Path) -> None:
    """Wait until a new name in a folder is on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
