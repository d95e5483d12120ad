"""The process id of the line that runs on a data folder, in a file that the line keeps locked."""

import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# In DATA_DIR: whom to send a signal, as `flask publish` does.
FILE = "line.pid"


AGAIN_SECONDS = 0.5
Say = Callable[[str], None]


class LineRunsError(Exception):
    """An error: another line runs on the data folder already; the message names its process."""


@contextmanager
def line_id(folder: Path, say: Say, *, beside: bool = False, again: float = AGAIN_SECONDS) -> Iterator[None]:
    """Keep the id of this process in a file of the data folder until the end of the block.

    A file left by a line that has died is replaced. If another line runs on the folder, LineRunsError is
    raised, unless `beside` is true, as in an upgrade. Then the file holds the id of this newer line. If this
    line ends before the older one, the older line's file is put back. If the folder cannot be written, `say`
    is given the reason, and a thread tries again every `again` seconds.
    """
    kept, ended, later = _Kept(folder, beside), threading.Event(), None
    try:
        kept.take()
    except OSError as error:
        say(f"{kept.file}: {error.strerror}: not kept until it can be: no command finds this line")
        later = threading.Thread(target=_take_later, args=(kept, say, ended, again), daemon=True)
        later.start()
    try:
        yield
    finally:
        ended.set()
        if later is not None:
            later.join()
        kept.leave()


class _Kept:
    """The file with the id of this process in a data folder, and the lock on it, once it is taken."""

    def __init__(self, folder: Path, beside: bool) -> None:
        self.file = folder / FILE
        self._beside = beside
        self._ours, self._held = f"{os.getpid()}\n", -1
        self._draft = self.file.with_name(f".{FILE}.{os.getpid()}")
        self._other = self._draft.with_name(f"{self._draft.name}.other")

    def take(self) -> None:
        """Write the file and lock it. Raises OSError.

        Raises LineRunsError if another line runs, unless this line may run beside it.
        """
        self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(self.file.parent):
            _see_other(self.file, self._other, self._beside)
            self._draft.unlink(missing_ok=True)
            held = os.open(self._draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                # the lock ends with the process, however that ends: an id that stayed behind is known by it
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.write(held, self._ours.encode())
                self._draft.replace(self.file)
            except OSError:
                os.close(held)
                with suppress(OSError):
                    self._draft.unlink()
                raise
            self._held = held

    def leave(self) -> None:
        """Remove the file if it is ours, and unlock it; errors of the disk are ignored."""
        if self._held < 0:
            return
        with suppress(OSError), _alone(self.file.parent):
            _leave(self.file, self._ours, self._other)
        os.close(self._held)


def _take_later(kept: _Kept, say: Say, ended: threading.Event, again: float) -> None:
    """Try to take the file every `again` seconds until it is ours or `ended` is set.

    Another line that runs on the folder by now is reported once; when it ends, the file becomes ours.
    """
    told = False
    while not ended.wait(again):
        try:
            kept.take()
        except LineRunsError as error:
            if not told:
                say(f"two lines: {error}")
            told = True
        except OSError:
            continue
        else:
            say(f"{kept.file}: kept now: commands find this line")
            return


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
    """If `file` is the id file of another running line, keep it by the name `other`, too.

    Raises LineRunsError instead unless `beside` is true. An older file `other` is removed.
    """
    pid = _holder(file)
    if pid and not beside:
        raise LineRunsError(
            f"a line runs on {file.parent} already (process {pid}): end that one, or set another DATA_DIR"
        )
    other.unlink(missing_ok=True)
    if pid:
        other.hardlink_to(file)


def _leave(file: Path, ours: str, other: Path) -> None:
    """Remove our id file. If the older line, beside which ours began, still runs, put its file back."""
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
