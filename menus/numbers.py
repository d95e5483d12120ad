"""Phone numbers in their written and spoken forms (R18)."""

import re
from collections.abc import Mapping
from functools import lru_cache

from menus.model import Hours, Language

UK = "+44"
# How people know a number: mobiles and most towns 5-3-3, London and its like 3-4-4, other cities 4-3-4,
# others, such as free ones, 4-4-3. The last size is repeated, and a single digit left over goes to the last.
GROUPS: Mapping[str, tuple[int, ...]] = {"02": (3, 4), "011": (4, 3), "01": (5, 3), "07": (5, 3)}
# Birmingham, Edinburgh, Glasgow, Liverpool, Manchester, and the North East
CITIES = ("0121", "0131", "0141", "0151", "0161", "0191")
OTHERS: tuple[int, ...] = (4,)
# 999, also with a 9 too few or too many, its sisters, and the emergency number of Relay UK.
HELP = re.compile(r"9{2,}|112|111|18000", re.ASCII)


def rings_us(hours: Hours, number: str, *lines: str) -> bool:
    """Whether a number (E.164) is one of the helpline's numbers, or one of the line's own (`lines`)."""
    return bool(number) and number in (*lines, *(one.number for one in hours.numbers))


def number_text(number: str) -> str:
    """A phone number (E.164) as people write it: "0800 5200 520"; a foreign one as "+33 123 456 789"."""
    return " ".join(_groups(number))


@lru_cache(maxsize=64)  # each step of a call asks for the line's own
def number_spoken(language: Language, number: str) -> str:
    """A phone number in E.164 as it is said, in groups: "zero 8 zero zero, 5 2 zero …" (R18).

    Only 0 and + become words; the voice says the other digits by itself.
    """
    return ", ".join(digits_spoken(language, group) for group in _groups(number))


def digits_spoken(language: Language, digits: str) -> str:
    """A run of digits as they are said, one by one, with words only for 0 and +: "zero zero 1" (R18)."""
    said = {"0": language.times["zero"], "+": language.times["plus"]}
    return " ".join(said.get(sign, sign) for sign in digits)


def _groups(number: str) -> list[str]:
    if number.startswith(UK):
        digits = "0" + number.removeprefix(UK)
        kind = "011" if digits.startswith(("011", *CITIES)) else digits[:2]
        return _cut(digits, GROUPS.get(kind, OTHERS))
    # how long a foreign country's code is, is not known here: threes are easy to say
    return _cut(number, (3,))


def _cut(digits: str, sizes: tuple[int, ...]) -> list[str]:
    """The digits cut into groups of `sizes`; if these run out, the last size is repeated.

    One digit left over at the end joins the group before it.
    """
    cut: list[str] = []
    for n in range(len(digits)):
        size = sizes[min(n, len(sizes) - 1)]
        if len(digits) - size == 1:
            size = len(digits)
        cut.append(digits[:size])
        digits = digits[size:]
        if not digits:
            break
    return cut


def dials_help(digits: str) -> bool:
    """Whether somebody who was to key a phone number keyed an emergency number instead, such as 999."""
    return HELP.fullmatch(digits) is not None


def leaves(keyed: str) -> bool:
    """Whether the keyed number ends with two stars, by which a caller stops entering it (R5)."""
    return keyed.endswith("**")
