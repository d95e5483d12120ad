"""The page of accounts: an admin is always left, a second press changes nothing, no link is made dead."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, g, get_flashed_messages, has_request_context, request
from werkzeug.exceptions import NotFound

from app import create_app
from settings import Settings
from store.desk.desk import DeskStore
from store.desk.leads import name_lead
from store.desk.staff import ACCOUNT, Account
from store.desk.trail import Trail
from store.store import Store
from tests.conftest import OPEN, Clock
from tests.people.desk import PASSWORD, Person, new_name
from tests.store.desk.test_staff import at_once
from tests.store.promises.records.laid import held
from web.desk import account as own
from web.desk import staff

TAKES_AWAY = {"role": {"role": "answer"}, "disable": {"state": "out"}}


def admins(kept: DeskStore) -> list[str]:
    return [account.name for account in kept.staff.all() if account.may("admin")]


@pytest.mark.parametrize("act", TAKES_AWAY)
def test_of_two_admins_who_put_each_other_out_at_once_one_stays(
    person: Callable[..., Person], kept: DeskStore, act: str
) -> None:
    for _ in range(5):
        for name in admins(kept):
            kept.staff.disable(name, even_last=True)
        ann, bea = (person("admin").open("/desk/staff") for _ in range(2))
        at_once(partial(press, act, [(ann, bea), (bea, ann)]), 2)
        assert len(admins(kept)) == 1


def press(act: str, pairs: list[tuple[Person, Person]], n: int) -> None:
    one, other = pairs[n]
    one.send(f"/desk/staff/{other.name}/{act}", **TAKES_AWAY[act])


def test_whoever_would_put_the_last_admin_out_is_told_and_it_stands_in_the_trail(
    settings: Settings, store: Store, kept: DeskStore, clock: Clock
) -> None:
    names = new_name(kept, "admin"), new_name(kept, "admin")

    def now() -> datetime:
        """The time; when the desk lets the first change the other's role, the first has just lost theirs."""
        if has_request_context() and "me" in g and request.path.endswith("/role"):
            kept.staff.set_role(names[0], "answer")
        return clock()

    ann = Person(create_app(settings, store=store, now=now), names[0]).sign_in().open("/desk/staff")
    ann.send(f"/desk/staff/{names[1]}/role", role="answer")
    assert admins(kept) == [names[1]]
    assert f"{names[1]} is the last admin" in ann.words
    deeds = [one.did for one in kept.trail.latest(3)[0]]
    assert "staff:last_admin" in deeds and "staff:role" not in deeds, "what was refused was not done"


def test_a_second_press_and_an_old_page_change_nothing(
    person: Callable[..., Person], kept: DeskStore, app: Flask
) -> None:
    bea, admin = person(), person("admin").open("/desk/staff")
    path = f"/desk/staff/{bea.name}/disable"
    assert 'name="state" value="out"' in admin.page and 'name="state" value="in"' not in admin.page
    for state, closed in (("out", True), ("out", True), ("in", False), ("in", False)):
        assert ("is locked" in admin.send(path, state=state).words) is closed
        account = kept.staff.one(bea.name)
        assert account and account.disabled is closed
        assert ('name="state" value="in"' in admin.page) is closed
    assert Person(app, bea.name).sign_in().path == "/desk"
    told = [one.did for one in kept.trail.latest(9)[0] if one.about == bea.name]
    assert told == ["staff:enable", "staff:disable"]


@pytest.mark.parametrize(
    ("act", "fields", "says"),
    [
        ("role", {"role": "answer"}, "has the role “answer” already"),
        ("lead", {"lead": "0"}, "is not safeguarding lead"),
        ("lead", {"lead": "1"}, "is already safeguarding lead"),
    ],
)
def test_what_is_so_already_signs_nobody_out_and_is_not_entered(
    person: Callable[..., Person], kept: DeskStore, act: str, fields: dict[str, str], says: str
) -> None:
    bea, admin = person(), person("admin").open("/desk/staff")
    name_lead(kept.staff, bea.name, fields.get("lead") == "1")
    before = kept.staff.one(bea.name)
    assert (
        f"Nothing is changed: {bea.name} {says}"
        in admin.send(f"/desk/staff/{bea.name}/{act}", **fields).words
    )
    assert bea.open("/desk").path == "/desk" and kept.staff.one(bea.name) == before
    assert not [one for one in kept.trail.latest(9)[0] if one.about.startswith(bea.name)]


@pytest.mark.parametrize("fields", [{}, {"state": "sideways"}])
def test_a_form_that_does_not_say_in_or_out_does_neither(
    person: Callable[..., Person], kept: DeskStore, fields: dict[str, str]
) -> None:
    bea, admin = person(), person("admin").open("/desk/staff")
    assert admin.send(f"/desk/staff/{bea.name}/disable", **fields).status == 400
    account = kept.staff.one(bea.name)
    assert account and not account.disabled


