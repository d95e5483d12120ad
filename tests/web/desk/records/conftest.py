"""A call-back and a message that wait, and staff who work them off."""

import pytest

from menus.due import due_days
from menus.model import Pack
from store.desk.desk import DeskStore
from store.promises.promise import Kept
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import RECORDING


@pytest.fixture
def number() -> str:
    """The number of whoever waits to be rung."""
    return new_number()


@pytest.fixture
def asked(kept: DeskStore, pack: Pack, number: str) -> str:
    """The id of a call-back that waits."""
    promise = kept.line.callbacks.keep("CA1", number, "any", "call", due_days(pack.hours, OPEN), 40, OPEN)
    assert isinstance(promise, Kept)
    return promise.id


@pytest.fixture
def left(kept: DeskStore, number: str) -> str:
    """The id of a message that waits."""
    kept.line.messages.keep(RECORDING, number, 12, OPEN)
    return RECORDING
