"""Writes a caller's place as a URL path (the part after /voice/), and reads it from such a path."""

import re
from functools import lru_cache

from ivr.model import Place
from ivr.spot import Spot

SHAPE = re.compile(
    r"([a-z]{2,3})/([a-z_]+(?:\.[a-z0-9_-]+){0,3})/(\d{1,9})/(\d)(\d)(s?)(t?)(g?)(d?)(b?)(l?)(f?)(a?)(n{0,2})",
    re.ASCII,
)


def write(place: Place) -> str:
    """A caller's place as a part of a URL, such as "en/topic.walking/2/00tg".

    The parts are the language, the spot, and the number within the spot (`chunk`). Then come two digits: the
    silences and the unused keys in a row. After them comes a letter for each flag that is true, such as t for
    `tried`, and an n for each key 9 in a row.
    """
    flags = (
        ("s", place.slow),
        ("t", place.tried),
        ("g", place.told),
        ("d", place.drafted),
        ("b", place.barred),
        ("l", place.led),
        ("f", place.full),
        ("a", place.asked),
    )
    up = "".join(letter for letter, holds in flags if holds)
    return (
        f"{place.language}/{place.spot}/{place.chunk}/{place.silences}{place.misses}{up}{'n' * place.nines}"
    )


@lru_cache(maxsize=4096)
def read(path: str) -> Place | None:
    """The place written as this path; None if the path does not have the right form. Cached."""
    found = SHAPE.fullmatch(path)
    if not found:
        return None
    language, spot, chunk, silences, misses, *flags, nines = found.groups()
    slow, tried, told, drafted, barred, led, full, asked = map(bool, flags)
    return Place(
        language,
        Spot.read(spot),
        int(chunk),
        int(silences),
        int(misses),
        slow=slow,
        tried=tried,
        told=told,
        drafted=drafted,
        barred=barred,
        led=led,
        full=full,
        asked=asked,
        nines=len(nines),
    )
