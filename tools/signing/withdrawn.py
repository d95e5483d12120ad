"""Warnings of `flask check`: signatures that were withdrawn at the desk, but still count in a pack."""

import os
from collections.abc import Iterator
from pathlib import Path

from click import ClickException

from menus.loading.folders import Folders
from menus.loading.source.signatures import FILE, read_signatures
from menus.model import Fault
from settings import data_dir_of
from tools.people.join import has_store
from tools.people.store_now import store_now

SAYS = "was withdrawn {by}, and counts still"
MEND = "`flask review --collect`, then `flask publish`: it is a draft then (R58)"


def withdrawn(folder: Path) -> Iterator[Fault]:
    """A warning for each signature that counts in a pack's file but is withdrawn in the line's store.

    Gives no warnings if the line has no store, if the store cannot be reached, or if NUMBER_KEY cannot
    decrypt the signatures in it. On a bad or missing setting the command ends with exit code 2.
    """
    if not (os.environ.get("REDIS_URL") or has_store(data_dir_of(os.environ))):
        return
    from store.desk.desk import desk_store  # here: most packs are looked over without a store
    from store.sealed import BrokenSeal

    try:
        with store_now() as (store, _):
            kept = desk_store(store).reviews.signed()
    except (BrokenSeal, ClickException):
        return
    inside = read_signatures(Folders(folder), [])
    for of, one in kept.items():
        theirs = inside.get(of)
        if one.withdrawn and theirs and theirs.version == one.version and not theirs.withdrawn:
            yield Fault(FILE, of, SAYS.format(by=one.withdrawn), MEND, "warning")
