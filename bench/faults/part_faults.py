"""Faults of the line's own processes, of its pack, of the carrier and of the clock."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench.faults.fault import Fault
from bench.faults.rig import MOST, Rig

FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
NONSENSE = "[menus\nnonsense"
# A file that says how far the clocks of the line's processes are off; libfaketime reads it each second.
OFF = "/tmp/line-faults-clock"  # noqa: S108, this bench's own


@contextmanager
def _stopped(part: str, most: int, rig: Rig) -> Iterator[None]:
    """Suspend (SIGSTOP) at most `most` processes of a part; after the block, see that they are replaced."""
    pids = rig.signal(part, signal.SIGSTOP, most)
    yield
    rig.see_replaced(pids)


@contextmanager
def _killed(parts: tuple[str, ...], most: int, rig: Rig) -> Iterator[None]:
    """Kill at most `most` processes of each of these parts."""
    for part in parts:
        rig.signal(part, signal.SIGKILL, most)
    yield


@contextmanager
def _pack_broken(rig: Rig) -> Iterator[None]:
    menu = Path(rig.environ["PACK"]) / "menu.toml"
    was = menu.read_text()
    menu.write_text(NONSENSE)
    rig.signal("web", signal.SIGKILL, 1)
    yield
    menu.write_text(was)


@contextmanager
def _carrier_hangs(rig: Rig) -> Iterator[None]:
    rig.carrier.free.clear()
    yield
    rig.carrier.free.set()


@contextmanager
def _clock_back(_: Rig) -> Iterator[None]:
    Path(OFF).write_text("-3600s")
    yield


WORKER_STOPPED = partial(_stopped, "worker", MOST)
ONE_STOPPED, BOTH_STOPPED = partial(_stopped, "web", 1), partial(_stopped, "web", MOST)
ONE_KILLED, ALL_KILLED = partial(_killed, ("web",), 1), partial(_killed, ("web", "worker"), MOST)
CLOCK = (
    ("LD_PRELOAD", FAKETIME),
    ("FAKETIME_TIMESTAMP_FILE", OFF),
    ("FAKETIME_CACHE_DURATION", "1"),
    ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
)
FAULTS = (
    Fault("worker stopped", "SIGSTOP to it", WORKER_STOPPED, 7, heals=True),
    Fault("one web process stopped", "SIGSTOP to one of two", ONE_STOPPED, 7, heals=True),
    Fault("both web processes stopped", "SIGSTOP to both", BOTH_STOPPED, 7, heals=True),
    Fault("one web process killed", "SIGKILL to one of two", ONE_KILLED, 4, heals=True, short=True),
    Fault("all but the store killed", "SIGKILL to web processes and worker", ALL_KILLED, heals=True),
    Fault("broken pack", "nonsense in `menu.toml`, SIGKILL to one web process", _pack_broken, 5, heals=True),
    Fault("carrier hangs", "it takes texts, and answers none for 6 s", _carrier_hangs, 6, short=True),
    Fault("clocks set back", "an hour, but not its Redis's", _clock_back, 5, True, True, environ=CLOCK),
)  # fmt: skip
