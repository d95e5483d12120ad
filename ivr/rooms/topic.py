"""A topic on the phone: its parts, of which the safety sentence comes second, and the choices at its end."""

from collections.abc import Callable
from functools import partial

from counted import names as counted
from ivr.call import Call, Choice, Go, Part
from ivr.model import Event, Heard, Pressed, Say, Turn
from ivr.room import About, Room
from ivr.rooms.menu import offer
from ivr.rooms.patience import among, back, refuse
from ivr.spot import Spot
from menus.air.saying import is_off, is_on_health, is_stopped, safety_of
from menus.filling.pages import heard
from menus.model import SUPPORT, Language, Pack, Topic

CHUNK_GAP, END_WAIT, SLOW_WAIT = 1, 60, 180
# A place's chunk: the beginning with its notices, then what is heard; the first fact comes before the safety
# sentence, so that nobody waits for what they asked for (R21).
BEGINNING, FIRST, SAFETY = 0, 1, 2


def _enter(call: Call, go: Go) -> Turn:
    """Say the part of the topic whose number is `Place.chunk`; at the topic's end, offer the choices.

    The words of `go`, the move that led here, come first. If staff stop the topic during the call, its
    remaining parts are not said. If its review expires during the call, they are said all the same.
    """
    topic, chunk = call.language.topics[call.name], call.place.chunk
    if is_stopped(call.pack, topic.name):
        return enter_checked(call, go)
    if _is_end(call, topic):
        return call.listen((call.phrase("end"), *_choices(call)), END_WAIT, go)
    if chunk > BEGINNING:
        part = _in_its_language(call, topic, _parts(call, topic)[chunk - 1])
        return say(call, go, (part,), partial(_hear_next, call))
    if is_off(call.pack, topic, call.now):
        return enter_checked(call, go)
    words, begins = (
        (*notices(call, topic), _in_its_language(call, topic, topic.heard[0])),
        after_notices(call, topic),
    )
    return say(begins, go, words, partial(_hear_next, begins), counted.topic(topic.name, "call"))


def _is_end(call: Call, topic: Topic) -> bool:
    """Whether the caller has heard all of the topic, by the `chunk` of the caller's place."""
    return call.place.chunk > len(_parts(call, topic))


def parts_of(call: Call, topic: Topic) -> tuple[Say, ...]:
    """A topic's parts as they are read out, in order, in the language in which the pack has the topic.

    That is the caller's language or, if it lacks the topic, the pack's first.
    """
    return tuple(_in_its_language(call, topic, part) for part in _parts(call, topic))


def _parts(call: Call, topic: Topic) -> tuple[str, ...]:
    """A topic's parts as they are written, in order, with blanks such as "{number}" still unfilled."""
    return heard(call.language.of(f"topics.{topic.name}"), call.pack.hours, topic)


def _in_its_language(call: Call, topic: Topic, words: str) -> Say:
    return call.say(words, call.language.of(f"topics.{topic.name}"))


def notices(call: Call, topic: Topic) -> tuple[Heard, ...]:
    """The notices before a topic: that it is an unreviewed draft (R22), and general information (R46).

    Each notice is said once in a call; notices already heard, and one that the topic's own words give, are
    left out. The result may be empty.
    """
    draft = (call.phrase("draft"),) if topic.draft and not call.place.drafted else ()
    general = call.language.of(f"topics.{topic.name}").call["general"]
    says_so = topic.heard[0].startswith(general)
    return draft if says_so or call.place.told else (*draft, call.phrase("general"))


def after_notices(call: Call, topic: Topic) -> Call:
    """The call at the topic's first fact, with a note that the notices before the topic have been heard."""
    return call.move(told=True, drafted=call.place.drafted or topic.draft, chunk=FIRST)


def say(
    call: Call, go: Go, words: tuple[Heard, ...], leads: Callable[[], Go], *counts: counted.Count
) -> Turn:
    """Say words of a topic, then give the caller a second to press a key before the call goes on (R8).

    The words of `go`, the move that led here, come first. In slow mode the call waits for the hash key
    instead (R9); `leads` gives the next step after that key. `counts` are added to the day's counts.
    """
    if call.place.slow:
        return call.listen((words, call.option("next_key", "#", leads)), SLOW_WAIT, go, *counts)
    return call.listen((words,), CHUNK_GAP, go, *counts)


def _choices(call: Call) -> tuple[Choice, ...]:
    """The choices at a topic's end: hear it again, get it as a text, go back, a person."""
    again = call.option("again", "9", partial(call.again, chunk=FIRST))
    text = (call.option("as_text", "5", partial(_to_text, call)),) if _may_be_texted(call) else ()
    return again, *text, back(call, _menu_of(call)), *offer(call)


def _answer(call: Call, event: Event) -> Go:
    """The next step after a key or silence, during a topic and at its end."""
    topic = call.language.topics[call.name]
    if _is_end(call, topic):
        # once more before its menu: the keys that were just named hold
        return among(call, event, _choices(call), _menu_of(call) if call.place.silences else None)
    return _go_on(call, topic, event.key) if isinstance(event, Pressed) else _onward(call)


