"""How long the words for hours may get before they are said in another form, both sides; and dates."""

from dataclasses import replace
from datetime import date, time

import pytest

from menus.clock import SPOKEN, TEXTED
from menus.filling.cost import by_number
from menus.filling.names import day_in_words
from menus.filling.pages import as_parts, as_texts
from menus.filling.week import is_told, week_in_words
from menus.model import Hours, Language, Pack
from menus.parts import length
from menus.seconds import spoken_words

NINE_TO = {hour: ((time(9), time(hour)),) for hour in (16, 17)}


def on_monday(english: Language, name: str) -> Language:
    """The language with another name for Monday, short or not."""
    return replace(english, days=(name, *english.days[1:]), short_days=(name, *english.short_days[1:]))


def hours_of(pack: Pack, *ends: int) -> Hours:
    """Hours from nine on, Monday first, to these ends."""
    weekly = tuple(NINE_TO[end] for end in ends)
    return replace(pack.hours, weekly=(*weekly, *((),) * (7 - len(weekly))), short="")


@pytest.mark.parametrize("more", [0, 1])
def test_a_week_of_thirty_two_letters_is_texted_in_full(more: int, english: Language, pack: Pack) -> None:
    name = "M" * (32 + more - len(", 9am to 5pm"))
    full = f"{name}, 9am to 5pm"
    assert length(full) == 32 + more
    assert week_in_words(on_monday(english, name), hours_of(pack, 17), TEXTED) == (
        f"{name} 9-5" if more else full
    )


@pytest.mark.parametrize("more", [0, 1])
def test_a_week_of_seventeen_words_is_spoken_in_full(more: int, english: Language, pack: Pack) -> None:
    name = " ".join(["Moon"] * (8 + more))
    full = f"{name}, 9 in the morning to 5 in the afternoon"
    assert spoken_words(full) == 17 + more
    assert week_in_words(on_monday(english, name), hours_of(pack, 17), SPOKEN) == (
        f"{name}, 9 to 5" if more else full
    )
    assert is_told(on_monday(english, name), hours_of(pack, 17), SPOKEN)


@pytest.mark.parametrize("more", [0, 1])
def test_a_text_of_the_week_has_a_hundred_and_fifty_letters(more: int, english: Language, pack: Pack) -> None:
    name = "M" * (150 + more - len(" 9-5. Tue 9-4"))
    texts = as_texts(on_monday(english, name), hours_of(pack, 17, 16))
    assert texts == ((f"{name} 9-5", "Tue 9-4") if more else (f"{name} 9-5. Tue 9-4",))
    assert sum(map(length, texts)) == 150 + more - 2 * more


@pytest.mark.parametrize("more", [0, 1])
def test_a_part_of_the_week_has_sixty_five_words_and_a_sentence_twenty(
    more: int, english: Language, pack: Pack
) -> None:
    long = " ".join(["Moon"] * (65 + more - 3 - 4))
    parts = as_parts(on_monday(english, long), hours_of(pack, 17, 16))
    first, second = f"{long}, 9 to 5", "Tuesday, 9 to 4"
    assert parts == ((first, second) if more else (f"{first}. {second}",))
    name = " ".join(["Moon"] * (20 + more - 5))
    (told,) = as_parts(on_monday(english, name), hours_of(pack, 17, 17))
    assert told == (f"{name}, 9 to 5. Tuesday, 9 to 5" if more else f"{name} and Tuesday, 9 to 5")


@pytest.mark.parametrize(("minute", "told"), [(30, "half past 8 to 5"), (31, "29 minutes to 9 until 5")])
def test_a_time_that_is_told_by_the_next_hour_is_no_to(
    minute: int, told: str, english: Language, pack: Pack
) -> None:
    weekly = (((time(8, minute), time(17)),), *((),) * 6)
    hours = replace(pack.hours, weekly=weekly, short="")
    assert week_in_words(on_monday(english, " ".join(["Moon"] * 9)), hours, SPOKEN).endswith(f", {told}")


def test_a_year_is_spoken_by_its_century(english: Language) -> None:
    assert day_in_words(english, date(2026, 5, 26), SPOKEN) == "26 May 20 26"
    assert day_in_words(english, date(2026, 5, 26), TEXTED) == "26 May 2026"
    assert day_in_words(english, date(2009, 12, 1), TEXTED) == "1 Dec 2009"
    assert day_in_words(english, date(2000, 1, 1), TEXTED) == "1 Jan 2000"


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("+448001111", "free"),
        ("+448081570000", "free"),
        ("+441162233445", "landline"),
        ("+442079460000", "landline"),
        ("+443001234567", "landline"),
        ("+448451234567", "unknown"),
        ("+447700900123", "unknown"),
    ],
)
def test_a_number_tells_what_a_call_to_it_costs(number: str, kind: str) -> None:
    assert by_number(number) == kind
