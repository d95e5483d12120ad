"""Checks, as at the line's start, whether a pack on disk may be served; if so, stores a copy (ADR 29)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app import as_served, build_index, create_app, its_store
from menus.loading import snapshots
from menus.loading.folders import Folders
from menus.loading.pack import PackError, load_from
from menus.model import Pack
from menus.phrasing.phrases import PhraseError
from settings import Settings, current_pack

ASKED, WORKS = "/health/works", 204
Say = Callable[[str], object]


class NotFit(Exception):
    """An error: a pack may not be served; its message has a line for each reason."""


def pass_from(folders: Folders, settings: Settings, say: Say) -> Path | None:
    """Check that the pack in `folders` may be served; give the folder of its snapshot, marked as passed.

    A snapshot is a copy of the pack in the data folder. If the data folder cannot be written, the result is
    None, and `say` is called with the reason. Raises NotFit if the pack does not pass.
    """
    link = current_pack(settings.data_dir)
    try:
        pack = as_served(settings, load_from(folders), datetime.now(UTC).date())
        place = _kept(link, folders, say)
        _try(replace(settings, kept_pack=place, pack=folders.own), pack)
    except (PackError, PhraseError) as error:
        raise NotFit(str(error)) from None
    if place is not None:
        snapshots.mark_passed(place, settings.live)
    return place


def _kept(link: Path, folders: Folders, say: Say) -> Path | None:
    try:
        return snapshots.keep(link, folders.read)
    except OSError as error:
        say(f"{link.parent}: {error.strerror}: the pack is not kept")
        return None


def _try(settings: Settings, pack: Pack) -> None:
    """Answer a call with the pack as a web process would.

    Raises NotFit, PackError or PhraseError if that does not work.
    """
    build_index(pack)
    store = its_store(settings, pack)  # it connects at its first use, which there is none of here
    try:
        app = create_app(settings, store=store)
        if app.test_client().get(ASKED).status_code != WORKS:
            raise NotFit("a call with this pack fails: `flask call` shows how")
    finally:
        store.close()
