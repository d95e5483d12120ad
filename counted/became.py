"""What became of a request for something, told from the counts it raised, for the log."""

from collections.abc import Collection
from typing import get_args

from counted import names as of
from counted.names import Count

TAKEN = ("kept", "already", "dropped")
REFUSED = "refused"


def became_of(names: Collection[Count]) -> dict[str, str]:
    """What the log says of a webhook that raised these counts: `wish`, `became`, and `why` it was refused.

    {"wish": "callback", "became": "kept"}, or {"wish": "text", "became": "refused", "why": "away"}; for a
    text that was answered without the store {"became": "without_store"}. Nothing where nothing was asked for.
    """
    found: dict[str, str] = {}
    for name in names:
        found |= OF.get(name) or _of_text(name)
    if of.NO_STORE in names:
        found.setdefault("became", "without_store")
    return found


def _word(wish: str, became: str) -> dict[str, str]:
    became = became.removesuffix("_by_text")
    if became in TAKEN:
        return {"wish": wish, "became": became}
    return {"wish": wish, "became": REFUSED, "why": became}


def _of_text(name: str) -> dict[str, str]:
    """What the log says of a webhook if the count `name` is of a text asked for on a call and refused.

    {"wish": "text", "became": "refused", "why": "away"}, with the store's reason; {} for any other count.
    """
    why = of.part(of.refused_text(of.ANY), name)
    return _word("text", why) if why else {}


OF = {
    **{of.callback(became): _word("callback", became) for became in get_args(of.Promised)},
    **{of.message(became): _word("message", became) for became in get_args(of.Spoken)},
    of.TEXT_KEPT: _word("text", "kept"),
    of.reply("stop"): _word("stop", "kept"),
    of.reply("start"): _word("start", "kept"),
    of.OPT_UNKEPT: _word("stop", "away"),
    of.callback("withdrawn"): {"wish": "callback", "became": "withdrawn"},
}
