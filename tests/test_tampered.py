"""Webhooks of a call as no carrier sends them: places that are none, wishes without a call."""

from collections.abc import Callable

import pytest

from tests.caller import Caller, parsed, words_of
from tests.conftest import CLOSED
from tests.wire import Wire

CALL = {"CallSid": "CA" + "0" * 32, "From": "+447400123456"}


@pytest.mark.parametrize("room", ["number", "check"])
@pytest.mark.parametrize("about", ["bones", "text.callback", "text.text.bones", "text"])
def test_a_number_is_keyed_for_a_call_back_or_for_a_topic_and_for_nothing_else(
    wire: Wire, room: str, about: str
) -> None:
    answer = wire.post(f"/voice/en/{room}.{about}/0/00", {**CALL, "Digits": "1"})
    assert "lost our place" in words_of(parsed(answer))


def test_nothing_is_promised_in_a_call_that_cannot_be_told_from_others(
    caller: Caller, at: Callable[[object], None]
) -> None:
    at(CLOSED)
    caller.call().call_id = ""
    assert "nothing was saved" in caller.press("0", "1", "1", "4").heard
    caller.call().call_id = ""
    assert "nothing was saved" in caller.press("1", "1").to_the_end().press("5", "1").heard
