"""A caller's place in the URL and back (the part below /voice)."""

import re
from functools import lru_cache

from ivr.model import Place

# Rooms whose next event still needs what was keyed or recorded: it rides sealed beside the place (R41).
CARRYING = ("check", "time", "saved", "recorded")
FLAGS = (("s", "slow"), ("t", "touched"), ("g", "told"), ("d", "drafted"), ("b", "barred"), ("l", "led"))
SHAPE = re.compile(
    r"([a-z]{2,3})/([a-z_]+(?:\.[a-z0-9_-]+){0,3})/(\d{1,2})/(\d)(\d)(s?)(t?)(g?)(d?)(b?)(l?)", re.ASCII
)


def write(place: Place) -> str:
    """The path of a place, as in "en/topic.steroids/2/00tg"."""
    flags = "".join(letter for letter, name in FLAGS if getattr(place, name))
    return f"{place.language}/{place.spot}/{place.chunk}/{place.silences}{place.misses}{flags}"


@lru_cache(maxsize=4096)
def read(path: str) -> Place | None:
    """The place of a path; None where the path has not the shape of one. Each is read more than once."""
    found = SHAPE.fullmatch(path)
    if not found:
        return None
    language, spot, chunk, silences, misses, *flags = found.groups()
    held = {name: bool(flag) for (_, name), flag in zip(FLAGS, flags, strict=True)}
    return Place(language, spot, int(chunk), int(silences), int(misses), **held)
