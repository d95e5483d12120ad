"""What is read of one sentence: its words and numbers, its denials, how strong it is, and what it claims."""

import pytest

from menus.tracing.sentence import Read, read
from menus.tracing.tokens import stem, tokens
from tests.packs.once import shipped


def read_english(text: str) -> Read:
    return read(text, shipped().languages["en"].traced.lists)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Test I N R, plan B.", "test inr , plan b ."),
        ("Ring 9 9 9 in 1,200 cases.", "ring 999 in 1200 cases ."),
        ("A two-day kit{due}comes: don’t!", "a two day kit comes : don’t !"),
        ("Take 12mg (at 5)?", "take 12 mg ( at 5 ) ?"),
    ],
)
def test_a_text_is_cut_into_words_numbers_and_marks(text: str, found: str) -> None:
    assert " ".join(tokens(text)) == found


@pytest.mark.parametrize(
    ("word", "stands"),
    [("bed", "bed"), ("cared", "car"), ("sing", "sing"), ("aunt's", "aunt"), ("see", "see")],
)
def test_an_ending_is_taken_off_where_three_letters_are_left(word: str, stands: str) -> None:
    assert stem(word) == stands


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("Boys rest every 12 weeks.", set()),
        ("Boys rest every twelve weeks.", set()),
        ("Boys rest every test 12.", {"all"}),
        ("If any pain lasts, ring.", set()),
        ("If any pain lasts if cold, ring.", set()),
        ("Any pain, if it lasts, counts.", {"all"}),
        ("Say if: any pain counts.", {"all"}),
        ("Ring. Any pain?", set()),
        ("Any pain? Ring any nurse.", {"all"}),
        ("At most, rest in May.", set()),
        ("Mostly rest.", {"most"}),
        ("Rest every day, above all after a few hours.", set()),
        ("Rest every time.", {"all"}),
    ],
)
def test_a_word_is_a_strength_but_before_a_number_and_where_it_is_asked(text: str, hedges: set[str]) -> None:
    assert read_english(text).hedges == hedges


@pytest.mark.parametrize(
    ("text", "unbound", "of_small_words"),
    [
        ("If not, ring.", 1, False),
        ("If not", 1, False),
        ("Never had it, ring.", 1, True),
        ("Not, never rest.", 1, False),
        ("Not never rest.", 1, False),
        ("Rest.", 0, False),
        ("Never rest.", 0, False),
        ("Never rest and wait without.", 1, False),
    ],
)
def test_a_denial_that_meets_no_telling_word_is_counted(
    text: str, unbound: int, of_small_words: bool
) -> None:
    found = read_english(text)
    assert (found.unbound, found.denies_small) == (unbound, of_small_words)


def test_words_with_an_apostrophe_or_two_letters_are_words_and_a_short_claim_is_a_word_alone() -> None:
    assert read_english("Don't see 2 GPs, GP.").words == ("don't", "see", "gps", "gp")
    assert "gp" in read_english("Ask the GP.").stems
    assert read_english("Lower doses.").claims == frozenset() and read_english("Low doses.").claims == {"low"}
    assert read_english("Rapidly.").claims == {"rapid"}
    assert read_english("Ring 9 9 8, or 1,200.").numbered_by == (("998", "9 9 8"), ("1200", "1,200"))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1 to 2 in a hundred", {"1", "2", "100"}),
        ("one in one hundred", {"1", "100"}),
        ("two hundred pounds", {"200"}),
        ("two in 100", {"2", "100"}),
        ("two weeks", {"2"}),
    ],
)
def test_a_number_in_words_is_the_same_in_figures(text: str, numbers: set[str]) -> None:
    assert read_english(text).numbers == numbers
