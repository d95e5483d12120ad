"""The number of a call-back, for the one who has claimed it and for nobody else (R40)."""

from datetime import datetime

from store.promises.callbacks import KIND, Callbacks
from store.promises.queue import state_now


def number_for(callbacks: Callbacks, id: str, who: str, now: datetime) -> str:
    """The number (E.164), "" unless `who` has it at `now`. Looking makes the claim no longer.

    Raises `Unreachable`, and BrokenSeal where no NUMBER_KEY opens it.
    """
    row = callbacks.queue.records((id,)).get(id)
    if not row or row.get("who") != who or state_now(row, now) != "claimed":
        return ""
    return callbacks.seals.unseal(KIND, row["sealed"])
