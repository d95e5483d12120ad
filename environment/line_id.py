"""The process id of the line that runs on a data folder, in a file which that line holds locked."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# In DATA_DIR: whom to send a signal, as `flask publish` does.
FILE = "line.pid"


@contextmanager
def line_id(folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Keep the id of this process in a file that only its owner reads, until the end of the block.

    One that another line left is replaced; one that a newer line has written stays. Where the folder cannot
    be written the line runs without, and `say` is told why.
    """
    file, ours, held = folder / FILE, f"{os.getpid()}\n", -1
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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
        with suppress(OSError):
            if file.read_text(encoding="ascii") == ours:
                file.unlink()
        if held >= 0:
            os.close(held)


def running_line(folder: Path) -> int:
    """The id of the line that runs on a data folder; 0 if none does."""
    with suppress(OSError, ValueError), (folder / FILE).open(encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(file.read())
    return 0
