"""One part of the line, run by one process at a time: when and how it is replaced (R52, ADR 24)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from serve.children import say
from serve.patience import END_SECONDS, GROWN_SECONDS, LARGEST, LATELY_SECONDS, Patience, Pause
from store.server.how_ended import how_ended

SILENT, GROWN, ASKED = "silent", "grown", "asked"


class Running(Protocol):
    """The methods of a process that a part needs (`serve.children.Process`)."""

    @property
    def pid(self) -> int:
        """The process id."""

    def ended(self) -> int | None:
        """The exit code of the ended process; None while it runs."""

    def heard(self) -> bool:
        """Whether the process has given a sign of life since the last call of this method."""

    def memory(self) -> int:
        """The bytes of memory that the process uses."""

    def ask_to_end(self) -> None:
        """Ask the process to end after its present work."""

    def kill(self) -> None:
        """End the process at once."""


@dataclass(slots=True)
class Tenure:
    """A process and three times: its start, its first sign of life (None: not yet), its last (0: not yet)."""

    process: Running
    since: float
    first: float | None = None
    last: float = 0.0

    def listen(self, now: float) -> None:
        """Note the time `now` (monotonic seconds) if the process has newly given a sign of life."""
        if self.process.heard():
            self.first, self.last = (now if self.first is None else self.first), now


class Part:
    """One part of the line, such as the worker: the process that does its work, replaced when it fails.

    All methods must be called from the main thread. Each `now` is in seconds of a monotonic clock that stands
    still while the process that watches the parts is stopped (`serve.running.Attention`).
    """

    def __init__(
        self,
        name: str,
        start: Callable[[], Running],
        largest: int = LARGEST,
        end_seconds: float = END_SECONDS,
    ) -> None:
        """Give a part its `name`, and `start`, which starts its process; the process itself starts later.

        A process with more than `largest` bytes of memory is replaced. A process that is asked to end is
        killed after `end_seconds`.
        """
        self.name = name
        self._end_seconds = end_seconds
        self.failed = False  # the last process that was started did not come up
        self._start = start
        self._largest = largest
        self._serving: Tenure | None = None
        self._coming: Tenure | None = None
        self._leaving: list[tuple[Running, float]] = []
        self._why = ""
        self._due = 0.0
        self._grown = -GROWN_SECONDS
        self._pause = Pause()
        self._patience = Patience()

    @property
    def pid(self) -> int:
        """The id of the process that does the work; 0 if none runs."""
        serving = self._serving
        return serving.process.pid if serving is not None and serving.process.ended() is None else 0

    def has_ended(self) -> bool:
        """Whether the part's process has ended, and no other has replaced it yet."""
        return self._serving is not None and not self.pid

    def is_changing(self) -> bool:
        """Whether a new process is starting while the old one still runs."""
        return self._coming is not None

    def has_answered(self) -> bool:
        """Whether the part's process has given a sign of life since its start."""
        return self._serving is not None and self._serving.first is not None

    def answers(self, now: float) -> bool:
        """Whether the process has given a sign of life shortly before `now` (monotonic seconds)."""
        serving = self._serving
        return serving is not None and serving.first is not None and now - serving.last < LATELY_SECONDS

    def tend(
        self, now: float, others_answer: bool = False, others_change: bool = False, may_begin: bool = True
    ) -> None:
        """Start, replace or kill the part's process if due at `now` (monotonic seconds). Call this often.

        `others_answer` says whether another process for the same work answers. `others_change` says whether
        another part for the same work is just being replaced. `may_begin` says whether a process with too
        much memory may be replaced now, because only one part at a time does this.
        """
        self._see_off(now)
        for each in (self._serving, self._coming):
            if each is not None:
                each.listen(now)
        serving = self._serving
        if serving is None:
            self._take_up(now)
        elif (code := serving.process.ended()) is not None:
            self._replace_ended(serving, code, now)
        elif self._coming is not None:
            self._await(serving, self._coming, now, others_answer)
        elif serving.first is None:
            self._bear_start(serving, now)
        elif self._is_silent(serving, now):
            self._end_silence(serving, now, others_answer, others_change)
        elif may_begin and now - self._grown > GROWN_SECONDS and serving.process.memory() > self._largest:
            self._grown = now
            self.begin(GROWN, now)

    def begin(self, why: str, now: float) -> None:
        """Start a new process beside the old one, which ends once the new one answers.

        `why` is SILENT, GROWN (too much memory) or ASKED (a renewal). `now` is in monotonic seconds. If no
        new process can start, the old one stays.
        """
        self._why, self.failed = why, False
        planned = why == ASKED
        say(f"{self.name} is to be replaced ({why}): starting the new one", "info" if planned else "warning")
        try:
            self._coming = Tenure(self._start(), now)
        except (OSError, RuntimeError) as error:  # no process, descriptor or thread to be had
            self._give_up(str(error), now)

    def end(self, now: float) -> bool:
        """Ask the part's processes to end, kill slow ones; true once all have ended. Call it until then."""
        for each in (self._serving, self._coming):
            if each is not None:
                self._let_go(each, now)
        self._serving = self._coming = None
        self._see_off(now)
        return not self._leaving

    def _take_up(self, now: float) -> None:
        if self._coming is not None:
            self._serving, self._coming = self._coming, None
            return
        if now < self._due:
            return
        try:
            self._serving = Tenure(self._start(), now)
        except (OSError, RuntimeError) as error:
            self._due = now + self._pause.after(0)
            say(f"{self.name} cannot be started: {error}")

    def _replace_ended(self, serving: Tenure, code: int, now: float) -> None:
        if self._coming is not None:
            say(f"{self.name} ended ({how_ended(code)}): the new one takes over")
            self._serving, self._coming = self._coming, None
            return
        self._serving = None
        self.failed |= serving.first is None
        pause = self._pause.after(now - serving.since)
        self._due = now + pause
        say(f"{self.name} ended ({how_ended(code)}): starting it again in {pause:.1f} s")

    def _await(self, serving: Tenure, coming: Tenure, now: float, others_answer: bool) -> None:
        """Complete or cancel the replacement of `serving` by `coming`: each may answer, be silent, or end."""
        silent = self._is_silent(serving, now)
        if coming.first is not None:
            say(f"{self.name} is replaced ({self._why})", "info")
            if silent:
                self._patience.ended(serving.first, now)
                serving.process.kill()
            self._serving, self._coming, self._why = coming, None, ""
            self._let_go(serving, now)
        elif self._why == SILENT and not silent:
            say(f"{self.name} answers again: it stays")
            coming.process.kill()
            self._coming = None
            self._leaving.append((coming.process, now))
            self._patience.was_short()
        elif (code := coming.process.ended()) is not None:
            self._give_up(f"it ended, {code}", now)
        elif now - coming.since > self._patience.start:
            coming.process.kill()
            self._leaving.append((coming.process, now))
            self._patience.start_failed()
            self._give_up("it does not answer", now)
        elif silent and others_answer:
            self._kill_silent(serving, now)
            self._serving, self._coming = coming, None  # whenever it comes up

    def _give_up(self, why: str, now: float) -> None:
        self._coming, self.failed = None, True
        self._grown = now if self._why == GROWN else self._grown
        say(f"{self.name}: the new one does not come up ({why}): the old one stays")

    def _bear_start(self, serving: Tenure, now: float) -> None:
        """Kill a process that was started long ago and has never answered."""
        if now - serving.since > self._patience.start:
            say(f"{self.name} does not come up in {self._patience.start:.0f} s: killed")
            self._patience.start_failed()
            serving.process.kill()

    def _is_silent(self, serving: Tenure, now: float) -> bool:
        return serving.first is not None and now - serving.last > self._patience.silent

    def _end_silence(self, serving: Tenure, now: float, others_answer: bool, others_change: bool) -> None:
        if others_answer:
            self._kill_silent(serving, now)
            self._serving, self._due = None, now
            self._take_up(now)
        elif not others_change:
            # All that does this work is silent: perhaps the machine is slow, and nothing hangs. It waits for
            # no part that does other work, which may be long in coming up.
            self.begin(SILENT, now)

    def _kill_silent(self, serving: Tenure, now: float) -> None:
        say(f"{self.name} silent for {now - serving.last:.1f} s: killed")
        self._patience.ended(serving.first, now)
        serving.process.kill()
        self._leaving.append((serving.process, now))

    def _let_go(self, tenure: Tenure, now: float) -> None:
        tenure.process.ask_to_end()
        self._leaving.append((tenure.process, now + self._end_seconds))

    def _see_off(self, now: float) -> None:
        """Kill the processes that were asked to end and are too slow, and forget those that have ended."""
        self._leaving = [(process, due) for process, due in self._leaving if process.ended() is None]
        for process, due in self._leaving:
            if now > due:
                say(f"{self.name} did not end when asked: killed")
                process.kill()
