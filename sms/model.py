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
    """What MORE, BACK and a number refer to: our last text (R27). It is stored, so its names stay.

    `options` are "menu.NAME" or "topic.NAME", for 1, 2, 3 … `topic` is the last one sent, `part` how many of
    its texts went; `menu` is where BACK leads. `asked` holds while a "Did you mean" is open, when YES counts
    as 1. `asks` names our open question about a call-back ("whose", "number", "right", "time"), `held` is the
    sealed number it is about, "" for the texter's own. `last` is what our last text was, where that matters:
    "urgent", "again" (the same, because of a reaction), "thanks". `listed` holds once we have offered choices
    by number.
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
    """A text arrived.

    `opt_out_type` is the carrier's `OptOutType`, "" where it has not answered by itself (R28). Of the sender:
    `opted_out` wants no texts, `reopens` may undo that by the one word YES, `blocked` was blocked by staff
    (R39), `callback_open` waits for a call, `ringable` texts from a number that we ring (R38), `texted_today`
    had a text of ours today, `reach` is what may be sent there (R32). Of the text: `pictures` came with it;
    `number_kind` is the kind of the phone number in it ("mobile", "landline") or what is wrong with it
    (`sms.replies.typed_number.Kind`), and `number` is that number, sealed.
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
    """Wish: ring back the number that was texted, else the texter's own, at the `best` time of day."""

    best: Best


@dataclass(frozen=True, slots=True)
class WithdrawCallback:
    """Wish: drop the texter's open call-back."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """Wish: say how the call-back to the texter's own number stands; `past` finds one they missed, too."""

    past: bool


@dataclass(frozen=True, slots=True)
class Stands:
    """How a call-back stands: when it is `due` (None once it is over), how often we rang, if we do now."""

    due: datetime | None
    tries: int
    ringing: bool = False


Wish = KeepCallback | WithdrawCallback | LookUp
Event = Texted | Outcome | Stands


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: a text ("" for silence), and the talk from now on.

    `kind` is what it is for the limits (R32), `counts` what it adds to the day's counts (R42). `opt` is "out"
    or "in" where the store must keep an opt-out or undo one before we may say so (R28). With a `wish` nothing
    is sent yet: the store is asked first. `unknown` holds words that found nothing, for the editor.
    """

    text: str
    talk: Talk
    kind: str
    opt: str = ""
    counts: tuple[Count, ...] = ()
    wish: Wish | None = None
    unknown: tuple[str, ...] = ()
