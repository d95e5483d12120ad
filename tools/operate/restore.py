"""`flask restore`: puts a backup into an empty store, and lists what the line may have kept since."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from environment.keys import backup_key as read_backup_key
from environment.keys import hash_key, put_key
from environment.line_id import running_line
from environment.secret_files import with_secrets
from settings import BadSetting, data_dir_of, store_url
from tools.operate.backup import holds_of, tell_holds
from tools.people.join import join_store
from tools.people.store_now import settings_now

if TYPE_CHECKING:
    from store.client import Client
    from store.copies.form import Backup
    from store.copies.picture import Contents

MISUSED = 2
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """A restore's target: environment, data folder, store address ("": the folder's own), and backup key."""

    environ: Mapping[str, str]
    data: Path
    redis_url: str
    key: bytes


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--without-sending/--sending",
    "holds",
    default=True,
    help="Hold back the texts that wait until an admin has looked at them (default), or send them at once.",
)
@click.option(
    "--opt-outs-from",
    "others",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="FILE|DATA_DIR",
    help="Take over who sent STOP from a later backup, or from what is left of the lost DATA_DIR.",
)
@click.option("--json", "as_json", is_flag=True, help="One object, for a program.")
def restore(file: Path | None, holds: bool, others: tuple[Path, ...], as_json: bool) -> None:
    """Put the backup FILE into the empty store of a new DATA_DIR, or of REDIS_URL; BACKUP_KEY opens it.

    End the line first. A restore that was broken off can be run again. Without FILE nothing is restored: then
    --opt-outs-from only adds its opt-outs (STOP) to the line's own store, and the line may run meanwhile.
    """
    from store.copies.after import told
    from store.copies.restoring import Order, as_restored

    if file is None:
        _add_opt_outs(others, as_json)
        return
    place, now = _place(), datetime.now(UTC)
    found = _load(file, place.key)
    if now < found.picture.taken:
        raise _refused("the clock of this machine is behind the moment of the backup: set it")
    _demand_keys(place, found.keys)
    out, until = _opt_outs(others, place.key, found.check)
    stops = max(until or found.picture.taken, found.picture.taken)
    kept = as_restored(found.picture, Order(now, not holds, out, "command", until))
    _put_back(place, found, kept)
    if as_json:
        click.echo(json.dumps(told(kept, found.picture.taken, stops, now, holds_of(found, kept))))
        return
    tell_holds(holds_of(found, kept))
    _tell(place, found, kept, (stops, now))


def _place() -> Place:
    """The target of the restore, from the environment; exit code 2 for a bad or missing setting."""
    try:
        environ = with_secrets(os.environ)
        if not (text := environ.get("BACKUP_KEY", "").strip()):
            raise BadSetting("BACKUP_KEY: not set: it is the one with which the backup was made")
        return Place(environ, data_dir_of(environ), store_url(environ), read_backup_key(text))
    except BadSetting as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISUSED)


def _load(file: Path, key: bytes) -> "Backup":
    """Read and check a whole backup. Raises ClickException if it is damaged, or `key` does not open it."""
    from store.copies.chunks import BadBackup
    from store.copies.on_disk import load

    try:
        return load(file, key)
    except (BadBackup, OSError) as error:
        raise _refused(f"{file}: {_why(error)}") from error


def _refused(why: str) -> click.ClickException:
    return click.ClickException(f"{why}: nothing was restored")


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else "") or str(error)


def _demand_keys(place: Place, keys: Mapping[str, str]) -> None:
    """Raise ClickException if a key in the environment or DATA_DIR differs from the backup's (`keys`)."""
    try:
        given = {name: _given(place, name) or text for name, text in keys.items()}
        same = hash_key(given["HASH_KEY"]) == hash_key(keys["HASH_KEY"])
    except (BadSetting, OSError, UnicodeDecodeError) as error:
        raise _refused(f"the keys that are here already cannot be read: {_why(error)}") from error
    opens = _parts(keys["NUMBER_KEY"]) <= _parts(given["NUMBER_KEY"])
    if wrong := [name for name, fits in (("HASH_KEY", same), ("NUMBER_KEY", opens)) if not fits]:
        mend = "take it out of the environment, and give a DATA_DIR in which no line has run"
        raise _refused(f"{', '.join(wrong)}: not the one of the backup: {mend}")


def _given(place: Place, name: str) -> str:
    """The key of this name, from the environment or else from a file in DATA_DIR; "" if neither has it."""
    file = place.data / name
    return place.environ.get(name, "").strip() or (file.read_text().strip() if file.exists() else "")


