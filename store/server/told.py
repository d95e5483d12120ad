"""How the embedded store is, as whoever keeps it running tells the other processes: by a file in DATA_DIR.

They cannot find it out themselves while no server answers.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from store.condition import WELL, Condition

FILE = "store-condition"


def tell(data: Path, condition: Condition) -> None:
    """Write how the store of a data folder is, for `told`. Where the folder cannot be written, nothing is."""
    file = data / FILE
    draft = file.with_suffix(".new")
    with suppress(OSError):
        if condition == WELL:
            file.unlink(missing_ok=True)
            return
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as written:
            json.dump(asdict(condition), written)
        draft.replace(file)


def told(data: Path) -> Condition:
    """How the embedded store of a data folder is, as it was told last: WELL if nothing was."""
    try:
        return Condition(**json.loads((data / FILE).read_text()))
    except (OSError, ValueError, TypeError):
        return WELL
