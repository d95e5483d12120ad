"""The desk's pages of limits: how many call-backs are promised, who may ask for more (R38, R49)."""

from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from counted import allowed
from menus.due import due_days, shares, shares_soon
from store.people.filling import ID_DIGITS, MOST_SHOWN, TAIL_DIGITS
from store.promises.places import Filled
from web.desk.asking_phone import who_asks
from web.desk.frame.dates import day_said
from web.desk.hours.month import day_of
from web.desk.needs import Desk, Route, me
from web.desk.sign_in import UNFIT

LASTS_DAYS = 30
# How many days are shown, how many more places are opened at a time, and how many a day may have. Staff
# without the role "edit" may give a day TWICE the pack's places, or MORE beyond them where that is more.
DAYS_SHOWN, MORE, MOST_PLACES, TWICE = 10, 10, 500, 2
# What a limit may be raised to: call-backs to other numbers that a person may have open, and texts to other
# numbers that the person may ask for in a day.
CHOICES = (5, 10, 20)
NOT_LISTED = "Nothing is changed: they are on the list no more, or show no number."


@dataclass(frozen=True, slots=True)
class Share:
    """The places that one kind of people has for call-backs to numbers that may not be their own (R49).

    `who` is the kind: people who show a number, or callers who do not. The next days, of which `until` is the
    last, have `places` places together, of which `taken` are taken. Each later day has `later` places.
    `next_day` is the first day with a free place for this kind; None if there is none.
    """

    who: str
    taken: int
    places: int
    until: Filled
    later: int = 0
    next_day: date | None = None

    @property
    def fills(self) -> bool:
        """Whether at least 80 % of the places for call-backs are taken, so that staff should be warned."""
        return allowed.fills(self.taken, self.places)


def days(desk: Desk) -> str:
    """Show how full the next days of call-backs are, with a button that opens more places.

    A later day is shown only if call-backs are promised or places were added for that day.
    """
    rows = filled(desk)
    parts = shares_of_others(desk, rows)
    shown = (*rows[:DAYS_SHOWN], *(row for row in rows[DAYS_SHOWN:] if row.taken or row.more))
    open_on = {row.day: day_of(desk.pack().hours, row.day).hours for row in shown}
    told = {"rows": shown, "open_on": open_on, "shares": parts, "more": MORE, "most": _most_places(desk)}
    return render_template("desk/days.html", **told)


def filled(desk: Desk) -> tuple[Filled, ...]:
    """How many places are taken on each day for which a call-back can be promised, the next day first.

    Raises `Unreachable` if the store does not answer.
    """
    hours = desk.pack().hours
    coming = [end.date() for end in due_days(hours, desk.now())]
    return desk.kept.places.of(coming, hours.callbacks_a_day)


