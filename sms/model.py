"""The frozen types of a text conversation: what the last text was about, what arrives, what goes back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from menus.counted.names import Count
from menus.due import Best
from menus.outcome import Outcome

Reach = Literal["uk", "abroad", "costly"]


@dataclass(frozen=True, slots=True)
class Talk:
    """What MORE, BACK and a number refer to: our last text (R27).

    `options` are "menu.NAME" or "topic.NAME", for 1, 2, 3 … `topic` is the last one sent, `part` how many of
    its texts went; `menu` is where BACK leads; `asked` holds while a "Did you mean" is open, when YES counts
    as 1. `asks` names our open question about a call-back ("whose", "number", "right", "time"), `held` the
    sealed number it is about, "" for the texter's own. `last` is what our last text was, where that matters:
    "urgent", "again" (the same, because of a reaction), "thanks"; `listed` holds once numbers were offered.
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

    `opt_out_type` is the carrier's `OptOutType`, "" where it has not answered by itself (R28); `opted_out`
    says that this person wants no texts, `reopens` that the one word YES undoes that, `blocked` that staff
    blocked them (R39), `callback_open` that they wait for a call, `ringable` that the number they text from
    is one that we ring (R38), `reach` what may be sent to it (R32), `known` that we have texted it today.
    `pictures` came with it. `given` is the kind of phone number texted where we asked for one ("mobile",
    "landline") or what is the matter with it (`sms.written.Kind`), `held` that number, sealed.
    """

    body: str
    opt_out_type: str = ""
    opted_out: bool = False
    blocked: bool = False
    callback_open: bool = False
    ringable: bool = True
    given: str = ""
    held: str = ""
    reopens: bool = False
    known: bool = False
    pictures: bool = False
    reach: Reach = "uk"


@dataclass(frozen=True, slots=True)
class KeepCallback:
    """Ring back the number that was texted, else the texter's own, at the `best` time of day."""

    best: Best


@dataclass(frozen=True, slots=True)
class WithdrawCallback:
    """The texter's open call-back is not wanted any more."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """How the call-back to the texter's own number stands; `past` asks for one that was missed, too."""

    past: bool


@dataclass(frozen=True, slots=True)
class Stands:
    """How a call-back stands: `due` (None once it is over), how often we rang, whether we ring now."""

    due: datetime | None
    tries: int
    ringing: bool = False


Wish = KeepCallback | WithdrawCallback | LookUp
Event = Texted | Outcome | Stands


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: `text` ("" for silence) and the talk from now on.

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
