"""The lists of records that wait for staff and of closed records, a page at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import flash, render_template, request

from menus.multilingual.in_english import names
from store.moments import seconds
from store.promises.callbacks import Callbacks
from store.promises.lists.briefs import Brief, end_with
from store.promises.messages import Message, Messages
from store.promises.standing import Callback
from web.desk.callbacks.picks import BESTS, FIRST, STATES, Picks, abouts, in_order, picks, query
from web.desk.callbacks.ring_hours import outside
from web.desk.needs import BY_ITSELF, Desk, Route, me
from web.desk.records.reads import is_lead
from web.desk.wording import plural

A_PAGE = 25
ONLY_TAIL = "Nothing is found: search a number by its last three digits alone, such as 123."
LONGEST_PAGE = 6
# The most digits of the moment (seconds since 1970) in the header `BY_ITSELF`.
LONGEST_SECONDS = 12


def callbacks(desk: Desk) -> str:
    """Show the waiting call-backs, most urgent first; with ?show=closed, those closed in the last 30 days."""
    return show_list(desk, desk.kept.line.callbacks, "desk/callbacks.html", "call-back")


def show_list(desk: Desk, kept: Callbacks | Messages, template: str, one: str) -> str:
    """Show one page of a list: the items that wait, or the closed items if the query has show=closed.

    `kept` has all items of one kind. `template` is the path of the page's template. `one` is the noun for an
    item, "call-back" or "message".
    """
    (page, first), closed, now = _first_of_page(), query().get("show") == "closed", desk.now()
    states = {name: words for name, words in STATES.items() if name != "late" or one != "message"}
    shown = {"closed": closed, "page": page, "query": query(), "states": states, "bests": BESTS}
    if closed:
        rows = kept.closed(first, A_PAGE + 1)
        if not rows and first:
            rows, shown["page"] = kept.closed(0, A_PAGE + 1), 1
        more, rows = len(rows) > A_PAGE, rows[:A_PAGE]
        return render_template(template, **shown, rows=rows, more=more, count=0, ends=_ends(kept, rows, now))
    everything, chosen = kept.known.read(now), picks()
    found = pick_from(desk, kept, everything, chosen)
    first = min(first, max(0, len(found) - 1) // A_PAGE * A_PAGE)  # beyond the end stands the last page
    shown |= {"page": first // A_PAGE + 1, "outside": outside(desk) if one == "call-back" else None}
    rows = kept.some([brief.id for brief in found[first : first + A_PAGE]], now)
    return render_template(
        template,
        **shown,
        rows=rows,
        ends=_ends(kept, rows, now),
        more=len(found) > first + A_PAGE,
        count=len(found),
        total=plural(len(found), one),
        all=len(everything),
        late=0
        if chosen.state
        else sum(Picks(state="late").fit(brief, me().name, now) for brief in everything),
        picks=chosen,
        abouts=abouts(everything, desk.pack().calls_about),
        languages={code or FIRST: name for code, name in names(desk.pack()).items()},
        news=_say_news(found, first),
        opened=seconds(now),
        takes=desk.pack().hours.messages,
        after=request.args.get("after", ""),
    )


def _ends(kept: Callbacks | Messages, rows: Sequence[Callback | Message], now: datetime) -> Mapping[str, str]:
    """The last digits of the phone numbers of some records, by the record's id.

    They are those of `rows` that the signed-in person has claimed, or has just closed and may still undo. The
    digits are "" if a record has no number.
    """
    mine = [
        row.id
        for row in rows
        if (row.state == "claimed" and row.claimed_by == me().name)
        or (row.undo and row.undo.is_for(me().name, now))
    ]
    return {item_id: row.get("tail", "") for item_id, row in kept.queue.records(mine).items()}


def pick_from(
    desk: Desk, kept: Callbacks | Messages, everything: tuple[Brief, ...], chosen: Picks
) -> list[Brief]:
    """The items of `everything` that pass the filters `chosen`, in the order of the list.

    `kept` are the stored records of the same kind. If the filters ask for digits that cannot be searched for,
    there are no items, and a message says why.
    """
    who, now = me().name, desk.now()
    if chosen.cannot_end:
        flash(ONLY_TAIL, "refused")
        return []
    fits = tuple(one for one in everything if chosen.fit(one, who, now)) if chosen.any else everything
    if chosen.ends:
        fits = end_with(kept.queue, kept.seals, fits, chosen.ends)
    return ordered(desk, fits)


def ordered(desk: Desk, briefs: Sequence[Brief]) -> list[Brief]:
    """The items in the order in which the signed-in member of staff is to take them."""
    lead = any(one.flagged for one in briefs) and is_lead(desk, me())
    return in_order(briefs, me().name, desk.now(), desk.zone, lead=lead)


def _say_news(found: Sequence[Brief], first: int) -> str:
    """Say how many items came since the page was opened, and where: "1 new above, 2 new below".

    Only items outside the page count. "" if there are none. `found` is the whole list. The page begins at the
    index `first`.
    """
    told = request.headers.get(BY_ITSELF, "")
    since = int(told) if told.isascii() and told.isdigit() and len(told) < LONGEST_SECONDS else 0
    above = sum(one.asked > since for one in found[:first]) if since else 0
    below = sum(one.asked > since for one in found[first + A_PAGE :]) if since else 0
    parts = [f"{count} new {where}" for count, where in ((above, "above"), (below, "below")) if count]
    return ", ".join(parts)


def _first_of_page() -> tuple[int, int]:
    """The number of the requested page of a list, from 1, and the index of the page's first item."""
    asked = request.args.get("page", "1")
    page = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < LONGEST_PAGE else 1
    return page, (page - 1) * A_PAGE


ROUTES = (Route("GET", "/callbacks", "answer", callbacks, "Call-backs"),)
