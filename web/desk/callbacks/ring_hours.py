"""The hours in which people are rung back: outside them staff are told so, and asked first (R38)."""

from dataclasses import dataclass

from flask import flash, request
from werkzeug.wrappers import Response

from menus.due import ring_time
from menus.hours import is_open
from store.moments import seconds
from web.desk.frame.dates import clock_time, said
from web.desk.needs import Desk
from web.desk.records.found import lead_to_list

# In a list's query: staff go on outside the hours, until they begin again (`Outside.code`).
ALL_THE_SAME = "outside"
SHUT = "It is {now}, and the helpline is closed until {then}: call-backs are rung from then on."
NEVER = "It is {now}, and the helpline is closed. No opening is in the calendar."
LATE = "It is {now}: people are rung between 8 am and 9 pm, next from {then}."
ONLY = "Ring now only somebody who expects it."
TOOK_NONE = "The next one was not taken. To go on all the same, press the button below."


@dataclass(frozen=True, slots=True)
class Outside:
    """The answer that nobody is rung back at this hour.

    `words` tell staff so. `code` is the moment from which people are rung again, in seconds since 1970, or
    "never".
    """

    words: str
    code: str


def outside(desk: Desk) -> Outside | None:
    """What staff are told outside the hours in which people are rung back; None within them.

    The hours are those in which the helpline is truly open, except at night. They allow for bank holidays,
    and for the closures and extra openings that staff have set.
    """
    now, hours = desk.now(), desk.pack().hours
    then = ring_time(hours, now)
    if then is not None and then <= now:
        return None
    form = NEVER if then is None else LATE if is_open(hours, now) else SHUT
    told = {"now": clock_time(now.astimezone(desk.zone)), "then": said(then, now, desk.zone) if then else ""}
    return Outside(f"{form.format(**told)} {ONLY}", str(seconds(then)) if then else "never")


def ask_first(desk: Desk, kind: str, left: str) -> Response | None:
    """Redirect to the list, which asks whether to go on, if nobody is rung back at this hour.

    `kind` is "callback" or "message". `left` is the id of the record that staff come from, or "". Gives None
    if no question is needed: within the hours, for messages, or if staff have said that they go on.
    """
    there = outside(desk) if kind == "callback" else None
    if there is None or request.args.get(ALL_THE_SAME) == there.code:
        return None
    flash(TOOK_NONE, "refused")
    return lead_to_list(kind, after=left)
