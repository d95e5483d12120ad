"""How long a text is in the carrier's terms: GSM-7 or UCS-2, its length, and its number of parts (R24)."""

from collections.abc import Iterable

ONE = frozenset(
    "\n\r !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
    "¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ"
)
TWO = frozenset("\f[\\]^{|}~€")
GSM7_ALONE, GSM7_PART = 160, 153  # septets, alone and beside the header that joins parts
ONE_UNIT = 0xFFFF  # the last character that takes one unit of UTF-16
UCS2_ALONE, UCS2_PART = 70, 67  # UTF-16 units


def is_gsm7(text: str) -> bool:
    """Whether every character can be sent in GSM-7."""
    return ONE.issuperset(text) or (ONE | TWO).issuperset(text)


def foreign(text: str) -> tuple[tuple[int, str], ...]:
    """The characters that force a text into UCS-2, each with its position, counted from 0."""
    return tuple((at, letter) for at, letter in enumerate(text) if letter not in ONE and letter not in TWO)


def length(text: str) -> int:
    """How long a text is: in septets if it is GSM-7, in UTF-16 units if it is not."""
    return sum(_widths(text))


def parts(text: str) -> int:
    """How many parts a text is sent in; an empty text takes one."""
    alone, part = (GSM7_ALONE, GSM7_PART) if is_gsm7(text) else (UCS2_ALONE, UCS2_PART)
    widths = tuple(_widths(text))
    return 1 if sum(widths) <= alone else _filled(widths, part)


def _widths(text: str) -> Iterable[int]:
    """How many septets (GSM-7) or UTF-16 units each character of a text takes."""
    if is_gsm7(text):
        return (2 if letter in TWO else 1 for letter in text)
    return (2 if ord(letter) > ONE_UNIT else 1 for letter in text)


def _filled(widths: Iterable[int], part: int) -> int:
    """How many parts of size `part` the characters fill; one of width 2 is never split over two parts."""
    count, room = 1, part
    for width in widths:
        if width > room:
            count, room = count + 1, part
        room -= width
    return count
