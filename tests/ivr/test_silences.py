"""Silences in a row are counted, what is said of staying is true, and no question is lost (R10)."""

from dataclasses import replace
from datetime import datetime

import pytest

from ivr.call import Call, Go
from ivr.flow import step
from ivr.model import Caller as Kind
from ivr.model import Keyed, Listen, Place, Pressed, Silence, Spoke, Turn
from ivr.rooms.patience import LAST_WAIT, REPEAT_WAIT, among, refuse
from ivr.spot import Spot
from menus.model import Pack
from menus.outcome import Already, Another, Kept, Outcome, Waiting
from tests.caller import HELPLINE_ITSELF, Caller, words_of
from tests.conftest import CLOSED, OPEN, At

MENU = "menu.main"
HERE = Spot.read(MENU)


def call(pack: Pack, now: datetime = OPEN, spot: str = MENU, **place: object) -> Call:
    return Call(pack, Place("en", Spot.read(spot), **place), now, Kind())  # type: ignore[arg-type]


def quiet(at: Call, spot: str) -> Go:
    """Where silence leads at a place whose menu is `spot`."""
    return among(at, Silence(), (), Spot.read(spot))


def words(turn: Turn) -> str:
    assert isinstance(turn.then, Listen)
    return str(turn.then.prompt)


@pytest.mark.parametrize(
    ("silences", "now", "tried", "spot", "counted", "wait"),
    [
        (0, OPEN, False, MENU, 1, REPEAT_WAIT),
        (1, OPEN, False, MENU, 2, REPEAT_WAIT),
        (2, OPEN, False, "person", 0, None),
        (2, OPEN, True, MENU, 4, LAST_WAIT),
        (3, OPEN, True, MENU, 4, LAST_WAIT),
        (4, OPEN, True, "goodbye", 4, None),
        (0, CLOSED, False, MENU, 1, REPEAT_WAIT),
        (1, CLOSED, False, MENU, 2, REPEAT_WAIT),
        (2, CLOSED, False, "closed", 3, LAST_WAIT),
        (2, CLOSED, True, "closed", 3, LAST_WAIT),
        (3, CLOSED, False, MENU, 4, LAST_WAIT),
        (4, CLOSED, False, "goodbye", 4, None),
    ],
)
def test_what_a_silence_leads_to(
    pack: Pack, silences: int, now: datetime, tried: bool, spot: str, counted: int, wait: int | None
) -> None:
    go = quiet(call(pack, now, silences=silences, tried=tried), MENU)
    assert (str(go.place.spot), go.place.silences, go.wait) == (spot, counted, wait)
    assert go.place.led == (spot in ("person", "closed"))


@pytest.mark.parametrize(
    ("now", "place", "helps"),
    [
        (OPEN, {}, True),
        (OPEN, {"tried": True}, False),
        (OPEN, {"barred": True}, False),
        (CLOSED, {}, False),
    ],
)
def test_staying_is_offered_to_whom_it_brings_a_person(
    pack: Pack, now: datetime, place: dict[str, bool], helps: bool
) -> None:
    said = str(quiet(call(pack, now, **place), MENU).words)
    assert ("for a person" in said) == helps


def test_a_silence_keeps_its_part_of_a_topic_and_none_of_another_place(pack: Pack) -> None:
    assert quiet(call(pack, spot="topic.bones", chunk=2), "topic.bones").place.chunk == 2
    assert quiet(call(pack, spot="topic.bones", chunk=2), MENU).place.chunk == 0


@pytest.mark.parametrize("key", ["9", "8", "7", "1"])
@pytest.mark.parametrize("before", [1, 2, 4])
def test_a_key_begins_the_count_anew(pack: Pack, key: str, before: int) -> None:
    turn = step(pack, Place("en", HERE, silences=before), Pressed(key), OPEN)
    assert turn.place.silences == 0


def test_a_word_begins_the_count_anew_and_is_no_key(pack: Pack) -> None:
    listening = replace(pack, speech=True)
    turn = step(listening, Place("en", HERE, silences=2), Spoke("wibble wobble", 0.9), OPEN)
    assert turn.place.silences == 0


def test_a_silence_after_a_key_is_the_first(pack: Pack) -> None:
    after = step(pack, Place("en", HERE, silences=2), Pressed("9"), OPEN)
    first = step(pack, after.place, Silence(), OPEN)
    assert "Take your time" in words(first)
    assert first.place.silences == 1


def test_whoever_presses_a_key_after_two_silences_is_waited_for_as_at_first(caller: Caller) -> None:
    caller.call().wait(2).press("9")
    assert "Take your time" in caller.wait().heard
    assert "Take your time" not in caller.wait().heard
    assert "Putting you through" in caller.wait().heard


@pytest.mark.parametrize(("misses", "spot", "counted"), [(0, MENU, 1), (1, MENU, 2), (2, "person", 0)])
def test_the_third_unused_key_in_a_row_finds_a_person(
    pack: Pack, misses: int, spot: str, counted: int
) -> None:
    go = refuse(call(pack, misses=misses))
    assert (str(go.place.spot), go.place.misses, go.place.led) == (spot, counted, spot == "person")


