"""A topic on the phone: its parts one after the other, its safety sentence second, the choices at its end."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from counted import names as counted
from ivr.call import Call, Choice, Go
from ivr.model import Event, Heard, Pressed, Turn
from ivr.room import About, Room
from ivr.rooms.menu import offer
from ivr.rooms.patience import among, back, refuse
from ivr.spot import Spot
from menus.model import Language, Pack, Topic
from menus.reviews import withdrawn

CHUNK_GAP, END_WAIT, SLOW_WAIT = 1, 60, 180
# A place's chunk: the beginning with its notices, then what is heard; the first fact comes before the safety
# sentence, so that nobody waits for what they asked for (R21).
BEGINNING, FIRST, SAFETY = 0, 1, 2


def _enter(call: Call, go: Go) -> Turn:
    """Say the part of the place; past the last one offer the choices at the topic's end."""
    topic, chunk = call.language.topics[call.name], call.place.chunk
    if _is_end(call, topic):
        return call.listen((call.phrase("end"), *_choices(call)), END_WAIT, go)
    if chunk > BEGINNING:
        return say(call, go, (call.say(topic.heard[chunk - 1]),), partial(_hear_next, call))
    if withdrawn(topic, call.pack.hours, call.now):
        return _enter_withdrawn(call.move(spot=Spot("withdrawn", (topic.name,))), go)
    words, begins = (*notices(call, topic), call.say(topic.heard[0])), after_notices(call, topic)
    return say(begins, go, words, partial(_hear_next, begins), counted.topic(topic.name, "call"))


def _is_end(call: Call, topic: Topic) -> bool:
    """Whether all of the topic has been heard."""
    return call.place.chunk > len(topic.heard)


def notices(call: Call, topic: Topic) -> tuple[Heard, ...]:
    """What is said once a call: that nobody has checked this, that it is general information (R22, R46)."""
    draft = (call.phrase("draft"),) if topic.draft and not call.place.drafted else ()
    says_so = topic.heard[0].startswith(call.language.call["general"])
    return draft if says_so or call.place.told else (*draft, call.phrase("general"))


def after_notices(call: Call, topic: Topic) -> Call:
    """The call as it is once the notices of a topic have been said."""
    return call.move(told=True, drafted=call.place.drafted or topic.draft, chunk=FIRST)


def say(
    call: Call, go: Go, words: tuple[Heard, ...], leads: Callable[[], Go], *counts: counted.Count
) -> Turn:
    """Say words; the next follow after a second, in slow mode after the hash that `leads` on (R8, R9)."""
    if call.place.slow:
        return call.listen((words, call.option("next_key", "#", leads)), SLOW_WAIT, go, *counts)
    return call.listen((words,), CHUNK_GAP, go, *counts)


def _choices(call: Call) -> tuple[Choice, ...]:
    """What one can do when a topic is over."""
    again = call.option("again", "9", partial(call.again, chunk=FIRST))
    text = call.option("as_text", "5", partial(_to_text, call))
    return again, text, back(call, _menu_of(call)), *offer(call)


def _answer(call: Call, event: Event) -> Go:
    """Where a key or a silence leads during a topic and at its end."""
    topic = call.language.topics[call.name]
    if _is_end(call, topic):
        return among(call, event, _choices(call), _menu_of(call))
    return _go_on(call, topic, event.key) if isinstance(event, Pressed) else _onward(call)


def _go_on(call: Call, topic: Topic, key: str) -> Go:
    """Where a key leads that cuts a topic off."""
    match key:
        case "*":
            return call.choose(_menu_of(call))
        case "9":
            return call.again()
        case _ if _insists(call, topic, key):
            return Go(call.move(misses=1).place, before=(call.phrase("again_title"),))
        case "5":
            return _to_text(call, FIRST if topic.safety and call.place.chunk < SAFETY else 0)
        case _ if key == "#" or _at_safety(call, topic):
            return _hear_next(call)
    return refuse(call)


def _at_safety(call: Call, topic: Topic) -> bool:
    """Whether the safety sentence is being said."""
    return bool(topic.safety) and call.place.chunk == SAFETY


def _insists(call: Call, topic: Topic, key: str) -> bool:
    """Whether a stray key has the safety sentence said once more (R7).

    The hash that slow mode offers is none.
    """
    return _at_safety(call, topic) and not call.place.misses and not (call.place.slow and key == "#")


def _onward(call: Call) -> Go:
    """Go on to the next part, or to the choices at the end."""
    return call.go(call.place.spot, chunk=call.place.chunk + 1, misses=0)


def _hear_next(call: Call) -> Go:
    """Go on because a key asked for it, and say so."""
    return replace(_onward(call), before=(call.phrase("next_title"),))


def _to_text(call: Call, goes_on: int = 0) -> Go:
    """Lead to the topic as a text; with FIRST its safety sentence follows, with 0 the end's choices."""
    return call.confirm(Spot("text", (call.name,)), "text_title", chunk=goes_on)


def _menu_of(call: Call) -> Spot:
    """The menu that holds this topic."""
    return Spot("menu", (call.pack.menu_of(call.name),))


def _enter_withdrawn(call: Call, go: Go) -> Turn:
    """Say of a topic past its review that it is being checked, its safety line, and who can help (R22)."""
    topic = call.language.topics[call.name]
    safety = (call.say(topic.safety),) if topic.safety else ()
    parts = (call.phrase("withdrawn"), *safety, *_choices_withdrawn(call))
    return call.listen(parts, END_WAIT, go, counted.withdrawal(topic.name))


def _choices_withdrawn(call: Call) -> tuple[Choice, ...]:
    """What one can do where a topic is being checked."""
    return call.option("again", "9", call.again), back(call, _menu_of(call)), *offer(call)


def _answer_withdrawn(call: Call, event: Event) -> Go:
    """Where a key or a silence leads where a topic is being checked."""
    return among(call, event, _choices_withdrawn(call), _menu_of(call))


def _highest(_: Pack, language: Language, about: About) -> int | None:
    """A spot for each topic: its beginning, all that is heard, its end."""
    match about:
        case (name,) if name in language.topics:
            return len(language.topics[name].heard) + 1
    return None


ROOMS = {
    "topic": Room(_enter, _answer, _highest),
    "withdrawn": Room(_enter_withdrawn, _answer_withdrawn, _highest, called="A topic that is being checked"),
}
