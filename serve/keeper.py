"""Keeps the embedded store of a data folder running while `flask serve` runs."""

from pathlib import Path

from serve.children import say
from serve.patience import Pause
from store.server.embedded import Embedded, StoreError, answer, launch, start

PING_SECONDS = 0.25
# A slow disk may hold it up for seconds; after these it hangs for good. All it acknowledged is on the disk.
HUNG_SECONDS = 15.0


class OwnStore:
    """The embedded store of a data folder: started by this process, or joined if another has started it."""

    def __init__(self, data: Path, now: float) -> None:
        """Start the store if none runs in the folder, and wait until it answers. Raises StoreError."""
        self._running = start(data)
        self._pause = Pause()
        self._answered = now
        self._has_answered = True
        self._due = now + PING_SECONDS

    @property
    def pid(self) -> int:
        """The store's process id; 0 if another process started it, or if it has ended."""
        process = self._running.process
        return process.pid if process is not None and process.poll() is None else 0

    def tend(self, now: float) -> None:
        """Start a new store if the old one has ended, and kill one that hangs. Call this often.

        Only a store that this process started is killed; one of another process is replaced once it no longer
        answers. `now` is in seconds of a clock that only goes forward.
        """
        process = self._running.process
        if process is not None and process.poll() is not None:
            say(f"store ended ({process.returncode}): starting it again")
            self._running = Embedded(self._running.data, None)
            # One that answered did not fail at its start: nobody is to wait longer for it than they must.
            self._due = now if self._has_answered else now + self._pause.after(0)
        if now < self._due:
            return
        # At every tick while it starts, to know that it did before it can be killed again.
        self._due = now + PING_SECONDS if self._has_answered else now
        if answer(self._running.data):
            self._answered, self._has_answered, self._pause = now, True, Pause()
        elif self._running.process is None:
            self._launch(now)
        elif now - self._answered > HUNG_SECONDS:
            say(f"store silent for {HUNG_SECONDS:.0f} s: killed")
            self._running.process.kill()

    def stop(self) -> None:
        """End the store if it was started here; leave another process's store running."""
        self._running.stop()

    def _launch(self, now: float) -> None:
        try:
            self._running = Embedded(self._running.data, launch(self._running.data))
        except StoreError as error:
            say(str(error))
            self._due = now + self._pause.after(0)
            return
        self._answered, self._has_answered = now, False
