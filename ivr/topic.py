"""A topic on the phone: its safety sentence, its chunks one after the other, and the choices at its end."""

from ivr.call import OPTION_GAP, Call, Go
from ivr.model import Event, Heard, Pressed, Say, Turn
from ivr.patience import otherwise, quiet, unused
from ivr.person import offer
from menus.model import Topic
from menus.reviews import withdrawn

CHUNK_GAP, END_WAIT, SLOW_WAIT = 1, 60, 180
SAFETY = 0


def enter(call: Call, go: Go) -> Turn:
    """The chunk of the place is said; 0 begins the topic, past the last one are the choices at its end."""
    topic = call.language.topics[call.about]
    if call.place.chunk > len(topic.spoken):
        return call.listen((call.phrase("end"), OPTION_GAP, *choices(call)), END_WAIT, go)
    if call.place.chunk > SAFETY:
        return say(call, go, (Say(topic.spoken[call.place.chunk - 1]),))
    if withdrawn(topic, call.pack.hours, call.now):
        return enter_withdrawn(call.moved(spot=f"withdrawn.{topic.name}"), go)
    return begin(call, topic, go)


def begin(call: Call, topic: Topic, go: Go) -> Turn:
    """A draft or not, once a call that this is general, then safety or the first chunk (R21, R22, R46)."""
    must = [call.phrase("draft")] if topic.draft else []
    must += [] if call.place.told else [call.phrase("general")]
    call = call.moved(told=True, chunk=SAFETY if topic.safety else SAFETY + 1)
    return say(call, go, (*must, Say(topic.safety or topic.spoken[0])), f"topic:{topic.name}:call")


def say(call: Call, go: Go, words: tuple[Heard, ...], *counts: str) -> Turn:
    """Words followed by the next chunk after a second, or in slow mode when the caller asks (R8, R9)."""
    if call.place.slow:
        return call.listen((*words, OPTION_GAP, *call.option("next_key", "#")[:-1]), SLOW_WAIT, go, *counts)
    return call.listen(words, CHUNK_GAP, go, *counts)


def choices(call: Call) -> tuple[Heard, ...]:
    """What one can do when a topic is over."""
    text = call.option("as_text", "5") if call.place.spot.startswith("topic.") else ()
    return (*call.option("again", "9"), *text, *call.option("back", "*"), *offer(call))[:-1]


def answer(call: Call, event: Event) -> Go:
    """What a key or a silence does during a topic and at its end."""
    topic = call.language.topics[call.about]
    at_end = call.place.chunk > len(topic.spoken)
    if not isinstance(event, Pressed):
        return quiet(call, menu_of(call)) if at_end else onward(call)
    match event.key:
        case "*":
            return call.choose(menu_of(call))
        case "9":
            return call.again(chunk=SAFETY) if at_end else call.again()
        case "#" if at_end:
            return call.again()
        case _ if call.place.chunk == SAFETY:
            return insist(call)
        case "#":
            return Go(onward(call).place, before=(call.phrase("next_title"),))
        case "5":
            return Go(call.go(f"text.{topic.name}", misses=0).place, before=(call.phrase("text_title"),))
    return unused(call)


def onward(call: Call) -> Go:
    """The next chunk, or the choices at the end."""
    return call.go(call.place.spot, chunk=call.place.chunk + 1, misses=0)


def insist(call: Call) -> Go:
    """The safety sentence is not skipped by a stray key: it is said once more, then gives way (R7)."""
    return (
        onward(call)
        if call.place.misses
        else Go(call.moved(misses=1).place, before=(call.phrase("again_title"),))
    )


def menu_of(call: Call) -> str:
    """The spot of the menu that holds this topic."""
    return f"menu.{call.pack.menu_of(call.about)}"


def enter_withdrawn(call: Call, go: Go) -> Turn:
    """A topic past its review: that it is being checked, its safety line, and who can help (R22)."""
    topic = call.language.topics[call.about]
    safety = (Say(topic.safety), OPTION_GAP) if topic.safety else ()
    prompt = (call.phrase("withdrawn"), OPTION_GAP, *safety, *choices(call))
    return call.listen(prompt, END_WAIT, go, f"withdrawn:{topic.name}")


def answer_withdrawn(call: Call, event: Event) -> Go:
    """What a key or a silence does where a topic is being checked."""
    if not isinstance(event, Pressed):
        return quiet(call, menu_of(call))
    return otherwise(call, event.key, menu_of(call))
