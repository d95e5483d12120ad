"""A spoken message for the helpline: consent, recording, and what becomes of it."""

from dataclasses import replace

from ivr.call import OPTION_GAP, Call, Go
from ivr.model import DropMessage, Event, KeepMessage, Listen, Play, Pressed, Record, Recorded, Turn
from ivr.room import About, Room
from ivr.rooms.patience import FIRST_WAIT, REPEAT_WAIT, otherwise, quiet, unused
from ivr.spot import MAIN_MENU, Spot
from menus.model import Language, Pack
from menus.outcome import Outcome, Refused

LONGEST = 90
DONE = ("keep", "again", "drop", "play", "chosen")
CHOICES = {"hear_message": "1", "record_again": "2", "keep_message": "3", "drop_message": "4"}


def enter(call: Call, go: Go) -> Turn:
    """Before anything is recorded: that it will be, who hears it, and the key that starts it."""
    choices = (*call.option("record", "1"), *call.option("back", "*")[:-1])
    return call.listen((call.phrase("consent"), OPTION_GAP, *choices), FIRST_WAIT, go)


def answer(call: Call, event: Event) -> Go:
    """1 starts the recording."""
    if not isinstance(event, Pressed):
        return quiet(call, Spot("message"))
    match event.key:
        case "1":
            return call.go(Spot("record"), misses=0)
    return otherwise(call, event.key)


def enter_record(call: Call, go: Go) -> Turn:
    """The tone follows at once."""
    return Turn(call.place, (*go.before, *go.words, call.phrase("speak_now")), Record(LONGEST))


def answer_record(call: Call, event: Event) -> Go:
    """What was spoken is kept before a word is said: who hangs up now has left a message all the same."""
    seconds = event.seconds if isinstance(event, Recorded) else 0
    if not seconds:
        return call.go(Spot("message"), "message_empty")
    return call.go(Spot("recorded", ("keep",)), chunk=min(seconds, LONGEST))


def enter_recorded(call: Call, go: Go) -> Turn:
    """What is done with the message, as a wish; or the message played, or not, and the choices."""
    match call.name:
        case "keep":
            return Turn(call.place, (), Listen((), FIRST_WAIT), wish=KeepMessage(call.place.chunk))
        case "again" | "drop":
            return Turn(call.place, (), Listen((), FIRST_WAIT), wish=DropMessage())
    played = (Play(), OPTION_GAP) if call.name == "play" else ()
    listed = [part for name, key in CHOICES.items() for part in call.option(name, key)]
    return call.listen((*played, *listed[:-1]), REPEAT_WAIT, go)


def told(call: Call, outcome: Outcome) -> Go:
    """The store has answered: the choices, the tone again, or that it is deleted."""
    if isinstance(outcome, Refused):
        said = "message_empty" if outcome.reason == "empty" else "wish_failed"
        go, became = call.go(MAIN_MENU, said), outcome.reason
    elif call.name == "keep":
        go = replace(
            call.go(Spot("recorded", ("chosen",)), "message_recorded"), before=(call.phrase("message_title"),)
        )
        became = "kept"
    elif call.name == "again":
        go, became = call.go(Spot("record")), "dropped"
    else:
        go, became = call.go(MAIN_MENU, "message_dropped"), "dropped"
    return replace(go, counts=(f"message:{became}",))


def answer_recorded(call: Call, event: Event) -> Go:
    """1 plays it, 2 records it anew, 4 deletes it; it stays kept in every other case."""
    match event.key if isinstance(event, Pressed) else "":
        case "1" | "9":
            return call.go(Spot("recorded", ("play",)), misses=0)
        case "2":
            return call.go(Spot("recorded", ("again",)), misses=0)
        case "4":
            return call.go(Spot("recorded", ("drop",)), misses=0)
        case "" | "3" | "*" | "#":
            return call.go(MAIN_MENU, "message_kept", misses=0)
    return unused(call)


def highest(pack: Pack, _: Language, about: About) -> int | None:
    """One spot, where messages are taken."""
    return 0 if pack.hours.messages and not about else None


def highest_recorded(pack: Pack, _: Language, about: About) -> int | None:
    """A spot for each thing that is done with a message; its chunk is how many seconds were spoken."""
    match about:
        case (done,) if pack.hours.messages and done in DONE:
            return LONGEST
    return None


ROOMS = {
    "message": Room(enter, answer, highest),
    "record": Room(enter_record, answer_record, highest, takes="a recording"),
    "recorded": Room(
        enter_recorded, answer_recorded, highest_recorded, carries=True, needs="recording", settle=told
    ),
}
