"""What is round the line breaks, and no call fails and no promise is lost (`make faults`, in short)."""

import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bench.faults.fault import Fault, Seen
from bench.faults.faults import SHORT, is_well
from bench.faults.trying import try_fault

EVERYTHING = os.environ.get("EVERYTHING") == "1"
CHOSEN = SHORT if EVERYTHING else SHORT[:1]


def briefly(fault: Fault) -> Seen:
    return try_fault(replace(fault, seconds=1.5), calm=0.5, well=1.0)


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="it finds the processes to break under /proc"
)
@pytest.mark.skipif(EVERYTHING and not shutil.which("redis-server"), reason="no redis-server on PATH")
def test_no_call_fails_and_no_promise_is_lost_whatever_breaks() -> None:
    with ThreadPoolExecutor(len(CHOSEN)) as side_by_side:
        for seen in side_by_side.map(briefly, CHOSEN):
            assert is_well(seen), seen
            assert seen.promised > 0, seen


def test_a_fault_that_somebody_noticed_is_no_good() -> None:
    seen = Seen("", "", 9, 0, 1, 4, 1, 0, 0, "", 1.0, 0.5)
    assert is_well(seen)
    assert not any(
        is_well(bad)
        for bad in (
            replace(seen, failed=1),
            replace(seen, lost=1),
            replace(seen, twice=1),
            replace(seen, normal=None),
        )
    )
