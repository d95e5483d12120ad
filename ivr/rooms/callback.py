"""The call-back: on which number, at what time of day, and what was promised (R38)."""

from datetime import datetime

from ivr.call import OPTION_GAP, Call, Go
from ivr.model import Event, KeepCallback, Listen, Pressed, Say, Turn
from ivr.room import About, Room
from ivr.rooms import keying
from ivr.rooms.patience import FIRST_WAIT, REPEAT_WAIT, otherwise, quiet
from ivr.spot import Spot
from menus import words
from menus.due import TIMES
from menus.model import Language, Pack
from menus.outcome import Already, Kept, Refused

KEYS = {str(number): time for number, time in enumerate(TIMES, 1)}
SAID = {"full": "callback_full"}


def enter(call: Call, go: Go) -> Turn:
    """On the number they call from, or another; who has none that we may ring is asked for one at once."""
    if call.caller.kind not in ("mobile", "landline"):
        return keying.enter_number(call.moved(spot=Spot("number", ("callback",))), go, "number_needed")
    choices = (
        *call.option("own_number", "1"),
        *call.option("other_number", "2"),
        *call.option("back", "*")[:-1],
    )
    return call.listen(choices, FIRST_WAIT, go)


def answer(call: Call, event: Event) -> Go:
    """1 is the caller's own number, 2 another."""
    own = call.caller.kind in ("mobile", "landline")
    if not isinstance(event, Pressed):
        return quiet(call, Spot("callback"))
    match event.key:
        case "1" if own:
            return call.confirmed(Spot("time"), "number_title")
        case "2":
            return call.confirmed(Spot("number", ("callback",)), "other_title")
    return otherwise(call, event.key)


def enter_time(call: Call, go: Go) -> Turn:
    """One key for the best time of day."""
    asked = [part for key, name in KEYS.items() for part in call.option(f"time_{name}", key)]
    back = call.option("back", "*")[:-1]
    return call.listen((call.phrase("best_time"), OPTION_GAP, *asked, *back), FIRST_WAIT, go)


def answer_time(call: Call, event: Event) -> Go:
    """The time is the last thing asked: then the wish goes to the store."""
    if not isinstance(event, Pressed):
        return quiet(call, Spot("time"))
    if event.key in KEYS:
        return call.go(Spot("saved", (KEYS[event.key],)), misses=0)
    return otherwise(call, event.key)


def enter_saved(call: Call, go: Go) -> Turn:
    """Nothing is said before the store has answered."""
    best = next(time for time in TIMES if time == call.name)
    return Turn(call.place, go.before, Listen((), REPEAT_WAIT), wish=KeepCallback(best))


def told(call: Call, outcome: Kept | Already | Refused) -> Turn:
    """What was promised, or that nothing could be."""
    match outcome:
        case Kept(due):
            said, counted = promised(call, "callback_kept", due), "callback:kept"
        case Already(due):
            said, counted = promised(call, "callback_already", due), "callback:already"
        case Refused(reason):
            said, counted = call.phrase(SAID.get(reason, "wish_failed")), f"callback:{reason}"
    prompt = (said, OPTION_GAP, *call.option("closed_information", "*"), *call.option("again", "9")[:-1])
    return Turn(call.place, (call.phrase("callback_title"),), Listen(prompt, REPEAT_WAIT), (counted,))


def promised(call: Call, phrase: str, due: datetime | None) -> Say:
    """A phrase with the day by which the call comes."""
    return call.phrase(phrase, due=words.due(call.language, call.pack.hours, call.now, due) if due else "")


def answer_saved(call: Call, event: Event) -> Go:
    """9 tells it again (the store finds the same call-back), star leads on, quiet ends the call."""
    if not isinstance(event, Pressed):
        return call.go(Spot("goodbye"))
    return otherwise(call, event.key)


def highest_saved(_: Pack, __: Language, about: About) -> int | None:
    """A spot for each time of day."""
    match about:
        case (time,) if time in TIMES:
            return 0
    return None


ROOMS = {
    "callback": Room(enter, answer),
    "time": Room(enter_time, answer_time, carries=True),
    "saved": Room(enter_saved, answer_saved, highest_saved, carries=True, settle=told),
}
