"""Broken data of the store, kept whole for two weeks in a folder of their own.

The data may hold numbers that the store has erased since. So the folder is removed in time, and `flask
forget` names the folder.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

ASIDE = "aside"
KEPT = timedelta(days=14)
STAMP = "%Y-%m-%dT%H%M%SZ"


def copy(file: Path, data: Path, now: datetime) -> Path:
    """Copy a file into the folder for broken data; return the copy's path once the copy is on the disk.

    The folder is in the data folder `data`. The moment `now` is in the copy's name. Only the system user of
    this process can read the copy. Raises OSError, and then leaves no part of a copy.
    """
    kept = _place(file.name, data, now)
    try:
        with (
            file.open("rb") as whole,
            os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copied,
        ):
            shutil.copyfileobj(whole, copied, 1 << 20)
            copied.flush()
            os.fsync(copied.fileno())
    except OSError:
        with suppress(OSError):
            kept.unlink()
        raise
    return kept


def move(folder: Path, data: Path, now: datetime) -> Path:
    """Move a whole folder into the folder for broken data in `data`; return its new path.

    The moment `now` is in its new name. Raises OSError if it cannot be moved.
    """
    return folder.rename(_place(folder.name, data, now))


def held(data: Path) -> dict[Path, datetime]:
    """The broken data kept in the data folder `data`: by path, the moment when it is to be removed.

    {} if there are none.
    """
    return dict(_held(data / ASIDE))


def remove_old(data: Path, now: datetime) -> None:
    """Remove broken data kept for two weeks in the data folder `data`; errors of removing are ignored."""
    for path, end in held(data).items():
        if now >= end:
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _place(name: str, data: Path, now: datetime) -> Path:
    (data / ASIDE).mkdir(mode=0o700, exist_ok=True)
    return data.absolute() / ASIDE / f"{now.astimezone(UTC):{STAMP}}.{name}"


def _held(folder: Path) -> Iterator[tuple[Path, datetime]]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        with suppress(ValueError):  # not put there by us
            yield path, datetime.strptime(path.name.partition(".")[0], STAMP).replace(tzinfo=UTC) + KEPT
