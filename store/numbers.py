"""Reads phone numbers as carriers and people write them: gives E.164, and the kind (mobile, landline …)."""

import re
from functools import lru_cache
from typing import Literal

import phonenumbers
from phonenumbers import PhoneNumberType

Kind = Literal["mobile", "landline", "withheld", "abroad"]

# A country's number has at least eight digits and a plus: short codes and words have not.
NUMBER = re.compile(r"\+[1-9]\d{7,14}", re.ASCII)
# What carriers put in the place of a withheld number. One of them is a valid number of somebody else.
WITHHELD = ("266696687", "7378742833", "2562533", "8656696", "86282452253", "464")
# 09, 084, 087, 118, 070 and pagers: anybody can show one when they call, and earns when it is rung back.
COSTLY = re.compile(r"\+44(?:9|8[47]|118|70|76(?!24))\d*", re.ASCII)
REGION, COUNTRY = "GB", 44
# What we ring or text: no premium rate, no personal number (070), no pager, no 118, nobody abroad (R38).
MOBILES = (PhoneNumberType.MOBILE,)
LANDLINES = (
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.VOIP,
    PhoneNumberType.UAN,
    PhoneNumberType.TOLL_FREE,
)


def is_withheld(number: str) -> bool:
    """Whether this is no phone number: empty, not in E.164, or a placeholder for a withheld number (R44)."""
    digits = number.removeprefix("+")
    return not NUMBER.fullmatch(number) or digits in WITHHELD or digits.removeprefix("1") in WITHHELD


@lru_cache(maxsize=1024)
def kind_of(number: str) -> Kind:
    """The kind of a caller's number, as the carrier gives it: "mobile", "landline", "abroad" or "withheld".

    As with a number that is keyed, "abroad" is any that we neither ring nor text. Cached, as each step of a
    call asks it.
    """
    return "withheld" if is_withheld(number) else read_number(number)[1]


def read_number(text: str) -> tuple[str, Literal["mobile", "landline", "abroad"]]:
    """Read a number that a person keyed or wrote: gives E.164 and its kind.

    For a number that we do not ring it gives "" and "abroad".
    """
    try:
        parsed = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return "", "abroad"
    if parsed.country_code != COUNTRY or parsed.extension or not phonenumbers.is_valid_number(parsed):
        return "", "abroad"
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    match phonenumbers.number_type(parsed):
        case kind if kind in MOBILES:
            return number, "mobile"
        case kind if kind in LANDLINES:
            return number, "landline"
    return "", "abroad"
