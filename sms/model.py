"""The frozen types of a text conversation: our memory of it, the events, and the replies."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from counted.names import Count
from menus.due import Best
from menus.outcome import Outcome

Reach = Literal["uk", "abroad", "costly"]
# In place of a call-back's id: the one to the texter's own number (`Talk.promised`).
OWN = "own"


@dataclass(frozen=True, slots=True)
class Talk:
    """What we remember of our last text to a person, to understand MORE, BACK and a number (R27).

    It is stored, so the names of its fields must not change.

    What we sent: `options` are what the numbers 1, 2, 3 … stand for, each "menu.NAME" or "topic.NAME".
    `topic` is the topic that we sent last. `part` is how many of its texts we sent; if it is negative, so
    many texts of opening hours are still to be sent. `menu` is the menu to which BACK leads. `listed` is true
    once we have offered numbered choices. `language` is the code of our last text's language, "" for the
    pack's first. `checking` is a topic that we did not send, because it is being checked: WHY is about this
    topic.

    What our last text was, if that matters later (`last`): "urgent" (an emergency reply), "danger" (that to
    danger from others), "again" (the one to a reaction), "worried" (we asked if they are unwell), "thanks",
    "kept" (a call-back to their own number is promised), "off" (it is cancelled), "off_thanks" (thanks after
    this), "privacy" or "enough" (no further number can be rung). While we ask about a call-back after an
    emergency reply or a worry, it is "urgent_before" or "danger_before".

    What we asked: `asked` is true while "Did you mean …?" is open; YES then means choice 1. `asks` names our
    open question about a call-back: "whose" (ring their number or another), "number" (which number), "right"
    (have we read it right) or "time".

    The call-back that they ask for now: `held` is the number typed for it, encrypted, or "" for the number
    they text from. `best` is the time of day that they named before we asked. `relay` is true if it is to
    come by Relay UK; this stays true after our promise.

    The call-back that we promised just before, in case its number was wrong: `promised` is its id, `tail` are
    the last digits of its number, and `pair` is the store's code for the person and this number. If one that
    we promised earlier to their own number is to be replaced, `promised` is `OWN`, and the others are "".
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

    The sender: `opted_out` is true if they want no texts from us, `reopens` if the one word YES would undo
    this, `blocked` if staff have blocked them (R39), and `callback_open` if we owe them a call. `others_open`
    is how many other people they have asked us to ring. `ringable` is true if we can ring the number they
    text from (R38), `texted_today` if they got a text from us in the last 24 hours. `reach` says whether
    their number is abroad or costly to text (R32). `language` is the code of the language that they chose in
    the last 30 days, "" for none.

    The text: `body` is its words. `pictures` is true if it came with any. `number` is the phone number in its
    words, encrypted; "" if there is none that we can ring. `number_kind` is the kind of this number
    ("mobile", "landline"), or what is wrong with it (`sms.replies.typed_number.Kind`). `number_asked` is true
    if our open question is about the same number.
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

    The call goes to the number that was typed in a text (`Talk.held`), or else to the sender's own. `relay`
    is true if it is to come by Relay UK. `day` is true if the sender named a day; the reply says that a day
    cannot be chosen.

    If this call-back replaces one to a wrong number, `instead` is the id of the old one, or `OWN`, and `pair`
    is the store's code for the sender and the wrong number. Otherwise both are "". The store withdraws the
    old call-back once the new one is promised.
    """

    best: Best
    instead: str = ""
    pair: str = ""
    relay: bool = False
    day: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawCallback:
    """A request to the store: drop call-backs that the sender has asked for.

    `of` is an encrypted number: only the call-back to this number is dropped. With "" all are dropped, the
    sender's own and those for other people. `stopped` is true if the sender has opted out of our texts; they
    still hear what came of this request. `texts_go_on` is true if the words might have meant our texts; the
    sender hears that these go on. `gone` is true if whoever asked for the call has died. `despair` is true if
    whoever texts may be in despair; they are told first who is there (R30).
    """

    of: str = ""
    stopped: bool = False
    texts_go_on: bool = False
    gone: bool = False
    despair: bool = False


@dataclass(frozen=True, slots=True)
class LookUp:
    """A request to the store: find the sender's call-back.

    With `past`, a call-back that was closed because we rang in vain counts, too. With `others`, the store
    looks first for call-backs that the sender asked for other people. If there are none, it looks for the
    sender's own.
    """

    past: bool
    others: bool = False


@dataclass(frozen=True, slots=True)
class Stands:
    """The state of a person's call-back: when it is `due`, how often we rang, and if we are ringing now.

    `due` is None if the call-back is closed because we rang in vain. `relay`: the call comes by Relay UK.
    `best` is the time of day that was asked for.
    """

    due: datetime | None
    tries: int
    ringing: bool = False
    relay: bool = False
    best: Best = "any"


@dataclass(frozen=True, slots=True)
class StandsFor:
    """A person's call-backs for others: the last digits of each number, and the time by which we ring."""

    others: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Whether NOCALL ended call-backs: the one to the sender's `own` number, and those asked for `others`.

    `one` is true if the sender named the number of somebody else. Then only the call-back to this number was
    to end, and `others` says whether it did.
    """

    own: bool
    others: bool
    one: bool = False


Wish = KeepCallback | WithdrawCallback | LookUp
Event = Texted | Outcome | Stands | StandsFor | TakenBack


def number_of(wish: Wish, talk: Talk) -> str:
    """The number that a request is about, encrypted; "" for the texter's own number.

    For a new call-back it is the number held in `talk`.
    """
    match wish:
        case WithdrawCallback(of):
            return of
        case KeepCallback():
            return talk.held
    return ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The decision on a text: the words to send ("" to send nothing), and what to remember from now on.

    `kind` says what sort of reply it is, for the limits (R32). `counts` are to be added to the day's counts
    (R42). `opt` tells what the store must do before we may say so: "out" to keep an opt-out, "in" to undo one
    (R28), "" for neither. `wish` is a request to the store: the words are then made from its answer, in a new
    reply. `unknown` holds words of the text that no topic knows, for the editor of the pack. `language` is
    the code of the language of the reply. `chosen` is the code of a language that the person has just chosen,
    "" for none.
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
