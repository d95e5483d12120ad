"""Whoever works at the desk, on a line with a store of its own."""

from collections.abc import Callable

import pytest
from flask import Flask

from store.desk.desk import DeskStore
from store.desk.staff import Role
from tests.people.desk import Person, new_name


@pytest.fixture
def person(app: Flask, kept: DeskStore) -> Callable[..., Person]:
    """Makes somebody who is signed in, with a role."""

    def sign_in(role: Role = "answer") -> Person:
        return Person(app, new_name(kept, role)).sign_in()

    return sign_in
