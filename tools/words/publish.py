"""`flask publish`: makes the running line serve the pack on disk, if the pack passes."""

import os
import signal
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from environment.line_id import running_line
from menus.loading import snapshots
from settings import BadSetting, Settings, current_pack, read
from tools.signing.withdrawn import withdrawn

MISUSED = 2
LONGEST_SECONDS, LOOK_SECONDS = 60.0, 0.1


@click.command()
def publish() -> None:
    """Look over the line's pack, as the line does when it starts, and let all its processes serve it.

    No call is dropped. If the pack does not pass, nothing changes: the line goes on with the pack it serves.

    Exit code: 0 if every process serves it, 1 if not, 2 for a wrong setting.
    """
    try:
        settings = replace(read(os.environ), kept_pack=None)
    except BadSetting as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISUSED)
    try:
        _publish(settings)
    except OSError as error:
        why = f"{error.filename or settings.data_dir} cannot be written ({error.strerror})"
        raise click.ClickException(f"{why}: the line serves what it served") from error


def _publish(settings: Settings) -> None:
    """Keep the pack on disk, and have the line serve it. Raises ClickException or OSError if it does not."""
    place = _passed(settings)
    for fault in withdrawn(settings.pack):
        click.echo(f"warning: {fault.told(fault.file)}", err=True)
    link = current_pack(settings.data_dir)
    snapshots.note(link, snapshots.RENEWED, "")
    line = running_line(settings.data_dir)
    if not line:
        snapshots.make_current(link, place)
        snapshots.note(link, snapshots.REFUSED, "")
        click.echo(
            f"{place.name} is kept, and served from the next start on: no line runs on {link.parent.parent}."
        )
        return
    if why := snapshots.try_noting(link):  # the line could not tell what became of it either
        raise click.ClickException(f"{why}: nothing was done. Make room, or make it writable")
    os.kill(line, signal.SIGHUP)
    _wait(link, place)


def _passed(settings: Settings) -> Path:
    """The snapshot of the pack on disk.

    Raises ClickException if the pack may not be served, or cannot be stored.
    """
    from menus.loading.folders import Folders  # here, as the next: they load the whole line
    from tools.words.passing import NotFit, pass_from

    if not settings.pack.is_dir():
        raise click.ClickException(f"{settings.pack} is no folder: nothing was done")
    try:
        place = pass_from(Folders(settings.pack), settings, partial(click.echo, err=True))
    except NotFit as error:
        snapshots.note(current_pack(settings.data_dir), snapshots.REFUSED, str(error))
        raise click.ClickException(f"{settings.pack} does not pass: nothing was done\n{error}") from None
    if place is None:
        raise click.ClickException("nothing was done")
    return place


def _wait(link: Path, place: Path) -> None:
    """Wait until the line says which pack its processes serve; print it if it is `place`.

    The line says so in a file beside `link`, which points to the served pack. Raises ClickException if the
    pack is not `place`, or if the line says nothing for a minute.
    """
    began = time.monotonic()
    while not (served := snapshots.noted(link, snapshots.RENEWED)):
        if time.monotonic() - began > LONGEST_SECONDS:
            why = snapshots.try_noting(link) or "its log tells what becomes of it"
            raise click.ClickException(f"the line has said nothing yet: {why}")
        time.sleep(LOOK_SECONDS)
    if served != place.name:
        raise click.ClickException(
            f"the line serves {served}, not {place.name}: its log says why. Has it our PACK?"
        )
    click.echo(f"Every process serves {place.name}, after {time.monotonic() - began:.1f} s.")
