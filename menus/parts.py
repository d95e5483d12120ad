"""The length of a text as the carrier counts it: encoding (GSM-7 or UCS-2), length, parts (R24)."""

from collections.abc import Iterable
from unicodedata import combining, normalize

ONE = frozenset(
    "\n\r !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
    "¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ"
)
TWO = frozenset("\f[\\]^{|}~€")
GSM7_ALONE, GSM7_PART = 160, 153  # septets, alone and beside the header that joins parts
ONE_UNIT = 0xFFFF  # the last character that takes one unit of UTF-16
UCS2_ALONE, UCS2_PART = 70, 67  # UTF-16 units


def is_gsm7(text: str) -> bool:
    """Whether the whole text can be sent in GSM-7, the short encoding."""
    return ONE.issuperset(text) or (ONE | TWO).issuperset(text)


def foreign(text: str) -> tuple[tuple[int, str], ...]:
    """The characters that GSM-7 lacks, which force a text into UCS-2; each with its position from 0."""
    return tuple((at, letter) for at, letter in enumerate(text) if letter not in ONE and letter not in TWO)


def spelt_plain(text: str) -> str:
    """The text with "w" for "ŵ": a letter that GSM-7 lacks loses its accent, if GSM-7 has the plain one."""
    bare = ((letter, _without_accents(letter)) for letter in text)
    return "".join(plain if is_gsm7(plain) and not is_gsm7(letter) else letter for letter, plain in bare)


def _without_accents(letter: str) -> str:
    return "".join(sign for sign in normalize("NFKD", letter) if not combining(sign))


def length(text: str) -> int:
    """The length of a text: in septets if it can be sent in GSM-7, else in UTF-16 units."""
    return sum(_widths(text))


def parts(text: str) -> int:
    """The number of parts in which a text is sent; an empty text takes one."""
    alone, part = (GSM7_ALONE, GSM7_PART) if is_gsm7(text) else (UCS2_ALONE, UCS2_PART)
    widths = tuple(_widths(text))
    return 1 if sum(widths) <= alone else _filled(widths, part)


def _widths(text: str) -> Iterable[int]:
    """The width of each character of a text: septets if it can be sent in GSM-7, else UTF-16 units."""
    if is_gsm7(text):
        return (2 if letter in TWO else 1 for letter in text)
    return (2 if ord(letter) > ONE_UNIT else 1 for letter in text)


def _filled(widths: Iterable[int], part: int) -> int:
    """The number of parts of a long text, from the width of each of its characters.

    `part` is the width that fits into one part; a character is never split between two parts.
    """
    count, room = 1, part
    for width in widths:
        if width > room:
            count, room = count + 1, part
        room -= width
    return count
