"""Taking back a call-back that waits: the caller's own, or one that they asked for another number.

The caller is first asked whether they are sure. Another key than the one that led to this question then takes
the call-back back, so a key pressed again by mistake cancels nothing. For a week after a call-back to the
caller's own number is cancelled, nobody else can ask for one. The caller hears this before cancelling.
"""

from functools import partial

from counted import names as counted
from ivr.call import Call, Choice, Go
from ivr.model import Event, Listen, OwnCallback, Pressed, Turn
from ivr.room import About, Room
from ivr.rooms.patience import REPEAT_WAIT, among
from ivr.rooms.waiting import HIGHEST_CODE, OTHER, hear_of_it, information, look_up, why_not
from ivr.spot import Spot
from menus.model import Language, Pack
from menus.outcome import Kept, Outcome, Refused, Waiting

# In the room "taken_back" `Place.chunk` is 1 once it was done; in "left" it is the call-back's code, then 0.
TAKEN = 1


def _highest_left(_: Pack, __: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL of "left": the highest code of a call-back.

    None if `about` names a subject: there is no such place.
    """
    return None if about else HIGHEST_CODE


def _highest_taken(_: Pack, __: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL of "taken_back": 1, for a call-back that was taken back.

    None if `about` names a subject: there is no such place.
    """
    return None if about else TAKEN


def _enter_sure(call: Call, go: Go) -> Turn:
    """Say what it means to cancel the call-back, and by which key; the words of `go` come first."""
    said = "cancel_other" if call.place.spot.about == OTHER else "cancel_own"
    return call.listen((call.phrase(said), *_choices_sure(call)), REPEAT_WAIT, go)


def _choices_sure(call: Call) -> tuple[Choice, ...]:
    """The choices before a call-back is cancelled: do it, or go back to hearing of it."""
    if call.place.spot.about == OTHER:
        code = call.place.chunk
        done = partial(call.confirm, Spot("left"), "taken_title", chunk=code)
        hear = partial(call.confirm, Spot("others"), "others_title", chunk=code)
    else:
        done = partial(call.confirm, Spot("taken_back"), "taken_title")
        hear = partial(hear_of_it, call)
    return call.option("cancel_sure", "2", done), call.option("back", "*", hear)


def _answer_sure(call: Call, event: Event) -> Go:
    """The next step after a key or silence at the question whether the caller is sure."""
    return among(call, event, _choices_sure(call))


def _highest_sure(_: Pack, __: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL of "sure": the highest code of a call-back.

    Call-backs to other numbers have codes. For the caller's own call-back the number is 0. None if `about`
    names another subject: there is no such place.
    """
    return HIGHEST_CODE if about == OTHER else None if about else 0


def _enter_taken(call: Call, go: Go) -> Turn:
    """Ask the store to end the call-back; nothing is said before the store has answered.

    The words of `go`, the move that led here, are said before the words on the answer. If the call-back was
    taken back already, the caller has pressed a key that repeats the place. This key takes nothing back: the
    caller hears which call-backs wait now.
    """
    other = call.place.chunk if call.place.spot.room == "left" else 0
    if call.place.chunk == _done(call):
        return look_up(call.move(spot=Spot("waits"), chunk=0), go)
    wish = OwnCallback(ends=True, other=other)
    return Turn(call.place, go.before, Listen(go.words, REPEAT_WAIT), wish=wish)


def _done(call: Call) -> int:
    """The number (`Place.chunk`) that tells that a call-back was taken back: 1 or, in the room "left", 0.

    Before the call-back is taken back, `chunk` is 0 or, in the room "left", the call-back's code.
    """
    return 0 if call.place.spot.room == "left" else TAKEN


def _settle_taken(call: Call, outcome: Outcome) -> Turn:
    """Take the next turn after the store's answer (`outcome`) on taking a call-back back.

    The store answers twice here. Its first answer says whether the call-back is cancelled. If it is, the
    store is then asked what still waits; if not, the caller hears why. The second answer says what still
    waits, and the caller hears that the call-back is cancelled.
    """
    another = call.place.spot.room == "left"
    done = call.move(chunk=_done(call))
    if call.place.chunk == _done(call):
        return _tell_ended(call, outcome)
    if isinstance(outcome, Kept):
        left = done.move(full=done.place.full and not another)
        return Turn(left.place, (), Listen((), REPEAT_WAIT), wish=OwnCallback())
    none = another and outcome == Refused("none")
    return _tell(done, "callback_none_others" if none else why_not(call, outcome))


def _tell_ended(call: Call, outcome: Outcome) -> Turn:
    """Say that the call-back is cancelled; `outcome` tells which call-backs still wait.

    If none waits, the call offers no more to tell of call-backs. If the store is away, that offer stays.
    """
    if isinstance(outcome, Waiting):
        call = call.move(asked=bool(outcome.due or outcome.others))
    said = "callback_withdrawn_other" if call.place.spot.room == "left" else "callback_withdrawn"
    return _tell(call, said, counted.callback("withdrawn"))


def _tell(call: Call, said: str, *counts: counted.Count) -> Turn:
    """Make a turn that says the fixed phrase named `said`, and offers the information."""
    prompt = call.read_out(call.phrase(said), information(call))
    return Turn(call.place, (call.phrase("taken_title"),), Listen(prompt, REPEAT_WAIT), counts)


def _answer_taken(call: Call, event: Event) -> Go:
    """The next step after a key once the call-back was taken back; silence brings the goodbye."""
    if not isinstance(event, Pressed):
        return call.go(Spot("goodbye"))
    return among(call, event, (information(call),))


ROOMS = {
    "sure": Room(_enter_sure, _answer_sure, _highest_sure, called="Before a call-back is taken back"),
    "taken_back": Room(
        _enter_taken,
        _answer_taken,
        _highest_taken,
        settle=_settle_taken,
        called="After a call-back was taken back",
    ),
    "left": Room(
        _enter_taken,
        _answer_taken,
        _highest_left,
        settle=_settle_taken,
        called="After what was asked for another was taken back",
    ),
}
