"""`flask staff`: accounts by the command line, and the link for the first one."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from settings import Settings
from store.desk.desk import DeskStore
from store.store import Store
from tests.conftest import OPEN
from tests.people.desk import HASH, PASSWORD, Person
from tests.store.promises.records.laid import held
from tools.people.staff import first_link, staff


@pytest.fixture
def command(environ: dict[str, str]) -> Callable[..., Result]:
    """`flask staff …`, on the store of this test."""
    return lambda *words: CliRunner().invoke(staff, list(words), env=environ)


def token_of(result: Result) -> str:
    return urlsplit(result.output.split()[0]).path.removeprefix("/desk/start/")


def test_add_makes_an_account_and_prints_its_link(command: Callable[..., Result], kept: DeskStore) -> None:
    made = command("add", "ann", "--role", "edit")
    assert made.exit_code == 0 and made.output.startswith("https://line.example/desk/start/")
    account, invitation = kept.staff.one("ann"), kept.invitations.read(token_of(made))
    assert account and (account.role, account.hash) == ("edit", "")
    assert invitation and (invitation.kind, invitation.name) == ("set", "ann")
    assert command("add", "ann").exit_code == 1
    assert command("add", "no name").exit_code == 2
    assert command("add", "bob", "--role", "owner").exit_code == 2


def test_list_tells_who_there_is(command: Callable[..., Result]) -> None:
    command("add", "ann", "--role", "admin")
    assert "ann" in command("list").output and "1 account" in command("list").output
    assert json.loads(command("list", "--json").output) == [
        {"name": "ann", "role": "admin", "disabled": False, "password": False, "code": False}
    ]


def test_disable_shuts_out_and_lets_in_again(command: Callable[..., Result], kept: DeskStore) -> None:
    command("add", "ann")
    for words, disabled in ((("disable", "ann"), True), (("disable", "ann", "--undo"), False)):
        assert command(*words).exit_code == 0
        account = kept.staff.one("ann")
        assert account and account.disabled is disabled
    assert command("disable", "bob").exit_code == 1
    assert [deed.did for deed in kept.trail.latest(3)[0]] == ["staff:enable", "staff:disable", "staff:add"]


def test_disable_says_if_no_admin_is_left_who_can_sign_in(
    command: Callable[..., Result], kept: DeskStore
) -> None:
    for name, role in (("ann", "admin"), ("bob", "admin"), ("cat", "edit")):
        command("add", name, "--role", role)
        kept.staff.set_password(name, HASH)
    told = {name: command("disable", name).output for name in ("bob", "ann", "cat")}
    assert [name for name, output in told.items() if "No admin is left" in output] == ["ann"]
    assert "flask staff disable ann --undo" in told["ann"]


def test_disable_gives_back_what_somebody_holds(command: Callable[..., Result], kept: DeskStore) -> None:
    command("add", "ann")
    item_id, _ = held(kept.line, "ann")
    kept.line.callbacks.claim(item_id, "ann", datetime.now(UTC))
    assert "open for all again: 1" in command("disable", "ann").output
    row = kept.line.callbacks.one(item_id)
    assert row and row.state == "open"
    assert "open for all" not in command("disable", "ann", "--undo").output


def test_reset_gives_a_link_and_takes_a_lost_phone_away(
    command: Callable[..., Result], kept: DeskStore
) -> None:
    command("add", "ann")
    kept.staff.set_two_factor("ann", "GEZDGNBV")
    kept.staff.set_password("ann", HASH)
    assert "may sign in" in command("list").output
    made = command("reset", "ann")
    assert kept.invitations.read(token_of(made)) and "--code" in made.output
    assert "waits for a password" in command("list").output
    account = kept.staff.one("ann")
    assert account and account.two_factor and not account.hash
    command("reset", "ann", "--code")
    account = kept.staff.one("ann")
    assert account and not account.two_factor
    assert command("reset", "bob").exit_code == 1


def test_reset_makes_no_link_for_somebody_who_is_shut_out(
    command: Callable[..., Result], kept: DeskStore
) -> None:
    command("add", "ann")
    kept.staff.disable("ann")
    refused = command("reset", "ann")
    assert refused.exit_code == 1 and "/desk/start/" not in refused.output
    assert "disable ann --undo" in refused.output
    assert "staff:reset" not in [deed.did for deed in kept.trail.latest(3)[0]]


def test_the_first_link_is_there_until_the_first_account_is(
    command: Callable[..., Result], app: Flask, store: Store, settings: Settings
) -> None:
    printed = command("link")
    path = urlsplit(printed.output.strip()).path
    somebody = Person(app).open(path)
    assert somebody.send(path, name="ann", password=PASSWORD).sign_in("ann").path == "/desk"
    assert first_link(store, OPEN, settings) is None
    assert command("link").exit_code == 1
