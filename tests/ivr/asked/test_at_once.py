"""Who has just asked for another number hears of that one, and not first of their own."""

import pytest

from tests.caller import Caller
from tests.conftest import CLOSED, At, new_number
from tests.wiring.wire import Wire

pytestmark = pytest.mark.usefixtures("places")


def ask(caller: Caller, *keys: str) -> Caller:
    """Ask for a call-back to another number; `keys` lead to where one is keyed."""
    return caller.call().press_unheard(*keys).key_number("07400777888").press("1", "4")


def test_right_after_the_promise_for_another_number_key_3_tells_of_it_at_once(caller: Caller, at: At) -> None:
    at(CLOSED)
    heard = ask(caller, "0", "0", "2").press("3").heard
    assert heard.startswith("Other numbers. One ends 8 8 8.") and caller.offered == ["1", "*"]
    assert "your own" not in heard and "calling from" not in heard


def test_so_it_does_where_no_further_number_can_be_rung(caller: Caller, at: At) -> None:
    at(CLOSED)
    ask(caller, "0", "0", "2")
    caller.call().press("0", "0", "2").key_number("0" + new_number()[3:]).press("1", "4")
    assert "as many as we can take" in caller.call().press("0", "0", "2").heard
    assert caller.press("3").heard.startswith("Other numbers. One ends")


def test_after_the_promise_for_their_own_it_tells_of_that(caller: Caller, at: At) -> None:
    at(CLOSED)
    assert (
        caller.call()
        .press("0", "0", "1", "4", "3")
        .heard.startswith("Your call back. A call back is waiting")
    )


@pytest.mark.parametrize("key", ["9", "6"])
def test_a_caller_who_shows_no_number_hears_nothing_of_the_number_they_call_from(
    wire: Wire, at: At, key: str
) -> None:
    at(CLOSED)
    hidden = ask(Caller(wire, number="anonymous"), "0", "0").press("3", "1", "2").press_unheard(key)
    assert "You have no call back with us for another number." in hidden.heard
    assert "calling from" not in " ".join(hidden.said)


def test_who_cannot_be_rung_and_has_asked_for_two_hears_of_the_one_that_is_left(wire: Wire, at: At) -> None:
    at(CLOSED)
    abroad = ask(Caller(wire, number="+33612345678"), "0", "0")
    abroad.call().press_unheard("0", "0").key_number("0" + new_number()[3:]).press("1", "4", "3", "1", "2")
    heard = abroad.press_unheard("9").heard
    assert "You have no" not in heard and "calling from" not in heard and abroad.offered == ["2", "*"]
