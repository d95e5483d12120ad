"""Stray keys where a call-back or a message was promised: each is told as such, and what stands is said."""

from dataclasses import replace

import pytest

from ivr.flow import step
from ivr.model import Place, Pressed
from ivr.spot import Spot
from menus.model import Pack
from tests.caller import Caller
from tests.conftest import CLOSED, At

pytestmark = pytest.mark.usefixtures("places")
UNUSED, STANDS = "Sorry. That key is not in use here. Let us try again.", "what you asked for stands"
SAVED = ("0", "0", "1", "1")
ASKED: dict[str, tuple[tuple[str, ...], str]] = {
    "promised": (SAVED, "That is saved."),
    "waiting": ((*SAVED, "3"), "A call back is waiting"),
    "taken back": ((*SAVED, "3", "1", "2"), "No call back is waiting"),
}


@pytest.mark.parametrize(("keys", "said"), ASKED.values(), ids=ASKED)
def test_a_key_that_is_not_in_use_is_told_so_and_what_was_asked_is_said_again(
    caller: Caller, at: At, keys: tuple[str, ...], said: str
) -> None:
    at(CLOSED)
    caller.call().press(*keys)
    for _ in range(2):
        assert caller.press_unheard("6").heard.startswith(f"{UNUSED} {said}")
    assert caller.press_unheard("9").heard.startswith(f"Again. {said}")
    assert caller.press_unheard("8").heard.startswith(f"Slow mode on. {said}")


def test_the_same_of_one_asked_for_another(caller: Caller, at: At) -> None:
    at(CLOSED)
    caller.call().press("0", "0", "2").key_number("07400777888").press("1", "4", "3")
    for _ in range(2):
        assert caller.press_unheard("6").heard.startswith(f"{UNUSED} One ends 8 8 8.")
    assert STANDS in caller.press_unheard("6").heard


@pytest.mark.parametrize("keys", [SAVED, (*SAVED, "3")])
def test_three_of_them_lead_to_a_person_with_the_word_that_it_stands(
    caller: Caller, at: At, keys: tuple[str, ...]
) -> None:
    at(CLOSED)
    caller.call().press(*keys).press_unheard("6", "6", "6")
    assert STANDS in caller.heard and "The helpline is closed" in caller.heard


def test_nothing_is_said_to_stand_that_was_not_promised(caller: Caller, at: At, pack: Pack) -> None:
    at(CLOSED)
    assert STANDS not in caller.call().press(*SAVED, "*").heard
    refused = step(pack, Place("en", Spot("saved", ("any",)), misses=2), Pressed("6"), CLOSED)
    assert not any("stands" in str(part) for part in refused.then.prompt)  # type: ignore[union-attr]


@pytest.mark.parametrize("done", ["keep", "chosen", "play"])
def test_three_of_them_after_a_message_lead_to_a_person_with_the_word_that_it_is_kept(
    pack: Pack, done: str
) -> None:
    taking = replace(pack, hours=replace(pack.hours, messages=True))
    place = Place("en", Spot("recorded", (done,)), 20, misses=2)
    led = step(taking, place, Pressed("6"), CLOSED)
    assert led.place.spot == Spot("closed") and "message is kept" in str(led.then)
