"""The forms of a word have one stem, and what only looks like a form keeps its own."""

import pytest

from menus.matcher.by_words.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        "leak leaks leaking leaked", "stop stopped stopping", "battery batteries", "itch itches itching",
        "charge charged charging charges", "dirty dirtiness", "fall falls falling", "hope hoped hoping",
        "weak weaker weakest weakly", "walk walker walkers walks", "mark marked markedly", "box boxes",
        "thin thinner thinnest", "swim swimmers swimming", "pass passes passing passed", "add adding added",
    ],
)  # fmt: skip
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


def test_short_words_and_others_that_only_look_alike_keep_their_stems() -> None:
    assert stem("gas") == "gas"
    assert len({stem(word) for word in ("ring", "rest", "red", "bus", "glass")}) == 5


@pytest.mark.parametrize("word", ["glass", "virus", "basis", "going", "string", "spring", "shred", "used"])
def test_what_only_looks_like_an_ending_stays(word: str) -> None:
    assert stem(word) == word


def test_words_of_up_to_three_letters_are_left_as_they_are() -> None:
    short = ("a", "is", "die", "dry", "eye", "gas", "use", "red")
    assert tuple(map(stem, short)) == short
    assert (stem("tired"), stem("care"), stem("tiny")) == ("tir", "car", "tini")
