"""What a caller says, as a key or a way to go: by the same matcher as texts, in the same order (R13)."""

from ivr.call import KEY_GAP, OPTION_GAP, Call, Go
from ivr.model import Event, Heard, Pressed, Spoke, Turn
from ivr.room import About, Room
from ivr.rooms.menu import offer
from ivr.rooms.patience import FIRST_WAIT, otherwise, quiet
from ivr.spot import MAIN_MENU, Spot
from menus.matcher.matching import Careful, Command, Found, Unsure, Urgent, Worried, match
from menus.model import ABOUT, Language, Pack
from menus.phrasing.normalise import plain_words

ALARMS = ("body", "despair", "danger", "harm", "at_once", "worried")
# Below this the carrier's ear was guessing: we ask back before we go anywhere.
SURE = 0.5
TEXTABLE = ("topic", "overview")
AS_KEYS = {
    "MORE": "#",
    "BACK": "*",
    "NO": "*",
    "STOP": "*",
    "YES": "1",
    "HELPLINE": "0",
    "CALLME": "0",
    "HELP": "0",
    "HELPME": "0",
    "MISSED": "0",
}


def hear(call: Call, event: Spoke) -> Go | Pressed:
    """Where spoken words lead: help in an emergency, a key, a topic, a question back, or not caught."""
    found = match(call.language, event.words, talk_open=call.place.spot.room == "ask")
    key = key_of(call, event.words)
    match found:
        case Urgent(kind):
            return call.go(Spot("urgent", (kind,)), misses=0)
        case Worried():
            return call.go(Spot("urgent", ("worried",)), misses=0)
        case Careful(topics):
            return call.go(Spot("careful", topics), misses=0)
        case _ if key:
            return Pressed(key)
        case Command("MENU" | "START" | "NOCALL"):
            return call.choose(MAIN_MENU)
        case Command("ABOUT" | "PRIVACY"):
            return call.choose(Spot("topic", (ABOUT,)))
        case Command(name) if name in AS_KEYS:
            return Pressed(AS_KEYS[name])
        case Found(topic) if event.confidence >= SURE:
            return call.choose(Spot("topic", (topic,)))
        case Found(topic):
            return call.go(Spot("ask", (topic,)), misses=0)
        case Unsure(topics):
            return call.go(Spot("ask", topics), misses=0)
    # Words that match nothing are neither silence nor a wrong key (R10).
    return call.go(call.place.spot, "no_match", chunk=call.place.chunk)


def key_of(call: Call, words: str) -> str:
    """The key that a caller named or described, "" for none; 5 is one only where a topic can be texted."""
    said = " ".join(plain_words(words))
    named = next((key for key, names in call.language.spoken_keys.items() if said in (key, *names)), "")
    return "" if named == "5" and call.place.spot.room not in TEXTABLE else named


def enter_ask(call: Call, go: Go) -> Turn:
    """ "Did you ask about …? If so, press 1." (R26)"""
    asked: list[Heard] = []
    for number, name in enumerate(call.place.spot.about, 1):
        phrase = "did_you_say" if number == 1 else "or_was_it"
        # the name from a list stands well inside a sentence; a title begins with a capital letter
        named = call.fill(call.language.topics[name].short)
        asked += [call.phrase(phrase, topic=named), KEY_GAP, *call.option("if_so", str(number))]
    return call.listen((*asked, *call.option("back", "*")[:-1]), FIRST_WAIT, go)


def answer_ask(call: Call, event: Event) -> Go:
    """The number of the topic that was meant, or back to the main menu."""
    return chosen(call, event) or back_or_wait(call, event)


def enter_urgent(call: Call, go: Go) -> Turn:
    """The fixed words of R30 or R48, spoken; then a person and the way back."""
    prompt = (call.phrase(f"urgent_{call.name}"), OPTION_GAP, *offer(call), *call.option("back", "*")[:-1])
    return call.listen(prompt, FIRST_WAIT, go, f"urgent:{call.name}:call")


def answer_urgent(call: Call, event: Event) -> Go:
    """Star leads on; 0 has been taken care of. Who presses the 5 5 that was spoken of hears it once more."""
    if event == Pressed("5") and call.name == "danger":
        return call.again()
    return back_or_wait(call, event)


def enter_careful(call: Call, go: Go) -> Turn:
    """The fixed words of R29, spoken; then the topics that may help, a person, and the way back."""
    listed = [
        part
        for number, name in enumerate(call.place.spot.about, 1)
        for part in call.choice(call.language.topics[name].option, str(number))
    ]
    prompt = (call.phrase("careful"), OPTION_GAP, *listed, *offer(call), *call.option("back", "*")[:-1])
    return call.listen(prompt, FIRST_WAIT, go, "careful:call")


def answer_careful(call: Call, event: Event) -> Go:
    """The number of a topic, or back."""
    return chosen(call, event) or back_or_wait(call, event)


def chosen(call: Call, event: Event) -> Go | None:
    """The topic whose number was pressed."""
    topics = call.place.spot.about
    if isinstance(event, Pressed) and event.key in [str(number) for number in range(1, len(topics) + 1)]:
        return call.choose(Spot("topic", (topics[int(event.key) - 1],)))
    return None


def back_or_wait(call: Call, event: Event) -> Go:
    """What the other keys and silence do where something was asked or said."""
    if not isinstance(event, Pressed):
        return quiet(call, call.place.spot)
    return otherwise(call, event.key)


def highest(_: Pack, language: Language, about: About) -> int | None:
    """A spot for each handful of topics."""
    return 0 if about and all(name in language.topics for name in about) else None


def highest_urgent(_: Pack, __: Language, about: About) -> int | None:
    """A spot for each kind of alarm."""
    match about:
        case (kind,) if kind in ALARMS:
            return 0
    return None


ROOMS = {
    "ask": Room(enter_ask, answer_ask, highest),
    "urgent": Room(enter_urgent, answer_urgent, highest_urgent),
    "careful": Room(enter_careful, answer_careful, highest),
}
