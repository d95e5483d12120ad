"""What a call says before a choice lasts as long as the rules count, whatever its blanks hold."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from ivr.aloud import Numbers, aloud
from ivr.flow import step
from ivr.model import Caller, Listen, Pause, Place, Pressed, Say
from ivr.spot import Spot
from menus import longest, words
from menus.due import due_days
from menus.model import Closure, Pack
from menus.parts import length
from menus.rules.choices import choices
from menus.rules.faults import faults
from menus.said import look
from menus.seconds import seconds
from tests.conftest import CLOSED, OPEN

TODAY = date(2026, 6, 1)
QUESTIONS = ("callback", "time", "check.callback", "text.bones", "missed", "late")


def lasts(pack: Pack, spot: str, now: datetime) -> float:
    """Seconds of what is heard at a spot, its blanks filled at their longest."""
    language = pack.languages["en"]
    turn = step(pack, Place("en", Spot.read(spot)), Pressed("9"), now, Caller("mobile"))
    assert isinstance(turn.then, Listen)
    filled = longest.spoken(pack, language)
    known = Numbers(filled["tail"], filled["keyed"], filled["line"])
    return sum(
        part.ms / 1000 if isinstance(part, Pause) else seconds(aloud(part, known))
        for part in turn.then.prompt
        if isinstance(part, Pause | Say)
    )


@pytest.mark.parametrize("spot", QUESTIONS)
def test_a_question_of_a_call_lasts_22_seconds_at_most(pack: Pack, spot: str) -> None:
    assert lasts(pack, spot, OPEN) <= 22
    assert lasts(pack, spot, CLOSED) <= 22


@pytest.mark.parametrize("menu", ["main", "steroids", "treatments", "exercise", "other"])
def test_a_menu_lasts_22_seconds_at_most_open_and_closed(pack: Pack, menu: str) -> None:
    assert lasts(pack, f"menu.{menu}", OPEN) <= 22
    assert lasts(pack, f"menu.{menu}", CLOSED) <= 22


def test_the_rule_counts_what_the_call_says(pack: Pack) -> None:
    seen = look(pack, pack.languages["en"], TODAY)
    long = replace(seen.language, call={**seen.language.call, "time_any": "For " + "any " * 60})
    said = [
        replace(one, full=long.call["time_any"]) if one.key == "call.time_any" else one for one in seen.said
    ]
    (fault,) = choices(replace(seen, language=long, said=tuple(said)))
    longer = replace(pack, languages={"en": long})
    assert f"lasts {lasts(longer, 'time', OPEN):.1f} s" in fault.says


def test_every_option_and_question_is_a_phrase_of_a_call(pack: Pack) -> None:
    names = pack.phrase_names
    assert names.before_a_key | names.choices.keys() <= set(names.call)


def test_the_shipped_words_leave_room_for_spoken_messages(pack: Pack) -> None:
    taking = replace(pack, hours=replace(pack.hours, messages=True))
    assert [str(fault) for fault in faults(taking, TODAY) if fault.level == "error"] == []


def test_no_day_of_opening_is_longer_than_the_longest(pack: Pack) -> None:
    language = pack.languages["en"]
    spoken, written = longest.spoken(pack, language), longest.written(pack, language)
    for days in range(1, 60):
        closed = replace(pack.hours, closures=(Closure(CLOSED, CLOSED + timedelta(days=days)),))
        assert seconds(words.opening(language, closed, CLOSED)) <= seconds(spoken["opening"])
        assert length(words.opening_text(language, closed, CLOSED)) <= length(written["opening"])


def test_no_promised_day_is_longer_than_the_longest(pack: Pack) -> None:
    language = pack.languages["en"]
    spoken, written = longest.spoken(pack, language)["due"], longest.written(pack, language)["due"]
    for now in (OPEN + timedelta(weeks=week) for week in range(0, 52, 3)):
        for due in due_days(pack.hours, now):
            assert seconds(words.due(language, pack.hours, now, due)) <= seconds(spoken)
            assert length(words.due_text(language, pack.hours, now, due)) <= length(written)