def _go_on(call: Call, topic: Topic, key: str) -> Go:
    """The next step after `key` is pressed while a topic is being read out.

    Star goes to the topic's menu, 9 repeats, 5 asks for a text, hash goes on. Any other key is refused as
    unused. The safety sentence has two rules of its own. The first key there only restarts the sentence
    (`_insists`), unless it is star, 9 or, in slow mode, hash. After that, an unused key goes on.
    """
    match key:
        case "*":
            return call.choose(_menu_of(call))
        case "9":
            return call.again()
        case _ if _insists(call, topic, key):
            return Go(call.move(misses=1).place, before=(call.phrase("again_title"),))
        case "5" if _may_be_texted(call):
            return _to_text(call, FIRST if topic.safety and call.place.chunk < SAFETY else 0)
        case _ if key == "#" or _at_safety(call, topic):
            return _hear_next(call)
    return refuse(call)


def _at_safety(call: Call, topic: Topic) -> bool:
    """Whether the caller is at this topic's safety sentence."""
    return bool(topic.safety) and call.place.chunk == SAFETY


def _insists(call: Call, topic: Topic, key: str) -> bool:
    """Whether this key, pressed during a topic's safety sentence, only restarts the sentence (R7).

    The first key does; a second key does not, nor does the hash key in slow mode.
    """
    return _at_safety(call, topic) and not call.place.misses and not (call.place.slow and key == "#")


def _onward(call: Call) -> Go:
    """Send the caller to the next part of the topic, or to the choices at its end."""
    return call.go(call.place.spot, chunk=call.place.chunk + 1, misses=0)


def _hear_next(call: Call) -> Go:
    """Send the caller to the topic's next part, after a fixed phrase that confirms the key press."""
    return _onward(call)._replace(before=(call.phrase("next_title"),))


def _may_be_texted(call: Call) -> bool:
    """Whether this caller may have this topic texted.

    Every topic may be texted, except the topic that asks for support: its text goes only to the caller's own
    mobile, so the call must come from a mobile (R33).
    """
    return call.caller.kind == "mobile" or call.language.topics[call.name].keyword != SUPPORT


def _to_text(call: Call, goes_on: int = 0) -> Go:
    """Send the caller to the question which mobile to text the topic to.

    `goes_on` says how the topic goes on after that: FIRST (1) for its safety sentence, 0 for its end.
    """
    return call.confirm(Spot("text", (call.name,)), "text_title", chunk=goes_on)


def _menu_of(call: Call) -> Spot:
    """The place of the menu that holds the topic of the caller's place."""
    return Spot("menu", (call.pack.menu_of(call.name),))


def enter_checked(call: Call, go: Go) -> Turn:
    """Say that the topic of the caller's place is being checked, in place of the topic.

    The words of `go`, the move that led here, come first.
    """
    return _enter_withdrawn(call.move(spot=Spot("withdrawn", (call.name,)), chunk=0), go)


def being_checked(call: Call, topic: Topic) -> tuple[Heard, ...]:
    """The words in place of a topic off the air: that it is checked, its safety sentence, who helps."""
    by = call.language.of(f"topics.{topic.name}")
    ask = (call.phrase("withdrawn_ask"),) if is_on_health(by, topic) else ()
    safety = safety_of(by, topic)
    careful = (call.say(safety, by),) if safety else ()
    return call.read_out(call.phrase("withdrawn"), *ask, *careful, call.phrase("helpline_itself"))


def _enter_withdrawn(call: Call, go: Go) -> Turn:
    """Say that a topic is being checked (its review has expired, R22, or staff stopped it, R57).

    Then offer choices. The words of `go`, the move that led here, come first.
    """
    topic = call.language.topics[call.name]
    parts: tuple[Part, ...] = (being_checked(call, topic), *_choices_withdrawn(call))
    return call.listen(parts, END_WAIT, go, counted.withdrawal(topic.name))


def _choices_withdrawn(call: Call) -> tuple[Choice, ...]:
    """The choices after hearing that a topic is being checked: hear it again, go back, a person."""
    return call.option("again", "9", call.again), back(call, _menu_of(call)), *offer(call)


def _answer_withdrawn(call: Call, event: Event) -> Go:
    """The next step after hearing that a topic is being checked."""
    return among(call, event, _choices_withdrawn(call), _menu_of(call))


def _highest(pack: Pack, language: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL of a topic: the number of its end; None for no such topic.

    0 is the topic's beginning, and the numbers between are its parts.
    """
    match about:
        case (name,) if name in language.topics:
            return len(heard(language.of(f"topics.{name}"), pack.hours, language.topics[name])) + 1
    return None


ROOMS = {
    "topic": Room(_enter, _answer, _highest),
    "withdrawn": Room(_enter_withdrawn, _answer_withdrawn, _highest, called="A topic that is being checked"),
}
