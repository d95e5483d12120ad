"""The desk's page of opening hours: "closed now", closures, extra openings, and a calendar."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from menus.hours import is_open, next_opening, opening_span
from menus.model import Pack
from store.desk.closures import Kind, Span
from web.desk.frame.dates import said
from web.desk.hours.first_asked import THERE, first_asked, is_there
from web.desk.hours.met import come_sooner, meeting
from web.desk.hours.month import day_of, read_month, weeks
from web.desk.hours.typed_moment import read_moment, why_none
from web.desk.needs import Desk, Route, me
from web.desk.sign_in import UNFIT
from web.desk.today import door, in_force
from web.desk.wording import entry_of, input_value, plural
from web.figures.spans import name_of_month

# The field at which a form is wrong, by the name of the form.
WRONG_AT = {"now": "now-end", "span": "end"}
BECAUSE = "because_"
KINDS: tuple[Kind, ...] = ("closed", "open")
LONGEST, A_DAY = timedelta(days=366), timedelta(days=1)
SOME_HOURS = timedelta(hours=4)
HOURS = {"1h": timedelta(hours=1), "2h": timedelta(hours=2)}
NO_TIME = "Give a day and time that is still to come, within a year from now."
TOO_LONG = (
    "With your role you can close it for a day at most. Ask somebody with the role “edit” to close it longer."
)
NO_SPAN = "The end must come after the start, be still to come, and be within a year of the start."
GONE = "It was removed already, or it has been over for long: nothing is changed now."
TOO_MANY = "There are 500 changes already. Remove some first."


def openings(desk: Desk) -> str:
    """Show when the helpline is open and closed, freshly read from the store.

    Another process may have changed the hours.
    """
    desk.refresh()
    return _page(desk)


def _page(desk: Desk, wrong: str = "", about: str = "", asked: Mapping[str, str] = {}) -> str:
    """Show the desk's page of opening hours and closures.

    If a form was filled in wrongly, `wrong` says how, and `about` names the form ("now", "span"). If `wrong`
    only asks whether staff mean it, `asked` has the hidden fields that say yes when they press again.
    """
    pack, now, spans = desk.pack(), desk.now(), desk.kept.closures.all()
    hours = pack.hours
    first = read_month(request.args.get("month", ""), now.astimezone(desk.zone).date())
    return render_template(
        "desk/openings.html",
        door=door(hours, now),
        over=in_force(pack, spans, now),
        coming=meeting(desk, spans),
        asked={about: asked},
        reasons=_reasons(pack),
        weeks=[[day_of(hours, each) for each in week] for week in weeks(first)],
        first=first,
        before=first - timedelta(days=1),
        after=first + timedelta(days=31),
        title=name_of_month(first),
        wrong=wrong,
        wrong_at=WRONG_AT.get(about, ""),
        fields={form: _fill(form, likely, about) for form, likely in _likely(desk).items()},
    )


def _likely(desk: Desk) -> dict[str, dict[str, str]]:
    """The values to fill the two forms with at first, by form and field.

    "now" closes the helpline for some hours from now, "span" for the whole of its next opening.
    """
    now, hours = desk.now().astimezone(desk.zone), desk.pack().hours
    opens = next_opening(hours, now) or now + A_DAY
    _, closes = opening_span(hours, opens) or (opens, opens + SOME_HOURS)
    soon = now.replace(minute=0) + SOME_HOURS
    return {
        "now": {"until": "today", "end": input_value(soon, desk.zone), "reason": ""},
        "span": {
            "kind": "closed",
            "start": input_value(opens, desk.zone),
            "end": input_value(closes, desk.zone),
            "reason": "",
        },
    }


def _fill(form: str, likely: dict[str, str], refused: str) -> dict[str, str]:
    """The values to show in `form`: what was typed, if it is the form just refused, else `likely`."""
    return {name: request.form.get(name, "") if form == refused else value for name, value in likely.items()}


def _reasons(pack: Pack) -> dict[str, str]:
    """The reasons for closing that callers can be told, by name: the pack's phrases called `because_…`."""
    language = next(iter(pack.languages.values()))
    return {
        name.removeprefix(BECAUSE): words for name, words in language.call.items() if name.startswith(BECAUSE)
    }


def close_now(desk: Desk) -> Response | tuple[str, int]:
    """Close the helpline from now until the end that the form gives; go back to the page with a message.

    The reason is one of the pack's list, or none. Staff with the role "answer" may close it for a day at
    most. The page is shown again (422) if the end is not allowed, the closure is already set, there are too
    many, or staff must first confirm it.
    """
    now, chosen = desk.now().astimezone(UTC), request.form.get("until", "")
    end = now + HOURS[chosen] if chosen in HOURS else _end_of_day(desk, now) if chosen == "today" else None
    end = end or read_moment(request.form.get("end", ""), desk.zone)
    if end is None or not timedelta() < end - now <= LONGEST:
        return _page(desk, NO_TIME, "now"), UNFIT
    # "today" may be an hour more than a day, when the clocks change
    if chosen != "today" and end - now > A_DAY and not me().may("edit"):
        return _page(desk, TOO_LONG, "now"), UNFIT
    return _lay(desk, "closed", now, end, "now")


