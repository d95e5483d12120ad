"""Star goes one step back, 1 1 1 in a topic is heard, and a silent caller is told soon who can help."""

import pytest

from tests.caller import HELPLINE_ITSELF, Caller
from tests.conftest import CLOSED, At, new_number
from tests.wiring.wire import Wire

WHO_LISTENS = "call Samaritans free on 1 1 6, 1 2 3. Again, 1 1 6, 1 2 3."


@pytest.mark.parametrize(
    ("keys", "menu"),
    [
        (("3", "3", "0"), "Exercise and recovery."),
        (("3", "0"), "Exercise and recovery."),
        (("1", "1", "5", "0"), "Steroids."),
        (("0",), "Main menu."),
    ],
)
def test_star_before_the_helpline_rings_goes_back_to_where_the_caller_was(
    caller: Caller, keys: tuple[str, ...], menu: str
) -> None:
    caller.call().press_unheard(*keys)
    assert "To go back instead, press star" in caller.heard
    assert caller.press_unheard("7").press("*").heard.startswith(menu)


def test_star_in_the_questions_of_a_call_back_goes_one_question_back(caller: Caller, at: At) -> None:
    at(CLOSED)
    assert caller.call().press("0", "0", "1", "*").heard.startswith("A call back. To be called on the number")
    caller.press("2").key_number("02079460123")
    assert caller.press("*").heard.startswith("A call back. To be called on the number")
    assert "not saved yet" in caller.press("*").heard and caller.heard.startswith("Main menu.")


def test_star_after_a_mobile_was_read_back_asks_again_which_mobile(caller: Caller) -> None:
    caller.call().press("1", "1").press_unheard("5").press("2").key_number("07400777888")
    assert caller.press("*").heard.startswith("By text. To the mobile you are calling from")


def test_who_dials_111_inside_a_topic_hears_how(caller: Caller) -> None:
    caller.call().press("1", "1")
    for _ in range(2):
        heard = caller.press_unheard("1").heard
        assert "To call 9 9 9 or 1 1 1, hang up and dial it." in heard
    assert "hang up and dial it" not in caller.call().press("1", "1").press_unheard("7").heard


def test_while_closed_0_is_the_key_of_a_call_back_wherever_it_is_named(caller: Caller, at: At) -> None:
    at(CLOSED)
    assert "For a call back, press zero." in caller.call().heard
    assert "For a call back, press zero." in caller.press("0").heard
    assert "That is saved" in caller.press("0", "1", "4").heard


def test_whose_call_back_waits_hears_of_it_where_they_press_0(caller: Caller, at: At) -> None:
    at(CLOSED)
    caller.call().press("0", "0", "1", "4")
    assert "For call backs, press zero." in caller.call().press("0").heard
    assert "A call back is waiting" in caller.press_unheard("3").heard
    assert "To check or cancel your call back, press 3." in caller.call().press("0", "0").heard
    at("2026-05-20T10:00")
    caller.call().press("0").wait().dial_ended("no-answer")
    assert "For call backs, press 1." in caller.heard


def test_a_silent_caller_hears_at_the_second_silence_who_can_help(caller: Caller, at: At) -> None:
    at(CLOSED)
    for keys in (("0",), ("0", "0")):
        heard = caller.call().press(*keys).wait(2).heard
        assert all(told in heard for told in (*HELPLINE_ITSELF, WHO_LISTENS, "somebody else can ring"))
        assert caller.offered == ["0", "*"] if keys == ("0",) else caller.offered[0] == "1"
    assert WHO_LISTENS not in caller.call().press("0").heard, "nobody else is told unasked"


def test_a_silent_caller_is_told_of_the_samaritans_before_goodbye(caller: Caller) -> None:
    caller.call().wait(4).dial_ended("busy").wait(4)
    assert caller.over and WHO_LISTENS in caller.heard


def test_to_cancel_one_for_another_asks_first_and_star_goes_back_to_it(wire: Wire, at: At) -> None:
    at(CLOSED)
    caller = Caller(wire, number=new_number()).call().press("0", "0", "2").key_number("07400777888")
    caller.press("1", "4", "3", "1")
    assert caller.heard.startswith("Cancel it? If you cancel it, we take back your request")
    assert caller.press("*").heard.startswith("Other numbers. One ends 8 8 8.")
    assert "what you asked for stands" in caller.press("1").press_unheard("6", "6", "6").heard
