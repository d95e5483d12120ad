"""Signing in: by password and code, with failures counted, sessions that end, links that work once."""

import re
from collections.abc import Callable
from datetime import UTC, timedelta

import pytest
from flask import Flask

from store.desk.desk import DeskStore
from store.desk.staff import Invitation
from store.store import Store
from tests.conftest import OPEN, Clock
from tests.people.desk import PASSWORD, Person, new_name
from web.desk import totp
from web.desk.attempts import BY_ADDRESS, BY_NAME

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


def test_after_ten_failures_a_name_waits_and_so_does_an_address_after_twenty(
    app: Flask, kept: DeskStore
) -> None:
    name = new_name(kept)
    statuses = [Person(app).sign_in(name, OTHER).status for _ in range(BY_NAME + 1)]
    assert statuses == [422] * BY_NAME + [429]
    assert Person(app).sign_in(name).status == 429
    more = [Person(app).sign_in(f"nobody{n}", OTHER).status for n in range(BY_ADDRESS - BY_NAME + 1)]
    assert more[-2:] == [422, 429]
    assert "Too many tries" in Person(app).sign_in(new_name(kept)).words


def test_right_passwords_are_not_counted(app: Flask, kept: DeskStore) -> None:
    name = new_name(kept)
    assert {Person(app).sign_in(name).path for _ in range(BY_NAME + 2)} == {"/desk"}


def test_failures_are_counted_while_the_store_is_away(
    line_with: Callable[..., Flask], away: Store, app: Flask
) -> None:
    lost = Person(line_with(store=away))
    lost.token = Person(app).open("/desk/sign-in").token
    statuses = {lost.send("/desk/sign-in", name="ann", password=OTHER).status for _ in range(3)}
    assert statuses <= {400, 503}


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


def test_another_password_ends_the_other_sessions_and_keeps_this_one(ann: Person, app: Flask) -> None:
    other, _ = Person(app, ann.name).sign_in(), ann.sign_in().open("/desk/account")
    assert ann.send("/desk/account/password", current=OTHER, password=OTHER).status == 422
    assert ann.send("/desk/account/password", current=PASSWORD, password="short").status == 422
    assert ann.send("/desk/account/password", current=PASSWORD, password=OTHER).path == "/desk/account"
    assert ann.open("/desk").path == "/desk" and other.open("/desk").path == "/desk/sign-in"
    assert Person(app, ann.name).sign_in().status == 422
    assert Person(app, ann.name).sign_in(password=OTHER).path == "/desk"


def test_a_code_is_set_up_asked_for_and_good_once(
    ann: Person, app: Flask, clock: Clock, kept: DeskStore
) -> None:
    ann.sign_in().open("/desk/account/two-factor")
    secret = re.sub(r"\s", "", re.findall(r'class="link">([^<]+)<', ann.page)[0])
    assert 'src="data:image/svg+xml' in ann.page and "<svg" not in ann.page
    sealed = re.findall(r'name="sealed" value="([^"]+)"', ann.page)[0]
    now = int(clock().timestamp()) // totp.STEP_SECONDS
    assert secret not in sealed
    assert ann.send("/desk/account/two-factor", sealed="x", code=totp.code(secret, now)).status == 400
    assert ann.send("/desk/account/two-factor", sealed=sealed, code="000000").status == 422
    assert (
        ann.send("/desk/account/two-factor", sealed=sealed, code=totp.code(secret, now)).path
        == "/desk/account"
    )
    later = Person(app, ann.name).sign_in()
    assert later.path == "/desk/code" and later.open("/desk").path == "/desk/sign-in"
    later.sign_in()
    assert later.send("/desk/code", code=totp.code(secret, now)).status == 422  # it was used to set it up
    assert later.send("/desk/code", code=totp.code(secret, now + 1)).path == "/desk"
    account = kept.staff.one(ann.name)
    assert account and account.two_factor


def test_a_password_alone_is_half_a_way_in_for_five_minutes(
    ann: Person, clock: Clock, kept: DeskStore
) -> None:
    kept.staff.set_two_factor(ann.name, SECRET)
    ann.sign_in()
    clock.at(OPEN + timedelta(minutes=6))
    assert ann.send("/desk/code", code=code(clock)).path == "/desk/sign-in"
    assert ann.open("/desk/code").path == "/desk/sign-in"


def test_guessing_codes_is_counted(ann: Person, kept: DeskStore) -> None:
    kept.staff.set_two_factor(ann.name, SECRET)
    ann.sign_in()
    statuses = [ann.send("/desk/code", code="000000").status for _ in range(BY_NAME + 1)]
    assert statuses == [422] * BY_NAME + [429]
    assert deeds(kept).count("sign_in:failed") == BY_NAME


def test_the_first_link_makes_an_admin_once(app: Flask, kept: DeskStore) -> None:
    tokens = [kept.staff.invite(Invitation("first")) for _ in range(2)]
    first = Person(app).open(f"/desk/start/{tokens[0]}")
    assert "first account" in first.words
    assert first.send(f"/desk/start/{tokens[0]}", name="Ann!", password=PASSWORD).status == 422
    assert first.send(f"/desk/start/{tokens[0]}", name="ann", password="ann ann ann ann").status == 422
    assert first.send(f"/desk/start/{tokens[0]}", name="Ann", password=PASSWORD).path == "/desk/sign-in"
    assert first.sign_in("ann").path == "/desk" and "admin" in first.words
    for token in tokens:
        late = Person(app).open("/desk/sign-in")
        assert late.send(f"/desk/start/{token}", name="eve", password=PASSWORD).status == 404
    assert [account.name for account in kept.staff.all()] == ["ann"]


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
    admin.send(f"/desk/staff/{ann.name}/disable")
    assert "shut out" in admin.words and ann.open("/desk").path == "/desk/sign-in"
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
    assert "changed a role" in trail and "shut an account out" in trail


def test_ones_phone_is_kept_if_it_can_be_rung(ann: Person, kept: DeskStore) -> None:
    ann.sign_in().open("/desk/account")
    assert ann.send("/desk/account/phone", phone="09011 123456").status == 422
    assert "saved" in ann.send("/desk/account/phone", phone="07400 100999").words
    account = kept.staff.one(ann.name)
    assert account and kept.staff.phone(account) == "+447400100999"
    assert "removed" in ann.send("/desk/account/phone", phone="").words


@pytest.mark.parametrize("wanted", ["//elsewhere.example/", "/deskelsewhere", "https://elsewhere.example"])
def test_nobody_is_sent_elsewhere_after_signing_in(ann: Person, wanted: str) -> None:
    with ann.client.session_transaction(base_url=ann.base, path="/desk") as session:
        session["next"] = wanted
    assert ann.sign_in().path == "/desk"
