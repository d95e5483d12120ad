"""What a text costs: GSM-7 or UCS-2, how long it is, and in how many parts it travels (R24)."""

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
    """In how many parts a text travels; an empty one takes one."""
    alone, part = (GSM7_ALONE, GSM7_PART) if is_gsm7(text) else (UCS2_ALONE, UCS2_PART)
    widths = tuple(_widths(text))
    return 1 if sum(widths) <= alone else _filled(widths, part)


def _widths(text: str) -> Iterable[int]:
    """What each character takes, in septets or UTF-16 units."""
    if is_gsm7(text):
        return (2 if letter in TWO else 1 for letter in text)
    return (2 if ord(letter) > ONE_UNIT else 1 for letter in text)


def _filled(widths: Iterable[int], part: int) -> int:
    """How many parts are filled. A pair that no longer fits moves whole to the next."""
    count, room = 1, part
    for width in widths:
        if width > room:
            count, room = count + 1, part
        room -= width
    return count
