"""The webhooks of a test call: by what is noted the line knows it, and its own end goes on or hangs up."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from store.desk.rehearsals import Rehearsals
from store.store import Store
from tests.caller import Caller
from tests.conftest import OPEN, new_number
from tests.wiring.wire import OTHER, Wire


@pytest.fixture
def begun(line_store: Store) -> Iterator[Rehearsals]:
    """A test that is running."""
    kept = Rehearsals(line_store.link)
    kept.begin(OPEN + timedelta(days=1))
    yield kept
    kept.end()


def test_a_call_of_a_test_is_known_by_its_id(wire: Wire, begun: Rehearsals) -> None:
    ours, stranger = Caller(wire, number=OTHER).call(), Caller(wire, number=new_number()).call()
    assert ours.call_id in begun.noted("call") and stranger.call_id not in begun.noted("call")


def test_its_own_end_presses_one_key_at_each_turn_and_hangs_up_after_the_last(
    wire: Wire, begun: Rehearsals
) -> None:
    def hears(left: str) -> bytes:
        form = {"CallSid": "CA" + "1" * 32, "From": OTHER, "SpeechResult": "welcome"}
        return wire.post(f"/voice/rehearsal?left={left}", form).body

    assert b"Gather" not in hears("1*0"), "no call has arrived"
    Caller(wire, number=OTHER).call()
    pressed = hears("1*0")
    assert b'digits="w1"' in pressed and b'"/voice/rehearsal?left=*0"' in pressed
    none = hears("-0")
    assert b"digits" not in none and b'"/voice/rehearsal?left=0"' in none
    assert b'digits="w0"' in hears("0") and b"Gather" in hears("0")
    assert b"Gather" not in hears("")
    assert begun.noted("words") == ("welcome",) * 5
