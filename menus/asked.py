"""The person who asks for a call-back or a text, the number, and the time.

The same record serves real calls and texts, and those that are only played in a browser or a terminal.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A person's request to the line, such as for a call-back: who asks, for which number, and when.

    `by` is the id of the call or text. `own` is the person's own number (E.164, "" if withheld). `keyed` is
    the number that the person keyed or typed ("" if none). `now` is the moment of the request, with its time
    zone. `language` is the code of the person's language; "" stands for the pack's first.
    """

    by: str
    own: str = field(repr=False)
    keyed: str = field(repr=False)
    now: datetime
    language: str = ""

    @property
    def number(self) -> str:
        """The number to ring or text: the one that the person keyed or typed, else their own; "" for none."""
        return self.keyed or self.own

    @property
    def another(self) -> bool:
        """Whether the person keyed or typed a number that is not known to be the person's own (R49)."""
        return bool(self.keyed) and self.keyed != self.own

    @property
    def who(self) -> str:
        """The person's identity: the person's number or, if it is withheld, the id of the call."""
        return self.own or self.by
