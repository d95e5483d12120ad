"""Asking for a call-back: on which number, at what time of day, and due by when (R38)."""

from datetime import datetime
from functools import partial

from counted import names as counted
from ivr.call import Call, Choice, Go
from ivr.model import Event, KeepCallback, Listen, Pressed, Say, Turn
from ivr.room import About, Room
from ivr.rooms import keying
from ivr.rooms.patience import FIRST_WAIT, REPEAT_WAIT, among, back, to_person
from ivr.rooms.waiting import hear_of_it, hear_of_others, is_rung
from ivr.spot import MAIN_MENU, Spot
from menus import words
from menus.due import RELAY, TIMES, Best
from menus.due import told as told_due
from menus.model import Language, Pack
from menus.outcome import Already, Kept, Outcome, Refused, Waiting

SAID = {"full": "callback_full", "others": "callback_others"}
# In the room "saved" `Place.chunk` tells what is promised: a call-back to the caller's number, or to another.
OWN, ANOTHER = 1, 2
NUMBER, ENOUGH = Spot("number", keying.CALLBACK), Spot("enough")


def _enter(call: Call, go: Go) -> Turn:
    """Ask which number to ring back; if the caller's own cannot be rung, ask for one to be keyed in.

    A caller who may ask for no further number hears so instead. The words of `go`, the move that led here,
    come first.
    """
    if not is_rung(call):
        if call.place.full:
            return _enter_enough(call.move(spot=ENOUGH), go)
        return keying.enter_number(call.move(spot=NUMBER), go, "number_needed")
    return call.listen(_choices(call), FIRST_WAIT, go)


def _choices(call: Call) -> tuple[Choice, ...]:
    """The choices of a number to ring: the caller's own (if possible), another; and the way back.

    A caller whose own number can be rung may also hear of a waiting call-back to it, and take it back.
    """
    own = call.option("own_number", "1", partial(call.confirm, Spot("time"), "number_title"))
    another = ENOUGH if call.place.full else NUMBER
    other = call.option("other_number", "2", partial(call.confirm, another, "other_title"))
    return (own, other, *_asked(call), back(call)) if is_rung(call) else (other, back(call))


def _answer(call: Call, event: Event) -> Go:
    """The next step after a key or silence at the question which number to ring."""
    return among(call, event, _choices(call))


def _enter_enough(call: Call, go: Go) -> Turn:
    """Say that no further number can be rung for this caller, and what the caller can do instead.

    This is said before the caller keys in a number, and after the words of `go`, the move that led here.
    """
    return call.listen(
        (call.phrase("callback_others"), *_offer_person(call), *_asked(call), *_choices_saved(call)),
        REPEAT_WAIT,
        go,
        counted.callback("others"),
    )


def _enter_time(call: Call, go: Go) -> Turn:
    """Ask for the time of day that suits the caller, to be chosen by one key.

    The words of `go`, the move that led here, come first.
    """
    return call.listen((call.phrase("best_time"), *_choices_time(call)), FIRST_WAIT, go)


def _choices_time(call: Call) -> tuple[Choice, ...]:
    """The keys for the times of day at which a caller can be rung back, and the key to go back.

    One of these keys chooses Relay UK, which means at any time. A chosen time is promised without a further
    question.
    """
    times = (
        call.option(f"time_{time}", str(number), partial(call.go, Spot("saved", (time,)), misses=0))
        for number, time in enumerate((*TIMES, RELAY), 1)
    )
    return *times, call.option("back", "*", partial(call.confirm, Spot("callback"), "callback_title"))


def _answer_time(call: Call, event: Event) -> Go:
    """The next step after a key or silence at the question about the time of day."""
    return among(call, event, _choices_time(call))


def _enter_saved(call: Call, go: Go) -> Turn:
    """Ask the store to keep the call-back at the time of day, or by Relay UK, as the place's name says.

    Nothing is said before the store has answered; then the words of `go`, the move that led here, come first.
    """
    best: Best = next((time for time in TIMES if time == call.name), "any")
    wish = KeepCallback(best, relay=call.name == RELAY)
    return Turn(call.place, go.before, Listen(go.words, REPEAT_WAIT), wish=wish)


