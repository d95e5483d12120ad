"""Signing in: by password and code, with failures counted, sessions that end, links that work once."""

import re
from collections.abc import Callable
from datetime import UTC, timedelta

import pytest
from flask import Flask

from menus.due import due_days
from menus.model import Pack
from store.desk.desk import DeskStore
from store.store import Store
from tests.conftest import OPEN, Clock, new_number
from tests.people.desk import PASSWORD, Person, new_name
from tests.wiring.wire import LINE
from web.desk.locks import totp
from web.desk.locks.attempts import BY_NAME

OTHER = "quite another password"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture
def ann(app: Flask, kept: DeskStore) -> Person:
    return Person(app, new_name(kept))


def deeds(kept: DeskStore) -> list[str]:
    return [deed.did for deed in kept.trail.latest(50)[0]]


def code(clock: Clock, steps: int = 0) -> str:
    return totp.code(SECRET, int(clock().astimezone(UTC).timestamp()) // totp.STEP_SECONDS + steps)


def test_who_signs_in_comes_to_the_day_and_stands_in_the_trail(ann: Person, kept: DeskStore) -> None:
    assert ann.sign_in().path == "/desk"
    assert ann.name in ann.words
    assert deeds(kept) == ["sign_in"]


def test_who_wanted_to_go_elsewhere_comes_there(ann: Person) -> None:
    ann.open("/desk/callbacks?page=2")
    assert ann.path == "/desk/sign-in"
    assert ann.sign_in().path == "/desk/callbacks"


def test_a_wrong_password_and_an_unknown_name_hear_the_same(ann: Person, app: Flask) -> None:
    wrong = ann.sign_in(password=OTHER)
    assert wrong.status == 422 and "do not go together" in wrong.words
    unknown = Person(app).sign_in("nobody-here")
    assert unknown.status == 422 and "do not go together" in unknown.words


def test_whoever_is_shut_out_does_not_get_in_nor_stay_in(ann: Person, kept: DeskStore, app: Flask) -> None:
    ann.sign_in()
    kept.staff.disable(ann.name)
    assert ann.open("/desk").path == "/desk/sign-in"
    assert Person(app, ann.name).sign_in().status == 422


def test_right_passwords_are_not_counted(app: Flask, kept: DeskStore) -> None:
    name = new_name(kept)
    assert {Person(app).sign_in(name).path for _ in range(BY_NAME + 2)} == {"/desk"}


def test_with_the_store_away_nobody_tries(
    line_with: Callable[..., Flask], away: Store, app: Flask, kept: DeskStore
) -> None:
    lost, known = Person(line_with(store=away)), Person(app).open("/desk/sign-in")
    cookie = known.client.get_cookie("desk", domain="line.example", path="/desk")
    assert cookie is not None
    lost.client.set_cookie("desk", cookie.value, domain="line.example", path="/desk", secure=True)
    lost.token = known.token
    assert lost.send("/desk/sign-in", name=new_name(kept), password=PASSWORD).status == 503


def test_half_an_hour_without_work_ends_a_session(ann: Person, clock: Clock) -> None:
    ann.sign_in()
    clock.at(OPEN + timedelta(minutes=29))
    assert ann.open("/desk").path == "/desk"
    clock.at(OPEN + timedelta(minutes=58))
    assert ann.open("/desk").path == "/desk"
    clock.at(OPEN + timedelta(minutes=89))
    assert ann.open("/desk").path == "/desk/sign-in" and "signed out" in ann.words


def test_a_page_that_brings_itself_up_to_date_is_no_work(ann: Person, clock: Clock) -> None:
    ann.sign_in()
    clock.at(OPEN + timedelta(minutes=20))
    assert ann.open("/desk", headers={"X-Desk-Update": "1"}).path == "/desk"
    clock.at(OPEN + timedelta(minutes=35))
    assert ann.open("/desk", headers={"X-Desk-Update": "1"}).path == "/desk/sign-in"


def test_no_session_is_longer_than_a_days_work(ann: Person, clock: Clock) -> None:
    ann.sign_in()
    for minutes in range(20, 13 * 60, 20):
        clock.at(OPEN + timedelta(minutes=minutes))
        if ann.open("/desk").path != "/desk":
            break
    assert minutes == 12 * 60 + 20


def test_signing_out_ends_it_and_a_kept_cookie_is_of_no_use_after_signing_out_everywhere(
    ann: Person, app: Flask
) -> None:
    ann.sign_in()
    assert ann.send("/desk/sign-out").path == "/desk/sign-in"
    assert ann.open("/desk").path == "/desk/sign-in"
    other = Person(app, ann.name).sign_in()
    ann.sign_in().open("/desk/account").send("/desk/account/sign-out-everywhere")
    assert ann.path == "/desk/sign-in"
    assert other.open("/desk").path == "/desk/sign-in"


@pytest.mark.parametrize("how", ["sign-out", "account/sign-out-everywhere", "idle"])
def test_who_is_signed_out_is_told_what_is_still_theirs_and_again_on_today(
    ann: Person, kept: DeskStore, pack: Pack, clock: Clock, how: str
) -> None:
    for call in ("CA1", "CA2"):
        kept.line.callbacks.keep(call, new_number(), "any", "call", due_days(pack.hours, OPEN), 40, OPEN)
    kept.line.messages.keep("RE" + "5" * 32, new_number(), 9, OPEN)
    first, second = kept.line.callbacks.queue.ids()[:2]
    ann.sign_in()
    for path in (f"callbacks/{first}", f"callbacks/{second}", "messages/RE" + "5" * 32):
        ann.send(f"/desk/{path}/claim")
    kept.line.callbacks.claim(second, "bea", OPEN)
    if how == "idle":
        clock.at(OPEN + timedelta(minutes=31))
        ann.open("/desk")
    else:
        ann.send(f"/desk/{how}")
    assert ann.path == "/desk/sign-in"
    assert "2 call-backs and 1 message are still yours" in ann.words
    ann.sign_in().open("/desk")
    assert "2 call-backs still yours" in ann.words and "1 message still yours" in ann.words
    assert 'href="/desk/callbacks?state=mine"' in ann.page
    for path in (f"callbacks/{first}", f"callbacks/{second}", "messages/RE" + "5" * 32):
        ann.send(f"/desk/{path}/give-back")
    assert "still yours" not in ann.open("/desk").words
    assert "still yours" not in ann.send("/desk/sign-out").words


def test_another_password_ends_the_other_sessions_and_keeps_this_one(ann: Person, app: Flask) -> None:
    other, _ = Person(app, ann.name).sign_in(), ann.sign_in().open("/desk/account")
    assert ann.send("/desk/account/password", current=OTHER, password=OTHER).status == 422
    assert ann.send("/desk/account/password", current=PASSWORD, password="short").status == 422
    assert ann.send("/desk/account/password", current=PASSWORD, password=OTHER).path == "/desk/account"
    assert ann.open("/desk").path == "/desk" and other.open("/desk").path == "/desk/sign-in"
    assert Person(app, ann.name).sign_in().status == 422
    assert Person(app, ann.name).sign_in(password=OTHER).path == "/desk"


def test_a_password_alone_is_half_a_way_in_for_five_minutes(
    ann: Person, clock: Clock, kept: DeskStore
) -> None:
    kept.staff.set_two_factor(ann.name, SECRET)
    ann.sign_in()
    clock.at(OPEN + timedelta(minutes=6))
    assert ann.send("/desk/code", code=code(clock)).path == "/desk/sign-in"
    assert ann.open("/desk/code").path == "/desk/sign-in"


def test_an_admin_makes_an_account_whose_owner_sets_the_password(app: Flask, kept: DeskStore) -> None:
    admin = Person(app, new_name(kept, "admin")).sign_in().open("/desk/staff")
    admin.send("/desk/staff", name="bea", role="edit")
    link = re.findall(r'class="link">https://[^/]+(/desk/start/[^<]+)<', admin.page)[0]
    bea = Person(app).open(link)
    assert "bea" in bea.words
    assert bea.send(link, password=PASSWORD).sign_in("bea").path == "/desk"
    assert bea.open("/desk/staff").status == 403
    assert Person(app).open(link).status == 404


def test_an_admin_changes_roles_and_shuts_out_others_and_not_themselves(
    app: Flask, kept: DeskStore, ann: Person
) -> None:
    ann.sign_in()
    admin = Person(app, new_name(kept, "admin")).sign_in().open("/desk/staff")
    admin.send(f"/desk/staff/{ann.name}/role", role="admin")
    assert ann.open("/desk").path == "/desk/sign-in"  # signed in under the role that is gone
    assert ann.sign_in().open("/desk/staff").status == 200
    admin.send(f"/desk/staff/{ann.name}/disable", state="out")
    assert "locked" in admin.words and ann.open("/desk").path == "/desk/sign-in"
    kept.staff.set_two_factor(ann.name, SECRET)
    admin.send(f"/desk/staff/{ann.name}/two-factor/off")
    account = kept.staff.one(ann.name)
    assert account and not account.two_factor
    for act, fields in (("role", {"role": "answer"}), ("disable", {}), ("reset", {})):
        assert admin.send(f"/desk/staff/{admin.name}/{act}", **fields).status == 400
    assert admin.send("/desk/staff", name="bob", role="owner").status == 400
    assert admin.send("/desk/staff", name="bob smith", role="edit").status == 422
    assert admin.send("/desk/staff", name=ann.name, role="edit").status == 422
    trail = admin.open("/desk/trail").words
    assert "changed a role" in trail and "locked an account" in trail


def test_ones_phone_is_kept_if_it_can_be_rung(ann: Person, kept: DeskStore, pack: Pack) -> None:
    ann.sign_in().open("/desk/account")
    assert ann.send("/desk/account/phone", phone="09011 123456").status == 422
    assert ann.send("/desk/account/phone", phone=LINE).status == 422
    helpline = pack.hours.numbers[0].number
    assert "would ring itself" in ann.send("/desk/account/phone", phone=helpline).words and ann.status == 422
    assert "saved" in ann.send("/desk/account/phone", phone="07400 100999").words
    account = kept.staff.one(ann.name)
    assert account and kept.staff.phone(account) == "+447400100999"
    assert "removed" in ann.send("/desk/account/phone", phone="").words
    assert "none was, and the field is empty" in ann.send("/desk/account/phone", phone="").words


@pytest.mark.parametrize(
    "wanted",
    [
        *(
            "//elsewhere.example/",
            "/deskelsewhere",
            "https://elsewhere.example",
            "/desk/../..//elsewhere.example",
        ),
        *("/desk/..", "/desk//elsewhere.example", "/desk/./callbacks", "/desk/\\elsewhere.example"),
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(ann: Person, wanted: str) -> None:
    with ann.client.session_transaction(base_url=ann.base, path="/desk") as session:
        session["next"] = wanted
    assert ann.sign_in().path == "/desk"


@pytest.mark.parametrize("path", ["/desk//x", "/desk//callbacks", "//desk", "//evil.example/desk"])
def test_two_slashes_lead_to_no_other_host(app: Flask, path: str) -> None:
    answer = app.test_client().get("/", base_url="http://evil.example", environ_overrides={"PATH_INFO": path})
    assert "evil.example" not in answer.headers.get("Location", "") and answer.status_code in (303, 404)


def test_a_page_that_brings_itself_up_to_date_takes_no_word_that_is_said_once(ann: Person) -> None:
    """It may be asked for, here or in another window, between a press and the page that tells of it."""
    ann.sign_in().open("/desk/account")
    form = {"csrf_token": ann.token, "phone": "07400 100998"}
    there = {"Referer": f"{ann.base}/desk"}
    ann.client.post("/desk/account/phone", base_url=ann.base, data=form, headers=there)
    assert "Your phone is saved." not in ann.open("/desk", headers={"X-Desk-Behind": "1"}).words
    assert "Your phone is saved." in ann.open("/desk/account").words
