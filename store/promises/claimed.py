"""The number of a call-back, for the one who has claimed it and for nobody else (R40)."""

from datetime import datetime

from store.promises.callbacks import KIND, Callbacks
from store.promises.queue import state_now


def number_for(callbacks: Callbacks, callback_id: str, who: str, now: datetime) -> str:
    """The number (E.164) of a call-back that `who` has claimed at `now`; "" for anybody else.

    Reading it does not prolong the claim. Raises `Unreachable`, and BrokenSeal where no NUMBER_KEY decrypts
    it.
    """
    row = callbacks.queue.records((callback_id,)).get(callback_id)
    if not row or row.get("who") != who or state_now(row, now) != "claimed":
        return ""
    return callbacks.seals.unseal(KIND, row["sealed"])
