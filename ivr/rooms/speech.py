"""A caller's spoken words, understood by the same matcher as texts: emergencies come first (R13)."""

from functools import partial

from counted import names as counted
from ivr.call import KEY_GAP, Call, Choice, Go
from ivr.model import Event, Pressed, Spoke, Turn
from ivr.room import About, Room
from ivr.rooms.menu import offer
from ivr.rooms.patience import FIRST_WAIT, among, back
from ivr.rooms.waiting import hear_of_it, is_rung
from ivr.spot import MAIN_MENU, Spot
from menus.matcher.answers import Match
from menus.matcher.matching import Careful, Command, Found, Unsure, Urgent, Worried, match
from menus.model import ABOUT, Language, Pack
from menus.multilingual.understood import alarm_in_any
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
    """The move to which the caller's spoken words lead, or a `Pressed` if they stand for a key ("star").

    The words are tried in this order: as an emergency, as a key, then as a topic or command. An emergency is
    heard in any language of the pack, and the call goes on in that language. Words that mean none of these
    lead back to the same place, where the caller first hears that they were not understood.
    """
    alarming = alarm_in_any(call.pack, call.language, event.words)
    found = match(alarming, event.words, talk_open=call.place.spot.room == "ask")
    if urgent := _warn(call.in_language(alarming), found):
        return urgent
    if key := _key_of(call, event.words):
        return Pressed(key)
    # Words that match nothing are neither silence nor a wrong key (R10).
    unheard = call.go(call.place.spot, "no_match", chunk=call.place.chunk)
    return _follow(call, found, sure=event.confidence >= SURE) or unheard


def _warn(call: Call, found: Match) -> Go | None:
    """The next step if `found`, the meaning of the caller's words, is an emergency or about a medicine.

    The caller then hears the fixed words for an emergency (R30), or those about changing a medicine (R29).
    None for any other meaning.
    """
    match found:
        case Urgent(kind):
            return call.go(Spot("urgent", (kind,)), misses=0)
        case Worried():
            return call.go(Spot("urgent", ("worried",)), misses=0)
        case Careful(topics):
            return call.go(Spot("careful", topics), misses=0)
    return None


def _follow(call: Call, found: Match, *, sure: bool) -> Go | Pressed | None:
    """The next step after spoken words of the meaning `found`, or the key press that they stand for.

    None if `found` is neither a topic nor a command that a caller can use. If the carrier was not `sure` of
    the words, the caller is first asked whether they meant the topic that was found.
    """
    match found:
        case Command("NOCALL") if is_rung(call) and not call.place.barred:
            return hear_of_it(call)
        case Command("MENU" | "START" | "NOCALL"):
            return call.choose(MAIN_MENU)
        case Command("ABOUT" | "PRIVACY" | "WHY"):
            return _choose(call, ABOUT)
        case Command(name) if name in AS_KEYS:
            return Pressed(AS_KEYS[name])
        case Found(topic):
            return _choose(call, topic) if sure else call.go(Spot("ask", (topic,)), misses=0)
        case Unsure(topics):
            return call.go(Spot("ask", topics), misses=0)
    return None


def _key_of(call: Call, words: str) -> str:
    """The key that the caller names in words, such as "*" for "star"; "" if they name none.

    Key 5 has a topic sent as a text. The result is "" for it in a room that has no topic to send.
    """
    said = " ".join(plain_words(words))
    named = next((key for key, names in call.language.spoken_keys.items() if said in (key, *names)), "")
    return "" if named == "5" and call.place.spot.room not in TEXTABLE else named


def _enter_ask(call: Call, go: Go) -> Turn:
    """Ask which topic was meant: "Did you ask about …? If so, press 1." (R26).

    The words of `go`, the move that led here, come first.
    """
    return call.listen(_choices_ask(call), FIRST_WAIT, go)


def _choices_ask(call: Call) -> tuple[Choice, ...]:
    """The choices after the question which topic was meant: one for each topic, and the way back."""
    asked = []
    for number, name in enumerate(call.place.spot.about, 1):
        phrase = "did_you_say" if number == 1 else "or_was_it"
        # the name from a list stands well inside a sentence; a title begins with a capital letter
        by = call.language.of(f"topics.{name}", f"call.{phrase}")
        question = call.say(by.call[phrase], by, topic=call.fill(by.topics[name].short, by))
        asked.append(
            call.option("if_so", str(number), partial(_choose, call, name), first=(question, KEY_GAP))
        )
    return *asked, back(call)


def _answer_ask(call: Call, event: Event) -> Go:
    """The next step after a key or silence at the question which topic was meant."""
    return among(call, event, _choices_ask(call))


def _choose(call: Call, topic: str) -> Go:
    """The move to the topic of this name, after the caller has asked for it by speaking."""
    return call.choose(Spot("topic", (topic,)))


def _enter_urgent(call: Call, go: Go) -> Turn:
    """Say the fixed words for the emergency or worry that the call's place names (R30, R48).

    Then offer a person, and the way back. The words of `go`, the move that led here, come first.
    """
    words = call.phrase(f"urgent_{call.name}")
    return call.listen((words, *_choices_urgent(call)), FIRST_WAIT, go, counted.alarm(call.name, "call"))


def _choices_urgent(call: Call) -> tuple[Choice, ...]:
    """The choices after an emergency's words: a person, and the way back."""
    return *offer(call), back(call)


def _answer_urgent(call: Call, event: Event) -> Go:
    """The next step after a key or silence at the fixed words for an emergency.

    The words on danger say to press 55 in a call to 999. If a caller presses 5 here already, the words on
    danger are said again.
    """
    if event == Pressed("5") and call.name == "danger":
        return call.again()
    return among(call, event, _choices_urgent(call))


def _enter_careful(call: Call, go: Go) -> Turn:
    """Say the fixed safety words for a caller who spoke of changing or lacking a medicine (R29).

    Then offer the topics that may help, a person, and the way back. The words of `go`, the move that led
    here, come first.
    """
    return call.listen((call.phrase("careful"), *_choices_careful(call)), FIRST_WAIT, go, counted.CAREFUL)


def _choices_careful(call: Call) -> tuple[Choice, ...]:
    """The choices after the fixed words about a change of medicine (R29).

    They are the topics that may help, a person, and the way back.
    """
    spoken = [(name, call.language.of(f"topics.{name}", "keys")) for name in call.place.spot.about]
    listed = (
        Choice(str(number), by.topics[name].option, partial(_choose, call, name), by=by)
        for number, (name, by) in enumerate(spoken, 1)
    )
    return *listed, *offer(call), back(call)


def _answer_careful(call: Call, event: Event) -> Go:
    """The next step after a key or silence at the fixed words on changing a medicine (R29)."""
    return among(call, event, _choices_careful(call))


def _highest(_: Pack, language: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL of a place about the topics `about`: always 0.

    None, so that the URL is refused, if `about` is empty or has a topic that the pack lacks.
    """
    return 0 if about and all(name in language.topics for name in about) else None


def _highest_urgent(_: Pack, __: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in the URL of an emergency: always 0.

    None if `about`, the end of the place's name, names no kind of emergency: there is no such place.
    """
    match about:
        case (kind,) if kind in ALARMS:
            return 0
    return None


ROOMS = {
    "ask": Room(_enter_ask, _answer_ask, _highest, called="“Did you mean …?”"),
    "urgent": Room(_enter_urgent, _answer_urgent, _highest_urgent, called="Emergency numbers"),
    "careful": Room(_enter_careful, _answer_careful, _highest, called="Safety: about a medicine"),
}
