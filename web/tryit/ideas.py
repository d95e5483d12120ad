"""Five suggestions for the browser phone, made from the pack, for visitors without an idea."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from menus.hours import is_open
from menus.model import Pack
from menus.multilingual.in_english import spoken
from menus.multilingual.offered import offers
from web.figures.tracks import tracks

HOUR, WEEK = timedelta(hours=1), 7 * 24
PERSON = "0"


@dataclass(frozen=True, slots=True)
class Idea:
    """A suggestion: the label and act of its button, its text message, and the time for the clock.

    `act` is the form's field `do` of a button of the phone: "jump:11" rings and presses 1 and 1. `at` is a
    time as a form has it ("2026-05-26T10:00"); "" leaves the clock alone.
    """

    label: str
    act: str
    body: str = ""
    at: str = ""


def ideas(pack: Pack, now: datetime) -> tuple[Idea, ...]:
    """Five suggestions, or four if the helpline never closes; one more where a further language is offered.

    `now` is on the phone's clock.
    """
    language = next(iter(pack.languages.values()))
    reached = [(track.keys + stop.key, stop.target) for track in tracks(pack) for stop in track.stops]
    keys, topic = reached[0]
    title = language.topics[topic].title.rstrip(".")
    words = [language.topics[target].keyword for _, target in reached]
    slip = _with_a_slip(min(words, key=len))
    return (
        Idea(f"Ring and press {', '.join(keys)}: {title}", f"jump:{keys}"),
        Idea("Ring and ask for a person", f"jump:{PERSON}", at=_when(pack, now, opened=True) or ""),
        *_closed(pack, now),
        Idea(f"Text {words[0]}", "text", words[0]),
        Idea(f"Text a word with a slip: {slip}", "text", slip),
        *_in_another_language(pack),
    )


def _in_another_language(pack: Pack) -> Iterator[Idea]:
    """The suggestion to hear the line in a further language; none if the pack offers none."""
    for key, language in offers(pack, next(iter(pack.languages.values())))[:1]:
        yield Idea(f"Ring and press {key}: {spoken(pack, language.code)}", f"jump:{key}")


def _closed(pack: Pack, now: datetime) -> Iterator[Idea]:
    """The suggestion to ring while the helpline is closed; none if it never closes."""
    at = _when(pack, now, opened=False)
    if at is not None:
        yield Idea("Ring when the helpline is closed, and be rung back", f"jump:{PERSON}", at=at)


def _when(pack: Pack, now: datetime, *, opened: bool) -> str | None:
    """The next full hour ("2026-05-26T10:00") at which the helpline is open, or closed if `opened` is false.

    Gives "" if it is so at `now` already, and None if it is not so within a week.
    """
    if is_open(pack.hours, now) == opened:
        return ""
    local = now.astimezone(ZoneInfo(pack.hours.zone)).replace(minute=0, second=0, microsecond=0)
    hours = (local + HOUR * ahead for ahead in range(1, WEEK))
    return next((f"{hour:%Y-%m-%dT%H:%M}" for hour in hours if is_open(pack.hours, hour) == opened), None)


def _with_a_slip(word: str) -> str:
    """A word with a typing error: the last two letters have changed places."""
    return (word[:-2] + word[-1] + word[-2]).lower()
