"""Claims the next one of a list, with its filters: the same row that the list would show first."""

from collections.abc import Callable
from dataclasses import replace

from flask import Response as Answer
from flask import flash, request

from store.promises.callbacks import Callbacks
from store.promises.messages import Messages
from web.desk.callbacks.lists import pick_from
from web.desk.callbacks.picks import in_order, picks
from web.desk.needs import Desk, me
from web.desk.records.written import stopped

# Of so many somebody else may have been quicker.
TRIES = 5


def first_free(desk: Desk, kept: Callbacks | Messages, take: Callable[[str], bool]) -> str:
    """Claim the first of the list that nobody else has, and give its id; "" if there is none, and say so.

    `take` claims one, and gives whether it could. After one that was just left (`after`) and still
    waits, the one behind it is the next, and that one is not claimed again.
    """
    left, who = request.args.get("after", ""), me().name
    found = pick_from(desk, kept, kept.known.read(desk.now()), picks())
    free = [one for one in found if one.holder in ("", who)]
    if left in {
        one.id for one in free
    }:  # as if all were free: or one's own, which come first, were before it
        free = in_order([replace(one, holder="") for one in free], who, desk.now(), desk.zone)
    at = next((n for n, one in enumerate(free) if one.id == left), len(free))
    for one in (free[at + 1 :] + free[:at])[:TRIES]:
        if one.state == "claimed" or take(one.id):
            return one.id
    flash("There is no next one in this list that nobody has.", "refused")
    return ""


def save_left(desk: Desk, kind: str) -> Answer | None:
    """Write what stands beside the record that is left for the next one, and stays with who has it.

    Gives the page that refuses it where that cannot be done, as `stopped` does.
    """
    left = request.args.get("after", "")
    return stopped(desk, kind, left) if left else None
