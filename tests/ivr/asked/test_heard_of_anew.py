"""Who has a call-back hears of it where they press 0 in open hours, and takes it back there."""

from datetime import datetime, timedelta

from store.store import Store
from tests.caller import Caller
from tests.conftest import CLOSED, OPEN, At, new_number
from tests.wiring.wire import Wire


def asked(wire: Wire, at: At) -> str:
    """The number of somebody who asked for a call-back while the helpline was closed."""
    at(CLOSED)
    caller = Caller(wire, number=new_number()).call().press("0", "0", "1", "4")
    at(OPEN)
    return caller.number


def test_key_3_before_the_helpline_rings_tells_of_the_call_back_and_takes_it_back(
    wire: Wire, line_store: Store, at: At
) -> None:
    number = asked(wire, at)
    caller = Caller(wire, number=number).call().press("0")
    assert "Putting you through" in caller.heard and "3" in caller.offered
    assert "is waiting for" in caller.press("3").heard
    assert "is cancelled" in caller.press("1", "2").heard and line_store.callbacks.open_of(number) is None


def test_who_has_none_hears_of_none_and_is_put_through(wire: Wire, at: At) -> None:
    at(OPEN)
    caller = Caller(wire, number=new_number()).call().press("0")
    assert "cancel your call back" not in caller.heard


def test_who_calls_too_often_to_be_put_through_takes_theirs_back_with_0(
    wire: Wire, line_store: Store, at: At
) -> None:
    number = asked(wire, at)
    line_store.blocks.block(number, "abuse", datetime.now(OPEN.tzinfo) + timedelta(days=3))
    caller = Caller(wire, number=number).call()
    assert "0" in caller.offered and "is waiting for" in caller.press("0").heard
    assert "is cancelled" in caller.press("1", "2").heard and line_store.callbacks.open_of(number) is None


def test_star_at_a_number_that_was_read_back_has_it_keyed_again(wire: Wire, at: At) -> None:
    at(CLOSED)
    caller = Caller(wire, number="anonymous").call().press_unheard("0", "0").key_number("07400100555")
    assert "You keyed" in caller.heard
    caller.press("*")
    assert caller.gather["finishOnKey"] == "#"


def test_a_promise_that_is_heard_again_is_counted_once(wire: Wire, line_store: Store, at: At) -> None:
    at(CLOSED)
    told = []
    for again in ((), ("9", "9")):
        Caller(wire, number=new_number()).call().press("0", "0", "1", "4", *again)
        line_store.counts.flush()
        told.append(line_store.counts.day(CLOSED.date())["callback:kept"])
    assert told[1] == told[0] + 1
