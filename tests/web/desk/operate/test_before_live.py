"""The desk's page before going live: an admin has the line looked at, and all see when and what."""

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from preflight.judging.every import JUDGES
from store.desk.desk import DeskStore
from tests.conftest import OPEN
from tests.people.desk import Person, new_name
from web.desk.operate.before_live import AT_ONCE, CALLED, LEVELS, in_short, look_now


@pytest.fixture
def admin(line_with: Callable[..., Flask], kept: DeskStore) -> Person:
    """An admin of a line that nobody can ask from outside: it has no PUBLIC_URL and no account."""
    return Person(line_with(public_url=""), new_name(kept, "admin")).sign_in()


def test_an_admin_has_the_line_looked_at_and_sees_what_to_mend_first(admin: Person, kept: DeskStore) -> None:
    assert "It has not been checked yet" in admin.open("/desk/before-live").words
    page = admin.send("/desk/before-live")
    assert page.status == 200 and "Last checked 10 am today" in page.words
    assert page.words.index(" needs fixing ") < page.words.rindex(" not known ") < page.words.rindex(" fine ")
    assert " things to fix, " in page.words and "show them this" in page.words
    assert "What to do" in page.words and "The mend" not in page.words and "carrier" not in page.words
    assert "“A code as well”" in page.words
    assert "PUBLIC_URL is not set" in page.words
    assert [deed.did for deed in kept.trail.latest(1)[0]] == ["preflight"]


def test_a_look_that_fails_is_not_entered_as_one(app: Flask, kept: DeskStore) -> None:
    def broken() -> None:
        raise OSError("no thread can be started")

    entered = partial(kept.trail.entered, OPEN, "ann")
    desk: Any = SimpleNamespace(kept=kept, entered=entered, preflight=broken, now=lambda: OPEN)
    with app.test_request_context(method="POST"), pytest.raises(OSError, match="no thread"):
        look_now(desk)
    assert kept.trail.latest(1)[0] == ()


def test_two_do_not_look_at_once(admin: Person, kept: DeskStore) -> None:
    admin.open("/desk/before-live")
    with AT_ONCE:
        assert "Somebody else is checking just now" in admin.send("/desk/before-live").words
    assert kept.preflights.last() is None


def test_every_subject_has_a_name_for_staff() -> None:
    assert CALLED.keys() == JUDGES.keys() and set(LEVELS) == {"well", "warning", "fault", "unknown"}


def test_it_is_told_in_short_what_is_to_be_done() -> None:
    assert in_short(["fault"] * 8 + ["well"] + ["unknown"] * 4) == "8 things to fix, 4 not known"
    assert in_short(["fault", "warning"]) == "1 thing to fix, 1 to look at soon"
    assert in_short(["well", "well"]) == "All is fine"
