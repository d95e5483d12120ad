"""Faults of the embedded store's folder and files, met at a start or while the line runs."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.faults.fault import Fault
from bench.faults.rig import Rig, as_root

ZEROS, PIECE = 64 * 1024, 1 << 20
ANOTHER_KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="


def _files(rig: Rig) -> Path:
    """The folder of the store's append-only files."""
    return rig.data / "store" / "appendonlydir"


def _newest(rig: Rig) -> Path:
    """The append-only file that the store writes to now."""
    return max(_files(rig).glob("*.incr.aof"))


@contextmanager
def _zeros(rig: Rig) -> Iterator[None]:
    with rig.ended(), _newest(rig).open("ab") as file:
        file.write(bytes(ZEROS))
    yield


@contextmanager
def _restored(rig: Rig) -> Iterator[None]:
    """Copy the store's files, and put the copy back after the block, as an operator restores a backup."""
    kept = rig.folder / "backup"
    shutil.copytree(rig.data / "store", kept)
    yield
    with rig.ended():
        shutil.rmtree(rig.data / "store")
        shutil.copytree(kept, rig.data / "store")


@contextmanager
def _no_manifest(rig: Rig) -> Iterator[None]:
    rig.load.paused.set()
    rig.stop()
    with _restored(rig):
        next(_files(rig).glob("*.manifest")).unlink()
        rig.start()
        rig.load.paused.clear()
        yield


@contextmanager
def _emptied(rig: Rig) -> Iterator[None]:
    rig.load.paused.set()
    rig.stop()
    with _restored(rig):
        _newest(rig).write_bytes(b"")
        rig.start()
        rig.load.paused.clear()
        yield


@contextmanager
def _another_key(rig: Rig) -> Iterator[None]:
    with rig.ended(HASH_KEY=ANOTHER_KEY):
        pass
    yield
    with rig.ended():
        pass


@contextmanager
def _disk_full(rig: Rig) -> Iterator[None]:
    filler = rig.data.parent / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(PIECE))
    yield
    filler.unlink()


@contextmanager
def _read_only(rig: Rig) -> Iterator[None]:
    with rig.ended():
        as_root("mount", "-o", "remount,ro", str(rig.data.parent))
    yield
    as_root("mount", "-o", "remount,rw", str(rig.data.parent))


FAULTS = (
    Fault("zeros in the store's file", "64 KB behind its end, at a start", _zeros, 3, heals=True),
    Fault("missing manifest", "of the append-only file; brought back after 4 s with a restart", _no_manifest),
    Fault("emptied file", "the append-only file; brought back after 4 s with a restart", _emptied),
    Fault("another HASH_KEY", "at a start; the right one at the next, after 4 s", _another_key),
    Fault("disk full", "DATA_DIR on a disk of 32 MB, filled for 4 s", _disk_full, disk=True),
    Fault("read-only folder", "DATA_DIR's disk is read-only at a start, and for 4 s", _read_only, disk=True),
)  # fmt: skip
