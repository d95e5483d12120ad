"""The phone number of a call-back, for the member of staff who has claimed it and for nobody else (R40)."""

from datetime import datetime

from store.promises.callbacks import Callbacks
from store.promises.for_others import KIND
from store.promises.queue import state_now


def number_for(callbacks: Callbacks, callback_id: str, who: str, now: datetime) -> str:
    """The number (E.164) of a call-back, if `who` has claimed it at `now`; otherwise "".

    The claim is not prolonged by this. Raises `Unreachable`, or BrokenSeal if no NUMBER_KEY decrypts it.
    """
    row = callbacks.queue.records((callback_id,)).get(callback_id)
    if not row or row.get("who") != who or state_now(row, now) != "claimed":
        return ""
    return callbacks.seals.unseal(KIND, row["sealed"])
