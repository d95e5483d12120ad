"""GSM-7, UCS-2, and how many parts a text travels in."""

import json

import pytest

from menus.parts import foreign, is_gsm7, length, parts, spelt_plain
from settings import HERE

VECTORS = HERE / "tests" / "vectors"
ALPHABET = json.loads((VECTORS / "gsm7.json").read_text("utf-8"))
SEGMENTS = [
    json.loads(line) for line in (VECTORS / "sms_segments.jsonl").read_text("utf-8").splitlines() if line
]


@pytest.mark.parametrize(
    "case", SEGMENTS, ids=lambda case: case["text"][:12].encode("unicode_escape").decode()
)
def test_encoding_and_parts_agree_with_the_carriers_counter(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert is_gsm7(text) == (case["encoding"] == "GSM-7")
    assert parts(text) == case["segments"]


@pytest.mark.parametrize(
    "case", SEGMENTS, ids=lambda case: case["text"][:12].encode("unicode_escape").decode()
)
def test_foreign_characters_are_the_ones_the_carrier_names(case: dict[str, object]) -> None:
    named = case["non_gsm"]
    assert isinstance(named, list)
    text = str(case["text"])
    assert {letter for _, letter in foreign(text)} == set("".join(named))
    assert all(text[at] == letter for at, letter in foreign(text))


def test_every_character_of_the_alphabet_takes_one_septet_or_two() -> None:
    assert all(length(letter) == 1 for letter in ALPHABET["one_septet"])
    assert all(length(letter) == 2 for letter in ALPHABET["two_septets"])
    assert is_gsm7(ALPHABET["one_septet"] + ALPHABET["two_septets"])


def test_no_other_character_is_in_the_alphabet() -> None:
    own = set(ALPHABET["one_septet"] + ALPHABET["two_septets"])
    assert not [chr(code) for code in range(0x3000) if is_gsm7(chr(code)) != (chr(code) in own)]


@pytest.mark.parametrize(
    ("letter", "alone", "part"),
    [("a", 160, 153), ("й", 70, 67)],
    ids=["gsm-7", "ucs-2"],
)
def test_a_part_is_full_at_its_last_place(letter: str, alone: int, part: int) -> None:
    assert parts(letter * alone) == 1
    assert parts(letter * (alone + 1)) == 2
    assert parts(letter * 2 * part) == 2
    assert parts(letter * (2 * part + 1)) == 3


def test_a_pair_that_does_not_fit_moves_whole_to_the_next_part() -> None:
    assert parts("a" * 152 + "€" + "a" * 152) == 3
    assert parts("a" * 151 + "€" + "a" * 153) == 2
    assert parts("й" * 66 + "🙂" + "й" * 66) == 3


def test_two_septets_count_towards_a_text_that_stands_alone() -> None:
    assert parts("a" * 158 + "€") == 1
    assert parts("a" * 159 + "€") == 2


def test_foreign_characters_are_named_with_their_places() -> None:
    assert foreign("it’s 5 – 6") == ((2, "’"), (7, "–"))
    assert foreign("it's 5 - 6") == ()


def test_an_empty_text_takes_one_part() -> None:
    assert parts("") == 1
    assert length("") == 0


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("tŷ Ŵyn", "ty Wyn"),
        ("café tŷ", "café ty"),  # it has this one
        ("йо tŷ", "йо ty"),  # without its sign it is as far from the alphabet
        ("it’s", "it’s"),
        ("…", "..."),
    ],
)
def test_only_letters_that_the_alphabet_lacks_lose_their_accents(text: str, plain: str) -> None:
    assert spelt_plain(text) == plain


def test_a_character_beyond_the_first_plane_takes_two_units_and_the_last_within_it_one() -> None:
    assert (length("\uffff"), length("\U00010000")) == (1, 2)
