"""The second factor: set up once its code is seen to be right, with backup codes for a phone that is away."""

import html
import re
from collections.abc import Callable
from datetime import UTC

import pytest
from flask import Flask

from store.desk.desk import DeskStore
from tests.conftest import Clock
from tests.people.after_entry import AfterEntry
from tests.people.desk import PASSWORD, Person, new_name
from web.desk.locks import totp
from web.desk.locks.backup_codes import FEW, MANY, new_codes, plain

CODE = re.compile(r"\b[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}\b")


@pytest.fixture
def ann(app: Flask, kept: DeskStore) -> Person:
    return Person(app, new_name(kept)).sign_in()


def begin(somebody: Person, clock: Clock) -> tuple[str, dict[str, str]]:
    """Open the page that turns the second factor on; its secret, and the form as it is to be filled in."""
    somebody.open("/desk/account/two-factor")
    secret = re.sub(r"\s", "", re.findall(r'class="link">([^<]+)<', somebody.page)[0])
    sealed = re.findall(r'name="sealed" value="([^"]+)"', somebody.page)[0]
    return secret, {"sealed": sealed, "current": PASSWORD, "code": totp.code(secret, step(clock))}


def set_up(somebody: Person, clock: Clock) -> tuple[str, list[str]]:
    """Turn the second factor on; its secret and the backup codes."""
    secret, form = begin(somebody, clock)
    somebody.send("/desk/account/two-factor", **form)
    return secret, CODE.findall(somebody.words)


def step(clock: Clock) -> int:
    return int(clock().astimezone(UTC).timestamp()) // totp.STEP_SECONDS


def test_a_code_is_set_up_asked_for_and_good_once(
    ann: Person, app: Flask, clock: Clock, kept: DeskStore
) -> None:
    secret, form = begin(ann, clock)
    assert 'src="data:image/svg+xml' in ann.page and "<svg" not in ann.page
    sealed, now = form["sealed"], step(clock)
    assert secret not in sealed
    assert ann.send("/desk/account/two-factor", sealed="x", code=totp.code(secret, now)).status == 400
    assert ann.send("/desk/account/two-factor", **form | {"code": "000000"}).status == 422
    for wrong in ("", "not the password"):
        assert ann.send("/desk/account/two-factor", **form | {"current": wrong}).status == 422
        assert "not your password" in ann.words and f'value="{html.escape(sealed)}"' not in ann.page
    account = kept.staff.one(ann.name)
    assert account and not account.two_factor
    done = ann.send("/desk/account/two-factor", **form)
    assert done.status == 200 and ann.open("/desk").path == "/desk"
    later = Person(app, ann.name).sign_in()
    assert later.path == "/desk/code" and later.open("/desk").path == "/desk/sign-in"
    later.sign_in()
    assert later.send("/desk/code", code=totp.code(secret, now)).status == 422  # it was used to set it up
    assert later.send("/desk/code", code=totp.code(secret, now + 1)).path == "/desk"
    account = kept.staff.one(ann.name)
    assert account and account.two_factor


@pytest.mark.parametrize("cookie", ["of before", "of after"])
def test_a_form_that_goes_twice_says_that_it_is_on_and_where_new_codes_are_made(
    ann: Person, app: Flask, clock: Clock, kept: DeskStore, cookie: str
) -> None:
    _, form = begin(ann, clock)
    twin, old = Person(app, ann.name), ann.client.get_cookie("desk", "line.example", "/desk")
    form["csrf_token"] = ann.token
    codes = CODE.findall(ann.send("/desk/account/two-factor", **form).words)
    assert len(codes) == MANY and old
    if cookie == "of before":
        twin.client.set_cookie("desk", old.value, domain="line.example", path="/desk", secure=True)
    again = (twin if cookie == "of before" else ann).send("/desk/account/two-factor", **form)
    assert "It is on" in again.words and "make new ones now under “My account”" in again.words
    assert "is not right" not in again.words and "not done" not in again.words
    assert again.path == ("/desk/sign-in" if cookie == "of before" else "/desk/account")
    assert kept.staff.backup_codes_left(ann.name) == MANY, "the codes that were shown stay good"


def test_of_two_forms_at_once_the_later_says_that_it_may_be_on(
    ann: Person, clock: Clock, kept: DeskStore
) -> None:
    _, form = begin(ann, clock)
    kept.staff.first_use(ann.name, step(clock))
    assert ann.send("/desk/account/two-factor", **form).status == 422
    assert "If you pressed twice, it is on" in ann.words and "is not right" not in ann.words


