"""Leaving a spoken message for the helpline: consent, recording, then keeping or deleting it."""

from functools import partial

from counted import names as counted
from ivr.call import Call, Choice, Go, pick
from ivr.model import DropMessage, Event, KeepMessage, Listen, Play, Pressed, Record, Recorded, Turn
from ivr.room import About, Room
from ivr.rooms.patience import FIRST_WAIT, REPEAT_WAIT, among, back, refuse
from ivr.rooms.waiting import is_rung
from ivr.spot import MAIN_MENU, Spot
from menus.model import Language, Pack
from menus.outcome import Outcome, Refused

LONGEST = 90
# Behind what is done in a place: the caller has agreed to be rung on the number that calls.
RUNG = "rung"
DONE = ("keep", "again", "drop", "lost", "play", "chosen")
# Once a message is kept 9 hears it again, and whatever leads on leaves it kept.
AS_KEYS = {"9": "1", "*": "3", "#": "3"}


def _enter(call: Call, go: Go) -> Turn:
    """Say that the caller will be recorded, who will hear it, and which key starts the recording.

    The words of `go`, the move that led here, come first.
    """
    return call.listen((call.phrase("consent"), *_choices(call)), FIRST_WAIT, go)


def _choices(call: Call) -> tuple[Choice, ...]:
    """The choices before a message is recorded: start recording, start and be rung back, or go back.

    A caller whose number can be rung may agree that staff see the number; otherwise no number is kept.
    """
    start = call.option("record", "1", partial(call.go, Spot("record"), misses=0))
    rung = call.option("record_rung", "3", partial(call.go, Spot("record", (RUNG,)), misses=0))
    return (start, rung, back(call)) if is_rung(call) else (start, back(call))


def _answer(call: Call, event: Event) -> Go:
    """The next step after a key or silence at the request to agree to the recording."""
    return among(call, event, _choices(call))


def _enter_record(call: Call, go: Go) -> Turn:
    """Ask the caller to speak after a tone, and record their message for staff.

    The words of `go`, the move that led here, come first.
    """
    return Turn(call.place, (*go.before, *go.words, call.phrase("speak_now")), Record(LONGEST))


def _answer_record(call: Call, event: Event) -> Go:
    """The next step after the recording: to the place where the store keeps the message, before any words.

    So a caller who hangs up at once has still left the message. If nothing was recorded, the call goes back
    to the words before the recording. If the carrier did not tell the recording's id or length, the
    recording is deleted.
    """
    match event:
        case Recorded(known=False):
            return call.go(Spot("recorded", ("lost",)))
        case Recorded(seconds) if seconds:
            return call.go(Spot("recorded", ("keep", *call.place.spot.about)), chunk=min(seconds, LONGEST))
    return call.go(Spot("message"), "message_empty")


def _done(call: Call) -> str:
    """The act on the recorded message, such as "keep"; it stands in the name of the caller's place."""
    return call.place.spot.about[0]


def _agreed(call: Call) -> tuple[str, ...]:
    """The rest of the name of the caller's place: ("rung",) if they agreed to be rung back, else empty."""
    return call.place.spot.about[1:]


def _enter_recorded(call: Call, go: Go) -> Turn:
    """Do with the recorded message what the place says ("keep", "play" …), or offer the choices.

    "keep" asks the store to keep the message. "again", "drop" and "lost" ask it to delete the message. In all
    four cases nothing is said before the store has answered. "play" plays the message and then offers the
    choices. Any other word only offers the choices. `go`, the move that led here, may bring words that are
    said first.
    """
    match _done(call):
        case "keep":
            wish = KeepMessage(call.place.chunk, rung=RUNG in _agreed(call))
            return Turn(call.place, (), Listen((), FIRST_WAIT), wish=wish)
        case "again" | "drop" | "lost":
            return Turn(call.place, (), Listen((), FIRST_WAIT), wish=DropMessage())
    played = (Play(),) if _done(call) == "play" else ()
    return call.listen((*played, *_choices_recorded(call)), REPEAT_WAIT, go)


def _settle(call: Call, outcome: Outcome) -> Go:
    """The next step after the store's answer (`outcome`): the choices, a new recording, or the main menu.

    The words on the way tell the caller what has become of the message. The outcome is counted (R42).
    """
    if _done(call) == "lost":
        go, became = call.go(MAIN_MENU, "message_lost"), "lost"
    elif isinstance(outcome, Refused):
        said = "message_empty" if outcome.reason == "empty" else "wish_failed"
        go, became = call.go(MAIN_MENU, said), outcome.reason
    elif _done(call) == "keep":
        said = "message_recorded_rung" if _agreed(call) else "message_recorded"
        go = call.go(Spot("recorded", ("chosen", *_agreed(call))), said)
        go, became = go._replace(before=(call.phrase("message_title"),)), "kept"
    elif _done(call) == "again":
        go, became = call.go(Spot("record", _agreed(call))), "dropped"
    else:
        go, became = call.go(MAIN_MENU, "message_dropped"), "dropped"
    return go._replace(counts=(counted.count_of(counted.message, became),))


def _choices_recorded(call: Call) -> tuple[Choice, ...]:
    """The choices after a message is kept: hear it, record it again, leave it as it is, delete it."""
    return (
        call.option("hear_message", "1", partial(_become, call, "play")),
        call.option("record_again", "2", partial(_become, call, "again")),
        call.option("keep_message", "3", partial(call.go, MAIN_MENU, "message_kept", misses=0)),
        call.option("drop_message", "4", partial(_become, call, "drop")),
    )


def _become(call: Call, done: str) -> Go:
    """Send the caller to the place that does the chosen act `done` (such as "play") on the message."""
    return call.go(Spot("recorded", (done, *_agreed(call))), misses=0)


def _answer_recorded(call: Call, event: Event) -> Go:
    """The next step after a key at the choices for a recorded message: hear, record again, keep, delete.

    Silence does the same as the key that keeps the message.
    """
    key = event.key if isinstance(event, Pressed) else "3"
    return pick(Pressed(AS_KEYS.get(key, key)), _choices_recorded(call)) or refuse(call)


def _highest(pack: Pack, _: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL of a place before a message is recorded: always 0.

    None if the pack takes no messages, or if the URL has words (`about`) that such a place never has: then
    the place does not exist.
    """
    return 0 if pack.hours.messages and not about else None


def _highest_recorded(pack: Pack, _: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL after a recording, where it is the recording's seconds.

    None if the pack takes no messages, or if the URL does not name an act on a message, such as "keep".
    """
    match about:
        case (done, *agreed) if pack.hours.messages and done in DONE and agreed in ([], [RUNG]):
            return LONGEST
    return None


def _highest_record(pack: Pack, _: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL while a message is recorded: always 0.

    None if the pack takes no messages, or if `about` is neither empty nor ("rung",): there is no such place.
    """
    return 0 if pack.hours.messages and about in ((), (RUNG,)) else None


ROOMS = {
    "message": Room(_enter, _answer, _highest, called="Before a message"),
    "record": Room(
        _enter_record, _answer_record, _highest_record, takes="a recording", called="Recording a message"
    ),
    "recorded": Room(
        _enter_recorded,
        _answer_recorded,
        _highest_recorded,
        carries=True,
        needs="recording",
        settle=_settle,
        called="After recording a message",
    ),
}
