"""Writes several files of a pack at once: all of them, or none."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click

from menus.loading.pack import PackError, load

# The new bytes of each file, by its path within the pack; None takes the file away.
Changes = Mapping[str, bytes | None]


def save(pack: Path, changes: Changes) -> None:
    """Write `changes` to the files of a pack, or leave the pack as it was.

    `changes` has the new bytes of each file, by its path in the pack, or None for a file to be removed. They
    are tried on a copy of the pack first. Raises ClickException if the pack would no longer load, or if a
    file cannot be written.
    """
    try:
        fault = _broken_by(pack, changes)
        before = {name: _bytes(pack / name) for name in changes}
    except OSError as error:
        raise click.ClickException(f"nothing was done: {error.filename}: {error.strerror}") from None
    if fault:
        raise click.ClickException(f"nothing was done: {pack} would no longer load\n{fault}")
    try:
        fresh = {name: _beside(pack / name, held) for name, held in changes.items() if held is not None}
        for name, held in changes.items():
            if held is None:
                (pack / name).unlink(missing_ok=True)
            else:
                fresh[name].replace(pack / name)
    except OSError as error:
        _put_back(pack, before)
        raise click.ClickException(f"nothing was done: {error.filename}: {error.strerror}") from None
    except BaseException:
        _put_back(pack, before)
        raise


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _beside(file: Path, held: bytes) -> Path:
    """Write a file's new bytes to a file beside it, synced to the disk; give its path. Raises OSError."""
    file.parent.mkdir(exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    with fresh.open("wb") as opened:
        opened.write(held)
        opened.flush()
        os.fsync(opened.fileno())
    if file.exists():
        shutil.copymode(file, fresh)
    return fresh


def _put_back(pack: Path, before: Changes) -> None:
    """Restore each file as it was before the change, as far as possible.

    `before` has the earlier contents, by file name. None stands for a file that did not exist, which is
    removed.
    """
    for name, held in before.items():
        file = pack / name
        with suppress(OSError):
            file.with_name(f".{file.name}.new").unlink(missing_ok=True)
            if held is None:
                file.unlink(missing_ok=True)
            elif _bytes(file) != held:
                file.write_bytes(held)


def _broken_by(pack: Path, changes: Changes) -> str:
    """The error that would keep the pack from loading after these changes; "" if it would load.

    A pack that does not load even before the changes is not tried: then the result is "", too.
    """
    with tempfile.TemporaryDirectory() as place:
        copied = Path(place) / pack.name
        shutil.copytree(pack, copied, symlinks=True, ignore=shutil.ignore_patterns("document", ".git"))
        for name, held in changes.items():
            (copied / name).parent.mkdir(parents=True, exist_ok=True)
            (copied / name).unlink(missing_ok=True) if held is None else (copied / name).write_bytes(held)
        try:
            load(copied)
        except PackError as error:
            return str(error) if _loads(pack) else ""
    return ""


def _loads(pack: Path) -> bool:
    try:
        load(pack)
    except PackError:
        return False
    return True
