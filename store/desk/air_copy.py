"""A copy on disk of what is off the air, for processes that need it while the store is away."""

import json
import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from store.desk.air import Raw, aired

FILE = "off-air.json"  # in DATA_DIR


def read_copy(folder: Path | None) -> Raw:
    """The copy on disk of what is off the air, in the form of `Airing.raw`.

    {} if the copy is missing or broken, or if there is no `folder` (DATA_DIR).
    """
    try:
        held: Mapping[str, str] = json.loads((folder / FILE).read_text(encoding="utf-8")) if folder else {}
        found = {name.encode(): row.encode() for name, row in held.items()}
        aired(found)
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return {}
    return found


def write_copy(folder: Path | None, air: Raw) -> None:
    """Write the copy of what is off the air, as `Airing.raw` gave it, into `folder` (DATA_DIR).

    The copy is written whole or not at all. Errors of the disk are ignored. If `folder` is None, nothing is
    written.
    """
    if folder is None:
        return
    held = {name.decode(): row.decode() for name, row in air.items()}
    draft = folder / f".{FILE}.{os.getpid()}.{threading.get_ident()}"
    with suppress(OSError):
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(held), encoding="utf-8")
        draft.replace(folder / FILE)
