"""The phone number of a call-back or message, only for the member of staff who claimed it (R40)."""

from datetime import datetime

from store.promises.callbacks import Callbacks
from store.promises.for_others import KIND
from store.promises.messages import Messages
from store.promises.queue import NUMBER, state_now


def number_for(callbacks: Callbacks, callback_id: str, who: str, now: datetime) -> str:
    """The number (E.164) of a call-back, if `who` has claimed it at `now`; otherwise "".

    Reading does not prolong the claim. Raises `Unreachable`, or BrokenSeal if no NUMBER_KEY decrypts the
    number.
    """
    return _opened(callbacks, callback_id, who, now, KIND, "sealed")


def number_to_ring(messages: Messages, message_id: str, who: str, now: datetime) -> str:
    """The number (E.164) by which to ring back the caller of a message, if `who` has claimed the message.

    "" if the caller did not agree to be rung, or `who` has not claimed the message at `now`. Raises
    `Unreachable`, or BrokenSeal if no NUMBER_KEY decrypts the number.
    """
    return _opened(messages, message_id, who, now, NUMBER, "number")


def _opened(
    kept: Callbacks | Messages, item_id: str, who: str, now: datetime, purpose: str, field: str
) -> str:
    row = kept.queue.records((item_id,)).get(item_id)
    if not row or row.get("who") != who or state_now(row, now) != "claimed" or field not in row:
        return ""
    return kept.seals.unseal(purpose, row[field])
