"""The frozen types of a text conversation: our memory of it, the events, and the replies."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from counted.names import Count
from menus.due import Best
from menus.outcome import Outcome

Reach = Literal["uk", "abroad", "costly"]


@dataclass(frozen=True, slots=True)
class Talk:
    """What we remember of our last text to a person, to understand MORE, BACK and a number (R27).

    It is stored, so the names of its fields must not change. `options` are what the numbers 1, 2, 3 … stand
    for, each "menu.NAME" or "topic.NAME". `topic` is the topic that we sent last, `part` how many of its
    texts we sent (a negative number: that many texts of opening hours, too long for one, come first), and
    `menu` the menu to which BACK leads. `asked` is true while our question "Did you mean …?" is open; then
    YES means choice 1. `asks` names our open question about a call-back: "whose" (to ring their number or
    another), "number" (which), "right" (have we read it right) or "time". `held` is the phone number that was
    typed for that call-back, encrypted, or "" for the number they text from. `last` is the kind of our last
    text if it was "urgent", "danger" (the emergency reply to danger from others), "again" (to a reaction),
    "thanks", "kept" (a call-back to their own number), "off" (one to it
    is cancelled), "privacy" or "enough" (no further number can be rung).
    While we ask about a call-back after an emergency reply it is "urgent_before" or "danger_before". `listed`
    is true once we have offered numbered choices. `promised` is the id of the call-back that we promised just
    before, in case its number was wrong, `tail` that number's last digits, and `pair` the
    store's code for the person and that number. `relay` is true once they have said that the call-back asked
    for now, or promised just before, is to come by Relay UK. `best` is the time of day that they named before
    we asked at what time to ring. `language` is the code of the language of our last text, "" for the pack's
    first. `checking` is the topic that we did not send, as it is being checked: WHY is about that.
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
    promised: str = ""
    tail: str = ""
    pair: str = ""
    relay: bool = False
    best: Best | Literal[""] = ""
    language: str = ""
    checking: str = ""


@dataclass(frozen=True, slots=True)
class Texted:
    """The event that a text arrived.

    `opt_out_type` is the carrier's field `OptOutType`: "" if the carrier has not answered by itself (R28).

    The sender: `opted_out` if they want no texts from us; `reopens` if the one word YES would undo that;
    `blocked` if staff have blocked them (R39); `callback_open` if we owe them a call, `others_open` is how
    many people they have asked us to ring; `ringable` if we can ring the number they text from (R38);
    `texted_today` if they got a text from us in the last 24 hours; `reach` says whether their number is
    abroad or costly to text (R32); `language` is the code of the language that they chose in the last 30
    days, "" for none.

    The text: `pictures` if it came with any. `number` is the phone number in its words, encrypted, "" for
    none; `number_kind` is the kind of that number ("mobile", "landline"), or what is wrong with it
    (`sms.replies.typed_number.Kind`); `number_asked` if our open question is about that very number.
    """

    body: str = field(repr=False)
    opt_out_type: str = ""
    opted_out: bool = False
    blocked: bool = False
    callback_open: bool = False
    others_open: int = 0
    ringable: bool = True
    number_kind: str = ""
    number: str = field(default="", repr=False)
    number_asked: bool = False
    reopens: bool = False
    texted_today: bool = False
    pictures: bool = False
    reach: Reach = "uk"
    language: str = ""


@dataclass(frozen=True, slots=True)
class KeepCallback:
    """A request to the store: promise a call-back at the `best` time of day.

    The call goes to the number that was typed in a text (`Talk.held`), or else to the sender's own. If it
    replaces a call-back to a wrong number, `instead` is the id of that call-back, and `pair` the store's code
    for the sender and the wrong number; else both are "". The store withdraws the old call-back once the new
    one is promised. `relay`: the call is to come by Relay UK. `day`: the sender named a day, and is told that
    we cannot choose it.
    """

    best: Best
    instead: str = ""
    pair: str = ""
    relay: bool = False
    day: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawCallback:
    """A request to the store: drop the sender's open call-back, and those they asked for other people.

    With `of`, an encrypted number, only the call-back to that number is dropped ("": all of them). `stopped`:
    the sender wants no texts from us, but still hears the outcome of this request. `texts_go_on`: the words
    might have been of our texts, and the sender hears that those go on.
    """

    of: str = ""
    stopped: bool = False
    texts_go_on: bool = False


@dataclass(frozen=True, slots=True)
class LookUp:
    """A request to the store: find the sender's open call-back.

    With `past`, a call-back that was closed because we rang in vain is found too. With `others`, the
    call-backs that the sender asked for other people are found or, if there are none, the sender's own.
    """

    past: bool
    others: bool = False


@dataclass(frozen=True, slots=True)
class Stands:
    """The state of a person's call-back: when it is `due`, how often we rang, and if we are ringing now.

    `due` is None if the call-back is closed because we rang in vain. `relay`: the call comes by Relay UK.
    """

    due: datetime | None
    tries: int
    ringing: bool = False
    relay: bool = False


@dataclass(frozen=True, slots=True)
class StandsFor:
    """A person's call-backs for others: the last digits of each number, and the time by which we ring."""

    others: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Whether NOCALL ended call-backs: the one to the sender's `own` number, and those asked for `others`.

    `one`: the sender named another's number, so only the call-back to that number was to end.
    """

    own: bool
    others: bool
    one: bool = False


Wish = KeepCallback | WithdrawCallback | LookUp
Event = Texted | Outcome | Stands | StandsFor | TakenBack


@dataclass(frozen=True, slots=True)
class Reply:
    """The decision on a text: the words to send ("" to send nothing), and what to remember from now on.

    `kind` says what sort of reply it is, for the limits (R32). `counts` are to be added to the day's counts
    (R42). `opt` is "out" if the store must keep an opt-out before we may confirm it, "in" if it must undo one
    (R28), else "". With a `wish` (a request to the store) nothing is sent yet: the store is asked, then the
    reply is made. `unknown` holds words of the text that no topic knows, for the editor of the pack.
    `language` is the code of the language of the reply. `chosen` is the code of a language that the person
    has just chosen, "" for none.
    """

    text: str
    talk: Talk
    kind: str
    opt: str = ""
    counts: tuple[Count, ...] = ()
    wish: Wish | None = None
    unknown: tuple[str, ...] = ()
    language: str = ""
    chosen: str = ""
