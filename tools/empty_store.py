"""`flask empty-store`: moves a broken store aside, so that the line begins with an empty one."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from environment.line_id import running_line
from environment.secret_files import with_secrets
from settings import BadSetting, data_dir_of
from tools.people.join import has_store

MISUSED = 2
# What may be set aside; whatever else keeps a store from starting has a mend that loses nothing.
BROKEN = ("lost", "does not start")
LOSES = (
    "An empty store knows no call-back, no text that waits, no account of staff, and nobody who sent STOP: "
    "they may be texted again. Is there no backup?"
)


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
def empty_store(yes: bool) -> None:
    """Set the broken store of DATA_DIR aside, so that the line begins with an empty one.

    The line must not run while this command does. The broken store is erased after two weeks.
    """
    from store.server.embedded import StoreError, start

    data = _data_dir()
    if not has_store(data):
        raise click.ClickException(f"no line has kept a store in {data}: nothing was done")
    if pid := running_line(data):
        raise click.ClickException(f"the line runs (process {pid}): end it first. Nothing was done")
    try:
        start(data).stop()
    except StoreError as error:
        if error.name not in BROKEN:
            raise click.ClickException(str(error)) from error
        click.echo(str(error), err=True)
    else:
        raise click.ClickException(f"the store in {data} starts: nothing was done")
    if not yes:
        click.confirm(f"{LOSES} Begin with an empty store?", abort=True, err=True)
    try:
        click.echo(_set_aside(data))
    except OSError as error:
        raise click.ClickException(f"{data}: {error.strerror}: nothing was done") from error


def _set_aside(data: Path) -> str:
    """Move the store's folder in `data` aside; say in words what became of it.

    The next start is then a first one, with an empty store. Raises OSError if the folder cannot be moved: the
    next start then finds the broken store as before.
    """
    from store.server import aside, files, folder

    own = data / folder.OWN
    path = aside.move(own, data, datetime.now(UTC)) if own.exists() else None
    files.unmark(own)
    if path is None:
        return f"{own} is gone, and nothing of it is left: the next start begins with an empty store"
    return f"What was left is kept for {aside.KEPT.days} days as {path}"


def _data_dir() -> Path:
    """The line's data folder, from the environment; no key of the line is read or made.

    Exits with code 2 if a setting is bad. Raises ClickException if REDIS_URL is set: the line then has no
    embedded store.
    """
    try:
        environ = with_secrets(os.environ)
    except BadSetting as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISUSED)
    if environ.get("REDIS_URL", "").strip():
        raise click.ClickException("REDIS_URL is set: this is for the embedded store alone")
    return data_dir_of(environ)
