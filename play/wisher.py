"""Who asks the line for something in a play, and how much of it they may ask for others (R49)."""

from dataclasses import dataclass
from datetime import datetime

# How many call-backs, and how many texts, a caller may ask for others who shows no number: for one call.
WITHHELD = 1


@dataclass(frozen=True, slots=True)
class Wisher:
    """The person who asks the line to keep or send something, and when.

    `by` is the name of the call or text that asks, `own` their own number and `keyed` the one that they keyed
    or typed (E.164, "" for none), and `now` the time with its zone.
    """

    by: str
    own: str
    keyed: str
    now: datetime

    @property
    def number(self) -> str:
        """The number to ring or text: the one that the person keyed or typed, else their own; "" for none."""
        return self.keyed or self.own

    @property
    def another(self) -> bool:
        """Whether the number to ring or text is not the person's own, or may not be."""
        return bool(self.keyed) and self.keyed != self.own

    @property
    def who(self) -> str:
        """What the person is known by: their number; if it is withheld, the name of their call."""
        return self.own or self.by

    def bound(self, most: int) -> int:
        """How many call-backs or texts to others they may ask for: `most`, or 1 if they show no number."""
        return most if self.own else WITHHELD
