"""Writes the store's file on disk anew, so that what was erased in the store is gone there, too.

The file is append-only: a number that was erased from the store would stay readable in it, beside its key,
until the store itself thinks the file too long.
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
    """Have the store write its file on disk anew, and wait until the new file has replaced the old.

    Gives "done" then; "no file" where the store keeps none, "refused" where it does not let us or fails, and
    "not yet" where it needs more than `patience` seconds. Raises `Unreachable`.
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
    """Have the store's file written anew once a night until `stopped` is set; each result is given to `tell`.

    If several processes do this, one of them does it each night. What fails is tried again an hour later.
    """
    while not stopped.wait(LOOK_SECONDS):
        if (became := rewrite_if_due(link, now())) is not None:
            tell(became)


def rewrite_if_due(link: Link, now: datetime) -> Became | None:
    """Have the store's file written anew, and give the result; None if that was done this night already.

    None, too, if the store cannot be reached.
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
    """Wait until the store is not writing its file anew; false if it still is at the moment `end`."""
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
