"""Rewrites the store's file on disk, so that data erased in the store are gone from the file too.

The store only appends to its file. So a number erased from the store stays in the file, encrypted, until the
file is rewritten; and the key that decrypts it may lie in the same folder. By itself the store rewrites its
file only once it finds the file too long.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Literal

from redis.exceptions import ResponseError

from store.keys import PREFIX
from store.link import KeepsNothing, Link, Unreachable

Became = Literal["done", "no file", "refused", "not yet"]

NIGHT = f"{PREFIX}rewritten"  # the store's key for the night in which its file was written anew last
BEGINS = timedelta(hours=3)  # when a night begins that counts: nobody rings much at three
AGAIN_SECONDS = 3600
LOOK_SECONDS = 60.0
PATIENCE_SECONDS = 60.0
POLL_SECONDS = 0.02


def rewrite(link: Link, patience: float = PATIENCE_SECONDS) -> Became:
    """Make the store rewrite its file on disk, and wait until the new file has replaced the old one.

    Returns "done" once it has. Otherwise it returns "no file" if the store keeps no file, "refused" if the
    store does not allow a rewrite or fails at it, or "not yet" if `patience` seconds were too few. Raises
    `Unreachable`.
    """
    end = time.monotonic() + patience
    try:
        if not _state(link)["aof_enabled"]:
            return "no file"
        # One that runs already began before the last erasure, perhaps: ours comes after it.
        if not _wait(link, end):
            return "not yet"
        link.ask(lambda store: store.bgrewriteaof())
        if not _wait(link, end):
            return "not yet"
        return "done" if _state(link)["aof_last_bgrewrite_status"] == "ok" else "refused"
    except (ResponseError, KeyError, KeepsNothing):  # KeyError: a store that does not tell
        return "refused"


def rewrite_nightly(
    link: Link, now: Callable[[], datetime], stopped: threading.Event, tell: Callable[[Became], object]
) -> None:
    """Rewrite the store's file once a night until `stopped` is set; each result is given to `tell`.

    If several processes call this, one of them rewrites the file each night. A failure is retried an hour
    later. `now` gives the present moment.
    """
    while not stopped.wait(LOOK_SECONDS):
        if (became := rewrite_if_due(link, now())) is not None:
            tell(became)


def rewrite_if_due(link: Link, now: datetime) -> Became | None:
    """Rewrite the store's file if it is due, and return the result, as `rewrite` does.

    None if the file was rewritten this night already, if another process does it, or if the store cannot be
    reached. A night is counted from three o'clock in the time zone of `now`.
    """
    night = (now - BEGINS).date().isoformat().encode()
    try:
        if link.ask(lambda store: store.get(NIGHT)) == night:
            return None
        # The mark holds for an hour, and for good once it is done: a failure between is tried again.
        if link.ask(lambda store: store.set(NIGHT, night, ex=AGAIN_SECONDS, get=True)) == night:
            return None  # another process was quicker
        became = rewrite(link)
        if became in ("done", "no file"):
            link.ask(lambda store: store.persist(NIGHT))
    except Unreachable:
        return None
    except ResponseError:  # a store that is older than SET with GET
        return "refused"
    return became


def _wait(link: Link, end: float) -> bool:
    """Wait until the store is not rewriting its file; false if it still is at `end` (time.monotonic)."""
    while True:
        state = _state(link)
        if not (state["aof_rewrite_in_progress"] or state["aof_rewrite_scheduled"]):
            return True
        if time.monotonic() > end:
            return False
        time.sleep(POLL_SECONDS)


def _state(link: Link) -> dict[str, Any]:
    found: dict[str, Any] = link.ask(lambda store: store.info("persistence"))
    return found
