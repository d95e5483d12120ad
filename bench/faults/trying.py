"""Tries one fault on a running line under load, and counts what became of every request."""

import json
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from bench.faults.fault import Fault, Seen
from bench.faults.rig import Rig, rig
from bench.faults.traffic import Load

LONGEST_SECONDS, LOOK_SECONDS = 40.0, 0.1
TEXT_SECONDS = 90.0
SILENT = "no answer"


def try_fault(fault: Fault, calm: float = 1.5, well: float = 2.0) -> Seen:
    """Make the fault while people ring and text a line, and give the results.

    The fault begins after `calm` seconds. The line is taken as normal again once all requests have gone well
    for `well` seconds.
    """
    with (
        tempfile.TemporaryDirectory(prefix="line-", ignore_cleanup_errors=True) as folder,
        rig(fault, Path(folder)) as here,
    ):
        with ExitStack() as broken:
            if fault.first:
                broken.enter_context(fault.breaks(here))
            here.start()
            with here.load.running(), _health(here) as said:
                time.sleep(calm)
                healing = _break(fault, here, broken)
                normal = _until_normal(here.load, healing, well)
        return _seen(fault, here, _missing(here), _turns(said), normal)


def _break(fault: Fault, here: Rig, broken: ExitStack) -> float:
    """Make the fault, wait, and mend it; give the time from which to count the line's recovery.

    That is the time of the break if the line is to recover by itself, else the time of the mending.
    """
    begun = time.monotonic()
    if not fault.first:
        broken.enter_context(fault.breaks(here))
    time.sleep(fault.seconds)
    broken.close()
    return begun if fault.heals else time.monotonic()


def _until_normal(load: Load, since: float, well: float) -> float | None:
    """Wait until all calls and texts have gone well for `well` seconds; give how long trouble lasted.

    The result is the seconds from `since` to the last call or text that failed, was refused, was slow or was
    tried again. It is 0.0 if all went well. It is None if the waiting took too long.
    """
    until = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < until:
        time.sleep(LOOK_SECONDS)
        wrong = [one.began for one in load.heard if not one.is_well]
        last = max(wrong, default=since)
        recent = sum(one.began > last for one in load.heard)
        if time.monotonic() - max(last, since) > well and recent:
            return max(0.0, last - since)
    return None


@contextmanager
def _health(here: Rig) -> Iterator[list[dict[str, Any] | None]]:
    """Ask /health/ready repeatedly until the end of the block; give the answers, None for no answer."""
    said: list[dict[str, Any] | None] = []
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(LOOK_SECONDS):
            if not here.load.paused.is_set():
                answer = here.ask("/health/ready")
                with suppress(ValueError):
                    said.append(json.loads(answer) if answer else None)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield said
    finally:
        ended.set()
        looking.join()


def _turns(said: list[dict[str, Any] | None]) -> str:
    """Sum up the successive answers of /health/ready in a few words: the changes, in their order.

    Answers with the same words count as one; figures in the answers are left out.
    """
    flat = [{"": SILENT} if one is None else _flat(one) for one in said]
    names = sorted({name for one in flat for name in one})
    changed = [name for name in names if name and len({one[name] for one in flat if name in one}) > 1]
    told = ["", *(changed or ["store"])]
    turns = [" ".join(f"{name} {one[name]}".strip() for name in told if name in one) for one in flat]
    return ", then ".join(turn for n, turn in enumerate(turns) if n == 0 or turn != turns[n - 1])


def _flat(answer: dict[str, Any], before: str = "") -> dict[str, str]:
    """The words in an answer of /health/ready, by their names; numbers are left out.

    Some names hold a part of the answer, which has names of its own: "store" with "state" becomes
    "store.state". `before` is put before each name.
    """
    found: dict[str, str] = {}
    for name, value in answer.items():
        match value:
            case dict():
                found |= _flat(value, f"{before}{name}.")
            case bool() | str():
                found[f"{before}{name}"] = str(value).lower()
    return found


def _missing(here: Rig) -> tuple[int, int]:
    """The number of confirmed promises that were lost, and of call-backs that wait twice.

    Texts that are still to be sent are waited for. Raises ClickException if the store does not come back.
    """
    from datetime import UTC, datetime

    asked = {one.number: one.became for one in here.load.heard if one.kind == "callback"}
    store = here.open_store()
    until = time.monotonic() + LONGEST_SECONDS
    while not store.is_ready() and time.monotonic() < until:
        time.sleep(LOOK_SECONDS)
    if not store.is_ready():
        raise click.ClickException(f"the store is not back: {here.said()[-1000:]}")
    try:
        there = {number for number in asked if store.callbacks.open_of(number) is not None}
        waiting = len(store.callbacks.waiting(datetime.now(UTC)))
    finally:
        store.close()
    lost = sum(became == "promised" and number not in there for number, became in asked.items())
    texts = {one.number for one in here.load.heard if one.kind == "text" and one.became == "promised"}
    until = time.monotonic() + TEXT_SECONDS
    while (missing := texts - {to for to, *_ in here.carrier.sent}) and time.monotonic() < until:
        time.sleep(LOOK_SECONDS)
    return lost + len(missing), waiting - len(there)


def _seen(fault: Fault, here: Rig, promises: tuple[int, int], health: str, normal: float | None) -> Seen:
    heard = here.load.heard
    became = [one.became for one in heard]
    return Seen(
        fault.name,
        fault.broken,
        len(became),
        became.count("failed"),
        sum(one.tries > 1 and one.became != "failed" for one in heard),
        became.count("promised"),
        became.count("refused"),
        *promises,
        health,
        max(here.starts),
        normal,
    )
