"""The actions of staff on a notice: start one with an end time, end it early, start it again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from menus.air.changes import Wording
from menus.air.checking import completed, wrong_with
from store.desk.air import Notice
from web.desk.air.off_air import lacks, page, running
from web.desk.frame.dates import said as said_of
from web.desk.needs import Desk, Route, me, typed
from web.desk.sign_in import UNFIT

LONGEST = timedelta(days=30)
NO_END = "Write a day and a time for the end that is still to come, within 30 days from now."
UNREAD = "Have somebody else read these words, then tick that they did, and start it."
ONE_RUNS = "A notice runs already. End it first."
NONE_RUNS, GONE = "No notice runs.", "There is no notice to bring back, or another one runs."
# What phones put in the place of plain signs.
PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


def announce(desk: Desk) -> Response | tuple[str, int]:
    """Start a notice with the words and end time of the form; go back to the page with a message.

    The form must tick that a second person has read the words. The page is shown again and says why (422) if
    the tick is missing, the words break a rule, the end is not within the next 30 days, or a notice runs
    already.
    """
    pack, now = desk.pack(), desk.now()
    given = {code: _typed(code) for code in pack.languages}
    end = _read_end(desk, request.form.get("end", ""))
    found = list(wrong_with(pack, given, now.date(), desk.number))
    # The rules hear medicines and alarms; no machine hears all that people could take as advice.
    if "read" not in request.form:
        found.append(UNREAD)
    if end is None or not timedelta() < end - now <= LONGEST:
        found.append(NO_END)
    if running(desk.kept.airing.look(), now):
        found.append(ONE_RUNS)
    if found or end is None:
        return page(desk, tuple(found), "notice"), UNFIT
    kept = {code: (each.spoken, each.texted) for code, each in completed(pack, given).items()}
    notice = Notice(kept, end, me().name, now)
    return _do(desk, "air:notice", notice, lambda: desk.kept.airing.announce(notice), "", ONE_RUNS)


def _typed(code: str) -> Wording:
    """The words typed for a notice in the language `code`, to be spoken and to be texted; "" for none."""
    return Wording(
        *(" ".join(typed(f"{field}-{code}").translate(PLAIN).split()) for field in ("spoken", "texted"))
    )


def _read_end(desk: Desk, field: str) -> datetime | None:
    """The end time that was typed, in the helpline's time zone; None if it is no date and time."""
    try:
        return datetime.fromisoformat(field).replace(tzinfo=desk.zone)
    except ValueError:
        return None


def end_notice(desk: Desk) -> Response:
    """End the running notice before its end time; go back to the page with a message.

    If no notice runs, the message says so.
    """
    notice, now = running(desk.kept.airing.look(), desk.now()), desk.now()
    said = "The notice has ended."
    return _do(desk, "air:notice:end", notice, lambda: desk.kept.airing.end(now), said, NONE_RUNS)


def run_again(desk: Desk) -> Response | tuple[str, int]:
    """Start again the notice that staff ended early; go back to the page with a message.

    The form must tick that a second person has read the words. If the tick is missing, or the words break a
    rule by now, the page is shown again and says so (422). If no notice was ended early, or another notice
    runs, the message says so.
    """
    found, now = desk.kept.airing.look(), desk.now()
    ended = found.ended
    if ended and now < ended.end and not running(found, now):
        words = {code: Wording(*ended.words.get(code, ("", ""))) for code in desk.pack().languages}
        faults = list(wrong_with(desk.pack(), words, now.date(), desk.number))
        if "read" not in request.form:
            faults.append(UNREAD)
        if faults:
            return page(desk, tuple(faults), "again"), UNFIT
    return _do(desk, "air:notice:again", ended, lambda: desk.kept.airing.bring_back(now), "", GONE)


def _entry(notice: Notice) -> str:
    """What the audit trail says of a notice: its end, and its words in each language, spoken and texted."""
    said = (
        f"({code}) “{spoken}”{f' By text: “{texted}”' if texted != spoken else ''}"
        for code, (spoken, texted) in notice.words.items()
    )
    return " ".join((f"until {notice.end.astimezone(UTC):%Y-%m-%dT%H:%MZ}", *said))


def _do(
    desk: Desk, deed: str, notice: Notice | None, does: Callable[[], bool], said: str, not_done: str
) -> Response:
    """Change a notice by calling `does`, after an entry in the audit trail; redirect with a message.

    `deed` is the entry's name. The entry has the notice's words, so that they can be read when the notice is
    over. If `notice` is None, `does` is not called. `said` is the message when `does` has succeeded. If
    `said` is "", the message says until when callers hear the notice. `not_done` is the message otherwise.
    """
    done = False
    if notice:
        with desk.entered(deed, _entry(notice)) as entry:
            done = does()
            if not done:
                desk.kept.trail.strike(entry)
    desk.refresh()
    heard = (
        f"Callers hear the notice before the menu until {said_of(notice.end, desk.now(), desk.zone)}. "
        f"{' '.join(lacks(desk, notice))}".strip()
        if notice
        else ""
    )
    flash((said or heard) if done else not_done)
    return redirect(url_for("desk.off_air"), 303)


ROUTES = (
    Route("POST", "/off-air/notice", "edit", announce),
    Route("POST", "/off-air/notice/end", "answer", end_notice),
    Route("POST", "/off-air/notice/again", "edit", run_again),
)
