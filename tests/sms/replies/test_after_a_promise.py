"""Behind a promise a number is told how that stands, and of another's number the time of day is told, too."""

import pytest

from tests.conftest import new_number
from tests.sms.test_for_others import ask
from tests.texter import Texter
from tests.wiring.wire import Wire


@pytest.mark.parametrize("digit", ["1", "4", "2."])
def test_a_number_sent_again_behind_a_promise_hears_how_it_stands(wire: Wire, digit: str) -> None:
    """Whoever was told that we could not make sure answers our question once more (R51)."""
    texter = Texter(wire, number=new_number())
    assert "saved" in texter.text("CALLME", "1", "4")
    said = texter.text(digit)
    assert "your call back is saved" in said and "older" not in said
    assert "your call back is saved" in texter.text(digit)


def test_of_a_number_of_somebody_else_it_is_told_too(wire: Wire) -> None:
    texter, other = Texter(wire, number=new_number()), new_number()
    ask(texter, other)
    assert other[-3:] in texter.text("4")
    texter.text("NOCALL")
    assert "did not ask for a number" in texter.text("4")


@pytest.mark.parametrize(
    ("key", "best"), [("1", "best in the morning"), ("3", "best in the evening"), ("4", "any time")]
)
def test_the_time_of_day_is_told_of_anothers_number(wire: Wire, key: str, best: str) -> None:
    texter, other = Texter(wire, number=new_number()), new_number()
    said = texter.text("CALLME", "2", f"0{other[3:]}", "1", key)
    assert "We will ring that number by" in said and best in said
