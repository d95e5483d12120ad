"""Who asks for a call-back or a text, for which number, and when: the same for calls, texts and plays."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """By whom and when something is asked of the line.

    `by` is the id of the call or text that asks, `own` the person's own number (E.164, "" if withheld), and
    `keyed` the number that they keyed or typed ("" for none); `now` is the moment, with its zone.
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
        """Whether a number was keyed or typed that is not the person's own, or not known to be (R49)."""
        return bool(self.keyed) and self.keyed != self.own

    @property
    def who(self) -> str:
        """What the person is known by: their number; if it is withheld, the id of their call."""
        return self.own or self.by
