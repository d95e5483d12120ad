"""Menus: the greeting, the choices that are read out, and the effects of their keys."""

from functools import partial

from counted import names as counted
from ivr.call import OPTION_GAP, Call, Choice, Go
from ivr.model import Event, Heard, Pause, Turn
from ivr.room import About, Room
from ivr.rooms.patience import FIRST_WAIT, among, back, to_person
from ivr.rooms.waiting import hear_of_it
from ivr.spot import MAIN_MENU, Spot
from menus import seconds
from menus.air.saying import notice_at
from menus.model import MAIN, Action, Language, Pack
from menus.multilingual.offered import offers

CLIPPED = Pause(seconds.CLIPPED)


def greet(call: Call) -> Turn:
    """Say the first words of a call: the service's name, the emergency sentence, and the main menu.

    The notice of staff comes before the menu, if a notice is running. A barred caller also hears the
    helpline's own number, because no key of the menu leads to the helpline.
    """
    barred = call.place.barred
    counts = counted.GREETED, *((counted.BARRED,) if barred else ())
    words = (CLIPPED, *_first_words(call))
    return call.listen(_choices(call, MAIN), FIRST_WAIT, Go(call.place, words=words), *counts)


def _first_words(call: Call) -> tuple[Heard, ...]:
    """The words before the main menu for a caller who has just begun to hear the call's language.

    They are the greeting, the other languages on offer, the notice of staff, and what a barred caller hears.
    """
    others = call.read_out(*_languages(call))
    return (
        call.phrase("greeting"),
        OPTION_GAP,
        *((*others, OPTION_GAP) if others else ()),
        *_notice(call),
        *(tell_barred(call) if call.place.barred else ()),
    )


def _languages(call: Call) -> tuple[Choice, ...]:
    """The other languages of the pack, each offered in its own words and voice."""
    return tuple(
        Choice(key, other.offered, partial(_speak, call, other), by=other)
        for key, other in offers(call.pack, call.language)
    )


def _speak(call: Call, language: Language) -> Go:
    """Send the caller to the main menu in `language`, after its greeting, which tells of emergencies."""
    call = call.in_language(language).move(misses=0)
    chose = counted.language(language.code, "call")
    return Go(call.go(MAIN_MENU).place, words=_first_words(call), counts=(chose,))


def _notice(call: Call) -> tuple[Heard, ...]:
    """The words of the staff's notice that is running now, and a pause; empty without a notice (R57)."""
    said = notice_at(call.pack, call.language, call.now, "spoken")
    return (call.say(*said), OPTION_GAP) if said else ()


def tell_barred(call: Call) -> tuple[Heard, ...]:
    """The words for a caller who is not put through: the helpline's number and hours, 111 and 999."""
    return call.phrase("barred"), OPTION_GAP, call.phrase("helpline_itself"), OPTION_GAP


def enter(call: Call, go: Go) -> Turn:
    """Read out the menu that the call's place names, after the words of `go`, the move that led there.

    The main menu ends with the offer of other languages. The offer is left out if `go` holds the greeting,
    because the greeting has just made it.
    """
    others = _languages(call) if call.name == MAIN and call.phrase("greeting") not in go.words else ()
    return call.listen((*_choices(call, call.name), *others), FIRST_WAIT, go)


def _choices(call: Call, name: str) -> tuple[Choice, ...]:
    """All choices of the menu called `name`, in the order of reading out."""
    listed = (_choice(call, action) for action in call.pack.menus[name].actions)
    if name == MAIN:
        return (*_person(call), *listed, call.option("again", "9", call.again))
    return (*listed, back(call), *offer(call))


def _person(call: Call) -> tuple[Choice, ...]:
    """The first choice of the main menu: 0 for a person, or for other help while closed (R6).

    A caller who is barred from the helpline is not offered a person, but may hear of a waiting call-back.
    """
    if call.place.barred:
        hear = partial(hear_of_it, call)
        return (call.option("callback_asked", "0", hear),) if call.place.asked else ()
    lead = partial(to_person, call)
    if call.open:
        return (call.option("person", "0", lead),)
    return (call.option("closed_person", "0", lead, first=(call.phrase("closed_first"),)),)


def offer(call: Call) -> tuple[Choice, ...]:
    """The last choice in many places: 0 for a person, or for a call-back while closed.

    Empty for a caller who is barred from the helpline (R5, R6).
    """
    if call.place.barred:
        return ()
    return (call.option("for_person" if call.open else "callback", "0", partial(to_person, call)),)


def _choice(call: Call, action: Action) -> Choice:
    """One choice of a menu, offered with its words and its key in one language: "For exercise, press 3"."""
    by = call.language.of(f"{action.kind}s.{action.target}", "keys")
    what = (by.menus if action.kind == "menu" else by.topics)[action.target].option
    return Choice(action.key, what, partial(call.choose, _leads_to(call, action)), by=by)


def _leads_to(call: Call, action: Action) -> Spot:
    """The place after a menu's choice: a topic, a menu, or the overview of a menu.

    The overview is the topic that is read out before the choices of some menus.
    """
    overview = action.kind == "menu" and call.pack.menus[action.target].first
    return Spot("overview" if overview else action.kind, (action.target,))


def answer(call: Call, event: Event) -> Go:
    """The next step of a call at a menu, after the caller presses a key or stays silent."""
    others = _languages(call) if call.name == MAIN else ()
    return among(call, event, (*_choices(call, call.name), *others))


def _highest(pack: Pack, _: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL of a menu: 0; None if `about` is no menu of the pack.

    `chunk` counts the parts of a place; a menu has no parts. None stands for a place that does not exist.
    """
    match about:
        case (name,) if name in pack.menus:
            return 0
    return None


ROOMS = {"menu": Room(enter, answer, _highest, ends_hour=True)}
