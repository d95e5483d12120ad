"""Silences in a row are counted, and a key or a word in between begins the count anew."""

from dataclasses import replace
from datetime import datetime

import pytest

from ivr.call import Call, Go
from ivr.flow import step
from ivr.model import Caller as Kind
from ivr.model import Listen, Place, Pressed, Silence, Spoke, Turn
from ivr.rooms.patience import LAST_WAIT, REPEAT_WAIT, among, refuse
from ivr.spot import Spot
from menus.model import Pack
from tests.caller import Caller, words_of
from tests.conftest import CLOSED, OPEN

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
