"""Who asks for a text and gives no number hears that none was sent, and the topic is not lost."""

import pytest

from tests.caller import Caller
from tests.conftest import CLOSED, At
from tests.wiring.wire import Wire

UNSENT = "No text was sent."
LANDLINE, ANONYMOUS = "+442079460123", "anonymous"


@pytest.mark.parametrize("digits", [("**",), ("3", "3", "3"), ("", "", "")])
@pytest.mark.parametrize("number", [LANDLINE, ANONYMOUS])
def test_a_number_that_is_given_up_leads_back_to_the_topic(
    wire: Wire, at: At, number: str, digits: tuple[str, ...]
) -> None:
    at(CLOSED)
    caller = Caller(wire, number=number).call().press("3", "1").to_the_end().press("5")
    for keyed in digits:
        caller.key_number(keyed)
    assert UNSENT in caller.heard and "That is the end." in caller.heard and "5" in caller.offered
    assert "main menu" not in caller.heard.lower()


def test_so_it_does_to_what_is_left_of_a_topic_on_a_medicine(wire: Wire, at: At) -> None:
    at(CLOSED)
    caller = Caller(wire, number=LANDLINE).call().press("1", "1").press_unheard("5")
    for _ in range(3):
        caller.key_number("3")
    assert UNSENT in caller.heard and "Do not stop" in caller.heard
    assert caller.wait().to_the_end()


@pytest.mark.parametrize("keys", ["*", "666"])
def test_who_leaves_the_question_which_mobile_hears_so_too(caller: Caller, at: At, keys: str) -> None:
    at(CLOSED)
    caller.call().press("3", "1").to_the_end().press("5").press_unheard(*keys)
    assert UNSENT in caller.heard


def test_a_text_that_is_sent_is_not_told_so(caller: Caller, at: At) -> None:
    at(CLOSED)
    heard = caller.call().press("3", "1").to_the_end().press("5", "1").heard
    assert "on its way" in heard and UNSENT not in heard


@pytest.mark.parametrize(("key", "said"), [("1", "The text is on its way."), ("*", UNSENT)])
def test_after_the_topic_before_a_menu_the_menu_is_read(caller: Caller, at: At, key: str, said: str) -> None:
    at(CLOSED)
    caller.call().press("2").press_unheard("5").press("5", key)
    assert said in caller.heard and caller.offered == ["1", "2", "3", "4", "*", "0"]