@pytest.mark.parametrize("key", ["*", "9", "#"])
def test_a_key_that_is_used_forgets_those_that_were_not(pack: Pack, key: str) -> None:
    assert among(call(pack, misses=2), Pressed(key), ()).place.misses == 0
    assert among(call(pack, misses=2), Pressed(key), ()).place.spot == HERE


def test_an_unused_key_says_the_same_part_again(pack: Pack) -> None:
    assert refuse(call(pack, spot="topic.bones", chunk=2)).place.chunk == 2


def test_where_silence_makes_no_request_of_its_own_the_call_goes_on_all_the_same(caller: Caller) -> None:
    """Carriers that do not know `actionOnEmptyResult` go on to the verb below the Gather."""
    for keys in ((), ("1",), ("0",), ("1", "2")):
        asked = caller.call().press(*keys).document
        assert [verb.tag for verb in asked][-2:] == ["Gather", "Redirect"]
        redirected = asked.findtext("Redirect", "")
        known = words_of(caller.wait().document)
        assert words_of(caller._post(redirected).document) == known


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
    caller.call().press("0", "0", "1")
    for _ in range(4):
        assert caller.offered == ["1", "2", "3", "4", "5", "*"]
        caller.wait()
    assert caller.over and "not saved yet" in caller.heard


@pytest.mark.parametrize("spot", ["callback", "number.callback"])
def test_whoever_leaves_a_half_made_call_back_hears_that_it_is_not_saved(pack: Pack, spot: str) -> None:
    leaves = Keyed("left") if spot == "number.callback" else Pressed("*")
    left = step(pack, Place("en", Spot.read(spot)), leaves, CLOSED, MOBILE)
    assert left.place.spot.room == "menu" and "not saved yet" in said(left)


def test_when_closed_silence_promises_no_person_and_says_how_else(caller: Caller, at: At) -> None:
    at(CLOSED)
    assert "stay on the line to hear who can help" in caller.call().wait().heard
    caller.wait()
    assert all(told in caller.heard for told in (*HELPLINE_ITSELF, "Samaritans", "somebody else"))


def test_who_was_led_to_a_helpline_that_did_not_answer_hears_how_to_get_a_call_back(caller: Caller) -> None:
    caller.call().wait(4).dial_ended("no-answer")
    assert "To try the helpline again, or for a call back, press zero." in caller.heard
    assert caller.offered == ["0", "*"], "a key that repeats asks for nothing (ADR 17)"
    assert "To try the helpline again, press zero. For a call back, press 1." in caller.press("0").heard
    assert "That is saved" in caller.press("1", "1", "4").heard


def test_silence_after_hearing_of_a_call_back_asks_again_and_leaving_says_that_it_stands(
    caller: Caller, at: At
) -> None:
    at(CLOSED)
    caller.call().press("0", "0", "1", "4", "3")
    for _ in range(3):
        assert "To cancel it, press 1" in caller.heard
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
    assert "any time" not in settled(pack, "waits", Waiting(OPEN, relay=True, best="any"))
    assert "any time" in settled(pack, "waits", Waiting(OPEN, best="any"))
    others = (Another(1, "001", OPEN),)
    assert "any time" not in settled(pack, "waits", Waiting(OPEN, others, best="any")), (
        "longer than R8 lets it"
    )


@pytest.mark.parametrize("best", ["morning", "afternoon", "evening", "any"])
@pytest.mark.parametrize("another", [False, True])
def test_the_time_of_day_that_was_asked_for_is_read_back(pack: Pack, best: str, another: bool) -> None:
    heard = settled(pack, f"saved.{best}", Kept(OPEN, another=another))
    assert best in heard and "If we can, we ring from" in heard


def test_a_third_other_number_is_refused_before_it_is_keyed(caller: Caller, at: At) -> None:
    at(CLOSED)
    for number in ("02079460111", "02079460112"):
        caller.call() if number.endswith("1") else caller.press("*")
        caller.press("0", "0", "2").key_number(number).press("1", "4")
    heard = caller.press("*", "0", "0", "2").heard
    assert "as many as we can take" in heard and "If you take one back" in heard


def test_two_stars_leave_the_keying_of_a_number(caller: Caller, at: At) -> None:
    at(CLOSED)
    caller.number = "anonymous"
    assert "press star twice" in caller.call().press("0", "0").heard
    assert caller.key_number("0740**").heard.startswith("Main menu.")


def test_a_third_silence_never_swaps_a_question_for_a_menu(pack: Pack) -> None:
    for spot in ("callback", "time", "check.callback", "missed", "closed", "waits", "ask.bones"):
        place = Place("en", Spot.read(spot), silences=2, tried=True)
        for now in (OPEN, CLOSED):
            # who hears the choices of "missed" once we are closed is at the closed message
            stays = "closed" if (spot, now) == ("missed", CLOSED) else spot
            assert step(pack, place, Silence(), now, MOBILE).place.spot == Spot.read(stays)
