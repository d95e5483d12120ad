"""Hearing of call-backs that wait: for the caller's own number, and for other numbers that the caller gave.

Each call-back can be taken back by itself. Nobody hears of another caller's call-backs, or takes them back
(R49).
"""

from datetime import datetime
from functools import partial

from counted import names as counted
from ivr.call import Call, Choice, Go, Part
from ivr.model import Event, Listen, OwnCallback, Pressed, Say, Turn
from ivr.room import About, Room
from ivr.rooms.patience import IN_A_ROW, LAST_WAIT, REPEAT_WAIT, among
from ivr.spot import MAIN_MENU, Spot
from menus import words
from menus.due import holds
from menus.model import Language, Pack
from menus.numbers import digits_spoken
from menus.outcome import Another, Kept, Outcome, Refused, Waiting

# In the room "waits" `Place.chunk` is the sum of what the caller has heard of: their own, and others.
OWN, OTHERS = 1, 2
# In the rooms "others" and "left" it is the code of the one that the caller has heard of, seven hex digits.
HIGHEST_CODE = 16**7 - 1
NEXT = ("next",)
# In "taken_back" it is 1 once it was done.
TAKEN = 1


def is_rung(call: Call) -> bool:
    """Whether staff can ring back the number from which the caller rings."""
    return call.caller.kind in ("mobile", "landline")


def hear_of_it(call: Call) -> Go:
    """Send the caller to the words on whether a call-back waits for the caller's own number.

    If that number cannot be rung, the caller hears at once of their call-backs to other numbers. A caller who
    shows no number hears only of those asked for in this call (R49).
    """
    return call.confirm(Spot("waits"), "asked_title") if is_rung(call) else _hear_of_others(call)


def _hear_of_others(call: Call) -> Go:
    return call.confirm(Spot("others"), "others_title")


def _enter(call: Call, go: Go) -> Turn:
    """Ask the store for the caller's call-backs; no words are said, nor those of `go`, before it answers."""
    return Turn(call.place, go.before, Listen(go.words, REPEAT_WAIT), wish=OwnCallback())


def _settle(call: Call, outcome: Outcome) -> Turn:
    """Say by when staff will ring, with the choice to take the call-back back; or that none waits.

    `outcome` is the store's answer. If the caller also asked for call-backs to other numbers, there is a
    choice to hear of them.
    """
    found = outcome if isinstance(outcome, Waiting) else Waiting()
    call = call.move(chunk=(OWN if found.due else 0) + (OTHERS if found.others else 0))
    if found.due:
        waits = "callback_waits_relay" if found.relay else "callback_waits"
        said = call.phrase(waits, due=_due_words(call, waits, found.due))
    else:
        said = call.phrase(_why_not(outcome))
    return _tell(call, "asked_title", (said, *_choices(call)))


def _tell(call: Call, title: str, parts: tuple[Part, ...]) -> Turn:
    """Make a turn that says the fixed phrase named `title`, then `parts`: the answer and the choices.

    After a third silence the wait for a key is the long last one (90 s).
    """
    wait = REPEAT_WAIT if call.place.silences < IN_A_ROW else LAST_WAIT
    return Turn(call.place, (call.phrase(title),), Listen(call.read_out(*parts), wait))


def _due_words(call: Call, phrase: str, due: datetime) -> str:
    """By when staff will ring (`due`, or the next open day if that is closed now), in `phrase`'s language."""
    hours = call.pack.hours
    return words.due(call.language.of(f"call.{phrase}"), hours, call.now, holds(hours, due, call.now))


def _why_not(outcome: Outcome) -> str:
    """The name of the phrase on why no call-back can be taken back: there is none, or the store is away."""
    none = isinstance(outcome, Waiting) or outcome in (Refused("none"), Refused("no_number"))
    return "callback_none" if none else "wish_failed"


def _choices(call: Call) -> tuple[Choice, ...]:
    """The choices after the words on call-backs: take back one's own, hear of others; and information."""
    own = call.option("take_back", "1", partial(call.confirm, Spot("taken_back"), "taken_title"))
    others = call.option("asked_others", "2", partial(_hear_of_others, call))
    heard = call.place.chunk
    return *((own,) if heard & OWN else ()), *((others,) if heard & OTHERS else ()), _information(call)


def _information(call: Call) -> Choice:
    return call.option("closed_information", "*", partial(call.choose, MAIN_MENU))


def _answer(call: Call, event: Event) -> Go:
    """The next step after a key at the words on the call-back; silence repeats the place."""
    return among(call, event, _choices(call))


