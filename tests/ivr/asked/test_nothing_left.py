"""Who has taken back all that waits is not offered to hear of it any more in the same call."""

import pytest

from tests.caller import Caller
from tests.conftest import At, new_number

pytestmark = pytest.mark.usefixtures("places")
OFFER = "To check or cancel your call back"
TAKEN_BACK = ("0", "3", "1", "2", "*", "0")


def test_before_the_helpline_is_rung_nothing_is_offered_that_was_taken_back(caller: Caller, at: At) -> None:
    at("2026-05-19T22:00")
    caller.call().press("0", "0", "1", "4")
    at("2026-05-20T10:00")
    assert OFFER in caller.call().press("0").heard
    assert "is cancelled" in caller.press("3", "1", "2").heard
    assert OFFER not in caller.press("*", "0").heard


def test_what_still_waits_for_another_is_offered(caller: Caller, at: At) -> None:
    at("2026-05-19T22:00")
    caller.call().press("0", "0", "1", "4")
    caller.call().press("0", "0", "2").key_number("0" + new_number()[3:]).press("1", "4")
    at("2026-05-20T10:00")
    assert OFFER in caller.call().press(*TAKEN_BACK).heard
    caller.press("3", "2")
    assert OFFER not in caller.press("1", "2", "*", "0").heard
