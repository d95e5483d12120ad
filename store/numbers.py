"""Reads phone numbers as carriers and people write them: gives E.164, and the kind (mobile, landline …)."""

import re
from functools import lru_cache
from typing import Literal

import phonenumbers
from phonenumbers import PhoneNumberType

Kind = Literal["mobile", "landline", "withheld", "abroad"]
# Why we do not ring what somebody keyed or wrote; "abroad" stands for all that has the length of a number.
Wrong = Literal["short", "long", "abroad"]
# Digits of any number at least; of this country's, with its nought; of one abroad at most.
SHORTEST, OWN, LONGEST = 10, 11, 16

# What a country's number looks like: a plus and at least eight digits; of this country nine behind its code,
# and a 0 that some carriers leave there. Short codes and words do not; some short numbers the library lists.
NUMBER = re.compile(r"\+(?:44\d{9,11}|(?!44)[1-9]\d{7,14})", re.ASCII)
SHORT = re.compile(r"\+[1-9]\d{4,9}", re.ASCII)
# What carriers put in the place of a withheld number. One of them is a valid number of somebody else.
WITHHELD = ("266696687", "7378742833", "2562533", "8656696", "86282452253", "464")
# 09, 084, 087, 118, 070 and pagers: anybody can show one when they call, and earns when it is rung back.
COSTLY = re.compile(r"\+44(?:9|8[47]|118|70|76(?!24))")
REGION, COUNTRY = "GB", 44
# What stands for a number where it may be heard or seen: its end.
TAIL_DIGITS = 3
# Numbers within companies (055): the library lists them beside 03, and most networks cannot ring them.
WITHIN_COMPANIES = re.compile(r"\+4455")
# What costs more to text than a number of its country, or earns by it. Satellite phones have no country.
COSTLY_TYPES = (
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.PERSONAL_NUMBER,
    PhoneNumberType.PAGER,
)
# What we ring or text: no premium rate, no personal number (070), no pager, no 118, nobody abroad (R38).
# Jersey, Guernsey and Man share this country's code, and 03 costs what a town does: wards are there.
MOBILES = (PhoneNumberType.MOBILE,)
LANDLINES = (
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.VOIP,
    PhoneNumberType.UAN,
    PhoneNumberType.TOLL_FREE,
)


def is_withheld(number: str) -> bool:
    """Whether `number` is no phone number: "", not in E.164, or a placeholder for a withheld number (R44)."""
    digits = number.removeprefix("+")
    if digits in WITHHELD or digits.removeprefix("1") in WITHHELD:
        return True
    return not NUMBER.fullmatch(number) and not _is_listed(number)


def _is_listed(number: str) -> bool:
    """Whether a number that looks too short is valid all the same, as some numbers of small islands are."""
    try:
        return bool(SHORT.fullmatch(number)) and phonenumbers.is_valid_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=1024)
def kind_of(number: str) -> Kind:
    """The kind of a caller's number as the carrier gave it: "mobile", "landline", "abroad" or "withheld".

    "abroad" stands for any number that we neither ring nor text, also for one of this country, such as
    premium rate. The answer is cached, because each step of a call asks for it.
    """
    return "withheld" if is_withheld(number) else read_number(number)[1]


def tail_of(number: str) -> str:
    """The last three digits of a number, which stand for it where it may be heard or seen."""
    return number[-TAIL_DIGITS:]


def is_costly(number: str) -> bool:
    """Whether a number (E.164) costs more than others of its country, or belongs to no country (R32).

    Numbers of satellite phones belong to no country. A number of this country that the library does not know
    is not costly, because it may belong to a new range of ordinary numbers.
    """
    if number.startswith(f"+{COUNTRY}"):
        return bool(COSTLY.match(number))
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return True
    return (
        parsed.country_code in phonenumbers.COUNTRY_CODES_FOR_NON_GEO_REGIONS
        or not phonenumbers.is_possible_number(parsed)
        or phonenumbers.number_type(parsed) in COSTLY_TYPES
    )


def read_number(text: str) -> tuple[str, Literal["mobile", "landline", "abroad"]]:
    """Read a number that a person keyed or wrote: gives E.164 and its kind.

    For a number that we do not ring, or a text that is no number, it gives "" and "abroad".
    """
    try:
        parsed = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return "", "abroad"
    if parsed.country_code != COUNTRY or parsed.extension:
        return "", "abroad"
    number = f"+{COUNTRY}{phonenumbers.national_significant_number(parsed)}"
    if WITHIN_COMPANIES.match(number):
        return "", "abroad"
    # a number that is none has no type either
    match phonenumbers.number_type(parsed):
        case kind if kind in MOBILES:
            return number, "mobile"
        case kind if kind in LANDLINES:
            return number, "landline"
    return "", "abroad"


def read_keyed(digits: str) -> tuple[str, Literal["mobile", "landline", Wrong]]:
    """Read the digits that a person keyed or wrote: gives E.164 and its kind.

    If they are no number that we ring, it gives "" and the fault: "short", "long" or otherwise "abroad".
    """
    number, kind = read_number(digits)
    return (number, kind) if number else ("", whats_wrong(digits))


def whats_wrong(digits: str) -> Wrong:
    """What is wrong with digits that are no number we ring: "short", "long", or "abroad" for anything else.

    In some areas of this country numbers have ten digits, elsewhere eleven. Ten digits are "short" if they
    become a number that we ring with one more digit at the end.
    """
    if digits.startswith(("0", f"{COUNTRY}")) and not digits.startswith("00"):
        digits = f"0{digits.removeprefix(f'{COUNTRY}').removeprefix('0')}"
        most, fewest = OWN, OWN if digits.startswith("07") else SHORTEST
    else:
        most, fewest = LONGEST, SHORTEST
    if len(digits) < fewest or (most == OWN and len(digits) == SHORTEST and _lacks_one(digits)):
        return "short"
    return "long" if len(digits) > most else "abroad"


def _lacks_one(digits: str) -> bool:
    """Whether `digits`, which are no number that we ring, become one with one more digit at the end."""
    return any(read_number(f"{digits}{last}")[0] for last in range(10))