def test_nobody_who_is_shut_out_is_made_a_link_which_would_be_dead(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    bea, admin = person(), person("admin")
    kept.staff.disable(bea.name)
    assert f"/desk/staff/{bea.name}/reset" not in admin.open("/desk/staff").page
    admin.send(f"/desk/staff/{bea.name}/reset")
    assert "/desk/start/" not in admin.page and "unlock them first" in admin.words.lower()
    assert "staff:reset" not in [one.did for one in kept.trail.latest(9)[0]]
    kept.staff.disable(bea.name, False)
    assert "/desk/start/" in admin.send(f"/desk/staff/{bea.name}/reset").page


def test_whoever_needs_a_new_password_holds_nothing_till_they_have_it(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    admin, ann = person("admin"), person()
    callback_id, _ = held(kept.line, ann.name)
    words = admin.open("/desk/staff").send(f"/desk/staff/{ann.name}/reset").words
    assert f"What {ann.name} held is open for all again: 1." in words
    (one,) = kept.line.callbacks.waiting(OPEN)
    assert (one.id, one.state) == (callback_id, "open")


def test_a_new_password_ends_the_old_one_and_all_sessions_at_once(
    app: Flask, person: Callable[..., Person]
) -> None:
    admin, ann = person("admin").open("/desk/staff"), person()
    admin.send(f"/desk/staff/{ann.name}/reset")
    for said in ("A link for", "signed out everywhere", "has not set a password yet"):
        assert said in admin.words
    assert ann.open("/desk").path == "/desk/sign-in"
    assert Person(app, ann.name).sign_in().status == 422
    link = admin.page.split('class="link">')[1].partition("<")[0].partition("/desk")[2]
    assert ann.open(f"/desk{link}").send(f"/desk{link}", password=PASSWORD).sign_in().path == "/desk"


def test_who_is_unlocked_after_a_new_password_was_asked_for_needs_a_new_link(
    person: Callable[..., Person],
) -> None:
    admin, ann = person("admin").open("/desk/staff"), person()
    admin.send(f"/desk/staff/{ann.name}/reset").send(f"/desk/staff/{ann.name}/disable", state="out")
    words = admin.send(f"/desk/staff/{ann.name}/disable", state="in").words
    assert f"{ann.name} is unlocked, but needs a new link" in words and "may sign in again" not in words


def test_a_second_factor_that_is_none_is_not_taken_away(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    admin, ann = person("admin").open("/desk/staff"), person()
    admin.send(f"/desk/staff/{ann.name}/two-factor/off")
    assert "without a code already" in admin.words
    assert ann.open("/desk").path == "/desk", "nobody was signed out"
    assert not kept.trail.latest(1)[0][0].did.startswith("staff:")


def test_what_somebody_holds_who_is_locked_is_open_for_all_again(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    admin, tom, bea = person("admin"), person(), person()
    held(kept.line, tom.name)
    assert (
        f"What {tom.name} held is open for all again: 1"
        in admin.open("/desk/staff").send(f"/desk/staff/{tom.name}/disable", state="out").words
    )
    assert "Take it" in bea.open("/desk/callbacks").words and tom.name not in bea.words
    assert "open for all again" in admin.open("/desk/trail").words


@dataclass(frozen=True, slots=True)
class Removing:
    """A trail at whose entry somebody else, on another machine, removes the account."""

    trail: Trail
    key: str

    def entered(self, did: str, about: str = "") -> AbstractContextManager[str]:
        self.trail.link.client.delete(self.key)
        return self.trail.entered(OPEN, "zoe", did, about)


@pytest.mark.parametrize(
    "does",
    [staff.change_lead, staff.change_role, staff.disable, staff.reset, staff.drop_two_factor],
)
def test_an_account_that_is_removed_meanwhile_is_told_and_no_part_of_it_is_made(
    kept: DeskStore, app: Flask, does: Callable[..., object]
) -> None:
    name = new_name(kept)
    kept.staff.set_two_factor(name, "JBSWY3DPEHPK3PXP")
    key = f"{ACCOUNT}{name}"
    desk: Any = SimpleNamespace(kept=kept, entered=Removing(kept.trail, key).entered)
    form = {"lead": "1", "role": "edit", "state": "out"}
    with app.test_request_context("/desk/staff", method="POST", data=form):
        g.me = Account("zoe", "admin")
        does(desk, name)
        (said,) = get_flashed_messages()
    assert f"there is no account {name} any more" in said
    assert kept.trail.latest(9)[0] == () and not kept.line.link.client.exists(key)


def test_who_is_removed_while_they_change_their_own_account_changes_nothing(
    kept: DeskStore, app: Flask
) -> None:
    name = new_name(kept)
    desk: Any = SimpleNamespace(kept=kept, entered=Removing(kept.trail, f"{ACCOUNT}{name}").entered)
    with app.test_request_context("/desk/account", method="POST"):
        g.me = Account(name, "answer")
        with pytest.raises(NotFound):
            own.sign_out_everywhere(desk)
    assert kept.trail.latest(9)[0] == () and not kept.line.link.client.exists(f"{ACCOUNT}{name}")
