"""Runs the line's test of itself whenever the desk asks for one, in a thread of the worker."""

import threading

from carrier.account import Account
from carrier.worker import Log
from settings import Settings
from store.desk.desk import desk_store
from store.link import Unreachable
from store.store import Store
from tools.rehearsing.whole_test import kept_parts

LOOK_SECONDS = 2.0


def serve_wishes(
    settings: Settings,
    account: Account,
    store: Store,
    log: Log,
    ended: threading.Event,
    pause: float = LOOK_SECONDS,
) -> None:
    """Run the whole test whenever the desk asks for one, until `ended` is set; log the faults it finds.

    The function looks in the store every `pause` seconds whether the desk has asked. If the store cannot be
    reached, the function looks again later. If the store does not take a test's results, the log says so.
    """
    while not ended.wait(pause):
        if not _is_wished(store):
            continue
        try:
            for part in kept_parts(settings, account, store):
                if part.faults:
                    log.warning("self_test", part=part.name, why="; ".join(part.faults))
                if ended.is_set():
                    return
        except Unreachable:
            log.warning("self_test", part="test", why="the store took nothing of it")


def _is_wished(store: Store) -> bool:
    try:
        return desk_store(store).rehearsals.take_wish()
    except Unreachable:
        return False
