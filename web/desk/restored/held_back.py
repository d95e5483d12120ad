"""The texts that a restored line holds back: an admin sends those of use, and drops the rest."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from store.promises.held import Restored
from web.desk.needs import Desk, Route
from web.desk.wording import plural

# How old a text may be that is still sent, in hours.
YOUNGER = (1, 6, 24, 72)
# What the trail says of a deed until the store has answered how many texts it was about.
BEGUN = "begun; not known whether it was done"
NEVER = datetime.max.replace(tzinfo=UTC)


def younger(asked: Sequence[datetime], now: datetime) -> list[tuple[int, int]]:
    """For 1, 6, 24 and 72 hours: the number of hours, and how many texts are no older than that.

    `asked` are the moments at which the texts were asked for.
    """
    return [(hours, sum(at >= now - timedelta(hours=hours) for at in asked)) for hours in YOUNGER]


def send_held(desk: Desk) -> Response | str:
    """Send the texts younger than the form's number of hours, drop the rest; redirect to the first page.

    If all would be dropped, the page asks first. Answers 400 for a number that the page does not offer.
    """
    hours = next((hours for hours in YOUNGER if request.form.get("hours") == str(hours)), None) or abort(400)
    since, restored = desk.now() - timedelta(hours=hours), desk.kept.held.look()
    if restored and restored.asked and max(restored.asked) < since:
        return _ask(restored)
    return _let_go(desk, "restored:send", since, plural(hours, "hour"))


def drop_held(desk: Desk) -> Response | str:
    """Ask once whether to drop all texts held back; after a yes, drop them and go to the first page."""
    restored = desk.kept.held.look()
    if restored and restored.asked and request.form.get("sure") != "yes":
        return _ask(restored)
    return _let_go(desk, "restored:drop", NEVER)


def _ask(restored: Restored) -> str:
    """Ask whether to drop all texts that are held back."""
    return render_template("desk/drop_held.html", restored=restored)


def _let_go(desk: Desk, deed: str, since: datetime, younger_than: str = "") -> Response:
    """Send the texts asked for at `since` or later, and drop all others; neither can be undone.

    `younger_than` says in words how old the texts to send are at most ("6 hours"); "" if there is no such
    limit. The audit trail gets an entry (`deed`) before, which says that the action was begun. Afterwards an
    entry with the counts replaces it.
    """
    within = f" (asked for within {younger_than})" if younger_than else ""
    with desk.entered(deed, f"{BEGUN}{within}") as entry:
        sent, dropped = desk.kept.held.let_go(since)
    said = f"{plural(sent, 'text')} to be sent, {plural(dropped, 'text')} dropped"
    if sent or dropped:
        desk.note(deed, f"{said}{within}")
    desk.kept.trail.strike(entry)  # only now: the trail is never without this deed
    flash(f"{said}.")
    return redirect(url_for("desk.today"), 303)


def have_looked(desk: Desk) -> Response:
    """Remove the warning about the restore for everybody; it stays while texts are held back."""
    restored = desk.kept.held.look()
    if restored and restored.asked:
        flash("Decide about the texts first.")
    elif restored:
        with desk.entered("restored:looked"):
            desk.kept.held.looked()
        flash("Thank you. Nobody is told of the backup any more.")
    return redirect(url_for("desk.today"), 303)


ROUTES = (
    Route("POST", "/restored/send", "admin", send_held),
    Route("POST", "/restored/drop", "admin", drop_held),
    Route("POST", "/restored/looked", "admin", have_looked),
)