def test_a_form_that_passed_the_door_before_it_was_on_leads_to_the_account(
    ann: Person, clock: Clock, kept: DeskStore
) -> None:
    secret, form = begin(ann, clock)

    def first_the_other() -> None:
        kept.staff.first_use(ann.name, step(clock))
        kept.staff.set_two_factor(ann.name, secret, ["1", "2"])

    with AfterEntry(kept.line, first_the_other):
        ann.send("/desk/account/two-factor", **form)
    assert "It is on" in ann.words and ann.path == "/desk/account"
    assert kept.staff.backup_codes_left(ann.name) == 2


def test_backup_codes_are_shown_once_and_each_lets_in_once(ann: Person, app: Flask, clock: Clock) -> None:
    _, codes = set_up(ann, clock)
    assert len(set(codes)) == MANY and "not shown again" in ann.words
    assert not CODE.findall(ann.open("/desk/account").words) and f"{MANY} backup codes" in ann.words
    for written in (codes[0], codes[1].upper(), codes[2].replace("-", " "), codes[3].replace("-", "")):
        assert Person(app, ann.name).sign_in().send("/desk/code", code=written).path == "/desk"
        again = Person(app, ann.name).sign_in()
        assert again.send("/desk/code", code=written).status == 422
    assert f"{MANY - 4} backup codes" in ann.open("/desk/account").words


def test_who_has_few_left_is_told(ann: Person, app: Flask, clock: Clock) -> None:
    secret, codes = set_up(ann, clock)
    for number, code in enumerate(codes, 1):
        words = Person(app, ann.name).sign_in().send("/desk/code", code=code).words
        assert ("Make new ones" in words) is (MANY - number <= FEW), number
    words = Person(app, ann.name).sign_in().send("/desk/code", code=totp.code(secret, step(clock) + 1)).words
    assert "You have 0 backup codes left" in words


def test_new_backup_codes_take_the_place_of_the_old_and_want_the_password(
    ann: Person, app: Flask, clock: Clock
) -> None:
    _, old = set_up(ann, clock)
    ann.open("/desk/account")
    assert ann.send("/desk/account/backup-codes", current="wrong").status == 422
    new = CODE.findall(ann.send("/desk/account/backup-codes", current=PASSWORD).words)
    assert len(new) == MANY and not set(old) & set(new)
    assert Person(app, ann.name).sign_in().send("/desk/code", code=old[0]).status == 422
    assert Person(app, ann.name).sign_in().send("/desk/code", code=new[0]).path == "/desk"


def test_without_a_second_factor_there_are_no_backup_codes(ann: Person, clock: Clock, app: Flask) -> None:
    assert ann.open("/desk/account").send("/desk/account/backup-codes", current=PASSWORD).status == 400
    _, codes = set_up(ann, clock)
    ann.open("/desk/account").send("/desk/account/two-factor/off", current=PASSWORD)
    assert "alone is enough" in ann.words and Person(app, ann.name).sign_in().path == "/desk"
    clock.at("2026-05-19T10:05")
    _, later = set_up(ann, clock)
    assert len(later) == MANY
    assert Person(app, ann.name).sign_in().send("/desk/code", code=codes[0]).status == 422


def test_one_account_has_no_use_of_anothers_codes(
    app: Flask, kept: DeskStore, clock: Clock, person: Callable[..., Person]
) -> None:
    ann, bea = person(), person()
    (_, codes), (_, _) = set_up(ann, clock), set_up(bea, clock)
    assert Person(app, bea.name).sign_in().send("/desk/code", code=codes[0]).status == 422
    assert kept.staff.backup_codes_left(ann.name) == MANY


def test_codes_are_kept_as_hashes_and_stand_in_the_trail_without_themselves(
    ann: Person, app: Flask, clock: Clock, kept: DeskStore
) -> None:
    _, codes = set_up(ann, clock)
    Person(app, ann.name).sign_in().send("/desk/code", code=codes[0])
    client = kept.line.link.client
    (key,) = client.keys("*staff:codes:*")
    held = b" ".join(client.smembers(key))
    assert all(plain(code).encode() not in held for code in codes)
    deeds = [(deed.did, deed.about) for deed in kept.trail.latest(9)[0]]
    assert ("sign_in:backup_code", "") in deeds


def test_new_codes_are_new() -> None:
    assert len({code for _ in range(50) for code in new_codes()}) == 50 * MANY


def test_an_empty_code_or_password_is_named_as_empty_and_counts_as_no_try(
    ann: Person, app: Flask, clock: Clock
) -> None:
    secret, _ = set_up(ann, clock)
    half = Person(app, ann.name).sign_in()
    for _ in range(25):
        assert half.send("/desk/code", code=" - ").status == 422 and "Write the code first" in half.words
        assert ann.send("/desk/account/backup-codes", current="").status == 422
    assert half.send("/desk/code", code=totp.code(secret, step(clock) + 1)).path == "/desk"
