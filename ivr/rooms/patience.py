"""What silence and unused keys lead to: each its own words, neither blames, both end with a person (R10)."""

from dataclasses import replace

from ivr.call import Call, Go
from ivr.model import Event
from ivr.spot import MAIN_MENU, Spot

FIRST_WAIT, REPEAT_WAIT = 10, 15
# Long enough that silence alone never ends a call before three minutes (R10).
LAST_WAIT = 90
IN_A_ROW = 3


def to_main_menu(call: Call, _: Event) -> Go:
    """Lead to the main menu, should a call go on from a room after which nothing was to come."""
    return call.go(MAIN_MENU)


def unused(call: Call) -> Go:
    """A key that is not in use here: the place again, with words that say so; the third finds a person."""
    misses = call.place.misses + 1
    if misses >= IN_A_ROW:
        return call.confirmed(Spot("person"), "person_title", led=True)
    go = call.go(call.place.spot, "unused_key", chunk=call.place.chunk, misses=misses)
    return replace(go, before=(call.phrase("sorry_title"),))


def otherwise(call: Call, key: str, back: Spot = MAIN_MENU) -> Go:
    """What every other key does where something was offered: star leads `back`, 9 and hash say it again."""
    match key:
        case "*":
            return call.choose(back)
        case "9" | "#":
            # There is nothing to go on to here, so hash says it again: it is never an error (R5).
            return call.again()
    return unused(call)


def quiet(call: Call, spot: Spot) -> Go:
    """No key came: `spot` twice more, then a person, or the closed message, the main menu and goodbye."""
    silences = call.place.silences + 1
    chunk = call.place.chunk if spot == call.place.spot else 0
    match silences:
        case 1:
            staying_helps = call.open and not call.place.touched and not call.place.barred
            said = "silence_open" if staying_helps else "silence_closed"
            return call.go(spot, said, chunk=chunk, wait=REPEAT_WAIT, silences=silences)
        case 2:
            return call.go(spot, chunk=chunk, wait=REPEAT_WAIT, silences=silences)
        case 3 if not call.open:
            return call.go(Spot("closed"), wait=LAST_WAIT, silences=silences, led=True)
        case 3 if not call.place.touched:
            return call.go(Spot("person"), silences=0, led=True)
        case 3 | 4:
            return call.go(MAIN_MENU, wait=LAST_WAIT, silences=4)
    return call.go(Spot("goodbye"))
