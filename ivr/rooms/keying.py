"""Keying in a phone number, digit by digit; the number is read back and confirmed (R5, R38).

The spot says what the number is for: "number.callback" for a call-back, "check.text.bones" for a text.
"""

from functools import partial

from ivr.call import Call, Choice, Go
from ivr.model import Event, Keyed, KeyNumber, Turn
from ivr.room import About, Room, of_topic
from ivr.rooms import topic
from ivr.rooms.patience import FIRST_WAIT, IN_A_ROW, among
from ivr.spot import MAIN_MENU, Spot
from menus.model import SUPPORT, Language, Pack

CALLBACK = ("callback",)
# The same is said of the same number in a text.
AMISS = {"short": "number_too_short", "long": "number_too_long", "emergency": "hang_up"}


def _is_for_callback(call: Call) -> bool:
    """Whether the keyed number is for a call-back; otherwise a text is sent to it."""
    return call.place.spot.about == CALLBACK


def enter_number(call: Call, go: Go, *why: str) -> Turn:
    """Ask the caller to key in a phone number.

    Before the question come the words of `go`, the move that led here, and the fixed phrases named in `why`.
    The caller may key in the number while they are said. Every digit belongs to the number, 0 too.
    """
    asked = call.read_out(*map(call.phrase, (*why, "key_number" if _is_for_callback(call) else "key_mobile")))
    return Turn(call.place, go.before, KeyNumber((*go.words, *asked)))


def _answer_number(call: Call, event: Event) -> Go:
    """The next step after keying a phone number: a number that we can ring or text is read back.

    For any other number the caller hears what is wrong with it, and is asked again. A caller who dialled 999
    hears how to call 999. After the third failed try in a row, or after two stars, the caller is not asked
    again.
    """
    kind = event.kind if isinstance(event, Keyed) else None
    about, chunk = call.place.spot.about, call.place.chunk
    if kind == "mobile" or (kind == "landline" and _is_for_callback(call)):
        return call.go(Spot("check", about), chunk=chunk, misses=0)
    misses = call.place.misses + 1
    if misses >= IN_A_ROW or kind == "left":
        return _give_up(call, *(["hang_up"] if kind == "emergency" else []), "number_given_up")
    said = AMISS.get(kind or "", "bad_number" if _is_for_callback(call) else "bad_mobile")
    return call.go(call.place.spot, *([said] if kind else []), chunk=chunk, misses=misses)


def _give_up(call: Call, *said: str) -> Go:
    """Leave the number: the main menu comes next or, if a topic was to be texted, the rest of the topic.

    The fixed phrases named in `said` are heard on the way.
    """
    if not _is_for_callback(call):
        return to_topic(call, call.place.spot.about[-1], *said)
    return call.go(MAIN_MENU, *said, misses=0)._replace(before=(call.phrase("main_title"),))


def to_topic(call: Call, name: str, *said: str) -> Go:
    """Send the caller back to a topic: to its safety sentence if still unheard, otherwise to its end.

    If this is the topic that is read out before a menu, the menu comes in place of the topic's end. The fixed
    phrases named in `said` are heard on the way.
    """
    menu = call.pack.menus[call.pack.menu_of(name)]
    if menu.first == name and not call.place.chunk:
        return call.go(Spot("menu", (menu.name,)), *said, misses=0)
    told = topic.parts_of(call, call.language.topics[name])
    chunk = call.place.chunk + 1 if call.place.chunk else len(told) + 1
    return call.go(Spot("topic", (name,)), *said, chunk=chunk, misses=0)


def _enter_check(call: Call, go: Go) -> Turn:
    """Read the keyed number back and offer the choices, after the words of `go`, the move that led here.

    The number itself is filled in later, when the TwiML is made.
    """
    return call.listen((call.phrase("read_back"), *_choices_check(call)), FIRST_WAIT, go)


def _choices_check(call: Call) -> tuple[Choice, ...]:
    """The choices after the number was read back: it is right, key it in again, or go back."""
    about, chunk = call.place.spot.about, call.place.chunk
    if _is_for_callback(call):
        use = partial(call.confirm, Spot("time"), "number_title")
        whose = partial(call.confirm, Spot("callback"), "callback_title")
    else:
        use = partial(call.go, Spot("send", about[1:]), chunk=chunk, misses=0)
        whose = partial(call.confirm, Spot("text", about[1:]), "text_title", chunk=chunk)
    anew = partial(call.confirm, Spot("number", about), "again_title", chunk=chunk)
    # a step back is the question which number; who shows none is asked to key one, and leaves by two stars
    return (
        call.option("right", "1", use),
        call.option("key_again", "2", anew),
        call.option("back", "*", whose),
    )


def _answer_check(call: Call, event: Event) -> Go:
    """The next step after the question whether the number read back is right."""
    return among(call, event, _choices_check(call))


def _highest(pack: Pack, language: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL of a room where a phone number is keyed or checked.

    It is 0 if the number is for a call-back, and 1 if it is for the text of a topic. None if `about` in the
    URL names neither, so that there is no such place.
    """
    match about:
        case ("callback",):
            return 0
        case ("text", name) if name in language.topics and language.topics[name].keyword != SUPPORT:
            return of_topic(pack, language, (name,))
    return None


ROOMS = {
    "number": Room(enter_number, _answer_number, _highest, takes="a number", called="Keying a number"),
    "check": Room(
        _enter_check, _answer_check, _highest, carries=True, needs="number", called="Checking a number"
    ),
}
