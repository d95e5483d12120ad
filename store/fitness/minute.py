"""Finds the condition of the store anew each minute, in the background of a process (R53)."""

import threading

from store.client import Client
from store.condition import WELL, Condition
from store.fitness.facts import look
from store.fitness.judging import condition_of, judge
from store.link import Examine, Link

MINUTE_SECONDS = 60.0
# How soon after a write was refused, and again while nothing is promised: what is mended is known soon.
SOON_SECONDS = 1.0


def fitness(prove: Examine, replicas: int = 0) -> Examine:
    """Make a function that examines a store in two ways: by its server's own facts, and with `prove`.

    `prove` tells whether the store was written with this line's keys. The function returns the condition that
    `prove` finds or, if this is WELL, the condition by the facts. If the facts show that nothing can be read,
    `prove` is not called. `replicas` is how many replicas must confirm a promise.
    """

    def examine(client: Client) -> Condition:
        found = condition_of(judge(look(client), replicas))
        if replicas and not found.promises:
            # It may be a primary of yesterday that does not know yet: next time the sentinels are asked anew.
            client.connection_pool.disconnect(inuse_connections=False)
        if not found.reads:
            return found
        proven = prove(client)
        return found if proven == WELL else proven

    return examine


def look_each_minute(link: Link, minute: float = MINUTE_SECONDS, soon: float = SOON_SECONDS) -> None:
    """Examine the store at once, and again every `minute` seconds in a thread; update the link's condition.

    After a refused write, and as long as the store is not fit for promises, the store is examined every
    `soon` seconds. The thread ends once `link` is closed.
    """
    link.look()
    link.start("store-condition", lambda stopped: _keep_looking(link, minute, soon, stopped))


def _keep_looking(link: Link, minute: float, soon: float, stopped: threading.Event) -> None:
    waited = 0.0
    while not stopped.wait(soon):
        waited += soon
        if link.suspect or not link.condition.promises or waited >= minute:
            waited = 0.0
            link.look()
