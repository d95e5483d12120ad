"""Backups as files: written to a draft, read back, then put in place; old files are removed."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from store.copies.chunks import BadBackup, read, write
from store.copies.form import Backup, from_bytes, to_bytes

NAME = "line-{:%Y-%m-%dT%H%M%SZ}.backup"
EVERY = "line-????-??-??T??????Z.backup"


def place_in(folder: Path, now: datetime) -> Path:
    """The path in a folder of backups for a backup that is taken at `now`."""
    return folder / NAME.format(now.astimezone(UTC))


def save(file: Path, key: bytes, backup: Backup) -> None:
    """Write `backup` to `file`, encrypted with `key` (32 bytes); only its owner can read the file.

    It replaces an earlier file only when it is whole on the disk and has been read back. Raises OSError if
    the disk fails. Raises BadBackup if the disk gives back other data than were written. After an error the
    earlier file is still there.
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
    """The backup in a file that was encrypted with `key` (32 bytes).

    Raises OSError if the file cannot be read, and BadBackup if it is no backup, was made with another key or
    by a later version of the line, or was cut or altered.
    """
    with file.open("rb") as opened:
        return from_bytes(read(opened, key))


def remove_old(folder: Path, keep: int, spare: Path) -> tuple[Path, ...]:
    """Remove all backups in a folder but the `keep` newest; return the removed files.

    Only files named as `place_in` names them are considered. `keep` is 1 or more. `spare` is the backup just
    made, and is never removed: if the clock was set back, it looks old. Raises OSError if a file cannot be
    removed.
    """
    old = [file for file in sorted(folder.glob(EVERY))[: -keep or None] if file != spare]
    for file in old:
        file.unlink(missing_ok=True)  # somebody else may clear up, too
    return tuple(old)


def _sync(folder: Path) -> None:
    """Wait until the new name of a file in a folder is on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
