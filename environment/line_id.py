"""The process id of the line that runs on a data folder, in a file that the line keeps locked."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# In DATA_DIR: whom to send a signal, as `flask publish` does.
FILE = "line.pid"


class LineRunsError(Exception):
    """An error: another line runs on the data folder already; the message names its process."""


@contextmanager
def line_id(folder: Path, say: Callable[[str], None], *, beside: bool = False) -> Iterator[None]:
    """Keep the id of this process in a file that only its owner can read, until the end of the block.

    Raises LineRunsError if another line runs on the folder, unless this line may run `beside` it, as in an
    upgrade: the file is then the newer line's, and the older line's again if the newer ends first. A file
    left by a dead line is replaced. If the folder cannot be written, the line runs without the file, and
    `say` gets the reason.
    """
    file, ours, held = folder / FILE, f"{os.getpid()}\n", -1
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    other = draft.with_name(f"{draft.name}.other")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(folder):
            _see_other(file, other, beside)
            draft.unlink(missing_ok=True)
            held = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            # the lock ends with the process, however that ends: an id that stayed behind is known by it
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.write(held, ours.encode())
            draft.replace(file)
    except OSError as error:
        say(f"{file}: {error.strerror}: not kept")
    try:
        yield
    finally:
        with suppress(OSError), _alone(folder):
            _leave(file, ours, other)
        if held >= 0:
            os.close(held)


def running_line(folder: Path) -> int:
    """The process id of the line that runs on a data folder; 0 if none does, or its file cannot be read."""
    return _holder(folder / FILE)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Lock the folder for the block, so that no other line reads or changes the id file. Raises OSError."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _see_other(file: Path, other: Path, beside: bool) -> None:
    """Keep the id file of a line that already runs, as `other`. Raises LineRunsError unless `beside`."""
    pid = _holder(file)
    if pid and not beside:
        raise LineRunsError(
            f"a line runs on {file.parent} already (process {pid}): end that one, or set another DATA_DIR"
        )
    other.unlink(missing_ok=True)
    if pid:
        other.hardlink_to(file)


def _leave(file: Path, ours: str, other: Path) -> None:
    """Remove our id file; if the line that we began beside still runs, put its file back."""
    if file.read_text(encoding="ascii") == ours:
        if _holder(other):
            other.replace(file)
        else:
            file.unlink()
    other.unlink(missing_ok=True)


def _holder(file: Path) -> int:
    """The process id in a file that its line keeps locked; 0 if the file is not locked."""
    with suppress(OSError, ValueError), file.open(encoding="ascii") as kept:
        try:
            fcntl.flock(kept, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(kept.read())
    return 0
