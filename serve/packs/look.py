"""`python -m serve.packs.look`: chooses the pack to serve, in a process of its own (ADR 29).

`flask serve` runs this process before its other processes start or renew. This process has the same code as
the new processes, and frees its memory when it ends.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from menus.loading import snapshots
from menus.loading.folders import Folders
from menus.loading.pack import folders_to_try
from serve.children import say
from serve.packs.choice import NONE_PASSES
from settings import Settings, current_pack, read
from tools.words.passing import NotFit, pass_from

FEW = 5


def settle(settings: Settings) -> bool:
    """Point the link of the served pack to the pack on disk if this pack passes its checks.

    If it does not pass, point the link to the last pack that passed. False if neither can be served. The
    reasons are logged, and noted beside the link.
    """
    link = current_pack(settings.data_dir)
    refused = ""
    try:
        place = pass_from(Folders(settings.pack), settings, say)
    except NotFit as error:
        refused = str(error)
        try:
            place = _last_good(link, settings)
        except NotFit:
            for line in (f"the line cannot start with the pack {settings.pack}:", *refused.splitlines()):
                say(line, "error")
            snapshots.note(link, snapshots.REFUSED, refused)
            return False
    if place is not None:
        snapshots.make_current(link, place)
    snapshots.note(link, snapshots.REFUSED, refused)
    if refused:
        _tell(settings.pack, refused.splitlines())
    return True


def _last_good(link: Path, settings: Settings) -> Path | None:
    """The snapshot to serve if the pack on disk does not pass: the last pack served, checked with this code.

    `link` points to that last pack. If this code needs more of the base than the snapshot has, a snapshot
    with the current base is made. With LIVE=1 the pack must have passed with LIVE=1 once. It is not checked
    for LIVE=1 again, because a review, for example, may have expired since. Gives None if the last pack
    passes, but the data folder cannot be written. Raises NotFit if there is no such pack, or if it does not
    pass with this code.
    """
    last = snapshots.current(link)
    if last is None or not snapshots.has_passed(last, settings.live):
        raise NotFit("no pack has passed")
    *first, todays = folders_to_try(last)
    place = _first_fit(first, todays, replace(settings, live=False))
    if place is not None:
        snapshots.mark_passed(place, snapshots.has_passed(last, True))
    return place


def _first_fit(first: Iterable[Folders], last: Folders, settings: Settings) -> Path | None:
    """The snapshot of the first pack that passes, of those in `first` and then `last`.

    Gives None if it passes, but no snapshot can be written. Raises NotFit if none passes.
    """
    for folders in first:
        with suppress(NotFit):
            return pass_from(folders, settings, say)
    return pass_from(last, settings, say)


def _tell(folder: Path, reasons: list[str]) -> None:
    more = [f"… and {len(reasons) - FEW} more"] if len(reasons) > FEW else []
    loud = f"the pack {folder} is NOT served, what passed last is. Mend it, then `flask publish`:"
    for line in (loud, *reasons[:FEW], *more):
        say(line)


def _main() -> None:
    settings = replace(read(os.environ), kept_pack=None)
    sys.exit(0 if settle(settings) else NONE_PASSES)


if __name__ == "__main__":
    _main()
