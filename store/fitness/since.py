"""The moment when the store's condition began, noted in DATA_DIR for processes that start later."""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

FILE = "store-since"
# Who noted something within this still finds it wrong; what is older was over before, and noted too late.
FRESH = timedelta(minutes=1)


def note(data: Path, name: str, now: datetime) -> datetime:
    """Note in the folder `data` that the condition `name` began `now`; return when it began.

    If this condition is noted already, the note stays, and its moment is returned. A note of another
    condition is replaced. If the note cannot be read or written, the result is `now`.
    """
    known = _read(data / FILE)
    if known is not None and known[0] == name:
        return known[1]
    draft = data / f".{FILE}.{os.getpid()}"
    try:
        draft.write_text(json.dumps([name, now.isoformat()]), encoding="ascii")
        draft.replace(data / FILE)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)  # a full disk makes the file, and takes no byte of it
    return now


def forget(data: Path) -> None:
    """Erase the condition noted in `data`, because the store is well; errors of the disk are ignored.

    Empty drafts of such notes, which a full disk left, are erased, too.
    """
    with suppress(OSError):
        (data / FILE).unlink(missing_ok=True)
        for draft in data.glob(f".{FILE}.*"):
            if not draft.stat().st_size:
                draft.unlink(missing_ok=True)


def tidy(data: Path, now: datetime) -> None:
    """Erase the note of a condition that began over a minute before `now`. Call this if the store is well.

    The note is the one in the folder `data`. Errors of the disk are ignored.
    """
    known = _read(data / FILE)
    if known is not None and abs(now - known[1]) > FRESH:
        forget(data)


def _read(file: Path) -> tuple[str, datetime] | None:
    with suppress(OSError, ValueError, TypeError):
        name, moment = json.loads(file.read_text(encoding="ascii"))
        return str(name), datetime.fromisoformat(moment).astimezone(UTC)
    return None
