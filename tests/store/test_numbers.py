"""Phone numbers as carriers and people give them: what we may ring, what we may text, what is none."""

import json
import re

import pytest

from settings import HERE
from store.numbers import is_withheld, kind_of, read_number

NUMBERS = json.loads((HERE / "tests" / "vectors" / "uk_phone_numbers.json").read_text("utf-8"))["numbers"]
# A number in the United States that carriers put in the place of a withheld one.
TAKEN = ("+17378742833",)
KINDS = {"MOBILE": "mobile"} | dict.fromkeys(("FIXED_LINE", "VOIP", "UAN", "TOLL_FREE"), "landline")
CALLING = [row for row in NUMBERS if row.get("valid") and row["input"] == row["e164"] not in TAKEN]
# Words, the same words on a keypad, with and without a plus, and as a number of the United States.
SPELT = ("266696687", "7378742833", "2562533", "8656696", "86282452253", "464")
WORDS = ("anonymous", "Restricted", "Unavailable", "unknown", "BLOCKED", "private", "")
NO_NUMBERS = ("client:ann", "sip:ann@line.example", "whatsapp:+447400123456", "61016", "+61016", "CHARITY")


@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: row["input"] or "nothing")
def test_a_number_is_taken_where_we_may_ring_it_and_in_one_form(row: dict[str, str]) -> None:
    """But for 055: it is for use within companies, and most networks do not reach it."""
    ours = row.get("valid") and re.match(r"\+44(?!55)", row["e164"]) and row["type"] in KINDS
    assert read_number(row["input"]) == ((row["e164"], KINDS[row["type"]]) if ours else ("", "abroad"))


@pytest.mark.parametrize("text", ["020 7946 0123 ext 5", "020 7946 0123x12", "+44 20 7946 0123;ext=7"])
def test_a_number_behind_a_switchboard_is_none_that_we_ring(text: str) -> None:
    assert read_number(text) == ("", "abroad")


@pytest.mark.parametrize("row", CALLING, ids=lambda row: row["input"])
def test_who_calls_is_told_from_the_number_as_if_they_had_keyed_it(row: dict[str, str]) -> None:
    assert kind_of(row["input"]) == read_number(row["input"])[1]


@pytest.mark.parametrize(
    "number", [*WORDS, *NO_NUMBERS, *(f"{plus}{one}" for plus in ("+", "", "+1", "1") for one in SPELT)]
)
def test_a_placeholder_is_no_number(number: str) -> None:
    assert is_withheld(number)
    assert kind_of(number) == "withheld"


@pytest.mark.parametrize("number", ["+447400123456", "+442079460123", "+33612345678", "+447624123456"])
def test_a_number_is_no_placeholder(number: str) -> None:
    assert not is_withheld(number)
