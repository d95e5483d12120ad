"""The folder of the embedded store, which must be writable and have room, and the path of its socket."""

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

OWN = "store"
SOCKET = "store.sock"
LOCK = "lock"
# Linux takes 107 bytes and macOS 103; the server itself puts more behind the name while it starts.
LONGEST_SOCKET = 100
ROOM_BYTES = 16 * 1024 * 1024


class StoreError(Exception):
    """The embedded store cannot start or be joined.

    The message is one line that says why, and what to do; `name` says what is wrong in a word or two.
    """

    def __init__(self, line: str, name: str = "does not start") -> None:
        super().__init__(line)
        self.name = name


def socket_path(data: Path) -> Path:
    """The path of the store's socket: in the data folder `data`, or below /tmp if that is too long.

    The path is the same for every process, whatever its environment: TMPDIR and the like are ignored.
    """
    path = data.absolute() / SOCKET
    if len(os.fsencode(path)) <= LONGEST_SOCKET:
        return path
    digest = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:16]
    return Path("/tmp", f"line-{os.getuid()}-{digest}", SOCKET)  # noqa: S108, `make` sees that it is ours


def make(data: Path) -> Path:
    """Make the store's folder in the data folder `data`, with mode 700; return its path.

    The folder of the store's socket is made, too, if it is another. Raises StoreError if a folder cannot be
    made, or if other users can enter the folder of the socket.
    """
    own = data.absolute() / OWN
    try:
        own.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        own.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise refused(own, error) from error
    if socket_path(data).parent != own.parent:
        _make_for_socket(socket_path(data).parent)
    return own


def lock_file(own: Path) -> BinaryIO:
    """Open the lock file in the store's own folder, `own`; the running store server holds a lock on it.

    Raises StoreError if it cannot be opened.
    """
    try:
        return (own / LOCK).open("ab")
    except OSError as error:
        raise refused(own, error) from error


def try_writing(own: Path) -> None:
    """Try to write and to reserve 16 MB in the store's folder `own`. Raises StoreError if that fails."""
    file = own / "trial"
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, bytes(4096))
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(descriptor, 0, ROOM_BYTES)
        finally:
            os.close(descriptor)
            file.unlink()
    except OSError as error:
        raise refused(own, error) from error


def refused(own: Path, error: OSError) -> StoreError:
    """The error that tells why something in the folder `own` could not be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreError(f"{own} is full: make {ROOM_BYTES >> 20} MB free, or set DATA_DIR", "full")
    return StoreError(
        f"{own} cannot be written ({error.strerror}): make it writable, or set DATA_DIR", "not writable"
    )


def _make_for_socket(folder: Path) -> None:
    """Make the folder for the socket. Raises StoreError if other users can enter it and listen in."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise refused(folder, error) from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise StoreError(f"{folder} is not ours alone: remove it, or set DATA_DIR to a shorter path")
