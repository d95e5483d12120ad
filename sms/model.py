"""The frozen types of a text conversation: what the last text was about, what arrives, what goes back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from counted.names import Count
from menus.due import Best
from menus.outcome import Outcome

Reach = Literal["uk", "abroad", "costly"]


@dataclass(frozen=True, slots=True)
class Talk:
    """What we remember of our last text, to understand MORE, BACK and a number (R27).

    It is stored, so the names of its fields must not change. `options` are what 1, 2, 3 … stand for, each
    "menu.NAME" or "topic.NAME". `topic` is the topic that was sent last, `part` how many of its texts went,
    `menu` where BACK leads. `asked` is true while our "Did you mean …?" is open: then YES counts as 1.
    `asks` names our open question about a call-back ("whose", "number", "right" or "time"); `held` is the
    sealed number that it is about, "" for the texter's own. `last` is the kind of our last text where that
    matters: "urgent", "again" (an emergency reply sent because of a reaction) or "thanks". `listed` is true
    once we have offered numbered choices.
    """

    options: tuple[str, ...] = ()
    topic: str = ""
    part: int = 0
    menu: str = "main"
    asked: bool = False
    asks: str = ""
    held: str = ""
    last: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Texted:
    """The event that a text arrived.

    `opt_out_type` is the carrier's `OptOutType`, "" where the carrier has not answered by itself (R28).

    About the sender: `opted_out` wants no texts; `reopens` may undo that by the one word YES; `blocked` was
    blocked by staff (R39); `callback_open` waits for a call; `ringable` texts from a number that we can ring
    (R38); `texted_today` had a text of ours today; `reach` is how far away or costly the number is (R32).

    About the text: `pictures` came with it; `number_kind` is the kind of the phone number in it ("mobile",
    "landline") or what is wrong with that (`sms.replies.typed_number.Kind`); `number` is that number,
    sealed.
    """

    body: str
    opt_out_type: str = ""
    opted_out: bool = False
    blocked: bool = False
    callback_open: bool = False
    ringable: bool = True
    number_kind: str = ""
    number: str = ""
    reopens: bool = False
    texted_today: bool = False
    pictures: bool = False
    reach: Reach = "uk"


@dataclass(frozen=True, slots=True)
class KeepCallback:
    """A wish to the store: promise a call-back at the `best` time of day.

    It goes to the number that was typed in a text, else to the sender's own.
    """

    best: Best


@dataclass(frozen=True, slots=True)
class WithdrawCallback:
    """A wish to the store: drop the sender's open call-back, and what they asked for other numbers."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """A wish to the store: look up the sender's call-back. `past`: also one that we rang in vain."""

    past: bool


@dataclass(frozen=True, slots=True)
class Stands:
    """How a call-back stands: by when we ring (`due`), how often we rang, and if we are ringing now.

    `due` is None once the call-back is over.
    """

    due: datetime | None
    tries: int
    ringing: bool = False


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What NOCALL ended: the call-back to the sender's `own` number, and what they asked for `others`."""

    own: bool
    others: bool


Wish = KeepCallback | WithdrawCallback | LookUp
Event = Texted | Outcome | Stands | TakenBack


@dataclass(frozen=True, slots=True)
class Reply:
    """What the flow decides: the text to send ("" for silence), and the talk to remember.

    `kind` is the reply's kind, by which it is limited (R32); `counts` are added to the day's counts (R42).
    `opt` is "out" or "in" where the store must keep an opt-out, or undo one, before we may say so (R28).
    With a `wish` nothing is sent yet: the store is asked first. `unknown` holds words that no topic knows,
    for the pack's editor.
    """

    text: str
    talk: Talk
    kind: str
    opt: str = ""
    counts: tuple[Count, ...] = ()
    wish: Wish | None = None
    unknown: tuple[str, ...] = ()
