"""A phone number that is keyed: taken digit by digit, read back, confirmed (R5, R38).

A spot names what the number is for: "number.callback", "check.text.bones".
"""

from dataclasses import replace

from ivr.call import OPTION_GAP, Call, Go
from ivr.model import Event, Keyed, KeyNumber, Pressed, Turn
from ivr.room import About, Room, of_topic
from ivr.rooms.patience import FIRST_WAIT, IN_A_ROW, otherwise, quiet
from ivr.spot import MAIN_MENU, Spot
from menus.model import Language, Pack


def purpose(call: Call) -> str:
    """What the number is for: "callback" or "text"."""
    return call.place.spot.about[0]


def enter_number(call: Call, go: Go, *why: str) -> Turn:
    """Ask for a number, after phrases that say `why`; while it is keyed, digits are digits.

    Why it is asked for stands inside: whoever starts to key then begins with a 0, which is not to ask for a
    person.
    """
    asked = "key_number" if purpose(call) == "callback" else "key_mobile"
    said = [part for name in why for part in (call.phrase(name), OPTION_GAP)]
    return Turn(call.place, go.before, KeyNumber((*go.words, *said, call.phrase(asked))))


def answer_number(call: Call, event: Event) -> Go:
    """A number that can be used is read back; another is asked for again, three times at most."""
    kind = event.kind if isinstance(event, Keyed) else None
    if kind == "mobile" or (kind == "landline" and purpose(call) == "callback"):
        return call.go(Spot("check", call.place.spot.about), chunk=call.place.chunk, misses=0)
    misses = call.place.misses + 1
    if misses >= IN_A_ROW:
        go = call.go(MAIN_MENU, "number_given_up", misses=0)
        return replace(go, before=(call.phrase("main_title"),))
    said = "bad_number" if purpose(call) == "callback" else "bad_mobile"
    again = [said] if kind else []
    return call.go(call.place.spot, *again, chunk=call.place.chunk, misses=misses)


def enter_check(call: Call, go: Go) -> Turn:
    """The number read back in groups; the renderer fills it in, the flow never knows it."""
    choices = (*call.option("right", "1"), *call.option("key_again", "2"), *call.option("back", "*")[:-1])
    return call.listen((call.phrase("read_back"), OPTION_GAP, *choices), FIRST_WAIT, go)


def answer_check(call: Call, event: Event) -> Go:
    """1 uses the number, 2 asks for another."""
    if not isinstance(event, Pressed):
        return quiet(call, call.place.spot)
    match event.key:
        case "1" if purpose(call) == "callback":
            return call.confirmed(Spot("time"), "number_title")
        case "1":
            return call.go(Spot("send", call.place.spot.about[1:]), chunk=call.place.chunk, misses=0)
        case "2":
            return call.confirmed(
                Spot("number", call.place.spot.about), "again_title", chunk=call.place.chunk
            )
    return otherwise(call, event.key)


def highest(pack: Pack, language: Language, about: About) -> int | None:
    """A spot for a call-back, and one for the text of each topic."""
    match about:
        case ("callback",):
            return 0
        case ("text", *topic):
            return of_topic(pack, language, tuple(topic))
    return None


ROOMS = {
    "number": Room(enter_number, answer_number, highest, takes="a number"),
    "check": Room(enter_check, answer_check, highest, carries=True, needs="number"),
}
