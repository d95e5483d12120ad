"""`flask backup`: one encrypted file of all that must survive this machine, while the line runs."""

import json
import os
import sys
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from environment.keys import MAKE, number_keys, read_key
from environment.secret_files import with_secrets
from settings import Settings, last_backup
from tools.people.join import join_store
from tools.people.store_now import settings_now

if TYPE_CHECKING:
    from store.copies.form import Backup
    from store.copies.picture import Contents

MISUSED = 2
SECONDS = 60.0
KEYS = ("HASH_KEY", "NUMBER_KEY", "SECRET_KEY")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--keep", type=click.IntRange(1), metavar="N", help="FILE is a folder: keep the N newest in it."
)
@click.option("--json", "as_json", is_flag=True, help="One object, for a program.")
def backup(file: Path, keep: int | None, as_json: bool) -> None:
    """Write a backup of the line to FILE, encrypted with BACKUP_KEY.

    If FILE is a folder, the backup gets a name with the date in it. What was at FILE stays until the new
    backup is whole. Without BACKUP_KEY nobody can open it: keep that key, and the file, on another machine.
    """
    from store.copies.chunks import BadBackup
    from store.copies.on_disk import place_in, save

    settings, began = settings_now(), time.monotonic()
    _demand(settings, file, keep)
    made = _take(settings)
    place = place_in(file, made.picture.taken) if file.is_dir() else file
    try:
        save(place, settings.backup_key, made)
    except (OSError, BadBackup) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise click.ClickException(f"{place}: {why}: no backup was made, and none was replaced") from error
    with suppress(OSError):  # with REDIS_URL there may be no such folder
        told = f"{made.picture.taken.isoformat()}\n{place.absolute()}\n"
        last_backup(settings.data_dir).write_text(told, encoding="utf-8")
    removed = _remove_old(file, keep, place) if keep else ()
    _tell(place, made, time.monotonic() - began, removed, as_json)


def _remove_old(folder: Path, keep: int, made: Path) -> tuple[Path, ...]:
    """Remove all but the `keep` newest backups of a folder; give the removed files.

    `made` is the new backup, which is never removed. Raises ClickException if a file cannot be removed; the
    message says that the new backup is whole.
    """
    from store.copies.on_disk import remove_old

    try:
        return remove_old(folder, keep, made)
    except OSError as error:
        told = f"{made}: made, and whole; but older ones are not removed"
        raise click.ClickException(f"{told}: {error.filename}: {error.strerror}") from error


def _demand(settings: Settings, file: Path, keep: int | None) -> None:
    """End the command with exit code 2 if BACKUP_KEY is not set, or if `file` is surely a mistake.

    With `keep` it must be a folder. A new name without an ending is taken for a folder that was mistyped or
    never made: as a file, it would be replaced by each backup.
    """
    wrong = ""
    if not settings.backup_key:
        wrong = f"BACKUP_KEY: not set: {MAKE}, and keep it on another machine, too"
    elif keep and not file.is_dir():
        wrong = f"--keep: {file} is not a folder"
    elif not (file.suffix or file.exists()):
        wrong = f"{file}: there is no such folder: make it; or name a file with an ending, like {file}.backup"
    if wrong:
        click.echo(f"Error: {wrong}", err=True)
        sys.exit(MISUSED)


def _take(settings: Settings) -> "Backup":
    """Take a snapshot of the line's store, and add the line's keys.

    Raises ClickException if the store cannot be read.
    """
    from redis.exceptions import ResponseError

    from store.client import LOST, make_client
    from store.copies.form import Backup
    from store.copies.picture import take
    from store.fitness.reason import reason
    from store.keys import Keys
    from store.proof import check_value

    environ = with_secrets(os.environ)
    shared = bool(settings.redis_url)
    keys = {name: read_key(environ, name, settings.data_dir, shared, make=False) for name in KEYS}
    with join_store(settings) as store:
        store.link.look()
        if not store.link.condition.reads:
            raise click.ClickException(f"{store.link.condition.line}: no backup was made")
        try:
            with closing(make_client(store.link.url, SECONDS, SECONDS)) as client:
                return Backup(take(client, datetime.now(UTC)), keys, check_value(Keys(settings.hash_key)))
        except (*LOST, ResponseError) as error:
            told = f"the store does not answer ({reason(error)}): no backup was made"
            raise click.ClickException(told) from error


def holds_of(made: "Backup", kept: "Contents") -> Mapping[str, int]:
    """The number of records of each kind in the snapshot `kept`, under the names that staff use.

    The keys of the backup `made` tell clinicians' signatures from objections. If the keys do not open them,
    both are counted together.
    """
    from store.copies.contents import counted_by_kind
    from store.sealed import open_seals

    return counted_by_kind(kept, open_seals(number_keys(made.keys["NUMBER_KEY"])))


def tell_holds(holds: Mapping[str, int]) -> None:
    """Print how many records of each kind there are, in two columns."""
    width = max(map(len, holds)) + 2
    for what, count in holds.items():
        click.echo(f"{what:<{width}}{count:>10,}")


def _tell(place: Path, made: "Backup", took: float, removed: tuple[Path, ...], as_json: bool) -> None:
    """Print how many records of each kind a backup holds, and the file; with `as_json` as one JSON object.

    `took` is the seconds that it took, `removed` the older backups that were removed.
    """
    holds, size = holds_of(made, made.picture.kept), place.stat().st_size
    if as_json:
        told = {"file": str(place), "bytes": size, "seconds": round(took, 2), "holds": holds}
        click.echo(json.dumps({**told, "taken": made.picture.taken.isoformat(), "removed": len(removed)}))
        return
    tell_holds(holds)
    click.echo(f"{place}: {size:,} bytes, encrypted, with HASH_KEY, NUMBER_KEY and SECRET_KEY; {took:.1f} s")
    if removed:
        click.echo(f"{len(removed)} older removed")
