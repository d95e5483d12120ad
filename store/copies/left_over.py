"""The opt-outs that a later backup knows, or that a lost store has left in its folder."""

import shutil
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from store.client import make_client
from store.copies.chunks import BadBackup
from store.copies.contents import OPT_OUT, opt_outs
from store.copies.on_disk import load
from store.copies.picture import Contents, take
from store.proof import CHECK
from store.server.embedded import Embedded, StoreError, start
from store.server.salvage import salvage

SECONDS = 60.0
ANOTHERS = "it was written with another HASH_KEY"
# How a store's error is named where its data are damaged; with any other, all of them may be there.
DAMAGED = ("lost", "broken", "does not start")


def left_over(source: Path, key: bytes, check: str) -> tuple[Contents, datetime | None]:
    """The opt-outs in a backup or in a data folder, and the moment until which they are known.

    `source` is the file of the backup, or the folder; it is not changed. `key` decrypts a backup. `check` is
    the check value of our HASH_KEY. If the folder is damaged and can be read only in part, the moment is
    None, because any opt-out may be missing.

    Raises BadBackup (a) if the file is no whole backup, (b) if the folder has no store's data, or (c) if the
    source was written with another HASH_KEY. Raises StoreError if no store starts on a copy of the folder.
    Raises OSError if `source` cannot be read.
    """
    if source.is_dir():
        return _in_folder(source, check)
    found = load(source, key)
    if found.check != check:
        raise BadBackup(ANOTHERS)
    return opt_outs(found.picture.kept), found.picture.taken


def _in_folder(data: Path, check: str) -> tuple[Contents, datetime | None]:
    """Read the opt-outs of a data folder by a store started on a copy; give also until when they are known.

    The moment is None if data are damaged. Raises BadBackup if the folder has no data of this
    line, and StoreError if no store starts on them.
    Call it in the main thread: the store ends with the thread that started it.
    """
    own = data.absolute() / "store"
    if not (found := [piece for piece in own.rglob("appendonly.aof*") if piece.is_file()]):
        raise BadBackup("no store has kept anything there")
    until = datetime.fromtimestamp(max(piece.stat().st_mtime for piece in found), UTC)
    with tempfile.TemporaryDirectory(prefix="line-") as place:
        shutil.copytree(own, Path(place) / "store")
        server, is_whole = _start(Path(place))
        try:
            with closing(make_client(server.url, SECONDS, SECONDS)) as client:
                if client.get(CHECK) not in (None, check.encode()):
                    raise BadBackup(ANOTHERS)
                return opt_outs(take(client, until).kept), until if is_whole else None
        finally:
            server.stop()


def _start(copy: Path) -> tuple[Embedded, bool]:
    """Start a store on a copied folder; return the store, and whether its data are whole.

    Damaged data are left out. A STOP or a START may be among them, so the store may have an opt-out too few
    or too many. That harms less than to have no opt-outs at all. Raises StoreError if no store starts even
    so.
    """
    broken = None
    for base in (None, True, False):
        try:
            if base is not None:
                salvage(copy / "store", (OPT_OUT, CHECK.encode()), base)
            return start(copy), base is None
        except StoreError as error:
            if error.name not in DAMAGED:
                raise
            broken = broken or error
    raise broken or AssertionError
