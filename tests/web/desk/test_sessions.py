"""A session ends at the server, so that a cookie copied before is of no use after (R55)."""

from datetime import timedelta

import pytest
from flask import Flask

from store.desk.desk import DeskStore
from tests.conftest import OPEN, Clock
from tests.people.desk import PASSWORD, Person, new_name

OTHER = "quite another password"


@pytest.fixture
def ann(app: Flask, kept: DeskStore) -> Person:
    return Person(app, new_name(kept)).sign_in()


def copy(somebody: Person) -> Person:
    """A browser with the session's cookie of another."""
    thief = Person(somebody.app, somebody.name)
    cookie = somebody.client.get_cookie("desk", domain="line.example", path="/desk")
    assert cookie is not None
    thief.client.set_cookie("desk", cookie.value, domain="line.example", path="/desk", secure=True)
    assert thief.open("/desk").path == "/desk"
    return thief


def is_in(somebody: Person) -> bool:
    return somebody.open("/desk").path == "/desk"


def test_a_cookie_copied_before_signing_out_signs_nobody_in(ann: Person) -> None:
    thief, elsewhere = copy(ann), Person(ann.app, ann.name).sign_in()
    assert ann.open("/desk").send("/desk/sign-out").path == "/desk/sign-in"
    assert not is_in(thief) and not is_in(ann)
    assert is_in(elsewhere)


def test_signing_in_again_ends_the_session_before(ann: Person) -> None:
    thief = copy(ann)
    ann.sign_in()
    assert is_in(ann) and not is_in(thief)


def test_a_session_that_was_idle_is_over_for_copies_too(ann: Person, clock: Clock) -> None:
    thief = copy(ann)
    clock.at(OPEN + timedelta(minutes=31))
    assert not is_in(ann)
    clock.at(OPEN)
    assert not is_in(thief)


def test_another_password_ends_the_others(ann: Person) -> None:
    thief, elsewhere = copy(ann), Person(ann.app, ann.name).sign_in()
    ann.open("/desk/account").send("/desk/account/password", current=PASSWORD, password=OTHER)
    assert is_in(ann) and not is_in(thief) and not is_in(elsewhere)


@pytest.mark.parametrize("session_of", ["", "somebody else"])
@pytest.mark.parametrize(
    "cookie", ["{name}:1", "{name}:1:", "{name}:1:{secret}", "{name}:2:{secret}", "", "::"]
)
def test_a_cookie_of_no_session_is_none(app: Flask, kept: DeskStore, session_of: str, cookie: str) -> None:
    somebody = Person(app, new_name(kept))
    right = cookie == "{name}:1:{secret}" and not session_of
    secret = kept.sessions.begin(session_of or somebody.name)
    with somebody.client.session_transaction(base_url=somebody.base, path="/desk") as session:
        session["_user_id"] = cookie.format(name=somebody.name, secret=secret)
        session["seen"] = session["began"] = int(OPEN.timestamp())
    assert is_in(somebody) is right


def test_sessions_lie_in_the_store_as_hashes_for_a_days_work(kept: DeskStore) -> None:
    secret = kept.sessions.begin("ann")
    client = kept.line.link.client
    (key,) = client.keys("*session*")
    assert secret.encode() not in key and 0 < client.ttl(key) <= 12 * 3600
    assert kept.sessions.is_on(secret, "ann") and not kept.sessions.is_on(secret, "bea")
    kept.sessions.end(secret)
    assert not kept.sessions.is_on(secret, "ann") and not client.exists(key)
