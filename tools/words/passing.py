"""Looks whether the pack on disk may be served, as a start of the line does, and keeps what passes (ADR 29).

`python -m tools.words.passing` settles which pack is served; `flask serve` runs it before its processes
start, and before it renews them: in a process of its own, which has the code that they will have.
"""

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from app import as_served, build_index, create_app, its_store
from menus.loading import snapshots
from menus.loading.folders import BASE, Folders
from menus.loading.pack import PackError, load_from
from menus.model import Pack
from menus.phrasing.phrases import PhraseError
from settings import Settings, current_pack, read

ASKED, WORKS = "/health/works", 204
# How this process ends where no pack can be served; where it fails itself, Python ends it with 1.
NONE_PASSES = 3
FEW = 5


class NotFit(Exception):
    """A pack may not be served; its text has a line for each reason."""


def pass_from(folders: Folders, settings: Settings) -> Path | None:
    """Check that the pack in these folders may be served, and give a snapshot of it, marked as passed.

    None if the pack passes, but nothing can be written into the data folder. Raises NotFit if it does not
    pass.
    """
    link = current_pack(settings.data_dir)
    try:
        pack = as_served(settings, load_from(folders), datetime.now(UTC).date())
        place = _kept(link, folders)
        _try(replace(settings, kept_pack=place, pack=folders.own), pack)
    except (PackError, PhraseError) as error:
        raise NotFit(str(error)) from None
    if place is not None:
        snapshots.mark_passed(place, settings.live)
    return place


def _kept(link: Path, folders: Folders) -> Path | None:
    try:
        return snapshots.keep(link, folders.read)
    except OSError as error:
        click.echo(f"line: {link.parent}: {error.strerror}: the pack is not kept", err=True)
        return None


def _try(settings: Settings, pack: Pack) -> None:
    """Take a call with the pack as a web process would. Raises NotFit, PackError or PhraseError."""
    build_index(pack)
    store = its_store(settings, pack)  # it connects at its first use, which there is none of here
    try:
        app = create_app(settings, store=store)
        if app.test_client().get(ASKED).status_code != WORKS:
            raise NotFit("a call with this pack fails: `flask call` shows how")
    finally:
        store.close()


def settle(settings: Settings) -> bool:
    """Let the pack on disk be served if it may be, else the last that was; False if there is neither."""
    link = current_pack(settings.data_dir)
    refused = ""
    try:
        place = pass_from(Folders(settings.pack), settings)
    except NotFit as error:
        refused = str(error)
        try:
            place = _last_good(link, settings)
        except NotFit:
            click.echo(f"The line cannot start with the pack {settings.pack}:\n{refused}", err=True)
            return False
    if place is not None:
        snapshots.make_current(link, place)
    snapshots.note(link, snapshots.REFUSED, refused)
    if refused:
        _say(settings.pack, refused.splitlines())
    return True


def _last_good(link: Path, settings: Settings) -> Path | None:
    """A snapshot of the pack that was served last, after a check that this code can still serve it.

    If it needs more of the base than it has, it gets today's. With LIVE=1 it must have passed once with
    LIVE=1, but what LIVE=1 demands is not checked again, as the mere passing of time must not undo it. None
    if nothing can be written now. Raises NotFit.
    """
    last = snapshots.current(link)
    if last is None or not snapshots.has_passed(last, settings.live):
        raise NotFit("no pack has passed")
    lenient = replace(settings, live=False)
    try:
        place = pass_from(snapshots.folders_of(last), lenient)
    except NotFit:
        place = pass_from(Folders(last / snapshots.OWN, BASE), lenient)
    if place is not None:
        snapshots.mark_passed(place, snapshots.has_passed(last, True))
    return place


def _say(folder: Path, reasons: list[str]) -> None:
    more = [f"… and {len(reasons) - FEW} more"] if len(reasons) > FEW else []
    loud = f"the pack {folder} is NOT served, what passed last is. Mend it, then `flask publish`:"
    for line in (loud, *reasons[:FEW], *more):
        click.echo(f"line: {line}", err=True)


def _main() -> None:
    settings = replace(read(os.environ), kept_pack=None)
    sys.exit(0 if settle(settings) else NONE_PASSES)


if __name__ == "__main__":
    _main()
