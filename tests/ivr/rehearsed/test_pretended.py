"""What a test call should hear, and how its ear is judged, at the edge of each number."""

from datetime import UTC, datetime, timedelta

import pytest

from ivr.pretended import Told, expected, judge, moments
from menus.model import Pack

OPEN = datetime(2026, 5, 26, 9, tzinfo=UTC)
SHUT = datetime(2026, 5, 26, 19, tzinfo=UTC)  # 8 in the evening, in London
SAID = "The helpline is open now. Press zero for a person."


@pytest.mark.parametrize(
    ("ear", "passes"),
    [
        ("helpline is open", False),  # two words of three letters and more
        ("the helpline is open", True),
        ("THE HELPLINE, OPEN!", True),
        ("helpline open no", False),
        ("helpline open now wrongly heard", True),  # three of five: six tenths
        ("helpline open now wrongly heard throughout", False),
        ("wrongly heard throughout", False),
        ("", False),
    ],
)
def test_three_words_and_six_tenths_of_all_must_be_known_again(ear: str, passes: bool) -> None:
    told = (Told("menu.main", SAID),)
    faults = () if passes else ("at menu.main other words were heard than were said",)
    assert judge(told, ("menu.main",), (ear,)) == faults


def test_each_fault_of_a_test_call_is_told(pack: Pack) -> None:
    told = expected(pack, OPEN, "")
    places, words = [one.place for one in told], [one.words for one in told]
    assert places == ["menu.main", "menu.steroids", "menu.main", "notice"]
    (amiss,) = judge(told, places[:-1], words)
    assert amiss.endswith("menu.main, menu.steroids, menu.main, and not to " + ", ".join(places))
    assert judge(told, places, words[:-1]) == ("words were heard 3 times, not 4",)
    assert judge(told, (), words) == ("the call never reached the line",)


def test_while_it_is_open_the_closed_call_is_a_minute_after_its_end(pack: Pack) -> None:
    found = moments(pack.hours, OPEN)
    assert found["closed"] == SHUT + timedelta(minutes=1)
    assert moments(pack.hours, SHUT)["closed"] == SHUT
