"""A process that met an absent store ends when its work is done; a store that is closed knocks no more."""

import subprocess
import sys
import threading

from settings import HERE
from store.link import PROBE_SECONDS, Unreachable
from store.store import Store, open_store
from tests.wiring.stores import wait_until

ABSENT = "unix:///nonexistent/store.sock"
MET = f"""
from store.store import open_store
store = open_store({ABSENT!r}, b"k" * 32)
assert not store.is_ready()
assert store.link.away
print("done", flush=True)
"""


def probes() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "store-probe"]


def opened() -> Store:
    return open_store(ABSENT, b"k" * 32)


def test_a_process_that_met_an_absent_store_and_never_closed_it_ends() -> None:
    ended = subprocess.run([sys.executable, "-c", MET], cwd=HERE, timeout=120, capture_output=True, text=True)
    assert (ended.stdout, ended.returncode) == ("done\n", 0)


def test_one_thread_knocks_for_all_who_ask_and_ends_when_the_store_is_closed() -> None:
    before, store = probes(), opened()
    for _ in range(5):
        assert not store.is_ready()
    ours = [thread for thread in probes() if thread not in before]
    assert len(ours) == 1
    store.link.close()
    wait_until(lambda: not ours[0].is_alive(), PROBE_SECONDS * 10)


def test_whoever_asks_an_absent_store_hears_that_it_is_away() -> None:
    told: list[str] = []
    store = open_store(ABSENT, b"k" * 32, note=lambda condition: told.append(condition.name))
    for _ in range(2):
        try:
            store.callbacks.open_of("+447700900123")
        except Unreachable:
            continue
        raise AssertionError("it was not away")
    assert told == ["away"], "the log is told once"
    store.close()
