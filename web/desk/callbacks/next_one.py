"""The "Next one" button of a filtered list: people who can be rung now come first."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime

from flask import Response as Answer
from flask import flash, request

from store.moments import seconds
from store.promises.callbacks import Callbacks
from store.promises.lists.briefs import Brief
from store.promises.messages import Messages
from web.desk.callbacks.lists import ordered, pick_from
from web.desk.callbacks.picks import fits_now, picks
from web.desk.frame.dates import said
from web.desk.needs import Desk, me
from web.desk.records.written import stopped
from web.desk.records.yours import say_full

# How many items are tried in turn, since a colleague may just have claimed the first.
TRIES = 5
QUICKER = "Colleagues were quicker: press “Next one” again."
GAVE_BACK = "You gave this one back today: there is no other in this list now."


def first_free(desk: Desk, kept: Callbacks | Messages, take: Callable[[str], bool]) -> str:
    """Claim the first item that may be handed out from the list; return its id, or "" if there is none.

    `kept` are the records of the list. `take` claims the item with the given id, and returns whether the
    claim succeeded. An item that the person has already claimed is handed out without a new claim. If the
    result is "", the page shown next gives the reason.
    """
    everything = kept.known.read(desk.now())
    found = pick_from(desk, kept, everything, picks())
    midnight = desk.now().astimezone(desk.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    gave = desk.kept.line.written.left.since(kept.queue, me().name, midnight)
    turns = _in_turn(desk, found, request.args.get("after", ""), gave)
    for one in turns[:TRIES]:
        if one.state == "claimed" or take(one.id):
            if one.id in gave:
                flash(GAVE_BACK)
            return one.id
    if not picks().cannot_end:  # else `pick_from` has given the reason
        kind = "callback" if isinstance(kept, Callbacks) else "message"
        flash((say_full(desk, kind) or QUICKER) if turns else _why_none(desk, found, everything), "refused")
    return ""


def _in_turn(desk: Desk, found: Sequence[Brief], left: str, gave: Collection[str]) -> list[Brief]:
    """The items of a list that may be handed out to the signed-in member of staff, in turn.

    Items whose second try is not due yet are left out. These rules decide the order, the first one first:
    (1) Items that the person gave back today (their ids are in `gave`) come last. (2) If the item just left
    (its id is `left`) still waits, items that the person has claimed come after the unclaimed items.
    (3) Items whose best time is now come first. (4) Items below the item just left come before those above.
    """
    now = desk.now()
    free = [one for one in found if one.holder in ("", me().name)]
    going_on = any(one.id == left for one in free)
    if going_on:  # in the order as if nobody had any: else one's own, which come first, would stand before it
        free = ordered(desk, [replace(one, holder="") for one in free])
    at = next((n for n, one in enumerate(free) if one.id == left), len(free))
    rest = [one for one in free[at + 1 :] + free[:at] if one.again <= seconds(now)]

    def last(one: Brief) -> tuple[bool, bool, bool]:
        kept = going_on and one.state == "claimed"
        return one.id in gave, kept, not fits_now(one.best, now, desk.zone)

    return sorted(rest, key=last)


def _why_none(desk: Desk, found: Sequence[Brief], everything: Sequence[Brief]) -> str:
    """The reason why no item of a list is handed out now; filters cut `everything` down to `found`."""
    now = desk.now()
    ours = [one for one in found if one.holder in ("", me().name)]
    later = [one.again for one in ours if one.again > seconds(now)]
    said_why = []
    if later:
        at = said(datetime.fromtimestamp(min(later), desk.zone), now, desk.zone)
        said_why.append(f"{_waits(len(later))} for a second try, the first from {at}.")
    if theirs := len(found) - len(ours):
        said_why.append(
            f"Colleagues have {theirs}, or {'it is' if theirs == 1 else 'they are'} kept for them."
        )
    if more := len(everything) - len(found):
        said_why.append(f"The list shows only some: {_waits(more)} besides. Press “Show all” to go on.")
    if len(ours) > len(later):
        said_why.append("The one that you come from is the only other.")
    return " ".join(("There is no next one now.", *(said_why or ["Nobody waits."])))


def _waits(count: int) -> str:
    return f"{count} wait{'s' if count == 1 else ''}"


def save_left(desk: Desk, kind: str) -> Answer | None:
    """Save what staff typed about a record before they go on to the next; the record stays claimed.

    `kind` is "callback" or "message". The query's `after` has the record's id. If what was typed cannot be
    saved, the result is the page that says why. Otherwise, also if nothing was typed, it is None.
    """
    left = request.args.get("after", "")
    return stopped(desk, kind, left) if left else None