def _parts(text: str) -> set[str]:
    return {part.strip() for part in text.split(",")}


def _opt_outs(others: tuple[Path, ...], key: bytes, check: str) -> tuple["Contents", datetime | None]:
    """The opt-outs in `others` (files, folders), and until when they are known: None if all are damaged."""
    from store.copies.chunks import BadBackup
    from store.copies.left_over import left_over
    from store.server.embedded import StoreError

    out: Contents = {}
    known: set[datetime] = set()
    for other in others:
        try:
            theirs, until = left_over(other, key, check)
        except (BadBackup, StoreError, OSError) as error:
            raise _refused(f"{other}: {_why(error)}") from error
        if until is None:
            click.echo(
                f"{other}: damaged, and read in part: a STOP that was sent there may be missing", err=True
            )
        out, known = {**out, **theirs}, known | ({until} if until else set())
    return out, max(known, default=None)


def _add_opt_outs(others: tuple[Path, ...], as_json: bool) -> None:
    """Add the opt-outs in the files and folders `others` to the line's store; print how many are new."""
    from store.condition import Unreachable
    from store.keys import Keys
    from store.proof import check_value

    if not others:
        raise click.UsageError("give FILE, or --opt-outs-from")
    settings = settings_now()
    out, _ = _opt_outs(others, settings.backup_key, check_value(Keys(settings.hash_key)))
    try:
        with join_store(settings) as store:
            store.link.look()
            if not store.link.condition.promises:
                raise click.ClickException(f"{store.link.condition.line}: no opt-out was added")
            added = store.people.take_over(out)
    except Unreachable as error:
        raise click.ClickException(f"{error}: run it again") from error
    click.echo(
        json.dumps({"added": added}) if as_json else f"{added:,} opt-outs (STOP) added, of {len(out):,}"
    )


def _put_back(place: Place, found: "Backup", kept: "Contents") -> None:
    """Put `kept` into the store, which must be empty, and the keys into DATA_DIR. Raises ClickException."""
    from redis.exceptions import ResponseError

    from store.address import read_address
    from store.client import LOST
    from store.condition import Unreachable
    from store.copies.putting import UnfitError, put_back, take_empty
    from store.fitness.reason import reason

    replicas = read_address(place.redis_url).replicas if place.redis_url else 0
    try:
        with _store(place) as target:
            take_empty(target, replicas)
            for name in _missing(place, found):
                put_key(place.data / name, found.keys[name])
            put_back(target, replicas, kept, found.check)
    except UnfitError as error:
        raise _refused(str(error)) from error
    except (*LOST, ResponseError) as error:
        raise click.ClickException(f"the store or the disk fails ({reason(error)}): run it again") from error
    except Unreachable as error:
        raise click.ClickException(f"{error}: run it again") from error


@contextmanager
def _store(place: Place) -> Iterator["Client"]:
    """The store into which the backup is put. Raises ClickException if anybody else uses it."""
    from store.client import make_client
    from store.server.embedded import StoreError, start

    if pid := running_line(place.data):
        raise _refused(f"a line runs in {place.data} (process {pid}): end it first")
    try:
        own = None if place.redis_url else start(place.data)
    except StoreError as error:
        raise _refused(str(error)) from error
    try:
        if own is not None and own.process is None:
            raise _refused(f"somebody else uses the store in {place.data}")
        with closing(make_client(own.url if own else place.redis_url, SECONDS, SECONDS)) as client:
            yield client
    finally:
        if own is not None:
            own.stop()


def _missing(place: Place, found: "Backup") -> list[str]:
    """The names of the backup's keys that the environment does not give."""
    return [name for name in found.keys if not place.environ.get(name, "").strip()]


def _tell(place: Place, found: "Backup", kept: "Contents", known: tuple[datetime, datetime]) -> None:
    """Print what may have come after the backup; `known` is (until when opt-outs are known, now)."""
    from store.copies.after import came_after

    taken, stops, now = (moment.astimezone() for moment in (found.picture.taken, *known))
    where = "the store at REDIS_URL" if place.redis_url else place.data
    click.echo(f"Restored as it was at {taken:%H:%M:%S on %d %B %Y (%Z)}, into {where}.")
    for line in came_after(kept, taken, stops, now):
        click.echo(line)
    if place.redis_url and (names := _missing(place, found)):
        files = ", ".join(f"{name}_FILE={place.data / name}" for name in names)
        click.echo(f"Give the line on each machine the keys of the backup: {files}")
