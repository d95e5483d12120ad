"""Who wants no texts, as a later backup knows it, or what a lost store has left in its folder."""

import shutil
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from store.client import make_client
from store.copies.chunks import BadBackup
from store.copies.contents import opt_outs
from store.copies.on_disk import load
from store.copies.picture import Contents, take
from store.proof import CHECK
from store.server.embedded import start
from store.server.files import pieces

SECONDS = 60.0
ANOTHERS = "it was written with another HASH_KEY"


def left_over(source: Path, key: bytes, check: str) -> tuple[Contents, datetime]:
    """The opt-outs in a backup, or in a data folder, which stays as it is; and until when they are known.

    `key` opens a backup, `check` is the check value of our HASH_KEY. Raises BadBackup, StoreError, OSError.
    """
    if source.is_dir():
        return _in_folder(source, check)
    found = load(source, key)
    if found.check != check:
        raise BadBackup(ANOTHERS)
    return opt_outs(found.picture.kept), found.picture.taken


def _in_folder(data: Path, check: str) -> tuple[Contents, datetime]:
    """Those of a data folder, from a store that is started on a copy of it, which takes the main thread."""
    own = data.absolute() / "store"
    if not (found := pieces(own)):
        raise BadBackup("no store has kept anything there")
    until = datetime.fromtimestamp(max(piece.stat().st_mtime for piece in found), UTC)
    with tempfile.TemporaryDirectory(prefix="line-") as place:
        shutil.copytree(own, Path(place) / "store")
        server = start(Path(place))
        try:
            with closing(make_client(server.url, SECONDS, SECONDS)) as client:
                if client.get(CHECK) not in (None, check.encode()):
                    raise BadBackup(ANOTHERS)
                return opt_outs(take(client, until).kept), until
        finally:
            server.stop()
