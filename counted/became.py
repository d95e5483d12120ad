"""The outcome of a request, derived for the log from the counts that the request raised."""

from collections.abc import Collection
from typing import get_args

from counted import names as of
from counted.names import Count

TAKEN = ("kept", "already", "dropped")
REFUSED = "refused"


def became_of(names: Collection[Count]) -> dict[str, str]:
    """The log's values for a webhook that raised the counts `names`: `wish`, `became`, `why` if refused.

    Examples are {"wish": "callback", "became": "kept"} and {"wish": "text", "became": "refused", "why":
    "away"}. A text that was answered without the store gives {"became": "without_store"}. If nothing was
    asked for, the result is {}.
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
    """The log's values for a webhook if the count `name` is of a text refused to a caller.

    An example is {"wish": "text", "became": "refused", "why": "away"}, where `why` is the store's reason. The
    result is {} for any other count.
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
