"""What is sent after half an hour without work is kept through the sign-in, for the same account, once."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from menus.due import due_days
from menus.model import Pack
from settings import HERE
from store.desk.desk import DeskStore
from store.promises.promise import Kept
from tests.conftest import OPEN, At, new_number
from tests.people.desk import PASSWORD, Person, new_name
from web.desk.door import ROUTES
from web.desk.frame.near import page_of
from web.desk.needs import EVERYONE
from web.desk.unsent import forms
from web.desk.unsent.may_wait import KEPT, NEVER_KEPT, NOTHING_LOST

FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
FORM = re.compile(r"<form[^>]*action=\"\{\{ url_for\('desk[.](\w+)'[^{}]*\}\}\"[^>]*>(.*?)</form>", re.DOTALL)
SECRET = re.compile(r'type="(?:password|tel)"|="one-time-code"|name="(?:current|number|phone|sealed)"')
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
    ann.send(path, outcome="done", about="practical")
    assert ann.path == "/desk/sign-in" and "What you pressed is kept" in ann.words
    assert state(kept, claimed) == "claimed"
    sign_in_again(ann)
    assert ann.path == "/desk/unsent" and "say what came of a call-back" in ann.words
    assert f'action="{path}"' in ann.page and state(kept, claimed) == "claimed"
    assert "About Work, money or benefits" in ann.words and "practical" not in ann.words
    ann.send(path, **fields(ann))
    assert state(kept, claimed) == "done" and "Closed: " in ann.words
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


@pytest.mark.parametrize(
    ("path", "sent", "does"),
    [
        ("password", {"password": "another long one", "again": "another long one"}, "change your password"),
        ("two-factor/off", {}, "stop asking for a code"),
        ("backup-codes", {}, "make new backup codes"),
        ("phone", {"phone": "+447400100999"}, "change your phone"),
    ],
)
def test_a_form_with_a_secret_is_not_kept_and_that_is_said(
    ann: Person, at: At, path: str, sent: dict[str, str], does: str
) -> None:
    ann.open("/desk/account")
    at(LATER)
    ann.send(f"/desk/account/{path}", current=PASSWORD, **sent)
    assert ann.path == "/desk/sign-in" and f"was not kept, and it was not done: {does}." in ann.words
    with ann.client.session_transaction(base_url=ann.base) as cookie:
        assert forms.HELD not in cookie
    sign_in_again(ann)
    assert ann.path != "/desk/unsent" and PASSWORD not in ann.open("/desk/unsent").page


def test_every_button_of_the_desk_is_said_in_words_and_none_that_may_wait_asks_for_a_secret() -> None:
    posts = {route.endpoint for route in ROUTES if route.method == "POST" and route.role != EVERYONE}
    assert {*KEPT, *NEVER_KEPT, *NOTHING_LOST} == posts and not KEPT.keys() & NEVER_KEPT.keys()
    found = {
        f"desk.{name}"
        for page in (HERE / "web" / "templates" / "desk").rglob("*.html")
        for name, form in FORM.findall(page.read_text(encoding="utf-8"))
        if SECRET.search(form)
    }
    assert {"desk.turn_off", "desk.renew_codes", "desk.change_phone", "desk.raise_bound"} <= found
    assert not found & KEPT.keys()


def press_twice(ann: Person, claimed: str, saved: str, then: str, **fields: str) -> None:
    """Save a note, and press another button on the same page, which has the token of before."""
    token = ann.token
    ann.send(f"/desk/callbacks/{claimed}/note", note=saved)
    ann.token = token
    ann.send(f"/desk/callbacks/{claimed}/{then}", **fields)


def test_one_that_is_too_long_for_a_cookie_is_not_kept_and_that_is_said(
    ann: Person, claimed: str, at: At
) -> None:
    at(LATER)
    press_twice(ann, claimed, "kept", "close", outcome="done", note="x" * 3000)
    assert "was not kept, and it was not done: say what came of a call-back or message." in ann.words
    assert "before it is kept still: save a note." in ann.words
    assert sign_in_again(ann).path == "/desk/unsent" and "save a note" in ann.words


@pytest.mark.parametrize("note", ["", "ж", "ω", "ع", "漢", "😀"])
def test_a_note_as_long_as_may_be_is_kept_in_any_script(
    ann: Person, claimed: str, kept: DeskStore, at: At, note: str
) -> None:
    at(LATER)
    path, words = (
        f"/desk/callbacks/{claimed}/flag?state=mine&best=afternoon&about=worries&page=12",
        note * 500,
    )
    ann.send(path, note=words, why=note * (40 if note == "😀" else 160))
    cookie = ann.client.get_cookie("desk", domain="line.example", path="/desk")
    assert cookie is not None and len(f"desk={cookie.value}") < 4096
    assert sign_in_again(ann).path == "/desk/unsent" and (note in ann.page)
    ann.send(path, **fields(ann))
    queue = kept.line.callbacks.queue
    assert kept.line.written.notes.read(queue, claimed, ann.name, LATER) == words


def test_a_second_press_takes_the_place_of_the_first_and_that_is_said(
    ann: Person, claimed: str, at: At
) -> None:
    at(LATER)
    press_twice(ann, claimed, "first", "flag", note="first", why="second")
    assert "What you pressed is kept" in ann.words and "not kept any more" in ann.words
    assert "flag it for safeguarding" in sign_in_again(ann).words


@pytest.mark.parametrize(
    "how",
    [
        "elsewhere",
        "everywhere",
        "signed out",
        "signed out and in",
        "everywhere and in",
        "in again",
        "idle and in",
    ],
)
def test_what_is_typed_outlives_a_session_that_ended_in_another_tab_or_elsewhere(
    ann: Person, claimed: str, kept: DeskStore, at: At, how: str
) -> None:
    token = ann.open(f"/desk/callbacks/{claimed}").token
    if how == "elsewhere":
        kept.staff.sign_out_everywhere(ann.name)
    elif how.startswith("everywhere"):
        ann.open("/desk/account").send("/desk/account/sign-out-everywhere")
    elif how == "idle and in":
        at(LATER)
        ann.open("/desk")
    elif how != "in again":
        ann.send("/desk/sign-out")
    if how.endswith("in") or how == "in again":
        ann.sign_in()
        assert ann.path == "/desk"
    path = f"/desk/callbacks/{claimed}/flag"
    ann.token = token
    ann.send(path, note="as she said it", why="afraid")
    if not how.endswith("in") and how != "in again":
        assert ann.path == "/desk/sign-in" and "What you pressed is kept" in ann.words
        sign_in_again(ann)
    assert ann.path == "/desk/unsent" and "flag it for safeguarding" in ann.words
    assert "as she said it" in ann.words and f'href="/desk/callbacks/{claimed}"' in ann.page
    assert "flag it for safeguarding" in ann.open("/desk").words and "/desk/unsent" in ann.page
    ann.open("/desk/unsent").send(path, **fields(ann))
    assert "Flagged." in ann.words and ann.open("/desk/unsent").path == "/desk"


def test_where_the_cookie_is_gone_it_is_said_what_was_not_kept(ann: Person, claimed: str) -> None:
    ann.client.delete_cookie("desk", domain="line.example", path="/desk")
    ann.send(f"/desk/callbacks/{claimed}/flag", note="words", why="afraid")
    assert ann.path == "/desk/sign-in"
    assert "was not kept, and it was not done: flag it for safeguarding." in ann.words


def test_to_sign_out_where_one_is_out_loses_nothing_and_says_nothing(ann: Person) -> None:
    token = ann.token
    ann.send("/desk/sign-out")
    ann.token = token
    ann.send("/desk/sign-out")
    assert ann.path == "/desk/sign-in" and "kept" not in ann.words


def test_who_signs_in_with_a_page_from_before_is_told_and_nothing_breaks(ann: Person) -> None:
    token = ann.open("/desk/sign-in").token
    ann.sign_in()
    ann.token = token
    assert ann.send("/desk/sign-in", name=ann.name, password=PASSWORD).status == 400


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/desk/callbacks/0123456789abcdef/note?best=any", "/desk/callbacks/0123456789abcdef?best=any"),
        ("/desk/callbacks/next?best=any", "/desk/callbacks?best=any"),
        ("/desk/flagged/message/0123456789abcdef/passed", "/desk/flagged/message/0123456789abcdef"),
        ("/desk/days/2026-05-20/open", "/desk/days"),
        ("/desk/bounds/0123456789abcdef/raise", "/desk/bounds"),
        ("/desk/staff/ann/role", "/desk/staff"),
        ("/desk/openings/0123456789abcdef/remove", "/desk/openings"),
        ("/desk/openings", "/desk/openings"),
        ("/desk/off-air/topic/exercise/put-back", "/desk/off-air"),
        ("/desk/restored/send", "/desk"),
        ("/desk/account/theme", "/desk/account"),
    ],
)
def test_a_button_leads_to_the_page_on_which_it_stands(app: Flask, path: str, page: str) -> None:
    with app.test_request_context("/desk"):
        assert page_of(path) == page
