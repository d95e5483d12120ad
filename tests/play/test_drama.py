"""Numbers of drama: in a play they are what they stand for, on the line what they are, which nobody rings."""

import pytest

from menus.model import Pack
from play.act import Act, Phone
from play.drama import kind_in_play, ordinary, read_in_play
from play.player import replay
from store.numbers import read_number
from tests.conftest import OPEN
from tests.texter import Texter

# All that the regulator lists, but for what costs more than its country's.
LANDLINES = (
    "0113 4960", "0114 4960", "0115 4960", "0116 4960", "0117 4960", "0118 4960", "0121 4960", "0131 4960",
    "0141 4960", "0151 4960", "0161 4960", "020 7946 0", "0191 4980", "028 9649 6", "029 2018 0", "01632 960",
    "03069 990", "08081 570",
)  # fmt: skip


@pytest.mark.parametrize("last", ["000", "123", "999"])
@pytest.mark.parametrize(
    ("start", "kind"), [("07700 900", "mobile"), *((start, "landline") for start in LANDLINES)]
)
def test_each_range_is_in_a_play_what_it_stands_for(start: str, kind: str, last: str) -> None:
    number = f"+44{start.replace(' ', '')[1:]}{last}"
    for spelt in (number, start + last, f"{start}-{last}", f"0044{number[3:]}", f"+44 (0){start[1:]} {last}"):
        assert read_in_play(spelt) == (number, kind)
    assert kind_in_play(number) == kind


@pytest.mark.parametrize(
    "number", ["07700 901000", "07700 899999", "01632 961000", "0909 8790123", "0770090012"]
)
def test_what_is_beside_a_range_is_what_the_line_says(number: str) -> None:
    assert read_in_play(number) == read_number(number)


@pytest.mark.parametrize("number", ["07700 900123", "01632 960123", "0115 496 0123", "07 700 90 01 23"])
def test_a_number_that_no_line_rings_has_an_ordinary_one_with_its_last_digits(number: str) -> None:
    assert read_number(number) == ("", "abroad")
    stands_in, kind = read_number(ordinary(f"ring {number}").removeprefix("ring "))
    assert stands_in.endswith("123")
    assert kind == read_in_play(number)[1]


def test_a_call_back_to_it_is_promised_in_a_play_and_never_on_the_line(pack: Pack, texter: Texter) -> None:
    bodies = ("CALLME", "2", "01632 960123")
    acts = [Act("text", body, OPEN.timestamp() + n) for n, body in enumerate(bodies)]
    played = replay(Phone(pack, "+447700900123"), acts).thread[-1]
    assert "01632 960 123" in played.text
    texter.text(*bodies[:2])
    assert "01632 960 123" not in texter.text(bodies[2])
