"""What follows silence and unused keys: the caller is never blamed, and in the end led to a person (R10)."""

from collections.abc import Iterable
from functools import partial

from ivr.call import Call, Choice, Go, pick
from ivr.model import Event, Pressed
from ivr.spot import MAIN_MENU, Spot

FIRST_WAIT, REPEAT_WAIT = 10, 15
# Long enough that silence alone never ends a call before three minutes (R10).
LAST_WAIT = 90
IN_A_ROW = 3


def to_main_menu(call: Call, _: Event) -> Go:
    """Send the caller to the main menu: a safe answer in rooms where no event should happen at all."""
    return call.go(MAIN_MENU)


def refuse(call: Call) -> Go:
    """Say that the key is not in use, and repeat the place; the third time, lead to a person."""
    misses = call.place.misses + 1
    if misses >= IN_A_ROW:
        return to_person(call, led=True)
    go = call.go(call.place.spot, "unused_key", chunk=call.place.chunk, misses=misses)
    return go._replace(before=(call.phrase("sorry_title"),))


def to_person(call: Call, *, led: bool = False) -> Go:
    """Send the caller to a person.

    `led` is true if unused keys brought them there, false if they pressed 0 for it (R10).
    """
    return call.confirm(Spot("person"), "person_title", led=led)


def back(call: Call, spot: Spot = MAIN_MENU) -> Choice:
    """The choice "go back" on the star key, which leads to the place `spot` of the call."""
    return call.option("back", "*", partial(call.choose, spot))


def among(call: Call, event: Event, choices: Iterable[Choice], silent: Spot | None = None) -> Go:
    """The move of the call after an event at a place with choices: a pressed key leads to its choice.

    Any other event, such as silence, leads to the place `silent`, or to the same place again if that is None.
    """
    if not isinstance(event, Pressed):
        return _quiet(call, silent or call.place.spot)
    return pick(event, choices) or _otherwise(call, event.key)


def _otherwise(call: Call, key: str) -> Go:
    """Where a key leads that no choice has: star to the main menu; 9 and hash to the same place again.

    Any other key is an unused one (`refuse`).
    """
    match key:
        case "*":
            return call.choose(MAIN_MENU)
        case "9" | "#":
            # There is nothing to go on to here, so hash says it again: it is never an error (R5).
            return call.again()
    return refuse(call)


def _quiet(call: Call, spot: Spot) -> Go:
    """Where a caller who stays silent goes; it depends on how many silences came in a row (R10).

    After the first and the second: to `spot`, a place of the call, once more. After the third: to a person if
    the helpline is open and was not rung in this call; if it is closed, from a menu to the closed message.
    Else a question is asked once more, since its keys mean something else in any other place, and a menu
    leads to the main menu, once. After that, goodbye. Who may be unable to press a key hears the helpline's
    number, its hours and what to do in an emergency before the closed message and before goodbye.
    """
    silences = call.place.silences + 1
    chunk = call.place.chunk if spot == call.place.spot else 0
    match silences:
        case 1:
            return call.go(spot, staying(call), chunk=chunk, wait=REPEAT_WAIT, silences=silences)
        case 2:
            return call.go(spot, chunk=chunk, wait=REPEAT_WAIT, silences=silences)
        case 3 if call.open and not call.place.tried:
            return call.go(Spot("person"), silences=0, led=True)
        case 3 if not call.open and spot.room == "menu":
            # They may be unable to press a key for what the closed message offers.
            return call.go(Spot("closed"), *_without_keys(call), wait=LAST_WAIT, silences=silences, led=True)
        case 3 | 4 if spot.room == "menu":
            return call.go(MAIN_MENU, wait=LAST_WAIT, silences=4)
        case 3 | 4:
            return call.go(spot, chunk=chunk, wait=LAST_WAIT, silences=4)
    return call.go(Spot("goodbye"), *_without_keys(call))


def staying(call: Call) -> str:
    """The phrase after a first silence: what comes of it if they stay on the line without a key."""
    to_a_person = call.open and not call.place.tried and not call.place.barred
    return "silence_open" if to_a_person else "silence_closed"


def _without_keys(call: Call) -> tuple[str, ...]:
    """The phrases on what there is without a key: the helpline itself, and somebody else who can ask."""
    return ("helpline_itself",) if call.place.barred else ("helpline_itself", "by_another")