def _settle(call: Call, outcome: Outcome) -> Turn:
    """Say by when staff will ring back, or why no call-back was promised, by the store's answer `outcome`."""
    match outcome:
        case Kept(due, another):
            kept = "callback_kept_another" if another else "callback_kept"
            said, became = _promise(call, kept, due, relay=call.name == RELAY), counted.callback("kept")
        case Already(due, best, relay):
            said = _promise(call, "callback_already", due, best, relay=relay)
            became = counted.callback("already")
        case Refused(reason):
            said = call.phrase(SAID.get(reason, "wish_failed"))
            became = counted.count_of(counted.callback, reason)
        case Waiting():  # never the answer to this wish
            said, became = call.phrase("wish_failed"), counted.callback("failed")
    person = _offer_person(call) if isinstance(outcome, Refused) else ()
    call = call.move(
        chunk=_promised(outcome),
        full=call.place.full or _was_last(call, outcome),
        asked=call.place.asked or isinstance(outcome, Kept | Already),
    )
    asked = () if isinstance(outcome, Refused) and outcome.reason != "others" else _asked(call)
    hidden = call.place.chunk and call.caller.kind == "withheld"
    only = (call.phrase("callback_now_only"),) if hidden else ()
    prompt = call.read_out(said, *person, *only, *asked, *_choices_saved(call))
    return Turn(call.place, (call.phrase("callback_title"),), Listen(prompt, REPEAT_WAIT), (became,))


def _offer_person(call: Call) -> tuple[Choice, ...]:
    """The choice of a person (key 0); empty while the helpline is closed, and for a barred caller."""
    reached = call.open and not call.place.barred
    return (call.option("for_person", "0", partial(to_person, call)),) if reached else ()


def _asked(call: Call) -> tuple[Choice, ...]:
    """The choice, on key 3, to hear of the caller's call-backs and to take one back.

    If the caller has just asked for a call-back to another number, or may ask for no more of these, key 3
    leads straight to the call-backs to other numbers.
    """
    others = call.place.spot == ENOUGH or (call.place.spot.room == "saved" and call.place.chunk == ANOTHER)
    return (call.option("callback_asked", "3", partial(hear_of_others if others else hear_of_it, call)),)


def _promised(outcome: Outcome) -> int:
    """What the store's answer promises: `OWN` (1), `ANOTHER` (2), or 0 for no promise.

    `OWN` is a call-back to the number from which the caller rings, `ANOTHER` one to another number.
    """
    if isinstance(outcome, Kept) and outcome.another:
        return ANOTHER
    return OWN if isinstance(outcome, Kept | Already) else 0


def _was_last(call: Call, outcome: Outcome) -> bool:
    """Whether the caller may now ask for no more call-backs to numbers not their own (R49).

    A caller who withholds their number may ask for one such call-back in a call.
    """
    return isinstance(outcome, Kept) and (outcome.full or call.caller.kind == "withheld")


def _promise(call: Call, phrase: str, due: datetime | None, best: str = "", *, relay: bool) -> Say:
    """The fixed phrase named `phrase`, with the time by which staff will ring back.

    `due` is that time; if it is None, the blank is filled with "". The phrase also repeats the time of day
    for the call-back: `best`, as the store has it, or what the caller has just chosen if `best` is "".
    `relay` chooses another phrase, because a caller by Relay UK sees another number.
    """
    phrase = f"{phrase}_relay" if relay else phrase
    language = call.language.of(f"call.{phrase}")
    by = (
        words.due(language, call.pack.hours, call.now, told_due(call.pack.hours, due, call.now))
        if due
        else ""
    )
    asked = best or ("any" if call.name == RELAY else call.name)
    return call.phrase(phrase, due=by, best=language.call[f"asked_{asked}"])


def _choices_saved(call: Call) -> tuple[Choice, ...]:
    """The choices after the promise: go on to the information, or hear the promise again.

    For a repeat the store is asked again, and finds the same call-back.
    """
    information = call.option("closed_information", "*", partial(call.choose, MAIN_MENU))
    return information, call.option("again", "9", call.again)


def _answer_saved(call: Call, event: Event) -> Go:
    """The next step after the promise of a call-back.

    A key takes its choice; silence brings the goodbye, and so ends the call.
    """
    if not isinstance(event, Pressed):
        return call.go(Spot("goodbye"))
    return among(call, event, (*_asked(call), *_choices_saved(call)))


def _highest_saved(_: Pack, __: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL about one time of day, or about "relay": 2.

    There `chunk` tells what is promised. None if `about` names neither: there is no such place.
    """
    match about:
        case (time,) if time in (*TIMES, RELAY):
            return ANOTHER
    return None


ROOMS = {
    "enough": Room(_enter_enough, _answer_saved, called="After being told of no further number"),
    "callback": Room(_enter, _answer, called="Asking for a call-back"),
    "time": Room(_enter_time, _answer_time, carries=True, called="Best time for a call-back"),
    "saved": Room(
        _enter_saved,
        _answer_saved,
        _highest_saved,
        carries=True,
        settle=_settle,
        called="After a call-back was promised",
    ),
}
