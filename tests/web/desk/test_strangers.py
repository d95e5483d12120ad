"""What strangers do at the sign-in keeps no staff out: not who was there before, nor who has a link (R55)."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from werkzeug.test import Cookie

from store.desk.desk import DeskStore
from store.desk.invitations import Invitation
from tests.conftest import OPEN, Clock
from tests.people.crowd import at_once
from tests.people.desk import PASSWORD, Person, new_name
from web.desk.locks import forwarded
from web.desk.locks.attempts import BY_ADDRESS, BY_BROWSER, BY_NAME, customer

OTHER = "quite another password"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture
def name(kept: DeskStore) -> str:
    """The name of somebody on the staff."""
    return new_name(kept)


def fail(app: Flask, name: str, times: int) -> list[int]:
    """What strangers are answered who try a name with a wrong password, each in a new browser."""
    return [Person(app).sign_in(name, OTHER).status for _ in range(times)]


def marks(somebody: Person) -> list[Cookie]:
    """The cookies by which a browser is known."""
    return [one for one in somebody.client._cookies.values() if one.key.startswith("known-")]


def signed_out(somebody: Person) -> Person:
    return somebody.open("/desk").send("/desk/sign-out")


def lock_all(app: Flask, name: str) -> None:
    """Have strangers use up what an address may, and what this name may."""
    fail(app, name, BY_NAME)
    for number in range(BY_ADDRESS):
        Person(app).sign_in(f"nobody{number}", OTHER)


def test_after_ten_failures_a_name_waits_and_so_does_an_address_after_twenty(
    app: Flask, kept: DeskStore, name: str
) -> None:
    assert fail(app, name, BY_NAME + 1) == [422] * BY_NAME + [429]
    kept_out = Person(app).sign_in(name)
    assert kept_out.status == 429 and "in the browser in which you open it" in kept_out.words
    more = [Person(app).sign_in(f"nobody{n}", OTHER).status for n in range(BY_ADDRESS - BY_NAME + 1)]
    assert more[-2:] == [422, 429]
    assert "Too many tries" in Person(app).sign_in(new_name(kept)).words


def test_who_signed_in_from_a_browser_before_still_does_while_strangers_try(app: Flask, name: str) -> None:
    ann = signed_out(Person(app, name).sign_in())
    lock_all(app, name)
    assert Person(app, name).sign_in().status == 429
    for _ in range(2):
        assert ann.sign_in(name, OTHER).status == 422
        assert ann.sign_in(name).path == "/desk"
        signed_out(ann)
    assert Person(app, name).sign_in().status == 429


def test_a_code_is_asked_for_there_all_the_same(app: Flask, kept: DeskStore, name: str) -> None:
    ann = signed_out(Person(app, name).sign_in())
    kept.staff.set_two_factor(name, SECRET, ["abcdefgh2345"])
    lock_all(app, name)
    assert ann.sign_in().path == "/desk/code"
    assert ann.send("/desk/code", code="000000").status == 422
    assert ann.send("/desk/code", code="abcd-efgh-2345").path == "/desk"


def test_a_known_browser_is_known_for_its_own_names_alone(app: Flask, kept: DeskStore, name: str) -> None:
    bea, eve = new_name(kept), new_name(kept)
    shared = signed_out(signed_out(Person(app).sign_in(name)).sign_in(bea))
    lock_all(app, name)
    fail(app, bea, 1)
    assert signed_out(shared.sign_in(name)).sign_in(bea).path == "/desk"
    assert signed_out(shared).sign_in(eve).status == 429


def test_the_mark_for_one_name_is_none_for_another(app: Flask, kept: DeskStore, name: str) -> None:
    eve = Person(app, new_name(kept)).sign_in()
    (mark,) = marks(eve)
    ann = Person(app, name).sign_in()
    (its_name,) = (cookie.key for cookie in marks(ann))
    lock_all(app, name)
    eve.client.set_cookie(its_name, mark.value, domain="line.example", path="/desk", secure=True)
    assert signed_out(eve).sign_in(name).status == 429


def test_a_known_browser_in_wrong_hands_may_guess_no_more_than_others(app: Flask, name: str) -> None:
    taken = signed_out(Person(app, name).sign_in())
    statuses = [taken.sign_in(name, OTHER).status for _ in range(BY_BROWSER + BY_NAME + 1)]
    assert statuses == [422] * (BY_BROWSER + BY_NAME) + [429]


@pytest.mark.parametrize(
    "change",
    [lambda mark: mark[:-1], lambda mark: "x" + mark, lambda _: "", lambda _: ".", lambda _: "\xff.\xfe"],
)
def test_a_mark_that_we_did_not_give_is_none(app: Flask, name: str, change: Callable[[str], str]) -> None:
    ann, eve = Person(app, name).sign_in(), Person(app)
    (mark,) = marks(ann)
    assert (mark.secure, mark.http_only, mark.same_site, mark.path) == (True, True, "Lax", "/desk")
    assert name not in mark.key + mark.value
    lock_all(app, name)
    eve.client.set_cookie(mark.key, change(mark.value), domain="line.example", path="/desk")
    assert eve.sign_in(name).status == 429


def test_a_link_lets_in_who_is_new_while_strangers_try(app: Flask, kept: DeskStore, name: str) -> None:
    lock_all(app, name)
    new = Person(app, name)
    link = f"/desk/start/{kept.invitations.invite(Invitation('set', name))}"
    assert new.open(link).send(link, password=PASSWORD).path == "/desk/sign-in"
    assert new.sign_in().path == "/desk"


def test_who_is_signed_in_changes_the_password_while_strangers_try(app: Flask, name: str) -> None:
    ann = Person(app, name).sign_in()
    lock_all(app, name)
    ann.open("/desk/account")
    statuses = [
        ann.send("/desk/account/password", current="wrong", password=OTHER).status for _ in range(BY_BROWSER)
    ]
    assert statuses == [422] * BY_BROWSER
    assert ann.send("/desk/account/password", current=PASSWORD, password=OTHER).status == 429
    assert "Wait a quarter of an hour" in ann.words and "still signed in" in ann.words
    assert "link from an admin" not in ann.words
    bea = Person(app, name)
    assert bea.sign_in().status == 429


def test_a_browser_keeps_its_one_mark_however_often_somebody_signs_in(app: Flask, name: str) -> None:
    somebody = Person(app)
    somebody.sign_in(name)
    (first,) = marks(somebody)
    signed_out(somebody).sign_in(name)
    (second,) = marks(somebody)
    assert first.value == second.value


def test_wrong_passwords_of_who_is_signed_in_count_for_their_session_alone(app: Flask, name: str) -> None:
    somebody = Person(app)
    somebody.sign_in(name)
    form = {"current": "wrong", "password": OTHER}
    told = [somebody.open("/desk/account").send("/desk/account/password", **form).status for _ in range(25)]
    assert told[-1] == 429 and 429 not in told[:BY_BROWSER]
    assert fail(app, name, BY_NAME) == [422] * BY_NAME, "the name's own budget was not touched"


def test_guessing_codes_is_counted(app: Flask, kept: DeskStore, name: str) -> None:
    kept.staff.set_two_factor(name, SECRET)
    ann = Person(app, name).sign_in()
    statuses = [ann.send("/desk/code", code="000000").status for _ in range(BY_NAME + 1)]
    assert statuses == [422] * BY_NAME + [429]
    assert [deed.did for deed in kept.trail.latest(50)[0]].count("sign_in:failed") == BY_NAME


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("", "unix:", False),
    ],
)
def test_an_address_stands_for_who_has_it(one: str, other: str, same: bool) -> None:
    assert (customer(one) == customer(other)) is same


def test_a_proxy_that_the_line_was_not_told_of_is_told(
    line_with: Callable[..., Flask], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for trusted, told in ((0, 1), (1, 0)):
        forwarded._warn.cache_clear()
        ann = Person(line_with(trusted_proxies=trusted), name).sign_in()
        assert "TRUSTED_PROXIES" not in ann.words
        for _ in range(2):
            ann.open("/desk", headers={"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https"})
            assert ("TRUSTED_PROXIES" in ann.words) is bool(told)
        assert len(re.findall("TRUSTED_PROXIES", capsys.readouterr().out)) == told


def test_that_is_in_the_log_though_nobody_comes_in(
    line_with: Callable[..., Flask], capsys: pytest.CaptureFixture[str]
) -> None:
    forwarded._warn.cache_clear()
    app = line_with()
    for _ in range(2):
        Person(app).open("/desk/sign-in", headers={"X-Forwarded-For": "192.0.2.1"})
    told = capsys.readouterr().out
    assert told.count("TRUSTED_PROXIES") == 1 and "192.0.2.1" not in told


@pytest.mark.parametrize("odd", [b"%ff%fe", b"%ED%A0%80", b"%00", b"%F0%9F%92%8A", b"\xff\xfe", b"x" * 9000])
def test_no_name_password_or_code_breaks_a_page(app: Flask, kept: DeskStore, name: str, odd: bytes) -> None:
    kept.staff.set_two_factor(name, SECRET)
    half, new = Person(app, name).sign_in(), Person(app).open("/desk/sign-in")
    link = f"/desk/start/{kept.invitations.invite(Invitation('set', name))}"
    fields = b"".join(b"&%s=%s" % (field, odd) for field in (b"name", b"password", b"code", b"current"))
    for somebody, path in ((new, "/desk/sign-in"), (half, "/desk/code"), (new, link)):
        answer = somebody.client.post(
            path,
            base_url=somebody.base,
            data=b"csrf_token=" + somebody.token.encode() + fields,
            headers={"Referer": f"{somebody.base}/desk"},
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status_code in (303, 400, 422), path


def test_guesses_that_are_sent_at_one_moment_are_counted_before_any_is_looked_at(
    app: Flask, name: str
) -> None:
    guessing = [Person(app).open("/desk/sign-in") for _ in range(BY_NAME + 6)]

    form = {"name": name, "password": OTHER}
    at_once([partial(one.send, "/desk/sign-in", **form) for one in guessing])
    assert sorted(one.status for one in guessing) == [422] * BY_NAME + [429] * 6


def test_a_right_password_is_given_back_and_a_quarter_of_an_hour_forgives(
    app: Flask, name: str, clock: Clock
) -> None:
    assert fail(app, name, BY_NAME - 1) == [422] * (BY_NAME - 1)
    for _ in range(3):
        assert Person(app).sign_in(name).path == "/desk"
    assert fail(app, name, 2) == [422, 429]
    clock.at(OPEN + timedelta(minutes=16))
    assert Person(app).sign_in(name).path == "/desk"
