"""The condition of the embedded store, in a file in DATA_DIR that every process of the line can read.

`flask serve`, which starts the store's server, writes the file. The other processes cannot find the condition
out themselves while no server answers.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from store.condition import WELL, Condition

FILE = "store-condition"
# It always has this size, so that a condition can be written over another.
SIZE = 2048


def tell(data: Path, condition: Condition) -> None:
    """Write the condition of the data folder's store, for `told` to read; errors of writing are ignored."""
    file, words = data / FILE, json.dumps(asdict(condition)).encode().ljust(SIZE)
    with suppress(OSError):
        if len(words) == SIZE and file.exists() and file.stat().st_size == SIZE:
            _write_over(file, words)
            return
        draft = file.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
            written.write(words)
        draft.replace(file)


def _write_over(file: Path, words: bytes) -> None:
    """Overwrite a file with `words` of the same size, in one step: a full disk has no room for a new file."""
    opened = os.open(file, os.O_WRONLY)
    try:
        os.pwrite(opened, words, 0)
    finally:
        os.close(opened)


def told(data: Path) -> Condition:
    """The condition that `tell` wrote last for the data folder `data`; WELL if none can be read."""
    try:
        return Condition(**json.loads((data / FILE).read_text()))
    except (OSError, ValueError, TypeError):
        return WELL
