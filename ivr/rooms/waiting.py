"""Hearing of call-backs that wait: for the caller's own number, and for other numbers that the caller gave.

Each call-back can be taken back by itself. Nobody hears of another caller's call-backs, or takes them back
(R49).
"""

from datetime import datetime
from functools import partial

from ivr.call import Call, Choice, Go, Part
from ivr.model import Event, Listen, OwnCallback, Say, Turn
from ivr.room import About, Room
from ivr.rooms.patience import IN_A_ROW, LAST_WAIT, REPEAT_WAIT, among
from ivr.spot import MAIN_MENU, Spot
from menus import words
from menus.due import told as told_due
from menus.model import Language, Pack
from menus.numbers import digits_spoken
from menus.outcome import Another, Outcome, Refused, Waiting

# In the room "waits" `Place.chunk` is the sum of what the caller has heard of: their own, and others.
OWN, OTHERS = 1, 2
# In the rooms "others" and "left" it is the code of the one that the caller has heard of, seven hex digits.
HIGHEST_CODE = 16**7 - 1
NEXT, OTHER = ("next",), ("other",)


def is_rung(call: Call) -> bool:
    """Whether staff can ring back the number from which the caller rings."""
    return call.caller.kind in ("mobile", "landline")


def hear_of_it(call: Call) -> Go:
    """Send the caller to the words on whether a call-back waits for the caller's own number.

    If that number cannot be rung, the caller hears at once of their call-backs to other numbers. A caller who
    shows no number hears only of call-backs asked for in this call (R49).
    """
    return call.confirm(Spot("waits"), "asked_title") if is_rung(call) else hear_of_others(call)


def hear_of_others(call: Call) -> Go:
    """Send the caller to the words on the call-backs that they asked for other numbers, one by one."""
    return call.confirm(Spot("others"), "others_title")


def look_up(call: Call, go: Go) -> Turn:
    """Ask the store for the caller's call-backs. Nothing is said before it answers, not even `go`'s words."""
    return Turn(call.place, go.before, Listen(go.words, REPEAT_WAIT), wish=OwnCallback())


def _settle(call: Call, outcome: Outcome) -> Turn:
    """Say whether a call-back to the caller's own number waits, by the store's answer (`outcome`).

    If one waits, the caller hears by when staff will ring, and can take the call-back back. If the caller has
    asked for call-backs to other numbers, there is a choice to hear of them. Otherwise the chosen time of day
    is said, too, unless the call-back is by Relay UK.
    """
    found = outcome if isinstance(outcome, Waiting) else Waiting()
    call = call.move(chunk=(OWN if found.due else 0) + (OTHERS if found.others else 0))
    if found.due:
        waits = "callback_waits_relay" if found.relay else "callback_waits"
        # beside the choice to hear of others it would last longer than R8 lets it
        told = found.best and not (found.relay or found.others)
        asked = (call.phrase(f"asked_{found.best}"),) if told else ()
        said: tuple[Say, ...] = (call.phrase(waits, due=_due_words(call, waits, found.due)), *asked)
    else:
        # of their own number there is nothing to say to who cannot be rung on it
        said = () if found.others and not is_rung(call) else (call.phrase(why_not(call, outcome)),)
    return _tell(call, "asked_title", (*said, *_choices(call)))


def _tell(call: Call, title: str, parts: tuple[Part, ...]) -> Turn:
    """Make a turn that says the fixed phrase named `title`, then `parts`: the answer and the choices.

    After a third silence the wait for a key is the long last one (90 s).
    """
    wait = REPEAT_WAIT if call.place.silences < IN_A_ROW else LAST_WAIT
    return Turn(call.place, (call.phrase(title),), Listen(call.read_out(*parts), wait))


def _due_words(call: Call, phrase: str, due: datetime) -> str:
    """The words for the time by which staff will ring, in the language of the phrase named `phrase`.

    `due` is the promised time. If the helpline is closed then, or `due` has passed, a later time is named.
    """
    hours = call.pack.hours
    return words.due(call.language.of(f"call.{phrase}"), hours, call.now, told_due(hours, due, call.now))


def why_not(call: Call, outcome: Outcome) -> str:
    """The name of the phrase on why no call-back can be taken back: there is none, or the store is away.

    A caller whose own number cannot be rung hears nothing of that number.
    """
    if not isinstance(outcome, Waiting) and outcome not in (Refused("none"), Refused("no_number")):
        return "wish_failed"
    return "callback_none" if is_rung(call) else "callback_none_others"


def _choices(call: Call) -> tuple[Choice, ...]:
    """The choices after a caller has heard of waiting call-backs; star, the last, leads to the information.

    Key 1 takes the call-back to the caller's own number back, if one waits. Key 2 tells of call-backs to
    other numbers, if some wait. If none waits, 1 asks for a call-back, except for a barred caller.
    """
    own = call.option("take_back", "1", partial(call.confirm, Spot("sure"), "cancel_title"))
    others = call.option("asked_others", "2", partial(hear_of_others, call))
    heard = call.place.chunk
    if not (heard or call.place.barred):
        ask = call.option("callback", "1", partial(call.confirm, Spot("callback"), "callback_title"))
        return ask, information(call)
    return *((own,) if heard & OWN else ()), *((others,) if heard & OTHERS else ()), information(call)


def information(call: Call) -> Choice:
    """The choice, on star, to go on to the information."""
    return call.option("closed_information", "*", partial(call.choose, MAIN_MENU))


def _answer(call: Call, event: Event) -> Go:
    """The next step after a key at the words on the call-back; silence repeats the place."""
    return among(call, event, _choices(call))


def _highest(_: Pack, __: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL of the room "waits": 3.

    `chunk` tells which call-backs the caller has heard of: 1 stands for the one to their own number, 2 for
    those to other numbers, 3 for both. None if `about` names a subject: there is no such place.
    """
    return None if about else OWN + OTHERS


def _settle_others(call: Call, outcome: Outcome) -> Turn:
    """Say by when staff will ring one of the other numbers, and offer to take that call-back back.

    `outcome` is the store's answer, with all call-backs that the caller asked for others. The caller's place
    holds the code of a call-back. The caller hears of that call-back or, if the place says "next", of the one
    after it. If no call-back has the code, it is the first. If there are no call-backs, the caller hears so.
    """
    others = outcome.others if isinstance(outcome, Waiting) else ()
    if not others:
        why = "callback_none_others" if isinstance(outcome, Waiting) else why_not(call, outcome)
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
    back = call.option(
        "take_back", "1", partial(call.confirm, Spot("sure", OTHER), "cancel_title", chunk=code)
    )
    go_on = partial(call.confirm, Spot("others", NEXT), "next_other_title", chunk=code)
    onward = (call.option("next_other", "2", go_on),) if more else ()
    return back, *onward, information(call)


def _answer_others(call: Call, event: Event) -> Go:
    """The next step after a key at the words on a call-back to another number; silence repeats."""
    return among(call, event, _choices_others(call, more=True))


def _highest_others(_: Pack, __: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL of the room "others": the highest code of a call-back.

    None if `about` is neither empty nor "next": there is no such place.
    """
    return HIGHEST_CODE if about in ((), NEXT) else None


ROOMS = {
    "waits": Room(look_up, _answer, _highest, settle=_settle, called="Hearing of a call-back that waits"),
    "others": Room(
        look_up,
        _answer_others,
        _highest_others,
        settle=_settle_others,
        called="Hearing of what was asked for another",
    ),
}
