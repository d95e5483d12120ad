"""Whoever presses no key, or not the next one: what they are told is true, and no question is lost (R10)."""

import pytest

from ivr.flow import step
from ivr.model import Caller as Kind
from ivr.model import Keyed, Listen, Place, Pressed, Silence, Turn
from ivr.spot import Spot
from menus.model import Pack
from menus.outcome import Already, Kept, Outcome, Waiting
from tests.caller import HELPLINE_ITSELF, Caller
from tests.conftest import CLOSED, OPEN, At

MOBILE = Kind("mobile")


def said(turn: Turn) -> str:
    assert isinstance(turn.then, Listen)
    return str((turn.before, turn.then.prompt))


def test_who_pressed_a_key_and_then_none_is_put_through_too_and_was_told_so(caller: Caller) -> None:
    caller.call().press("1").wait()
    assert "stay on the line for a person" in caller.heard
    assert "Putting you through" in caller.wait(2).heard


def test_a_call_back_that_was_offered_after_no_answer_is_offered_until_goodbye(caller: Caller) -> None:
    caller.call().press("0").wait().dial_ended("no-answer")
    for _ in range(4):
        assert caller.offered == ["0", "1", "*"]
        caller.wait()
        assert "for a person" not in caller.heard
    assert caller.over and all(told in caller.heard for told in (*HELPLINE_ITSELF, "somebody else"))


def test_silence_at_the_best_time_asks_again_and_ends_with_that_nothing_is_saved(
    caller: Caller, at: At
) -> None:
    at(CLOSED)
    caller.call().press("0", "1", "1")
    for _ in range(4):
        assert caller.offered == ["1", "2", "3", "4", "5", "*"]
        caller.wait()
    assert caller.over and "not saved yet" in caller.heard


@pytest.mark.parametrize("spot", ["callback", "time", "check.callback", "number.callback"])
def test_whoever_leaves_a_half_made_call_back_hears_that_it_is_not_saved(pack: Pack, spot: str) -> None:
    leaves = Keyed("left") if spot == "number.callback" else Pressed("*")
    left = step(pack, Place("en", Spot.read(spot)), leaves, CLOSED, MOBILE)
    assert left.place.spot.room == "menu" and "not saved yet" in said(left)


def test_when_closed_silence_promises_no_person_and_says_how_else(caller: Caller, at: At) -> None:
    at(CLOSED)
    assert "stay on the line to hear who can help" in caller.call().wait().heard
    caller.wait(2)
    assert all(told in caller.heard for told in (*HELPLINE_ITSELF, "somebody else"))


def test_who_was_led_to_a_helpline_that_did_not_answer_may_ask_for_a_call_back(caller: Caller) -> None:
    caller.call().wait(4).dial_ended("no-answer")
    assert "for a call back, press zero" in caller.heard
    assert "For a call back, press 1" in caller.press("0").heard and "0" in caller.offered


def test_silence_after_hearing_of_a_call_back_asks_again_and_leaving_says_that_it_stands(
    caller: Caller, at: At
) -> None:
    at(CLOSED)
    caller.call().press("0", "1", "1", "4", "3")
    for _ in range(3):
        assert "To take it back, press 1" in caller.heard
        caller.wait()
    assert "what you asked for stands" in caller.press("*").heard


def settled(pack: Pack, spot: str, outcome: Outcome) -> str:
    return said(step(pack, Place("en", Spot.read(spot)), outcome, CLOSED, MOBILE))


@pytest.mark.parametrize(
    ("spot", "outcome"),
    [
        ("saved.relay", Kept(OPEN)),
        ("saved.relay", Kept(OPEN, another=True)),
        ("saved.any", Already(OPEN, relay=True)),
    ],
)
def test_by_relay_uk_no_number_is_said_to_show(pack: Pack, spot: str, outcome: Outcome) -> None:
    heard = settled(pack, spot, outcome)
    assert "Relay U K" in heard and "do not know" in heard and "LineNumber" not in heard


def test_what_waits_by_relay_uk_is_told_so(pack: Pack) -> None:
    assert "Relay U K" in settled(pack, "waits", Waiting(OPEN, relay=True))
    assert "Relay U K" not in settled(pack, "waits", Waiting(OPEN))


@pytest.mark.parametrize("best", ["morning", "afternoon", "evening", "any"])
@pytest.mark.parametrize("another", [False, True])
def test_the_time_of_day_that_was_asked_for_is_read_back(pack: Pack, best: str, another: bool) -> None:
    heard = settled(pack, f"saved.{best}", Kept(OPEN, another=another))
    assert best in heard and "If we can, we ring from" in heard


def test_a_third_other_number_is_refused_before_it_is_keyed(caller: Caller, at: At) -> None:
    at(CLOSED)
    for number in ("02079460111", "02079460112"):
        caller.call() if number.endswith("1") else caller.press("*")
        caller.press("0", "1", "2").key_number(number).press("1", "4")
    heard = caller.press("*", "0", "1", "2").heard
    assert "as many as we can take" in heard and "If you take one back" in heard


def test_two_stars_leave_the_keying_of_a_number(caller: Caller, at: At) -> None:
    at(CLOSED)
    caller.number = "anonymous"
    assert "press star twice" in caller.call().press("0", "1").heard
    assert caller.key_number("0740**").heard.startswith("Main menu.")


def test_a_third_silence_never_swaps_a_question_for_a_menu(pack: Pack) -> None:
    for spot in ("callback", "time", "check.callback", "missed", "closed", "waits", "ask.bones"):
        place = Place("en", Spot.read(spot), silences=2, tried=True)
        for now in (OPEN, CLOSED):
            assert step(pack, place, Silence(), now, MOBILE).place.spot == Spot.read(spot)
