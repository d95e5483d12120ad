"""Taking back a call-back that waits: the caller's own, or one that they asked for another number."""

from counted import names as counted
from ivr.call import Call, Go
from ivr.model import Event, Listen, OwnCallback, Pressed, Turn
from ivr.room import About, Room
from ivr.rooms.patience import REPEAT_WAIT, among
from ivr.rooms.waiting import HIGHEST_CODE, information, look_up, why_not
from ivr.spot import Spot
from menus.model import Language, Pack
from menus.outcome import Kept, Outcome, Refused, Waiting

# In the room "taken_back" `Place.chunk` is 1 once it was done; in "left" it is the call-back's code, then 0.
TAKEN = 1


def _highest_left(_: Pack, __: Language, about: About) -> int | None:
    """The highest `Place.chunk` in a URL of "left", where it is a call-back's code.

    None if `about` names a subject.
    """
    return None if about else HIGHEST_CODE


def _highest_taken(_: Pack, __: Language, about: About) -> int | None:
    """The highest `Place.chunk` in a URL of "taken_back": 1, once that is done.

    None if `about` names a subject.
    """
    return None if about else TAKEN


def _enter_taken(call: Call, go: Go) -> Turn:
    """Ask the store to end the call-back; nothing is said before the store has answered.

    Then the words of `go`, the move that led here, come first. A caller who comes here again, by a key that
    repeats the place, hears which call-backs wait now: such a key takes nothing back.
    """
    other = call.place.chunk if call.place.spot.room == "left" else 0
    if call.place.chunk == _done(call):
        return look_up(call.move(spot=Spot("waits"), chunk=0), go)
    wish = OwnCallback(ends=True, other=other)
    return Turn(call.place, go.before, Listen(go.words, REPEAT_WAIT), wish=wish)


def _done(call: Call) -> int:
    """The `Place.chunk` after a call-back was taken back: 1 or, in the room "left", 0 for its code."""
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
    """Say that the call-back is cancelled; `outcome` tells what still waits.

    If nothing does, the caller is not offered to hear of it any more. If the store is away, they still are.
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