def shares_of_others(desk: Desk, rows: tuple[Filled, ...]) -> tuple[Share, ...]:
    """The places for call-backs to numbers that may not be the person's own, and how many are taken.

    `rows` are the days, from `filled`. The result has one `Share` for people who show their number and one
    for callers who show none. It is empty if there are no days. Of the places that staff added to a day, each
    of the two kinds may have a quarter.
    """
    if not rows:  # it opens on no day in the year ahead
        return ()
    hours = desk.pack().hours
    ends = due_days(hours, desk.now())
    found = []
    for who, withheld in (("people who show their number", False), ("callers without a number", True)):
        each = shares(ends, hours.callbacks_a_day, withheld)
        theirs = [
            (row, row.withheld if withheld else row.others, most + row.more // 4)
            for row, most in zip(rows, each, strict=False)
        ]
        free = (row.day for row, taken, most in theirs if taken < most and row.taken < row.places)
        soon = theirs[: len(shares_soon(ends, hours.callbacks_a_day, withheld))]
        later = each[len(soon)] if len(each) > len(soon) else 0
        taken, places = sum(one for _, one, _ in soon), sum(one for *_, one in soon)
        found.append(Share(who, taken, places, soon[-1][0], later, next(free, None)))
    return tuple(found)


def open_places(desk: Desk, day: str) -> Response:
    """Open ten more places for call-backs on `day` ("2026-05-26"), and go back to the page with a message.

    The message says so if the day would have too many places, or somebody has just opened more. Answers 404
    if no call-back can be promised for that day.
    """
    row = _row_of(desk, day)
    had = request.form.get("had", type=int, default=row.more)
    most = _most_places(desk)
    if row.places + MORE > most:
        flash(f"Nothing was added: {_most_said(most)}.", "refused")
        return redirect(url_for("desk.days"), 303)
    with desk.entered("places:open", f"{MORE} on {day}") as entry:
        if desk.kept.places.open_more(row.day, MORE, had):
            flash(f"{MORE} places are added for {_said(desk, row)}.")
        else:
            desk.kept.trail.strike(entry)
            flash(f"{_said(desk, row)} has {row.places} places by now. Nothing more was added.")
    return redirect(url_for("desk.days"), 303)


def close_places(desk: Desk, day: str) -> Response:
    """Take back the places for call-backs that staff added to a day; go back to the page with a message.

    The usual places and all promises stay. Answers 404 if no call-back can be promised for that day.
    """
    row = _row_of(desk, day)
    with desk.entered("places:close", day) as entry:
        if not desk.kept.places.close_again(row.day):
            desk.kept.trail.strike(entry)
    flash(f"The usual places hold again for {_said(desk, row)}. What was promised stays promised.")
    return redirect(url_for("desk.days"), 303)


def _most_places(desk: Desk) -> int:
    """The most places for call-backs that the signed-in member of staff may give a day."""
    usual = desk.pack().hours.callbacks_a_day
    return MOST_PLACES if me().may("edit") else min(max(TWICE * usual, usual + MORE), MOST_PLACES)


def _most_said(most: int) -> str:
    whole = f"a day has {most} places at most"
    return whole if me().may("edit") else f"with your role {whole}; an editor or an admin may open more"


def _said(desk: Desk, row: Filled) -> str:
    return day_said(row.day, desk.now().astimezone(desk.zone).date())


def _row_of(desk: Desk, day: str) -> Filled:
    return next((row for row in filled(desk) if row.day.isoformat() == day), None) or abort(404)


def bounds(desk: Desk) -> str:
    """Show who is near the daily limit on one person's requests, and whose limits staff have raised.

    Staff can raise the limit of a listed person. Only an admin can type a number and raise its limit, because
    whoever types a number learns from the page whether the number was on the list.
    """
    return _page(desk)


def _page(desk: Desk, wrong: str = "") -> str:
    now, line = desk.now(), desk.kept.line
    return render_template(
        "desk/bounds.html",
        filling=line.filling.latest(now),
        filling_people=line.filling.count(now),
        shown=MOST_SHOWN,
        rows=line.budgets.raised(now),
        choices=CHOICES,
        days=LASTS_DAYS,
        wrong=wrong,
        wrong_at="number",
        may=allowed,
    )


def raise_bound(desk: Desk) -> Response | tuple[str, int]:
    """Allow a person more call-backs and texts to numbers not their own, for 30 days.

    The form has the person's number and the new limit (400 if it is not offered). The audit trail has no
    number. Goes back to the page with a message. If the number is unfit, the page says why (422).
    """
    most, (number, wrong) = _read_most(), who_asks(desk)
    if wrong:
        return _page(desk, wrong), UNFIT
    return _raise(desk, desk.kept.line.people.key(number), number[-TAIL_DIGITS:], most)


def raise_listed(desk: Desk, person_id: str) -> Response:
    """Allow a listed person more call-backs and texts to numbers not their own, for 30 days.

    The list has people who have nearly reached their limit. `person_id` is the person's id in the list. The
    form gives the new limit (400 if the page does not offer it). Goes back to the page with a message. If the
    person is no longer listed, nothing is raised, and the message says so.
    """
    most = _read_most()
    if found := desk.kept.line.filling.person(person_id):
        return _raise(desk, *found, most)
    before = next((one for one in desk.kept.line.budgets.raised(desk.now()) if one.id == person_id), None)
    return _go_back(f"They are allowed {before.most} already: see the list below." if before else NOT_LISTED)


def _raise(desk: Desk, person: str, tail: str, most: int) -> Response:
    """Raise a person's limits to `most` for 30 days; remove the person from the list of those near the limit.

    `person` is the keyed hash of their number, `tail` are its last digits. Redirects with a message.
    """
    budgets = desk.kept.line.budgets
    with desk.entered("bound:raise", f"{person[:ID_DIGITS]} {most}"):
        raised = budgets.raise_person(person, tail, most, LASTS_DAYS, desk.now(), me().name)
    desk.kept.line.filling.forget(person)
    return _go_back(f"Allowed: {most} for {LASTS_DAYS} days. It stands below, under the code {raised}.")


def _read_most() -> int:
    """Read the new limit from the form: how many call-backs, or texts, to other numbers a person may have.

    Answers 400 if the number is not one of `CHOICES`.
    """
    given = request.form.get("most", "")
    return next((most for most in CHOICES if str(most) == given), 0) or abort(400)


def lower_bound(desk: Desk, raised_id: str) -> Response:
    """End a person's raised limit on call-backs and texts to other numbers; the usual limit applies again.

    `raised_id` is the limit's id in the list. If the limit has ended already, a message says so.
    """
    with desk.entered("bound:lower", raised_id) as entry:
        if not desk.kept.line.budgets.lower(raised_id):
            desk.kept.trail.strike(entry)
            return _go_back("It has ended already: under that code nobody is allowed more.")
    return _go_back("Ended: that phone may now ask for as many as anybody.")


def _go_back(said: str) -> Response:
    flash(said)
    return redirect(url_for("desk.bounds"), 303)


ROUTES = (
    Route("GET", "/days", "answer", days, "Call-backs"),
    Route("POST", "/days/<day>/open", "answer", open_places),
    Route("POST", "/days/<day>/close", "answer", close_places),
    Route("GET", "/bounds", "answer", bounds, "Call-backs"),
    Route("POST", "/bounds", "admin", raise_bound),
    Route("POST", "/bounds/<person_id>/raise", "answer", raise_listed),
    Route("POST", "/bounds/<raised_id>/lower", "answer", lower_bound),
)
