"""The connection to the store, with short timeouts; while the store is away every use fails at once."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from redis.exceptions import ResponseError

from store.acknowledged import confirm, step
from store.address import read_address
from store.client import LOST, Client, keeps_nothing, make_client
from store.condition import WELL, Condition, KeepsNothing, Unreachable
from store.fitness.reason import away
from store.scripts import Named, Script, read
from store.threads import Threads

__all__ = ["Client", "KeepsNothing", "Link", "Note", "Script", "Unreachable"]

Answer = TypeVar("Answer")
Examine = Callable[[Client], Condition]
Note = Callable[[Condition], object]

FIRST_PROBE_SECONDS = 0.1
PROBE_SECONDS = 0.5
# How long a webhook waits for all its promises together; the carrier waits 15 s.
PROMISE_SECONDS = 2.0
# How many of a process's threads may wait so: a quarter of those of a web process (serve/process.py).
WAITERS = 4
AGAIN_SECONDS = 0.05


class Link:
    """A process's connection to the store; safe to use from many threads, and after a fork.

    `url` is an address as in store/address.py. Its query may change the timeouts (`?socket_timeout=0.2`), and
    ask for replicas that confirm each promise (`?replicas=1`). The link connects at the first use. After a
    failure the store counts as away: `ask` raises `Unreachable` at once, until a thread in the background
    finds that the store answers again. `examine` finds the store's condition before the first use and after
    each time away. A store that must not be believed counts as away. `note` is given each condition that is
    found. `waiters` is how many threads may wait for the store at a time (`waiting`). Looking up a host name
    has no time limit, so give an IP address.
    """

    _prober: threading.Thread | None

    def __init__(
        self, url: str, waiters: int = WAITERS, examine: Examine = lambda _: WELL, note: Note = lambda _: None
    ) -> None:
        self.url = url
        self.clock: Callable[[], str] = str  # "" is the store's own; a test gives it other seconds
        self.client, self.replicas = make_client(url), read_address(url).replicas
        self.condition = WELL  # as it was found last; "away" while it does not answer
        self._examine, self._examined, self._note = examine, False, note
        self.suspect = False  # whether a write was refused since the store was examined
        # The breaker: false is closed, true is open. Anybody's failure opens it; only the probe closes it.
        # There is no half-open state, in which somebody's call would wait for the answer. It is read without
        # the lock: whoever reads it too early fails by themselves, which takes a wait, and whoever reads it
        # too late is told once more that the store is away.
        self._away = False
        self._unread = False  # whether it answers, but what is in it must not be believed
        self._in_vain = False  # whether somebody has waited in vain since the store was last there
        self._may_wait = waiters
        self._threads = Threads(self._start_over)

    @property
    def away(self) -> bool:
        """Whether `ask` would raise `Unreachable` at once: the store has failed, and not answered since."""
        return self._away

    @contextmanager
    def waiting(self, seconds: float = PROMISE_SECONDS) -> Iterator[None]:
        """In a `with` block, let calls of `ask` by this thread wait for a store that is away.

        The calls wait `seconds` in all. Use it only to store promises: steering a call never waits (R51). At
        most `waiters` threads wait at a time; in any further thread `ask` raises `Unreachable` at once. Once
        a thread has waited in vain, no thread waits until the store is back.
        """
        self._patience.until = time.monotonic() + seconds
        try:
            yield
        finally:
            self._patience.until = None

    def look(self) -> None:
        """Examine the store anew, and update `condition`; `Unreachable` is not raised.

        While the store is away this does nothing: the link examines the store once it is back.
        """
        with suppress(Unreachable):
            self.ask(lambda _: self._take_condition())

    def demand_promises(self) -> None:
        """Raise KeepsNothing if the store is unfit to keep promises; if the store is away, raise nothing."""
        if not (self.condition.promises or self._away):
            raise KeepsNothing(self.condition.line)

    def confirm(self) -> None:
        """Raise Unreachable unless enough replicas have all writes so far.

        How many are enough is in the store's URL.
        """
        if self.replicas:
            self.ask(lambda client: confirm(client, self.replicas))

    def ask(self, work: Callable[[Client], Answer]) -> Answer:
        """Run `work` with the Redis client, and return its result.

        Raises `Unreachable` if the store is away. Raises `KeepsNothing`, a kind of `Unreachable`, if the
        store answers but is unfit. In a block of `waiting`, `work` is run again and again while the store is
        away, until the time of the block is over. So `work` must do no harm if it runs twice.
        """
        try:
            return self._ask(work)
        except KeepsNothing:
            raise
        except Unreachable:
            until: float | None = getattr(self._patience, "until", None)
            with self._threads.lock:
                waiters = self._waiters
            if until is None or self._in_vain or not waiters.acquire(blocking=False):
                raise
        try:
            return self._ask_again(work, until)
        finally:
            waiters.release()

    def _ask_again(self, work: Callable[[Client], Answer], until: float) -> Answer:
        """Retry `work` until the store answers; raises `Unreachable` if it has not by the moment `until`.

        After that failure no other thread waits for the store (`waiting`) until the store is back.
        """
        while not self._threads.stopped.wait(min(AGAIN_SECONDS, max(0.0, until - time.monotonic()))):
            try:
                return self._ask(work)
            except KeepsNothing:
                raise
            except Unreachable:
                if time.monotonic() >= until:
                    break
        self._in_vain = self._away  # until the probe finds the store again
        raise Unreachable("the store is away, and was waited for in vain")

    def _ask(self, work: Callable[[Client], Answer]) -> Answer:
        if self._away:
            self._knock()  # at each call: a forked child inherits the open breaker, but not the thread
            raise (KeepsNothing if self._unread else Unreachable)(self.condition.line or "away")
        try:
            if not (self._examined or self._take_condition()):
                raise KeepsNothing(self.condition.line)
            return work(self.client)
        except LOST as error:
            self._away, self.condition = True, away(error)
            self._note(self.condition)
            self._knock()
            raise Unreachable(self.condition.line) from error
        except Unreachable:
            self.suspect = True
            raise
        except ResponseError as error:
            if keeps_nothing(error):
                self.suspect = True
                raise KeepsNothing("the store keeps nothing now") from error
            raise

    def _take_condition(self) -> bool:
        """Examine the store; false if its data cannot be believed: the store then counts as away."""
        self.condition, self._examined, self.suspect = self._examine(self.client), True, False
        self._note(self.condition)
        self._unread = not self.condition.reads
        self._away |= self._unread
        return not self._unread

    def script(self, name: str, *, promises: bool = False) -> Script:
        """The script store/lua/NAME.lua as a function, where NAME is `name`.

        Call the function with the keys and arguments that the script's header lists, by name; any other name
        raises TypeError. If `promises` is true, the function raises KeepsNothing if the store is not fit to
        keep promises, and `Unreachable` if the store's replicas do not confirm the write.
        """
        source = read(name)
        done = step(self.client, source.lua, self.replicas if promises else 0)

        def run(**named: Named) -> Any:
            keys, arguments = source.in_order(named)

            def work(_: Client) -> Any:
                if promises:
                    self.demand_promises()
                return done(keys, arguments)

            return self.ask(work)

        return run

    def start(self, name: str, work: Callable[[threading.Event], None]) -> threading.Thread:
        """Start a daemon thread that runs `work`.

        `work` is given an event, and should end soon after the event is set.
        """
        with self._threads.lock:
            return self._threads.start(name, work)

    def end_threads(self) -> None:
        """End the threads that `start` began, waiting 1 s at most. A lost store is not tried again."""
        self._threads.end()

    def close(self) -> None:
        """End the threads and drop all connections not in use. Afterwards `ask` raises `Unreachable`."""
        if not self._threads.stopped.is_set():
            self.end_threads()
        self._away = True
        self.client.connection_pool.disconnect(inuse_connections=False)

    def _start_over(self) -> None:
        # In a forked child, too. The client's pool leaves the parent's sockets alone.
        self._waiters = threading.Semaphore(self._may_wait)
        self._patience = threading.local()
        self._prober = None

    def _knock(self) -> None:
        with self._threads.lock:
            if self._threads.stopped.is_set() or not self._away or (self._prober and self._prober.is_alive()):
                return
            self._prober = self._threads.start("store-probe", self._probe)

    def _probe(self, stopped: threading.Event) -> None:
        pause = FIRST_PROBE_SECONDS
        while not stopped.wait(pause):
            pause = PROBE_SECONDS
            # Idle connections may be dead without a word, forgotten by a router: the next ones connect anew.
            self.client.connection_pool.disconnect(inuse_connections=False)
            try:
                self.client.ping()
                if not self._take_condition():
                    continue
            except (*LOST, ResponseError):
                continue
            with self._threads.lock:
                # One that was told to end, and did not in time, must not open a link that is closed.
                self._away, self._prober = stopped.is_set(), None
                self._in_vain = False
            return
