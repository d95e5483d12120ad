"""What belongs together is written in one transaction, and what is only read asks for none."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from store.desk.desk import DeskStore, desk_store
from store.people.personal import look_up
from store.rotation import rotate
from store.store import Store
from tests.conftest import OPEN

NUMBER = "+447400123456"
LATER = OPEN + timedelta(days=9000)

WRITES: dict[str, Callable[[Store, DeskStore], object]] = {
    "a block": lambda store, _: store.blocks.block(NUMBER, "", LATER),
    "the end of a block": lambda store, _: store.blocks.unblock(NUMBER),
    "a record that is erased": lambda store, _: store.callbacks.queue.forget("0" * 16),
    "counts": lambda store, _: store.link.ask(lambda _: store.counts.flush()),
    "the failures of a minute": lambda _, desk: desk.failures.note(OPEN),
}
READS: dict[str, Callable[[Store, DeskStore], object]] = {
    "blocks": lambda store, _: store.blocks.all(OPEN),
    "records": lambda store, _: store.callbacks.queue.records(["0" * 16]),
    "jobs": lambda store, _: store.jobs.tokens(),
    "a text's record": lambda store, _: store.texts.seen("SM1", NUMBER, OPEN),
    "a day's counts": lambda store, _: store.counts.day(OPEN.date()),
    "accounts": lambda _, desk: desk.staff.all(),
    "how things stand": lambda _, desk: desk.overview.look(OPEN),
    "what is held": lambda store, _: look_up(store, NUMBER),
    "seals": lambda store, _: rotate(store),
    "calls": lambda store, _: store.calls.note("CA1", NUMBER, OPEN),
}


def transactions(store: Store, deed: Callable[[], object]) -> int:
    """How many a deed takes, as the store counts them."""
    client: Any = store.link.client
    client.config_resetstat()
    deed()
    return int(client.info("commandstats").get("cmdstat_exec", {"calls": 0})["calls"])


@pytest.mark.parametrize("name", WRITES)
def test_what_belongs_together_is_written_at_once(store: Store, name: str) -> None:
    desk = desk_store(store)
    store.counts.add(OPEN, "call")
    assert transactions(store, lambda: WRITES[name](store, desk)) == 1


@pytest.mark.parametrize("name", READS)
def test_what_is_only_read_takes_no_transaction(store: Store, name: str) -> None:
    desk = desk_store(store)
    assert transactions(store, lambda: READS[name](store, desk)) == 0
