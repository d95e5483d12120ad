"""A topic as a text, asked for during a call: to whose mobile, whether it is on its way (R5, R31, R32)."""

from dataclasses import replace

from ivr.call import Call, Go
from ivr.model import Event, Listen, Pressed, SendText, Turn
from ivr.room import Room, of_topic
from ivr.rooms import keying
from ivr.rooms.patience import FIRST_WAIT, otherwise, quiet, to_main_menu
from ivr.spot import Spot
from menus.outcome import Outcome, Refused

SAID = {"opted_out": "text_opted_out", "too_many": "text_too_many", "blocked": "text_refused"}


def enter(call: Call, go: Go) -> Turn:
    """To the mobile they call from, or another; who calls from no mobile is asked for one."""
    if call.caller.kind != "mobile":
        return keying.enter_number(call.moved(spot=Spot("number", ("text", call.name))), go, "mobile_needed")
    choices = (
        *call.option("own_mobile", "1"),
        *call.option("other_mobile", "2"),
        *call.option("back", "*")[:-1],
    )
    return call.listen(choices, FIRST_WAIT, go)


def answer(call: Call, event: Event) -> Go:
    """1 is the caller's own mobile, 2 another."""
    own = call.caller.kind == "mobile"
    if not isinstance(event, Pressed):
        return quiet(call, call.place.spot)
    match event.key:
        case "1" if own:
            return call.go(Spot("send", (call.name,)), chunk=call.place.chunk, misses=0)
        case "2":
            return call.confirmed(Spot("number", ("text", call.name)), "other_title", chunk=call.place.chunk)
        case "*":
            return onward(call)
    return otherwise(call, event.key)


def enter_send(call: Call, go: Go) -> Turn:
    """Nothing is said before the store has answered."""
    return Turn(call.place, go.before, Listen((), FIRST_WAIT), wish=SendText(call.name))


def told(call: Call, outcome: Outcome) -> Go:
    """Whether it is on its way, and on with the topic."""
    if isinstance(outcome, Refused):
        go, became = onward(call, SAID.get(outcome.reason, "wish_failed")), f"text_unsent:{outcome.reason}"
    else:
        go, became = onward(call, "text_kept"), "text:kept"
    return replace(go, before=(call.phrase("text_title"),), counts=(became,))


def onward(call: Call, *said: str) -> Go:
    """The safety sentence, where it was still to come when the text was asked for; else the end's choices."""
    name = call.name
    chunk = call.place.chunk + 1 if call.place.chunk else len(call.language.topics[name].heard) + 1
    return call.go(Spot("topic", (name,)), *said, chunk=chunk, misses=0)


ROOMS = {
    "text": Room(enter, answer, of_topic),
    "send": Room(enter_send, to_main_menu, of_topic, settle=told),
}
