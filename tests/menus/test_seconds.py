"""How long words last when they are spoken."""

import pytest

from menus.seconds import CLIPPED, KEY_GAP, OPTION_GAP, quiet, seconds, spoken_words


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("", 0),
        ("To speak to a person, press zero.", 7),
        ("In an emergency, hang up and call 9 9 9.", 10),
        ("call 999", 4),
        ("zero 8 zero zero, 5 2 zero zero, 5 2 zero", 11),
        ("Tuesday 29 December", 4),
        ("the helpline's hours", 3),
        ("out-of-hours", 3),
        ("Muscle Line. … — !", 2),
    ],
)
def test_each_digit_and_each_side_of_a_hyphen_is_a_word(words: str, count: int) -> None:
    assert spoken_words(words) == count


def test_a_word_lasts_four_tenths_of_a_second() -> None:
    assert seconds("To speak to a person, press zero.") == pytest.approx(2.8)
    assert seconds("") == 0


def test_before_the_first_word_a_key_and_a_choice_it_is_quiet_for_half_a_second_three_tenths_and_eight() -> (
    None
):
    """R1 and R4."""
    assert [quiet(pause) for pause in (CLIPPED, KEY_GAP, OPTION_GAP)] == [0.5, 0.3, 0.8]
    assert quiet(KEY_GAP, OPTION_GAP, OPTION_GAP) == pytest.approx(1.9)
