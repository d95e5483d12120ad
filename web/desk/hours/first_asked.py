"""What staff are asked once before a closure or an opening is set, and whether it is set already."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from flask import request

from menus.hours import opening_span
from store.desk.closures import Kind
from web.desk.frame.dates import clock_time, full_day, said
from web.desk.hours.met import promised_within
from web.desk.hours.month import LAST_YEAR
from web.desk.needs import Desk
from web.desk.wording import lasting, plural

# What is longer is more often a slip in a date than meant.
LONG: Mapping[Kind, timedelta] = {"closed": timedelta(days=14), "open": timedelta(days=1)}
NEARLY = timedelta(minutes=1)
PROMISED = (
    "{} {} promised by a time when it would be closed: ring these people before, or they are rung late."
)
LASTS: Mapping[Kind, str] = {
    "closed": "It would be closed for {}, until {}: all that time nobody is put through.",
    "open": "It would be open day and night for {}, until {}: all that time callers are put through, and "
    "somebody must be there to answer.",
}
ONCE_MORE: Mapping[Kind, str] = {
    "closed": "To close it all the same, press once more.",
    "open": "To open it all the same, press once more.",
}
OVER = (
    "It is closed from {} until {}, and that counts before an opening: callers would not be put through then."
)
ANYWAY = "The helpline is open then anyway: this would change nothing."
THERE = "It is there already, under “Changes made here”. To change what callers hear, remove it there first."


def first_asked(desk: Desk, kind: Kind, start: datetime, end: datetime) -> tuple[str, dict[str, str]]:
    """What staff are asked before a closure or opening is set, and hidden fields for the form.

    The hidden fields come back if staff press the button once more. The result is "" and no fields if the
    form has come back with the same fields, or if nothing need be asked. Raises `Unreachable` if the store
    does not answer.
    """
    fields, words = {}, []
    if kind == "closed" and (promised := promised_within(desk, start, end)):
        fields["promised"] = str(promised)
        words.append(PROMISED.format(plural(promised, "call-back"), "is" if promised == 1 else "are"))
    if kind == "open" and (idle := _changes_nothing(desk, start, end)):
        fields["idle"] = "1"
        words.append(idle)
    if end - start > LONG[kind]:
        fields["lasts"] = f"{kind} {(end - start).days}"
        there = end.astimezone(desk.zone)
        until = f"{clock_time(there)} on {full_day(there.date())}"  # with its year: the slip may be in that
        words.append(LASTS[kind].format(lasting(end - start), until))
    if all(request.form.get(name) == value for name, value in fields.items()):
        return "", {}
    return " ".join((*words, ONCE_MORE[kind])), fields


def is_there(desk: Desk, kind: Kind, start: datetime, end: datetime) -> bool:
    """Whether staff have set this closure or opening already.

    It is set already if one with the same start and end is. If `start` is not in the future, one that has
    already begun and ends at the same time counts as well. Raises `Unreachable` if the store does not answer.
    """
    begins = max(start, desk.now())
    return any(
        abs(one.end - end) < NEARLY and (one.start == start or one.start <= begins <= desk.now())
        for one in desk.kept.closures.all()
        if one.kind == kind
    )


def _changes_nothing(desk: Desk, start: datetime, end: datetime) -> str:
    """Why an extra opening would be in vain for all or some of its time; "" if it would not."""
    hours, now = desk.pack().hours, desk.now()
    opened = opening_span(hours, start) if start.year <= LAST_YEAR else None
    if opened and opened[0] <= start and end <= opened[1]:
        return ANYWAY
    over = next((one for one in hours.closures if one.start < end and one.end > start), None)
    return OVER.format(*(said(at, now, desk.zone) for at in (over.start, over.end))) if over else ""
