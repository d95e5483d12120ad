"""Claims the next one of a list, with its filters: the same row that the list would show first."""

from collections.abc import Callable

from flask import flash, request

from store.promises.callbacks import Callbacks
from store.promises.lists.briefs import read_briefs
from store.promises.messages import Messages
from web.desk.callbacks.lists import pick_from
from web.desk.callbacks.picks import picks
from web.desk.needs import Desk, me

# Of so many somebody else may have been quicker.
TRIES = 5


def claim_next(desk: Desk, kept: Callbacks | Messages, take: Callable[[str], str | None]) -> str:
    """Claim the first of the list that nobody else has, and give its id; "" if there is none, and say so.

    `take` claims one, and gives what to say if it cannot. What was just left (`after`) is not the next one.
    """
    left, who = request.args.get("after", ""), me().name
    found = pick_from(desk, kept, read_briefs(kept.queue, desk.now()), picks())
    for one in [one for one in found if one.holder in ("", who) and one.id != left][:TRIES]:
        if one.state == "claimed" or take(one.id) is None:
            return one.id
    flash("There is no next one in this list that nobody has.", "refused")
    return ""
