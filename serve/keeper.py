"""Keeps the embedded store of a data folder running for `flask serve`, and repairs its file (R52)."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from serve.children import say
from serve.patience import Pause
from store.condition import WELL, Condition
from store.server import aside, files
from store.server.embedded import LOG, Embedded, Ready, StoreError, answer, last_words, prepare, run
from store.server.how_ended import how_ended
from store.server.told import tell

PING_SECONDS = 0.25
NOTE_SECONDS = 10.0
# A slow disk may hold it up for seconds; after these it hangs for good. All it acknowledged is on the disk.
HUNG_SECONDS = 15.0
PONG = "+PONG"
MEANWHILE = "Calls and keywords are answered; nothing is promised"


class OwnStore:
    """The embedded store of a data folder: started by this process, or joined if another has started it.

    The line does not wait for the store, and no fault of the store ends the line: the fault is reported, and
    the start tried again. `data` is the data folder, `now` the present time in seconds of a monotonic clock.
    """

    def __init__(self, data: Path, now: float) -> None:
        self.condition = WELL
        self._data, self._own = data, data.absolute() / "store"
        self._running = Embedded(data, None)
        self._preparing: Future[Ready | None] | None = None
        self._pause = Pause()
        self._answered = self._due = self._note_due = now
        self._has_answered = False
        self._mends = False  # whether the last server ended while it read its data
        tell(data, WELL)

    @property
    def pid(self) -> int:
        """The store's process id; 0 if another process started the store, or if the store has ended."""
        process = self._running.process
        return process.pid if process is not None and process.poll() is None else 0

    def tend(self, now: float) -> None:
        """Start the store if it does not run, and kill it if it hangs. Call this often.

        `now` is in seconds of a monotonic clock. Only a store that this process started is killed. If another
        process started the store, a new store is started once the old one no longer answers. Slow work is
        done in another thread. The server itself is started in this thread, because it ends with the thread
        that started it.
        """
        if self._running.process is not None and self._running.process.poll() is not None:
            self._ended(now)
        if self._preparing is not None:
            if self._preparing.done():
                self._launch(self._preparing, now)
            return
        if now < self._due:
            return
        # At every tick while it starts, to know that it did before it can be killed again.
        self._due = now + PING_SECONDS if self._has_answered else now
        seen = self._look() if now >= self._note_due else None
        if said := answer(self._data):
            self._hears(said, seen, now)
        elif self._running.process is None:
            self._preparing = _beside(partial(prepare, self._data, self._mends))
        elif now - self._answered > HUNG_SECONDS:
            say(f"store silent for {HUNG_SECONDS:.0f} s: killed")
            self._running.process.kill()

    def stop(self) -> None:
        """End the store if this process started it; leave another process's store running."""
        if self._running.process is not None:
            self._running.stop()
            self._note(self._look())

    def _ended(self, now: float) -> None:
        """Plan the restart of a store that has ended, with a repair of its file if it had never answered."""
        code = self._running.process.returncode if self._running.process is not None else 0
        self._running = Embedded(self._data, None)
        if self._has_answered:
            # It did not fail at its start: nobody is to wait longer for it than they must.
            say(f"store ended ({how_ended(code)}): starting it again")
            self._due = now
            return
        # A broken end of its file is mended at once, and told then; whatever else it is, it is told now.
        if self._mends:
            said = f"{last_words(self._data)}: {self._own / LOG} has the rest. Where the data are broken"
            ended = f"the store ended at its start ({how_ended(code)}): {said}: {files.MEND}"
            self._tell(Condition("does not start", ended))
        self._due = now + self._pause.after(0)
        self._mends = True

    def _hears(self, said: str, seen: files.Sizes | None, now: float) -> None:
        """Note `said`, the store's answer to PING: "+PONG", or another while the store still loads its data.

        `seen` are the sizes of the store's files just before the PING; None if they were not looked at. From
        time to time they are noted, if the answer is "+PONG".
        """
        self._answered = now
        if said != PONG:
            return
        if not self.condition.reads:
            say("the store answers again", "info")
            self._tell(WELL)
        self._has_answered, self._mends, self._pause = True, False, Pause()
        if now >= self._note_due:
            self._note_due = now + NOTE_SECONDS
            self._note(seen)

    def _look(self) -> files.Sizes | None:
        """The sizes of the store's files now; None if they cannot be read."""
        with suppress(OSError):
            return files.sizes(self._own)
        return None

    def _note(self, seen: files.Sizes | None) -> None:
        """Remove data that were set aside long ago; note `seen`, the sizes of the store's files, if known."""
        with suppress(OSError):  # a full disk, which the store tells itself
            aside.remove_old(self._data, datetime.now(UTC))
            if seen:
                files.note(self._own, seen)
                files.mark(self._own)

    def _launch(self, preparing: "Future[Ready | None]", now: float) -> None:
        """Start the store's server if its folder is ready; `preparing` is done, and has the result.

        Otherwise plan a later try, and report the reason. If the reason is that another process holds the
        folder, it is reported only once that process's store has not answered for long.
        """
        self._preparing = None
        try:
            ready = preparing.result()
            process = run(ready) if ready else None
        except StoreError as error:
            self._tell(Condition(error.name, str(error)))
            self._due = now + self._pause.after(0)
            return
        if ready is None:  # another process has the folder
            self._due = now + PING_SECONDS
            if now - self._answered > HUNG_SECONDS:
                held = f"another process holds {self._own} and its store does not answer: end that process"
                self._tell(Condition("held", held))
            return
        if ready.cut:
            self._tell(Condition("cut", str(ready.cut), promises=True, reads=True))
        elif ready.unjudged:
            self._tell(Condition("not judged", ready.unjudged, promises=True, reads=True))
        self._running = Embedded(self._data, process)
        self._answered, self._has_answered = now, False

    def _tell(self, condition: Condition) -> None:
        """Report the store's `condition` if it has changed: in a file, and in the line's output."""
        if condition == self.condition:
            return
        self.condition = condition
        tell(self._data, condition)
        if condition.promises and condition.line:  # a store that answers: no other process would tell of it
            say(condition.line, event="store", began=condition.name, line=condition.line, promises=True)
        elif condition.line:
            say(f"{condition.line}. {MEANWHILE}")


def _beside(work: Callable[[], Ready | None]) -> Future[Ready | None]:
    """Run `work` in a daemon thread, which nothing waits for; return the Future of its result.

    Whatever error `work` raises, the Future raises StoreError.
    """
    found: Future[Ready | None] = Future()

    def do() -> None:
        try:
            found.set_result(work())
        except StoreError as error:
            found.set_exception(error)
        finally:
            if not found.done():  # whatever it was, the line must not end of it, and tries again
                found.set_exception(StoreError("the store cannot start: the error stands above"))

    threading.Thread(target=do, name="store", daemon=True).start()
    return found
