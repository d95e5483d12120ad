"""What is round the line breaks, and no call fails and no promise is lost (R52; `make faults`, in short)."""

import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import pytest

from bench.faults.fault import Fault, Seen
from bench.faults.faults import SHORT, is_well
from bench.faults.rig import Rig
from bench.faults.trying import try_fault

EVERYTHING = os.environ.get("EVERYTHING") == "1"
BROKEN_SECONDS = 1.0


def in_turn(own_redis: bool) -> Fault:
    """All short faults that one line can have, one after the other."""
    faults = [one for one in SHORT if one.own_redis == own_redis]

    @contextmanager
    def breaks(rig: Rig) -> Iterator[None]:
        for one in faults:
            with one.breaks(rig):
                time.sleep(BROKEN_SECONDS)
        yield

    return Fault(", ".join(one.name for one in faults), "", breaks, 0.0, heals=True, own_redis=own_redis)


def briefly(fault: Fault) -> Seen:
    return try_fault(fault, calm=0.5, well=1.0)


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="it finds the processes to break under /proc"
)
@pytest.mark.timeout(300)
def test_no_call_fails_and_no_promise_is_lost_whatever_breaks() -> None:
    lines = [in_turn(False), in_turn(True)] if EVERYTHING else [in_turn(False)]
    with ThreadPoolExecutor(len(lines)) as side_by_side:
        for seen in side_by_side.map(briefly, lines):
            assert is_well(seen), str(seen)
            assert seen.promised > 0, str(seen)


def test_a_fault_that_somebody_noticed_is_no_good() -> None:
    seen = Seen("", "", 9, 0, 1, 4, 1, 0, 0, "", 0.5, 1.0)
    assert is_well(seen)
    worse = {"failed": 1}, {"lost": 1}, {"twice": 1}, {"normal": None}
    assert not any(is_well(replace(seen, **bad)) for bad in worse)  # type: ignore[arg-type]
