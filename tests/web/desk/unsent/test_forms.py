"""What is sent after half an hour without work is kept through the sign-in, for the same account, once."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from menus.due import due_days
from menus.model import Pack
from store.desk.desk import DeskStore
from store.promises.promise import Kept
from tests.conftest import OPEN, At, new_number
from tests.people.desk import PASSWORD, Person, new_name

FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
LATER = OPEN + timedelta(minutes=31)


@pytest.fixture
def ann(app: Flask, kept: DeskStore) -> Person:
    return Person(app, new_name(kept)).sign_in()


@pytest.fixture
def claimed(ann: Person, kept: DeskStore, pack: Pack) -> str:
    """The id of a call-back that Ann has claimed, whose page she looks at."""
    number = new_number()
    days = due_days(pack.hours, OPEN)
    promise = kept.line.callbacks.keep(f"CA{number}", number, "any", "call", days, 1000, OPEN)
    assert isinstance(promise, Kept)
    ann.open(f"/desk/callbacks/{promise.id}").send(f"/desk/callbacks/{promise.id}/claim")
    return promise.id


def state(kept: DeskStore, callback_id: str) -> str:
    found = kept.line.callbacks.one(callback_id)
    assert found is not None
    return found.state


def fields(person: Person) -> dict[str, str]:
    """The hidden fields of the form that waits, without its token."""
    form = person.page.partition('id="do"')[0].rpartition("<form")[2]
    return {name: value for name, value in FIELD.findall(form) if name != "csrf_token"}


def sign_in_again(person: Person, name: str = "") -> Person:
    return person.send("/desk/sign-in", name=name or person.name, password=PASSWORD)


def test_an_outcome_sent_after_idle_minutes_is_shown_and_done_by_one_press(
    ann: Person, claimed: str, kept: DeskStore, at: At
) -> None:
    at(LATER)
    path = f"/desk/callbacks/{claimed}/close?best=any"
    ann.send(path, outcome="done")
    assert ann.path == "/desk/sign-in" and "What you pressed is kept" in ann.words
    assert state(kept, claimed) == "claimed"
    sign_in_again(ann)
    assert ann.path == "/desk/unsent" and "close a call-back" in ann.words
    assert f'action="{path}"' in ann.page and state(kept, claimed) == "claimed"
    ann.send(path, **fields(ann))
    assert state(kept, claimed) == "done" and "Closed." in ann.words
    assert ann.open("/desk/unsent").path == "/desk"


def test_it_is_never_done_twice(ann: Person, claimed: str, kept: DeskStore, at: At) -> None:
    at(LATER)
    path = f"/desk/callbacks/{claimed}/close"
    sign_in_again(ann.send(path, outcome="no_reply"))
    sent, cookie = fields(ann), ann.client.get_cookie("desk", domain="line.example", path="/desk")
    assert cookie is not None
    ann.send(path, **sent)
    kept.line.callbacks.claim(claimed, ann.name, LATER)
    ann.client.set_cookie("desk", cookie.value, domain="line.example", path="/desk", secure=True)
    ann.send(path, **sent)
    assert "sent already" in ann.words
    assert kept.line.callbacks.queue.records([claimed])[claimed]["tries"] == "1"


def test_nobody_else_who_signs_in_here_finds_it(ann: Person, claimed: str, kept: DeskStore, at: At) -> None:
    at(LATER)
    ann.send(f"/desk/callbacks/{claimed}/close", outcome="done")
    sign_in_again(ann, new_name(kept))
    assert ann.path != "/desk/unsent" and "It was not done." in ann.words
    assert ann.open("/desk/unsent").path == "/desk" and state(kept, claimed) == "claimed"


def test_what_did_not_come_from_our_page_is_not_kept(
    ann: Person, claimed: str, kept: DeskStore, at: At
) -> None:
    at(LATER)
    ann.token = "made-up"
    ann.send(f"/desk/callbacks/{claimed}/close", outcome="done")
    assert ann.path == "/desk/sign-in" and "is kept" not in ann.words
    assert sign_in_again(ann).path != "/desk/unsent"
    assert state(kept, claimed) == "claimed"


def test_another_tab_that_noticed_first_does_not_lose_it(ann: Person, claimed: str, at: At) -> None:
    at(LATER)
    token = ann.token
    assert ann.open("/desk", headers={"X-Desk-Update": "1"}).path == "/desk/sign-in"
    ann.token = token
    ann.send(f"/desk/callbacks/{claimed}/close", outcome="done")
    assert "What you pressed is kept" in ann.words
    assert sign_in_again(ann).path == "/desk/unsent"


def test_it_waits_an_hour_and_may_be_left(ann: Person, claimed: str, kept: DeskStore, at: At) -> None:
    at(LATER)
    ann.send(f"/desk/callbacks/{claimed}/close", outcome="done")
    at(LATER + timedelta(minutes=61))
    sign_in_again(ann)
    assert ann.path != "/desk/unsent" and "too old" in ann.words
    at(LATER + timedelta(minutes=93))
    ann.open(f"/desk/callbacks/{claimed}")
    sign_in_again(ann).open(f"/desk/callbacks/{claimed}")
    at(LATER + timedelta(minutes=125))
    sign_in_again(ann.send(f"/desk/callbacks/{claimed}/close", outcome="done"))
    assert ann.path == "/desk/unsent"
    assert "Nothing was done" in ann.send("/desk/unsent/drop").words
    assert kept.line.callbacks.queue.records([claimed])[claimed]["state"] == "claimed"


def test_the_cookie_shows_nothing_of_it_and_a_password_is_never_in_it(ann: Person, at: At) -> None:
    ann.open("/desk/account")
    at(LATER)
    ann.send("/desk/account/password", old=PASSWORD, password="another long one", again="another long one")
    assert ann.path == "/desk/sign-in" and "is kept" not in ann.words


def test_one_that_is_too_long_for_a_cookie_is_not_kept_and_nobody_is_told_so(
    ann: Person, claimed: str, at: At
) -> None:
    at(LATER)
    ann.send(f"/desk/callbacks/{claimed}/close", outcome="done", note="x" * 3000)
    assert ann.path == "/desk/sign-in" and "is kept" not in ann.words


@pytest.mark.parametrize("length", [0, 1800])
def test_the_longest_that_is_kept_fits_a_cookie(ann: Person, claimed: str, at: At, length: int) -> None:
    at(LATER)
    note = "".join(f"{n:x}" for n in range(length))[:length]
    ann.send(f"/desk/callbacks/{claimed}/close", outcome="done", note=note)
    cookie = ann.client.get_cookie("desk", domain="line.example", path="/desk")
    assert cookie is not None and len(cookie.value) < 4000
    assert sign_in_again(ann).path == "/desk/unsent"
