"""The steps after silence and unused keys: no blame, and in the end a person (R10)."""

from collections.abc import Iterable
from functools import partial

from ivr.call import Call, Choice, Go, pick
from ivr.model import Event, Pressed
from ivr.spot import MAIN_MENU, Spot
from menus.model import MAIN

FIRST_WAIT, REPEAT_WAIT = 10, 15
# Long enough that silence alone never ends a call before three minutes (R10).
LAST_WAIT = 90
IN_A_ROW = 3
OF_MENU, OF_TOPIC = ("menu", "overview"), ("topic", "withdrawn", "text", "send", "number", "check")


def to_main_menu(call: Call, _: Event) -> Go:
    """Send the caller to the main menu: a safe answer in rooms where no event should happen."""
    return call.go(MAIN_MENU)


def refuse(call: Call) -> Go:
    """Say that the key is not in use, and repeat the words; a third such key in a row leads to a person."""
    misses = call.place.misses + 1
    if misses >= IN_A_ROW:
        return to_person(call, led=True)
    go = call.go(call.place.spot, "unused_key", chunk=call.place.chunk, misses=misses)
    return go._replace(before=(call.phrase("sorry_title"),))


def to_person(call: Call, *, led: bool = False) -> Go:
    """Send the caller to a person: the helpline, or what it offers while it is closed.

    `led` is true if unused keys brought the caller there, false if the caller pressed 0 (R10).
    """
    return call.confirm(Spot("person", _menu_left(call)), "person_title", led=led)


def _menu_left(call: Call) -> tuple[str, ...]:
    """The menu to which "go back" leads a caller on the way to a person; empty for the main menu."""
    room, about = call.place.spot
    if room not in (*OF_MENU, *OF_TOPIC) or about == ("callback",):
        return ()
    menu = about[0] if room in OF_MENU else call.pack.menu_of(about[-1])
    return () if menu == MAIN else (menu,)


def back(call: Call, spot: Spot = MAIN_MENU) -> Choice:
    """The choice "go back" on the star key, to the place `spot` of the call."""
    return call.option("back", "*", partial(call.choose, spot))


def among(call: Call, event: Event, choices: Iterable[Choice], silent: Spot | None = None) -> Go:
    """The next step after an event at a place with choices: a pressed key takes its choice.

    A key without a choice has its usual effect: star goes to the main menu, 9 and hash repeat the words. Any
    other key is refused. After silence, or another event that is no key, the next place is `silent`; if
    `silent` is None, it is the same place again. After the third silence in a row it may be a person, and in
    the end goodbye (R10).
    """
    if not isinstance(event, Pressed):
        return _quiet(call, silent or call.place.spot)
    return pick(event, choices) or _otherwise(call, event.key)


def _otherwise(call: Call, key: str) -> Go:
    """The next step after a key without a choice: star goes to the main menu; 9 and hash repeat.

    Any other key is refused as unused.
    """
    match key:
        case "*":
            return call.choose(MAIN_MENU)
        case "9" | "#":
            # There is nothing to go on to here, so hash says it again: it is never an error (R5).
            return call.again()
    return refuse(call)


def _quiet(call: Call, spot: Spot) -> Go:
    """The next step for a caller who stays silent, by the number of silences in a row (R10).

    After the first and the second silence the place `spot` is entered again. The third has three cases, in
    this order: (a) if the helpline is open and was not rung in this call, a person; (b) if the helpline is
    closed and `spot` is a menu, the closed message; (c) otherwise a menu gives way to the main menu, and any
    other place is repeated, because its keys mean something else elsewhere. The fourth silence is like (c).
    After that comes goodbye.

    Such a caller may be unable to press a key. So before goodbye they hear of help without a key: the
    helpline's number, its hours, what to do in an emergency, and who listens. They hear it after the second
    silence, too, if more silence would not bring a person.
    """
    silences = call.place.silences + 1
    chunk = call.place.chunk if spot == call.place.spot else 0
    match silences:
        case 1:
            return call.go(spot, _staying(call), chunk=chunk, wait=REPEAT_WAIT, silences=silences)
        case 2:
            told = () if _brings_a_person(call) else _without_keys(call)
            return call.go(spot, *told, chunk=chunk, wait=REPEAT_WAIT, silences=silences)
        case 3 if call.open and not call.place.tried:
            return call.go(Spot("person"), silences=0, led=True)
        case 3 if not call.open and spot.room == "menu":
            return call.go(Spot("closed"), wait=LAST_WAIT, silences=silences, led=True)
        case 3 | 4 if spot.room == "menu":
            return call.go(MAIN_MENU, wait=LAST_WAIT, silences=4)
        case 3 | 4:
            return call.go(spot, chunk=chunk, wait=LAST_WAIT, silences=4)
    return call.go(Spot("goodbye"), *_without_keys(call))


def _staying(call: Call) -> str:
    """The name of the phrase after a first silence; it tells what follows if the caller presses no key."""
    return "silence_open" if _brings_a_person(call) else "silence_closed"


def _brings_a_person(call: Call) -> bool:
    """Whether a caller who presses no key is put through to a person in the end."""
    return call.open and not call.place.tried and not call.place.barred


def _without_keys(call: Call) -> tuple[str, ...]:
    """The names of the phrases on help without a key: the helpline itself, the Samaritans, another person.

    A barred caller does not hear the last: that somebody else can ask for a call-back.
    """
    told = ("helpline_itself", "samaritans")
    return told if call.place.barred else (*told, "by_another")
