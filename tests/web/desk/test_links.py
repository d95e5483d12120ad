"""One-time links die: with the first use of any, a new one, a new password, a shutting out (R55)."""

import json
import re
from collections.abc import Callable

import pytest
from flask import Flask

from store.desk.desk import DeskStore
from store.desk.invitations import INVITATION, Invitation, _digest
from tests.people.desk import HASH, PASSWORD, Person, new_name

OTHER = "quite another password"


@pytest.fixture
def name(kept: DeskStore) -> str:
    """The name of somebody on the staff."""
    return new_name(kept)


def link_for(kept: DeskStore, name: str) -> str:
    return f"/desk/start/{kept.invitations.invite(Invitation('set', name))}"


def follow(app: Flask, link: str, **fields: str) -> int:
    """What a stranger is answered who opens a link and sets a password with it: 404 for a dead one."""
    somebody = Person(app).open(link)
    seen = somebody.status
    if seen == 404:
        somebody.open("/desk/sign-in")
    sent = somebody.send(link, password=OTHER, **fields).status
    assert (seen == 404) is (sent == 404)
    return sent


def made_before(kept: DeskStore, name: str) -> str:
    """A link as the version before made it: it noted nothing in the account."""
    token = f"made-before-{name}"
    kept.line.link.client.set(INVITATION + _digest(token), json.dumps(["set", name]))
    return f"/desk/start/{token}"


DEATHS: dict[str, Callable[[DeskStore, str], object]] = {
    "a new link": link_for,
    "a change of password": lambda kept, name: kept.staff.set_password(name, HASH),
    "being shut out": lambda kept, name: kept.staff.disable(name),
    "being shut out for a while": lambda kept, name: (
        kept.staff.disable(name),
        kept.staff.disable(name, False),
    ),
}


@pytest.mark.parametrize("death", DEATHS)
@pytest.mark.parametrize("make", [link_for, made_before])
def test_a_link_dies(
    app: Flask, kept: DeskStore, name: str, death: str, make: Callable[[DeskStore, str], str]
) -> None:
    link, living = make(kept, name), make(kept, new_name(kept))
    assert Person(app).open(link).status == 200
    DEATHS[death](kept, name)
    assert follow(app, link) == 404
    assert follow(app, living) == 200


@pytest.mark.parametrize("make", [link_for, made_before])
def test_a_link_is_good_once(
    app: Flask, kept: DeskStore, name: str, make: Callable[[DeskStore, str], str]
) -> None:
    link = make(kept, name)
    assert follow(app, link) == 200
    assert follow(app, link) == 404


def test_a_dead_link_says_why_and_whom_to_ask(app: Flask, kept: DeskStore, name: str) -> None:
    link = link_for(kept, name)
    somebody = Person(app).open(link)
    kept.invitations.invite(Invitation("set", name))
    for seen in (somebody.send(link, password=OTHER), Person(app).open(link)):
        assert seen.status == 404 and "30 days" not in seen.words
        for why in ("has been used", "a newer one", "three days", "Ask an admin"):
            assert why in seen.words


def test_the_first_use_of_one_kills_the_others(app: Flask, kept: DeskStore, name: str) -> None:
    first, newest = made_before(kept, name), link_for(kept, name)
    assert follow(app, newest) == 200
    assert follow(app, first) == 404


def test_a_link_made_while_shut_out_waits_until_they_are_let_in(
    app: Flask, kept: DeskStore, name: str
) -> None:
    kept.staff.disable(name)
    link = link_for(kept, name)
    assert follow(app, link) == 404
    kept.invitations.invite(Invitation("set", new_name(kept)))
    account = kept.staff.one(name)
    assert account and account.disabled


def test_the_first_link_makes_an_admin_once(app: Flask, kept: DeskStore) -> None:
    old, new = (f"/desk/start/{kept.invitations.invite(Invitation('first'))}" for _ in range(2))
    assert Person(app).open(old).status == 404
    first = Person(app).open(new)
    assert "first account" in first.words
    assert first.send(new, name="Ann!", password=PASSWORD).status == 422
    assert first.send(new, name="ann", password="ann ann ann ann").status == 422
    assert first.send(new, name="Ann", password=PASSWORD).path == "/desk/sign-in"
    assert first.sign_in("ann").path == "/desk" and "admin" in first.words
    for link in (old, new, f"/desk/start/{kept.invitations.invite(Invitation('first'))}"):
        assert follow(app, link, name="eve") == 404
    assert [account.name for account in kept.staff.all()] == ["ann"]


def test_a_link_for_nobody_makes_nobody(app: Flask, kept: DeskStore) -> None:
    link = made_before(kept, "nobody")
    assert Person(app).open(link).send(link, password=OTHER).status == 404
    assert kept.staff.one("nobody") is None


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "12 to 200 characters"),
        ("password1234", "many people use"),
        ("manchester united", "many people use and a common word"),
        ("margaret1954bristol", "a name and a date or year"),
        ("muscleline2026", "the name of the line and a date"),
        ("{name}{name}{name}{name}", "something repeated"),
        ("abcdefghijklmn", "in a row"),
        ("qazwsxedcrfvtgb", "password that many"),
        ("zxcvfdsaqwer", "side by side"),
    ],
)
def test_a_password_that_is_easy_is_refused_in_words_that_say_why(
    app: Flask, kept: DeskStore, name: str, password: str, why: str
) -> None:
    link = link_for(kept, name)
    somebody = Person(app).open(link)
    assert somebody.send(link, password=password.format(name=name)).status == 422
    assert why in somebody.words and password not in somebody.page
    assert re.search("three or four words", somebody.words, re.I)


@pytest.mark.parametrize(
    "password", [PASSWORD, OTHER, "horse table cup", "x9#kLw2!pQz7", "biscuit lemon ladder " * 9]
)
def test_three_words_are_a_password(app: Flask, kept: DeskStore, name: str, password: str) -> None:
    link = link_for(kept, name)
    somebody = Person(app, name).open(link)
    assert somebody.send(link, password=password).path == "/desk/sign-in"
    assert somebody.sign_in(password=password).path == "/desk"
