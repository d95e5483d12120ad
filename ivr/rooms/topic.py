"""A topic on the phone: its parts one after the other, its safety sentence second, the choices at its end."""

from ivr.call import OPTION_GAP, Call, Go
from ivr.model import Event, Heard, Pressed, Turn
from ivr.room import About, Room
from ivr.rooms.menu import offer
from ivr.rooms.patience import otherwise, quiet, unused
from ivr.spot import Spot
from menus.model import Language, Pack, Topic
from menus.reviews import withdrawn

CHUNK_GAP, END_WAIT, SLOW_WAIT = 1, 60, 180
# A place's chunk: the beginning with its notices, then what is heard; the first fact comes before the safety
# sentence, so that nobody waits for what they asked for (R21).
BEGINNING, FIRST, SAFETY = 0, 1, 2


def enter(call: Call, go: Go) -> Turn:
    """The part of the place is said; past the last one are the choices at the topic's end."""
    topic = call.language.topics[call.name]
    if call.place.chunk > len(topic.heard):
        return call.listen((call.phrase("end"), OPTION_GAP, *choices(call)), END_WAIT, go)
    if call.place.chunk > BEGINNING:
        return say(call, go, (call.say(topic.heard[call.place.chunk - 1]),))
    if withdrawn(topic, call.pack.hours, call.now):
        return enter_withdrawn(call.moved(spot=Spot("withdrawn", (topic.name,))), go)
    words = (*notices(call, topic), call.say(topic.heard[0]))
    return say(begun(call, topic), go, words, f"topic:{topic.name}:call")


def notices(call: Call, topic: Topic) -> tuple[Heard, ...]:
    """Each once a call: that nobody has checked it, and that this is general information (R22, R46)."""
    draft = (call.phrase("draft"),) if topic.draft and not call.place.drafted else ()
    says_so = topic.heard[0].startswith(call.language.call["general"])
    return draft if says_so or call.place.told else (*draft, call.phrase("general"))


def begun(call: Call, topic: Topic) -> Call:
    """The call once the notices of a topic have been said."""
    return call.moved(told=True, drafted=call.place.drafted or topic.draft, chunk=FIRST)


def say(call: Call, go: Go, words: tuple[Heard, ...], *counts: str) -> Turn:
    """Words followed by the next part after a second, or in slow mode when the caller asks (R8, R9)."""
    if call.place.slow:
        return call.listen((*words, OPTION_GAP, *call.option("next_key", "#")[:-1]), SLOW_WAIT, go, *counts)
    return call.listen(words, CHUNK_GAP, go, *counts)


def choices(call: Call) -> tuple[Heard, ...]:
    """What one can do when a topic is over."""
    text = call.option("as_text", "5") if call.place.spot.room == "topic" else ()
    return (*call.option("again", "9"), *text, *call.option("back", "*"), *offer(call))[:-1]


def answer(call: Call, event: Event) -> Go:
    """What a key or a silence does during a topic and at its end."""
    topic = call.language.topics[call.name]
    at_end = call.place.chunk > len(topic.heard)
    if not isinstance(event, Pressed):
        return quiet(call, menu_of(call)) if at_end else onward(call)
    match event.key:
        case "*":
            return call.choose(menu_of(call))
        case "9":
            return call.again(chunk=FIRST) if at_end else call.again()
        case "#" if at_end:
            return call.again()
        case key if insists(call, topic, key):
            return Go(call.moved(misses=1).place, before=(call.phrase("again_title"),))
        case "5":
            return as_text(call, topic.name, FIRST if topic.safety and call.place.chunk < SAFETY else 0)
        case key if key == "#" or at_safety(call, topic):
            return Go(onward(call).place, before=(call.phrase("next_title"),))
    return unused(call)


def at_safety(call: Call, topic: Topic) -> bool:
    """Whether the safety sentence is being said."""
    return bool(topic.safety) and call.place.chunk == SAFETY


def insists(call: Call, topic: Topic, key: str) -> bool:
    """Whether a stray key has the safety sentence said once more (R7); the hash that slow mode offers is
    none."""
    return at_safety(call, topic) and not call.place.misses and not (call.place.slow and key == "#")


def onward(call: Call) -> Go:
    """The next part, or the choices at the end."""
    return call.go(call.place.spot, chunk=call.place.chunk + 1, misses=0)


def as_text(call: Call, topic: str, goes_on: int = 0) -> Go:
    """The way to get a topic as a text; with FIRST its safety sentence follows, with 0 the end's choices."""
    return call.confirmed(Spot("text", (topic,)), "text_title", chunk=goes_on)


def menu_of(call: Call) -> Spot:
    """The spot of the menu that holds this topic."""
    return Spot("menu", (call.pack.menu_of(call.name),))


def enter_withdrawn(call: Call, go: Go) -> Turn:
    """A topic past its review: that it is being checked, its safety line, and who can help (R22)."""
    topic = call.language.topics[call.name]
    safety = (call.say(topic.safety), OPTION_GAP) if topic.safety else ()
    prompt = (call.phrase("withdrawn"), OPTION_GAP, *safety, *choices(call))
    return call.listen(prompt, END_WAIT, go, f"withdrawn:{topic.name}")


def answer_withdrawn(call: Call, event: Event) -> Go:
    """What a key or a silence does where a topic is being checked."""
    if not isinstance(event, Pressed):
        return quiet(call, menu_of(call))
    return otherwise(call, event.key, menu_of(call))


def highest(_: Pack, language: Language, about: About) -> int | None:
    """A spot for each topic: its beginning, all that is heard, its end."""
    match about:
        case (name,) if name in language.topics:
            return len(language.topics[name].heard) + 1
    return None


ROOMS = {
    "topic": Room(enter, answer, highest),
    "withdrawn": Room(enter_withdrawn, answer_withdrawn, highest),
}
