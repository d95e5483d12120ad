"""Reaching a person: the notice, the ringing, the end of the transfer, and the message while closed."""

from collections.abc import Callable, Mapping
from functools import partial

from counted import names as counted
from ivr.call import Call, Choice, Go, pick
from ivr.model import Dial, DialEnded, Event, HangUp, Heard, Pressed, Turn
from ivr.room import About, Room
from ivr.rooms import menu
from ivr.rooms.patience import FIRST_WAIT, among, to_main_menu, to_person
from ivr.rooms.waiting import hear_of_it
from ivr.spot import MAIN_MENU, Spot
from menus.hours import reason_now
from menus.model import Language, Number, Pack

NOTICE_WAIT = 3
RING = {"person": 25, "switchboard": 60}
# Numbers are tried in turn, but nobody waits for more than these (R37).
MOST_NUMBERS = 3
# So many silences lie behind who was led to the closed message by silence (R10).
CLOSED_TOLD = 3
ENDED: Mapping[str, counted.Rung] = {"busy": "busy", "completed": "no_answer", "no-answer": "no_answer"}


def _instead(call: Call) -> tuple[Choice, ...]:
    """The choices while nobody can be reached: a call-back, a message if allowed, or information (R39).

    A barred caller is offered only the information. A caller whom unused keys or silence brought here is
    offered only the information and, on 0, what a caller who asked for a person gets (docs/decisions/0017).
    To all others a call-back is offered: on 0 while the helpline is closed, as in every menu. While the
    helpline is open, the call-back is on 1, because 0 rings the helpline.
    """
    information = call.option("closed_information", "*", partial(call.choose, MAIN_MENU))
    if call.place.barred:
        return (information,)
    if call.place.led:
        person = _person(call) or (call.option("closed_person", "0", partial(to_person, call)),)
        return *person, information
    asks = "callback_or_another" if call.place.asked else "callback"
    ring = call.option(asks, "1" if call.open else "0", _callback(call))
    leave = call.option("leave_message", "2", partial(call.confirm, Spot("message"), "message_title"))
    return *_person(call), ring, *((leave,) if call.pack.hours.messages else ()), information


def _person(call: Call) -> tuple[Choice, ...]:
    """The choice of the helpline on key 0; empty while the helpline is closed.

    If the helpline opened after the closed message, 0 rings it. After no answer, 0 tries it again. For a
    caller whom unused keys or silence brought here, it first reads all choices.
    """
    if not call.open:
        return ()
    if call.place.spot.room == "closed":
        return (call.option("for_person", "0", partial(to_person, call)),)
    if call.place.led:
        return (call.option("try_or_callback", "0", partial(call.again, led=False)),)
    return (call.option("try_again", "0", partial(to_person, call)),)


def _callback(call: Call) -> Callable[[], Go]:
    """What the key of a call-back does: it leads to the question which number to ring."""
    return partial(call.confirm, Spot("callback"), "callback_title")


def _enter(call: Call, go: Go) -> Turn:
    """Say the notice before the transfer, or that the helpline is closed now (R34).

    The words of `go`, the move that led here, come first. A barred caller hears neither: they hear that they
    are not put through, and then the main menu.
    """
    if call.place.barred:
        # Tried, so that silence does not lead here again and again: it ends in goodbye (R10).
        call = call.move(spot=MAIN_MENU, tried=True)
        return menu.enter(call, go._replace(before=(), words=menu.tell_barred(call)))
    if not call.open:
        return _enter_closed(call.move(spot=Spot("closed")), go)
    return _enter_notice(call.move(spot=Spot("notice", call.place.spot.about)), go)


def _enter_notice(call: Call, go: Go) -> Turn:
    """Say that the transfer is recorded, and leave the caller three seconds to go back (R36).

    A caller with a waiting call-back may hear of it instead, without ringing the helpline. The words of `go`,
    the move that led here, come first.
    """
    return call.listen((call.phrase("transfer"), *_asked(call)), NOTICE_WAIT, go)


def _asked(call: Call) -> tuple[Choice, ...]:
    """The choice, on key 3, to hear of the caller's call-backs; empty if none waits."""
    leads = partial(hear_of_it, call.move(misses=0))
    return (call.option("callback_asked", "3", leads),) if call.place.asked else ()


def _answer_notice(call: Call, event: Event) -> Go:
    """The next step after the notice that the caller is about to be put through to the helpline.

    Star goes back to the menu from which the caller came. 3 goes to the caller's call-backs, if some wait.
    Any other key repeats the notice the first time. The second time it goes on to the transfer, like silence.
    """
    if isinstance(event, Pressed):
        if event.key == "*":
            return call.choose(Spot("menu", call.place.spot.about) if call.place.spot.about else MAIN_MENU)
        if chosen := pick(event, _asked(call)):
            return chosen
        if not call.place.misses:
            return call.go(call.place.spot, misses=1)
    return call.go(Spot("dialled"), misses=0)


def _enter_dialled(call: Call, go: Go) -> Turn:
    """Ring the helpline's next number, after the words of `go`, the move that led here (R37).

    `Place.chunk` is how many of the helpline's numbers were tried before.
    """
    number = call.pack.hours.numbers[call.place.chunk]
    return Turn(call.place, (*go.before, *go.words), _ring(call, number), (counted.DIALLED,))


