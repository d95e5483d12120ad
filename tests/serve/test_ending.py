"""The thread that erases what was closed: where it fails, the worker ends as one that failed."""

import threading
from dataclasses import replace

import pytest

from serve.signs import Rounds
from serve.worker import _end_closed
from store.promises.closed.ending import ending
from store.store import Store
from tests.conftest import new_number
from tests.store.promises.closed.test_undo import closed


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_error_nobody_foresaw_ends_the_worker(store: Store) -> None:
    callback_id, failed = closed(store, new_number(), "no_reply", how="text"), threading.Event()
    store.link.client.hset(store.callbacks.queue.record(callback_id), "closed", "no moment")
    _end_closed(replace(ending(store), look=0.01), Rounds(), failed.set)
    assert failed.wait(10)