def _highest(_: Pack, __: Language, about: About) -> int | None:
    """The highest `Place.chunk` in a URL of "waits": 3, the sum of OWN and OTHERS.

    None if `about` names a subject.
    """
    return None if about else OWN + OTHERS


def _settle_others(call: Call, outcome: Outcome) -> Turn:
    """Say by when staff will ring one other number, with the choice to take that call-back back.

    `outcome` is the store's answer. The call-back is the one with the code in the place, or the one after it
    if the place says "next"; the first if none has the code. If there are no call-backs, say so.
    """
    others = outcome.others if isinstance(outcome, Waiting) else ()
    if not others:
        why = "callback_none_others" if isinstance(outcome, Waiting) else _why_not(outcome)
        done = call.move(spot=Spot("waits"), chunk=0)
        return _tell(done, "others_title", (call.phrase(why), *_choices(done)))
    at = next((n for n, one in enumerate(others) if one.code == call.place.chunk), -1)
    at = (at + 1) % len(others) if call.place.spot.about == NEXT else max(at, 0)
    call = call.move(spot=Spot("others"), chunk=others[at].code)
    choices = _choices_others(call, more=len(others) > 1)
    return _tell(call, "others_title", (_told(call, others[at]), *choices))


def _told(call: Call, one: Another) -> Say:
    """The words on `one`, a call-back to another number: its last digits and the promised time.

    They are true whatever has become of the call-back meanwhile (R49).
    """
    tail = digits_spoken(call.language.of("call.asked_other"), one.tail)
    return call.phrase("asked_other", ends=tail, due=_due_words(call, "asked_other", one.due))


def _choices_others(call: Call, *, more: bool) -> tuple[Choice, ...]:
    """The choices after one call-back: take it back, hear of the next (if there are `more`), information."""
    code = call.place.chunk
    back = call.option("take_back", "1", partial(call.confirm, Spot("left"), "taken_title", chunk=code))
    go_on = partial(call.confirm, Spot("others", NEXT), "next_other_title", chunk=code)
    onward = (call.option("next_other", "2", go_on),) if more else ()
    return back, *onward, _information(call)


def _answer_others(call: Call, event: Event) -> Go:
    """The next step after a key at the words on a call-back to another number; silence repeats."""
    return among(call, event, _choices_others(call, more=True))


def _highest_others(_: Pack, __: Language, about: About) -> int | None:
    """The highest `Place.chunk` in a URL of the room "others": there `chunk` holds a call-back's code.

    None if `about` is neither empty nor "next".
    """
    return HIGHEST_CODE if about in ((), NEXT) else None


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
        return _enter(call.move(spot=Spot("waits"), chunk=0), go)
    wish = OwnCallback(ends=True, other=other)
    return Turn(call.place, go.before, Listen(go.words, REPEAT_WAIT), wish=wish)


def _done(call: Call) -> int:
    """The `Place.chunk` after a call-back was taken back: 1 or, in the room "left", 0 for its code."""
    return 0 if call.place.spot.room == "left" else TAKEN


def _settle_taken(call: Call, outcome: Outcome) -> Turn:
    """Tell the caller that the call-back is cancelled, that there was none, or that the request failed.

    The store's answer (`outcome`) decides which.
    """
    ended, another = isinstance(outcome, Kept), call.place.spot.room == "left"
    if another and outcome == Refused("none"):
        said = call.phrase("callback_none_others")
    elif ended:
        said = call.phrase("callback_withdrawn_other" if another else "callback_withdrawn")
    else:
        said = call.phrase(_why_not(outcome))
    call = call.move(chunk=_done(call), full=call.place.full and not (another and ended))
    prompt = call.read_out(said, _information(call))
    counts = (counted.callback("withdrawn"),) if ended else ()
    return Turn(call.place, (call.phrase("taken_title"),), Listen(prompt, REPEAT_WAIT), counts)


def _answer_taken(call: Call, event: Event) -> Go:
    """The next step after a key once the call-back was taken back; silence brings the goodbye."""
    if not isinstance(event, Pressed):
        return call.go(Spot("goodbye"))
    return among(call, event, (_information(call),))


ROOMS = {
    "waits": Room(_enter, _answer, _highest, settle=_settle, called="Hearing of a call-back that waits"),
    "taken_back": Room(
        _enter_taken,
        _answer_taken,
        _highest_taken,
        settle=_settle_taken,
        called="After a call-back was taken back",
    ),
    "others": Room(
        _enter,
        _answer_others,
        _highest_others,
        settle=_settle_others,
        called="Hearing of what was asked for another",
    ),
    "left": Room(
        _enter_taken,
        _answer_taken,
        _highest_left,
        settle=_settle_taken,
        called="After what was asked for another was taken back",
    ),
}