def _ring(call: Call, number: Number) -> Dial:
    """The act that rings a number: how long it rings, and whether the person who picks up must press 1.

    If the caller's number is withheld or from abroad, the line's number is shown instead. Carriers refuse to
    show a word ("anonymous"), and some refuse a number from abroad.
    """
    ours = call.caller.kind in ("withheld", "abroad")
    return Dial(number.number, RING[number.answered_by], _screened(number), ours)


def _screened(number: Number) -> bool:
    """Whether whoever picks up `number` must first press 1: a personal phone may have voicemail (R37)."""
    return number.answered_by == "person"


def _answer_dialled(call: Call, event: Event) -> Go:
    """The next step after a transfer: goodbye if two people spoke, else the next number.

    After the last number, or the third, the caller hears the choices while nobody can be reached.
    """
    status = event.status if isinstance(event, DialEnded) else "failed"
    if isinstance(event, DialEnded) and status in ("completed", "answered") and _spoke(call, event):
        return call.go(Spot("goodbye"))._replace(counts=(counted.REACHED,))
    said = ENDED.get(status, "failed")
    if call.place.chunk + 1 < min(len(call.pack.hours.numbers), MOST_NUMBERS):
        go = call.go(Spot("dialled"), chunk=call.place.chunk + 1)
    else:
        # One transfer by silence is enough: a phone that nobody holds must not ring the helpline for an hour.
        go = call.go(Spot("missed"), said, tried=True, silences=0)
    return go._replace(counts=(counted.missed_ring(said),))


def _spoke(call: Call, event: DialEnded) -> bool:
    """Whether two people spoke in a transfer that is reported as completed.

    If the carrier does not say, the answer is yes, except for a number where whoever picks up must press 1: a
    voicemail may have picked up.
    """
    if event.bridged is None:
        return not _screened(call.pack.hours.numbers[call.place.chunk])
    return event.bridged


def _enter_missed(call: Call, go: Go) -> Turn:
    """After no answer: offer another try if the helpline is open, and then the alternatives.

    If the helpline has closed meanwhile, the choices are those of the closed message, and so is the caller's
    place. The words of `go`, the move that led here, come first.
    """
    call = call if call.open else call.move(spot=Spot("closed"))
    return call.listen(_instead(call), FIRST_WAIT, go)


def _enter_closed(call: Call, go: Go) -> Turn:
    """Say when the helpline opens, who helps until then, and what else the caller can choose now (R35).

    If it has opened meanwhile, only the choices are said. The words of `go`, the move that led here, come
    first.
    """
    if call.open:
        return call.listen(_instead(call), FIRST_WAIT, go)
    told = (*_because(call), call.phrase("closed"))
    return call.listen((told, *_instead(call)), FIRST_WAIT, go, counted.CLOSED)


def _because(call: Call) -> tuple[Heard, ...]:
    """The sentence on why the helpline is closed; () if none is said.

    None is said if staff gave no reason, or if the pack has no sentence for the reason. None is said either
    if callers may leave a message, because 22 seconds have no room for both (R35).
    """
    name = f"because_{reason_now(call.pack.hours, call.now)}"
    return (call.phrase(name),) if name in call.language.call and not call.pack.hours.messages else ()


def _answer_instead(call: Call, event: Event) -> Go:
    """The next step after the choices while nobody can be reached.

    After silence the choices are repeated; further silences do what they do at every place. But a caller whom
    three silences brought to the closed message hears the main menu after it.
    """
    silent = MAIN_MENU if call.place.silences >= CLOSED_TOLD else None
    # another try was offered while the helpline was open: once it is closed, 0 tells until when
    heard = (call.option("try_again", "0", partial(to_person, call)),) if _was_open(call) else ()
    # not read out, for lack of time: 1, the key of a call-back while we are open; and 3, as in the notice
    known = (call.option("callback", "1", _callback(call)), *_asked(call))
    known = () if call.place.led or call.place.barred else known
    return among(call, event, (*heard, *_instead(call), *known), silent)


def _was_open(call: Call) -> bool:
    """Whether the helpline was open when the caller heard the choices after no answer.

    If it was closed, the caller's place is "closed", not "missed". False, too, for a barred caller, and for a
    caller whom unused keys or silence brought here.
    """
    return call.place.spot.room == "missed" and not call.place.led and not call.place.barred


def _enter_goodbye(call: Call, go: Go) -> Turn:
    """Say goodbye and hang up, after the words of `go`, the move that led here."""
    return Turn(call.place, (*go.before, *go.words, call.phrase("goodbye")), HangUp(), (counted.GOODBYE,))


def _highest_dialled(pack: Pack, _: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL of the place where the helpline is rung.

    `chunk` is the count of the helpline's numbers that were tried before, so the highest is the count of all
    its numbers less one. None if the URL has words (`about`) that such a place never has.
    """
    return None if about else len(pack.hours.numbers) - 1


def _highest_from(pack: Pack, _: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL on the way to a person: 0. `about` is the menu left."""
    return 0 if not about or (len(about) == 1 and about[0] in pack.menus) else None


ROOMS = {
    "person": Room(_enter, to_main_menu, _highest_from, takes="own keys"),
    "notice": Room(
        _enter_notice, _answer_notice, _highest_from, takes="own keys", called="Notice before the helpline"
    ),
    "dialled": Room(
        _enter_dialled, _answer_dialled, _highest_dialled, takes="own keys", called="While the helpline rang"
    ),
    "missed": Room(_enter_missed, _answer_instead, called="After nobody picked up"),
    "closed": Room(_enter_closed, _answer_instead, called="The closed message"),
    "goodbye": Room(_enter_goodbye, to_main_menu, takes="own keys"),
}
