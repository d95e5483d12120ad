"""The limits on what one person may cause by texts and calls, real ones and those of the browser phone.

A person is known by the keyed hash of their number, a caller who shows no number by the hash of the call
(R32, R49).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from counted import names as counted
from counted.names import Count

TEN_MINUTES, HOUR, DAY = 600, 3_600, 86_400
WHILE_OPEN = 0
ALARM_PERCENT = 80
"""Of what may be had so much is told to staff, of one person's bounds and of a day's places alike."""


def fills(used: int, most: int) -> bool:
    """Whether `used` is at least 80 % of the limit `most` of a person or a day: staff should know then."""
    return used * 100 >= most * ALARM_PERCENT


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit on one thing that a person may cause: `most` within so many seconds (`within`).

    If `within` is `WHILE_OPEN`, a call-back counts until it is closed and its promised time is over. `name`
    is the limit's name in the store. `withheld` is the limit for a caller who shows no number; 0 if the limit
    is not for such callers. `refused` is the count of what was refused.

    `raised` says what becomes of the limit when staff raise a person's limits to a number. With "to" it
    becomes this number. With "times" it becomes `most` times this number. With "" it stays.

    `told` is the desk's name for the thing. If it is "", staff are not told when somebody nears the limit,
    because the limit is soon over, or is only 1.
    """

    name: str
    most: int
    within: int
    refused: Count
    told: str = ""
    withheld: int = 0
    raised: Literal["", "to", "times"] = ""

    def of(self, *, withheld: bool = False, raised: int = 0) -> int:
        """How many times one person may cause the thing that is limited.

        `withheld` is true for a caller who shows no number. `raised` is the number to which staff have raised
        the person's limits, 0 if they have not.
        """
        if withheld:
            return self.withheld
        match self.raised:
            case "to":
                return max(self.most, raised)
            case "times":
                return self.most * max(1, raised)
        return self.most


_SILENT, _PAUSE = counted.limit("silent"), counted.limit("pause")

# Replies to texts.
ANY_SOON = Bound("any:soon", 30, TEN_MINUTES, _SILENT)
ANY_A_DAY = Bound("any", 60, DAY, _SILENT, "replies to texts")
ALIKE_SOON = Bound("alike:soon", 5, TEN_MINUTES, _SILENT)
ALIKE_A_DAY = Bound("alike", 10, DAY, _SILENT, "replies to texts that say the same")
ALARMS = Bound("alarms", 50, DAY, _SILENT, "replies to emergencies")
PROMISES = Bound("promises", 10, DAY, _PAUSE, "call-backs promised by text")
TAKEN_BACK = Bound("taken:back", 10, DAY, _SILENT, "call-backs taken back by text")
STOPS_AN_HOUR = Bound("stops:hour", 1, HOUR, _SILENT)
STOPS = Bound("stops", 10, DAY, _SILENT, "replies to STOP")
STARTS_AN_HOUR = Bound("starts:hour", 1, HOUR, _SILENT)
STARTS = Bound("starts", 10, DAY, _SILENT, "replies to START")
ABROAD = Bound("abroad", 1, DAY, _SILENT)
# What is asked for on calls. The texts that all others together have sent to a number have the bound of those
# that it asks for itself.
TEXTS = Bound("texts", 3, DAY, counted.refused_text("too_many"), "texts to themselves, asked for on calls")
TEXTS_TO_OTHERS = Bound(
    "texts:others", 3, DAY, counted.refused_text("others"), "texts to others, asked for on calls", 1, "to"
)
# Of all callers together who show no number: each is known for one call alone, and calls again.
TEXTS_OF_WITHHELD = Bound(
    "texts:withheld", 40, DAY, counted.refused_text("together"), "texts to others, asked for on calls"
)
# On calls and by text alike.
CALLBACKS_TO_OTHERS = Bound(
    "callbacks:others", 2, WHILE_OPEN, counted.callback("others"), "call-backs to others", 1, "to"
)
# A withheld caller is another one with each call.
CALLS = Bound("calls", 60, HOUR, counted.BARRED, "calls within an hour", raised="times")

EVERY: Mapping[str, Bound] = {
    bound.name: bound
    for bound in (
        *(ANY_SOON, ANY_A_DAY, ALIKE_SOON, ALIKE_A_DAY, ALARMS, PROMISES, TAKEN_BACK, STOPS_AN_HOUR, STOPS),
        *(STARTS_AN_HOUR, STARTS, ABROAD, TEXTS, TEXTS_TO_OTHERS, TEXTS_OF_WITHHELD),
        *(CALLBACKS_TO_OTHERS, CALLS),
    )
}
