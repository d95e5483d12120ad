"""Who dials 999 into the line hears how to call it, and loses nothing of what they were at (R5)."""

import pytest

from ivr.model import Keyed
from menus.model import Pack
from menus.numbers import dials_help
from play.act import Act, Phone, number_keyed
from tests.caller import Caller
from tests.conftest import CLOSED, At
from tests.wiring.wire import MOBILE

pytestmark = pytest.mark.usefixtures("places")
HANG_UP = "To call 9 9 9 or 1 1 1, hang up and dial it."
WHERE: dict[str, tuple[str, ...]] = {
    "the main menu": (),
    "a menu": ("1",),
    "a topic": ("1", "1"),
    "the closed message": ("0",),
    "asking for a call-back": ("0", "0"),
    "the best time": ("0", "0", "1"),
}


@pytest.mark.parametrize("keys", WHERE.values(), ids=WHERE)
def test_from_the_second_9_in_a_row_on_how_to_call_999_comes_first(
    caller: Caller, at: At, keys: tuple[str, ...]
) -> None:
    at(CLOSED)
    once = caller.call().press_unheard(*keys, "9").heard
    assert HANG_UP not in once
    for _ in range(2):
        assert caller.press_unheard("9").heard == once.replace("Again.", f"Again. {HANG_UP}")


@pytest.mark.parametrize("between", ["*", "8", "#", "6", ""])
def test_a_9_after_something_else_is_a_first_one(caller: Caller, at: At, between: str) -> None:
    at(CLOSED)
    caller.call().press("9")
    _ = caller.press_unheard(between) if between else caller.wait()
    assert HANG_UP not in caller.press("9").heard


@pytest.mark.parametrize("digits", ["999", "99", "9999", "112", "111", "18000", "0770*999"])
@pytest.mark.parametrize("keys", [("0", "0", "2"), ("1", "1", "5", "2")], ids=["a call-back", "a text"])
def test_999_keyed_where_a_number_is_asked_for_is_told_how_to_call_it_and_asked_again(
    caller: Caller, at: At, keys: tuple[str, ...], digits: str
) -> None:
    at(CLOSED)
    asked = caller.call().press_unheard(*keys).heard.partition("Please")[2]
    assert caller.key_number(digits).heard == f"{HANG_UP} Please{asked}"
    assert "zero 7 4 zero zero" in caller.key_number("07400777888").heard


def test_999_keyed_a_third_time_is_told_so_before_the_number_is_left(caller: Caller, at: At) -> None:
    at(CLOSED)
    caller.call().press("0", "0", "2").key_number("999").key_number("999").key_number("999")
    assert caller.heard.index(HANG_UP) < caller.heard.index("Let us leave the number")


def test_no_number_of_a_person_is_taken_for_that_of_an_emergency_service(pack: Pack) -> None:
    assert not any(map(dials_help, ("", "9", "07400999999", "02079460999", "1110", "118000", "9990", "٩٩٩")))
    assert number_keyed(Phone(pack, MOBILE), Act("key", "999", 0)) == ("", Keyed("emergency"))
