"""A note beside the embedded store: all that it keeps was moved away, so no line may go on with it.

A line that went on all the same would not know of later STOPs, and would ring people who were rung already.
"""

from datetime import datetime
from pathlib import Path

from environment.faults import BadSetting

NOTE = Path("store", "moved")


def note_moved(folder: Path, now: datetime) -> None:
    """Write into the store of DATA_DIR, `folder`, that all it keeps was moved at `now`. Raises OSError."""
    (folder / NOTE).write_text(f"{now:%Y-%m-%dT%H:%MZ}\n", encoding="utf-8")


def demand_unmoved(folder: Path, redis_url: str) -> None:
    """Raise BadSetting if a line is to use the embedded store of `folder` although all of it was moved.

    With a REDIS_URL the line uses another store, and nothing is looked at.
    """
    note = folder / NOTE
    if redis_url or not note.exists():
        return
    try:
        when = note.read_text(encoding="utf-8").strip() or "?"
    except (OSError, UnicodeDecodeError):
        when = "?"
    told = f"not set, but what this line keeps was moved to another store ({when}), and no STOP since is here"
    mend = f"set it to that store; or delete {note} to go on with the old one as it was then"
    raise BadSetting(f"REDIS_URL: {told}: {mend}")
