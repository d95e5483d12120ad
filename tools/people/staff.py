"""`flask staff`: manages the accounts of the desk, for the person who runs the line."""

import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NoReturn

import click

from settings import Settings
from tools.people.store_now import FOUND_NOTHING, MISUSED, settings_now, store_now

if TYPE_CHECKING:
    from store.desk.desk import DeskStore
    from store.store import Store

ROLES = ("answer", "edit", "admin")
BY_COMMAND = "command"


@click.group()
def staff() -> None:
    """Accounts of the desk: add, list, disable, reset; `link` for the first one."""


@staff.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="answer", show_default=True)
def add(name: str, role: str) -> None:
    """Make an account, and print a one-time link with which its owner sets a password."""
    from store.desk.staff import NAME  # here: every `flask` command imports this file

    with store_now() as (store, now):
        kept = _desk_of(store)
        entry = (
            kept.trail.note(now, BY_COMMAND, "staff:add", f"{name} {role}") if NAME.fullmatch(name) else ""
        )
        try:
            made = kept.staff.add(name, role)  # type: ignore[arg-type]  # one of ROLES: click has seen to it
        except ValueError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(MISUSED)
        if not made:
            kept.trail.strike(entry)
            click.echo(f"{name}: there is an account of that name already.", err=True)
            sys.exit(FOUND_NOTHING)
        _tell_link(kept, name)


@staff.command("list")
@click.option("--json", "as_json", is_flag=True, help="A list of objects, for a program.")
def list_accounts(as_json: bool) -> None:
    """List the accounts: name, role, whether they may sign in, whether a code is asked for."""
    with store_now() as (store, _):
        rows = [
            {
                "name": one.name,
                "role": one.role,
                "disabled": one.disabled,
                "password": bool(one.hash),
                "code": bool(one.two_factor),
            }
            for one in _desk_of(store).staff.all()
        ]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        state = "may sign in" if row["password"] else "waits for a password"
        state = "shut out" if row["disabled"] else state
        click.echo(f"{row['name']:<20}{row['role']:<10}{state}{', with a code' if row['code'] else ''}")
    click.echo(f"{len(rows)} accounts" if len(rows) != 1 else "1 account")


@staff.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let them in again.")
def disable(name: str, undo: bool) -> None:
    """Shut an account out at once, wherever it is signed in; others may claim what it had claimed."""
    from store.promises.records.freeing import free  # here: every `flask` command imports this file

    with store_now() as (store, now):
        kept = _store_with(store, name)
        with kept.trail.entered(now, BY_COMMAND, "staff:enable" if undo else "staff:disable", name) as entry:
            _changed(kept, entry, name, kept.staff.disable(name, not undo, even_last=True))
        freed = 0 if undo else free(store, kept.trail, name, BY_COMMAND, now)
        if freed:
            click.echo(f"What {name} held is open for all again: {freed}.")
        click.echo(f"{name} may sign in again." if undo else f"{name} is shut out.")
        admins = [one for one in kept.staff.all() if one.role == "admin"]
        was_admin = any(one.name == name for one in admins)
        if not undo and was_admin and not any(one.hash and not one.disabled for one in admins):
            mend = f"`flask staff disable {name} --undo`, or `flask staff add NAME --role admin`"
            click.echo(f"No admin is left who can sign in: {mend}.", err=True)


@staff.command()
@click.argument("name")
@click.option("--code", is_flag=True, help="Take the second factor away too, for a phone that is lost.")
def reset(name: str, code: bool) -> None:
    """Sign somebody out everywhere, end their password, and print a one-time link for a new one."""
    with store_now() as (store, now):
        kept = _store_with(store, name)
        account = kept.staff.one(name)
        if account and account.disabled:
            click.echo(f"{name} is shut out: first `flask staff disable {name} --undo`.", err=True)
            sys.exit(FOUND_NOTHING)
        with kept.trail.entered(now, BY_COMMAND, "staff:reset", name) as entry:
            _changed(kept, entry, name, kept.staff.reset(name, even_last=True))
        if code:
            with kept.trail.entered(now, BY_COMMAND, "staff:two_factor:off", name) as entry:
                _changed(kept, entry, name, kept.staff.set_two_factor(name, ""))
        _tell_link(kept, name)
        if account and account.two_factor and not code:
            click.echo("The code of their phone is asked for still; if the phone is lost: --code.", err=True)


@staff.command()
def link() -> None:
    """Print the one-time link that makes the first account, while there is none. It is good for an hour."""
    with store_now() as (store, now):
        found = first_link(store, now)
    if found is None:
        click.echo(
            "There is an account already: an admin of the desk makes the others, or `flask staff add NAME`.",
            err=True,
        )
        sys.exit(FOUND_NOTHING)
    click.echo(found)


def first_link(store: "Store", now: datetime, settings: Settings | None = None) -> str | None:
    """The address of a new one-time link that makes the first account; None if there is an account.

    `settings` give the address of the desk; with None they are read from the environment. Raises
    `store.link.Unreachable` if the store cannot be reached.
    """
    from store.desk.invitations import Invitation

    kept = _desk_of(store)
    if not kept.staff.is_empty():
        return None
    kept.trail.note(now, BY_COMMAND, "staff:first_link")
    return f"{_desk_address(settings)}/desk/start/{kept.invitations.invite(Invitation('first'))}"


def first_link_of(settings: Settings) -> str:
    """The address of a link that makes the first account of a line with these settings.

    It is "" if there is an account. Raises `store.link.Unreachable` if the store cannot be reached.
    """
    from store.server.embedded import address
    from store.store import open_store

    url = settings.redis_url or address(settings.data_dir)
    store = open_store(url, settings.hash_key, number_keys=settings.number_keys)
    try:
        return first_link(store, datetime.now(UTC), settings) or ""
    finally:
        store.close()


def _tell_link(kept: "DeskStore", name: str) -> None:
    """Print the address of a new one-time link for an account's owner to set a password."""
    from store.desk.invitations import Invitation

    click.echo(f"{_desk_address()}/desk/start/{kept.invitations.invite(Invitation('set', name))}")
    told = f"Give it to {name} and nobody else. It works once, for three days."
    click.echo(f"{told} Until it is used, {name} cannot sign in.", err=True)


def _desk_address(settings: Settings | None = None) -> str:
    """The address of the desk: PUBLIC_URL, or this machine if PUBLIC_URL is not set.

    With None as `settings`, they are read from the environment.
    """
    settings = settings or settings_now()
    return settings.public_url or f"http://127.0.0.1:{settings.port}"


def _store_with(store: "Store", name: str) -> "DeskStore":
    """The desk's store, if it has an account of this name; otherwise the command exits with code 1."""
    kept = _desk_of(store)
    if kept.staff.one(name) is None:
        _exit_gone(name)
    return kept


def _changed(kept: "DeskStore", entry: str, name: str, done: bool) -> None:
    """Do nothing if an account was changed (`done`); otherwise exit with 1: there is no such account.

    The audit trail has an `entry` on the change from before it was tried. Before the exit, the entry is
    removed.
    """
    if not done:
        kept.trail.strike(entry)
        _exit_gone(name)


def _exit_gone(name: str) -> NoReturn:
    """Say that there is no account of this name, and exit with code 1."""
    click.echo(f"{name}: there is no such account.", err=True)
    sys.exit(FOUND_NOTHING)


def _desk_of(store: "Store") -> "DeskStore":
    """The parts of `store` that only the desk (the staff's web pages) uses, such as the staff's accounts."""
    from store.desk.desk import desk_store  # here: every `flask` command imports this file

    return desk_store(store)
