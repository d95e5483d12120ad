"""Whoever works at the desk, on a line with a store of its own."""

from collections.abc import Callable

import pytest
from flask import Flask

from menus.due import due_days
from menus.model import Pack
from store.desk.desk import DeskStore
from store.desk.staff import Role
from store.promises.promise import Kept
from tests.conftest import OPEN, new_number
from tests.people.desk import Person, new_name
from tests.store.promises.promised import RECORDING


@pytest.fixture
def person(app: Flask, kept: DeskStore) -> Callable[..., Person]:
    """Makes somebody who is signed in, with a role."""

    def sign_in(role: Role = "answer") -> Person:
        return Person(app, new_name(kept, role)).sign_in()

    return sign_in


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