def _end_of_day(desk: Desk, now: datetime) -> datetime:
    """The next midnight, or the closing time if the helpline is open now and closes after midnight."""
    midnight = datetime.combine(
        now.astimezone(desk.zone).date() + timedelta(days=1), datetime.min.time(), desk.zone
    )
    span = opening_span(desk.pack().hours, now) if is_open(desk.pack().hours, now) else None
    return max(midnight, span[1]) if span and span[1] - now < timedelta(days=1) else midnight


def add_span(desk: Desk) -> Response | tuple[str, int]:
    """Add the closure or the extra opening that the form gives; go back to the page with a message.

    The page is shown again (422) if the times are unfit, the same is already set, there are too many, or
    staff must first confirm it.
    """
    kind = _read_kind()
    typed = [request.form.get(name, "") for name in ("start", "end")]
    if wrong := why_none(typed, desk.zone):
        return _page(desk, wrong, "span"), UNFIT
    start, end = (read_moment(one, desk.zone) for one in typed)
    if start is None or end is None or not timedelta() < end - start <= LONGEST or end <= desk.now():
        return _page(desk, NO_SPAN, "span"), UNFIT
    return _lay(desk, kind, start, end, "span")


def _read_kind() -> Kind:
    """The kind in the form, a closure or an extra opening; answers 400 if it is neither."""
    given = request.form.get("kind", "")
    return next((kind for kind in KINDS if kind == given), None) or abort(400)


def _lay(desk: Desk, kind: Kind, start: datetime, end: datetime, about: str) -> Response | tuple[str, int]:
    """Store a closure or an extra opening; this process knows it at once, others within a second.

    The page asks once more if call-backs are promised within a closure, or if it lasts long. The page says so
    if the same is set already, or if there are too many. All these answers have the status 422; `about` names
    the form on the page. Answers 400 if the form's reason is unknown.
    """
    reason = request.form.get("reason", "")
    if reason and reason not in _reasons(desk.pack()):
        abort(400)
    if is_there(desk, kind, start, end):
        return _page(desk, THERE, about), UNFIT
    ask, fields = first_asked(desk, kind, start, end)
    if ask:
        return _page(desk, ask, about, fields), UNFIT
    why = reason if kind == "closed" else ""
    with desk.entered(f"hours:{kind}", entry_of(start, end)) as entry:
        if desk.kept.closures.add(kind, start, end, why, me().name, desk.now()) is None:
            desk.kept.trail.strike(entry)
            return _page(desk, TOO_MANY, about), UNFIT
    desk.refresh()
    return _go_back(_say_laid(desk, kind, start, end))


def _say_laid(desk: Desk, kind: Kind, start: datetime, end: datetime) -> str:
    """The message to staff after closing or opening the helpline: what callers hear from now on."""
    now = desk.now()
    if start > now:
        return "It is in the calendar."
    until = next_opening(desk.pack().hours, now) if kind == "closed" else end
    return f"Callers hear that it is {kind}{f' until {said(until, now, desk.zone)}' if until else ''}."


def remove_span(desk: Desk, span_id: str) -> Response:
    """Remove a closure or an extra opening, with effect at once; go back to the page with a message.

    Staff with the role "answer" may remove only what they added themselves (else 403). If nothing has the id
    `span_id` any more, a message says so. Second tries that a closure had put off come sooner again.
    """
    span = next((span for span in desk.kept.closures.all() if span.id == span_id), None)
    if span is None:
        return _go_back(GONE)
    if span.who != me().name and not me().may("edit"):
        abort(403)
    with desk.entered(f"hours:remove:{span.kind}", entry_of(span.start, span.end)) as entry:
        if not desk.kept.closures.remove(span_id):
            desk.kept.trail.strike(entry)
            return _go_back(GONE)
    desk.refresh()
    sooner = come_sooner(desk) if span.kind == "closed" else 0
    told = f" Second tries that come sooner now: {sooner}." if sooner else ""
    return _go_back(_say_taken_away(desk, span) + told)


def _go_back(said: str) -> Response:
    flash(said)
    return redirect(url_for("desk.openings"), 303)


def _say_taken_away(desk: Desk, gone: Span) -> str:
    """The message to staff after removing `gone`, a closure or extra opening: the hours that apply.

    These are the usual hours, or the hours of another closure or extra opening. If `gone` was not in force at
    this moment, the message says only that `gone` is removed.
    """
    now = desk.now()
    if not gone.start <= now < gone.end:
        return "Removed."
    spans = desk.kept.closures.all()
    left = [span for span, _ in in_force(desk.pack(), spans, now)]
    if not left:
        to_come = sum(span.end > now for span in spans)
        stays = f" Still in the calendar: {plural(to_come, 'other change')}." if to_come else ""
        return f"Removed. The usual hours hold again.{stays}"
    closures = [span for span in left if span.kind == "closed"]  # they count before any opening
    until = said(max(span.end for span in closures or left), now, desk.zone)
    return f"Removed. {'Another closure' if closures else 'An extra opening'} holds until {until}."


ROUTES = (
    Route("GET", "/openings", "answer", openings, "Opening hours"),
    # who answers may have to close in a hurry; the calendar is for those who plan
    Route("POST", "/openings/now", "answer", close_now),
    Route("POST", "/openings", "edit", add_span),
    Route("POST", "/openings/<span_id>/remove", "answer", remove_span),
)
