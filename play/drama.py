"""Fictional numbers, which the regulator keeps for drama; a play treats them like real numbers."""

import re
from typing import Literal

from store.numbers import Kind, Wrong, is_withheld, read_number, whats_wrong

# https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama: a thousand numbers each. The
# last, 0909 8790xxx, costs those who ring it, and is rung back by nobody: the line's own reading knows it.
MOBILES = re.compile(r"7700900\d{3}", re.ASCII)
LANDLINES = re.compile(
    r"(?:11[3-8]4960|1[2-6]14960|1632960|1914980|2079460|2896496|2920180|3069990|8081570)\d{3}", re.ASCII
)
SPELT = re.compile(r"(?:(?:\+|00)?44)?0?([1-9]\d{9})", re.ASCII)
BETWEEN = re.compile(r"[\s().\-–—/_]+")
# Those that no line rings, as ordinary numbers: what comes before the one digit that differs, and after it.
GAP = r"\D{0,2}"
UNRINGABLE = (("7", "7", "00900"), ("16", "3", "2960"), ("11", "5", "4960"))
INSTEAD = "4"


def read_in_play(text: str) -> tuple[str, Literal["mobile", "landline", "abroad"]]:
    """Read a number that a person keyed or wrote; give it in E.164, with its kind.

    Fictional numbers are read like real ones. A text that is no number, or a number that we do not ring,
    gives "" and "abroad".
    """
    spelt = SPELT.fullmatch(BETWEEN.sub("", text))
    if spelt and MOBILES.fullmatch(spelt[1]):
        return f"+44{spelt[1]}", "mobile"
    if spelt and LANDLINES.fullmatch(spelt[1]):
        return f"+44{spelt[1]}", "landline"
    return read_number(text)


def read_keyed_in_play(digits: str) -> tuple[str, Literal["mobile", "landline", Wrong]]:
    """Read the digits that a person keyed: give the number in E.164, and its kind.

    If they are no number that we ring, give "" and what is wrong with them.
    """
    number, kind = read_in_play(digits)
    return (number, kind) if number else ("", whats_wrong(digits))


def kind_in_play(number: str) -> Kind:
    """The kind of a caller's number in a play: "mobile", "landline", "abroad" or "withheld"."""
    return "withheld" if is_withheld(number) else read_in_play(number)[1]


def ordinary(words: str) -> str:
    """Replace fictional numbers in a text by ordinary numbers; give the new text.

    Only fictional numbers that a real line would refuse to ring are replaced. With the new text, a real line
    acts as the play did. The last digits of each number stay, because the line names a number by them.
    """
    for before, digit, after in UNRINGABLE:
        found = f"({GAP.join(before)}{GAP}){digit}({GAP}{GAP.join(after)}{GAP}{GAP.join([r'[0-9]'] * 3)})"
        words = re.sub(found, rf"\g<1>{INSTEAD}\g<2>", words)
    return words
