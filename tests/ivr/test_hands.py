"""Sore and unsteady hands: a promise is asked for, and no safety sentence is skipped by chance."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import product

import pytest

from ivr import aloud
from ivr.flow import step
from ivr.model import (
    Arrived,
    Caller,
    Dial,
    DialEnded,
    DropMessage,
    Event,
    HangUp,
    KeepCallback,
    Keyed,
    KeyNumber,
    Listen,
    OwnCallback,
    Place,
    Pressed,
    Record,
    Recorded,
    SendText,
    Silence,
    Turn,
    Wish,
)
from ivr.rooms.topic import SAFETY
from ivr.spot import MAIN_MENU, Spot
from menus.model import Pack, Topic
from menus.outcome import Another, Kept, Waiting
from store.numbers import read_number
from tests.caller import keys_offered
from tests.conftest import CLOSED, OPEN

pytestmark = pytest.mark.usefixtures("reckoned_once")
KEYS = "0123456789*#"
NIGHT = CLOSED.replace(hour=3)
DUE = datetime(2026, 5, 20, 20, 0, tzinfo=OPEN.tzinfo)
CALLBACK = (Spot("callback"), Spot("number", ("callback",)))
# A wish that changes nothing: whether a call-back waits.
ASKS = OwnCallback()
WAITING = Waiting(DUE, (Another(1, "001", DUE), Another(2, "002", DUE)))
PRESSES = 12


def all_on(pack: Pack) -> Pack:
    """Speech and spoken messages on."""
    return replace(pack, speech=True, hours=replace(pack.hours, messages=True))


def as_shipped(pack: Pack) -> Pack:
    return pack


LINES: dict[str, tuple[Callable[[Pack], Pack], datetime, Caller]] = {
    "open": (as_shipped, OPEN, Caller("mobile")),
    "closed": (as_shipped, CLOSED, Caller("mobile")),
    "at night": (as_shipped, NIGHT, Caller("landline")),
    "open, number withheld": (as_shipped, OPEN, Caller("withheld")),
    "closed, number withheld": (as_shipped, CLOSED, Caller("withheld")),
    "open, messages and speech on": (all_on, OPEN, Caller("mobile")),
    "closed, messages and speech on": (all_on, CLOSED, Caller("mobile")),
    "closed, messages and speech on, number withheld": (all_on, CLOSED, Caller("withheld")),
}
SOME = ("open", "closed, messages and speech on")


def on(*names: str) -> pytest.MarkDecorator:
    """Run a test on these lines: all tests of a line in a row, and what one has walked the next knows."""
    return pytest.mark.parametrize("walked", names, indirect=True, scope="module")


each_line = on(*LINES)
some_lines = on(*SOME)


@dataclass
class Line:
    """A call on one kind of line, in which every wish comes true."""

    pack: Pack
    now: datetime
    caller: Caller
    walked: dict[tuple[Place | None, Event], tuple[Turn, tuple[Wish, ...]]] = field(default_factory=dict)

    def led(self, place: Place | None, event: Event) -> tuple[Turn, tuple[Wish, ...]]:
        """The turn an event leads to, and what was promised on the way; reckoned once."""
        if (place, event) not in self.walked:
            self.walked[place, event] = self._lead(place, event)
        return self.walked[place, event]

    def _lead(self, place: Place | None, event: Event) -> tuple[Turn, tuple[Wish, ...]]:
        turn, wishes = step(self.pack, place, event, self.now, self.caller), []
        while turn.wish:
            wishes.append(turn.wish)
            heard = isinstance(turn.wish, OwnCallback) and not turn.wish.ends
            came = WAITING if heard else Kept(DUE)
            turn = step(self.pack, turn.place, came, self.now, self.caller)
        return turn, tuple(wishes)

    def heard(self, turn: Turn) -> str:
        numbers = aloud.numbers(
            self.pack, self.pack.languages["en"], "+447400123456", "+447400777888", "+441144960000"
        )
        return aloud.words_of(turn, numbers)


@pytest.fixture(scope="module")
def walked(request: pytest.FixtureRequest, pack: Pack) -> Line:
    """The line of this name."""
    change, now, caller = LINES[request.param]
    return Line(change(pack), now, caller)


@dataclass
class Hand:
    """A hand that presses keys, whatever is said; `promised` is what came of it."""

    line: Line
    turn: Turn
    keyed: str = ""
    promised: list[str] = field(default_factory=list)

    def press(self, key: str) -> None:
        """One key: a digit of a number, nothing to a recording but for hash, else a choice."""
        match self.turn.then:
            case KeyNumber() if key == "*":
                self.keyed = ""
            case KeyNumber() if key != "#":
                self.keyed += key
            case KeyNumber():
                self.go(Keyed(read_number(self.keyed)[1] if self.keyed else None))
                self.keyed = ""
            case Record():
                if key == "#":
                    self.go(Recorded(5))
            case Dial():
                self.go(DialEnded("no-answer", bridged=False))
                self.press(key)
            case Listen():
                self.go(Pressed(key))

    def pressing(self, keys: str) -> list[str]:
        """What comes of these keys."""
        for key in keys:
            self.press(key)
        return self.promised

    def go(self, event: Event) -> None:
        self.turn, wishes = self.line.led(self.turn.place, event)
        self.promised += [type(wish).__name__ for wish in wishes if wish != ASKS]
        if isinstance(self.turn.then, Record):
            self.promised.append("Record")


def pressed(line: Line, keys: str) -> list[str]:
    """What came of a call in which a hand pressed these keys, and then was still."""
    hand = Hand(line, line.led(None, Arrived())[0])
    for key in keys:
        if not isinstance(hand.turn.then, HangUp):
            hand.press(key)
    if isinstance(hand.turn.then, KeyNumber):
        hand.press("#")
    return hand.promised


@each_line
@pytest.mark.parametrize("key", KEYS)
def test_one_key_pressed_twelve_times_promises_nothing(walked: Line, key: str) -> None:
    assert pressed(walked, key * PRESSES) == []


@each_line
def test_a_key_three_times_after_every_two_promises_nothing_but_after_the_callers_own_0(walked: Line) -> None:
    for *lead, key in product(KEYS, repeat=3):
        keys = "".join((*lead, key * 3))
        asked = "0" in lead and key == "1" and "*" not in keys.partition("0")[2]
        chosen = asked or keys == "02333"  # to leave a message, and to be rung about it
        assert chosen or pressed(walked, keys) == [], keys


@on("closed", "at night", "closed, messages and speech on")
def test_a_call_back_that_was_asked_for_with_0_is_three_times_a_1(walked: Line) -> None:
    assert pressed(walked, "0111") == ["KeepCallback"]


@each_line
def test_two_keys_in_turn_ask_for_nothing_but_a_text_where_5_asks_for_one(walked: Line) -> None:
    for pair in product(KEYS, repeat=2):
        came = set(pressed(walked, "".join(pair) * PRESSES))
        allowed = {"SendText"} if sorted(pair) == ["1", "5"] else set()
        assert came <= allowed, (pair, came)


def after(turn: Turn, keys: str = KEYS) -> Iterator[Event]:
    """All that a hand with these keys, or its rest, brings about; any number may come of digits."""
    match turn.then:
        case Listen():
            yield Silence()
            yield from map(Pressed, keys)
        case KeyNumber():
            yield from map(Keyed, ("mobile", "landline", "abroad", None))
        case Record():
            yield from (Recorded(0), Recorded(5))
        case Dial():
            yield DialEnded("no-answer", bridged=False)


def promises(line: Line, keys: str, slower: bool = False) -> list[tuple[Turn, str, Wish | Record]]:
    """Everything promised in any call with these keys: on what turn, by which key, and what.

    Without `slower` a call ends for us where somebody asks to hear it slower: that doubles the places, and
    changes the pauses alone.
    """
    first, found = line.led(None, Arrived())[0], []
    waiting, known = [first], {first.place}
    while waiting:
        turn = waiting.pop()
        for event in after(turn, keys):
            led, wishes = line.led(turn.place, event)
            key = event.key if isinstance(event, Pressed) else ""
            acts = [wish for wish in wishes if wish != ASKS]
            made: list[Wish | Record] = [*acts, *([led.then] if isinstance(led.then, Record) else [])]
            found += [(turn, key, wish) for wish in made if turn.place.spot.room != "saved"]
            if led.place not in known and (slower or not led.place.slow):
                known.add(led.place)
                waiting.append(led)
    return found


@each_line
@pytest.mark.parametrize("key", KEYS)
def test_one_key_and_rests_between_promise_nothing_however_long(walked: Line, key: str) -> None:
    assert promises(walked, key) == []


def whoever_never_presses_0_is_promised_a_text_at_most(walked: Line, slower: bool = False) -> None:
    found = promises(walked, KEYS.replace("0", ""), slower)
    assert {type(wish) for _, _, wish in found} == {SendText}
    assert promises(walked, KEYS.replace("0", "").replace("5", ""), slower) == []


@on(*(name for name in LINES if name not in SOME))
def test_whoever_never_presses_0_is_promised_a_text_at_most(walked: Line) -> None:
    """Every call of any length: only 0 leads to where a call-back or a message is offered."""
    whoever_never_presses_0_is_promised_a_text_at_most(walked)


@some_lines
def test_whatever_is_promised_was_named_and_but_for_texts_after_a_0(walked: Line) -> None:
    """Every call of any length: what is kept after a tone is the one thing that no key asks for."""
    found = promises(walked, KEYS, slower=True)
    assert {type(wish) for _, _, wish in found} >= {KeepCallback, SendText}
    for turn, key, wish in found:
        if isinstance(turn.then, Record) or (isinstance(wish, Record) and key == ""):
            continue
        assert key in keys_offered(walked.heard(turn)), (turn.place.spot, key, wish)
    if walked.pack.hours.messages:
        assert DropMessage in {type(wish) for _, _, wish in found}
    whoever_never_presses_0_is_promised_a_text_at_most(walked, slower=True)


@each_line
def test_strays_and_silence_lead_to_the_helpline_with_0_as_the_way_to_a_promise(walked: Line) -> None:
    """The closed message, or a helpline that did not answer: said as ever, but 0 is asked for first."""
    for how in (Pressed("7"), Silence()):
        turn = walked.led(None, Arrived())[0]
        while turn.place.spot.room not in ("closed", "missed"):
            ended = DialEnded("busy", bridged=False)
            turn = walked.led(turn.place, ended if isinstance(turn.then, Dial) else how)[0]
        assert keys_offered(walked.heard(turn)) == ["0", "*"]
        for key in "12":
            assert walked.led(turn.place, Pressed(key))[0].place.misses == 1, key
        chosen = walked.led(turn.place, Pressed("0"))[0]
        assert chosen.before and not chosen.place.misses
        while chosen.place.spot.room in ("notice", "dialled"):
            ended = DialEnded("busy", bridged=False)
            chosen = walked.led(chosen.place, ended if isinstance(chosen.then, Dial) else Silence())[0]
        assert chosen.place.spot == turn.place.spot
        key = "0" if chosen.place.spot.room == "closed" else "1"
        assert key in keys_offered(walked.heard(chosen))
        assert walked.led(chosen.place, Pressed(key))[0].place.spot in CALLBACK
        if walked.caller.kind == "mobile":
            assert "KeepCallback" in Hand(walked, chosen).pressing("111")


def medicines(pack: Pack) -> list[Topic]:
    return [topic for topic in pack.languages["en"].topics.values() if topic.medicine]


@each_line
def test_no_stray_key_and_no_silence_leads_past_the_safety_sentence(walked: Line) -> None:
    """From the title of every medicine on: all keys in all orders, its text too, but for 0 and star."""
    for topic in medicines(walked.pack):
        begun = walked.led(Place("en", Spot("ask", (topic.name,))), Pressed("1"))[0]
        assert topic.heard[0] in aloud.begins(begun)
        waiting, known = [begun], {begun.place}
        while waiting:
            turn = waiting.pop()
            for event in after(turn):
                if event == Pressed("0") or (event == Pressed("*") and turn.place.spot.room == "topic"):
                    continue
                led = walked.led(turn.place, event)[0]
                if topic.safety in walked.heard(led):
                    assert (led.place.spot, led.place.chunk) == (Spot("topic", (topic.name,)), SAFETY)
                    continue
                assert led.place.spot.about[-1] == topic.name, (turn.place, event, led.place)
                if led.place not in known:
                    known.add(led.place)
                    waiting.append(led)


@some_lines
def test_four_keys_from_a_title_on_bring_the_safety_sentence_first(walked: Line) -> None:
    """The same told plainly: what a caller hears, key by key, until they choose to leave or have heard it."""
    topic = medicines(walked.pack)[0]
    begun = walked.led(Place("en", Spot("ask", (topic.name,))), Pressed("1"))[0]
    for keys in product(KEYS, repeat=4):
        hand = Hand(walked, begun)
        for key in keys:
            if not isinstance(hand.turn.then, Listen) or key in "0*":
                break
            hand.press(key)
            if topic.safety in walked.heard(hand.turn):
                break
            assert hand.turn.place.spot.about[-1] == topic.name, keys


@on("open")
def test_a_key_that_cuts_off_what_stands_before_a_menu_brings_its_safety_sentence(walked: Line) -> None:
    begun = walked.led(Place("en", MAIN_MENU), Pressed("2"))[0]
    safety = walked.pack.languages["en"].topics["treatments"].safety
    for key in "67#":
        assert safety in walked.heard(walked.led(begun.place, Pressed(key))[0]), key
    asked = walked.led(begun.place, Pressed("5"))[0]
    assert safety in walked.heard(asked) and "5" in keys_offered(walked.heard(asked))
    assert walked.led(asked.place, Pressed("5"))[0].place.spot == Spot("text", ("treatments",))


@on("open")
def test_each_stray_key_is_answered_by_a_word_that_a_second_press_falls_into(walked: Line) -> None:
    """Whoever holds a key is not told three times within a second that it is not in use."""
    turn = walked.led(None, Arrived())[0]
    for _ in range(3):
        turn = walked.led(turn.place, Pressed("7"))[0]
        assert turn.before


@each_line
def test_a_choice_on_the_way_to_a_promise_is_named_first(walked: Line) -> None:
    """The second in which no key is taken keeps a second press from the next question (R7, R11)."""
    steps = [
        ("closed", "1"),
        ("callback", "2"),
        ("check.callback", "1"),
        ("check.callback", "2"),
        ("time", "1"),
    ]
    steps += [("topic.bones", "5"), ("text.bones", "2"), ("check.text.bones", "2"), ("text.bones", "1")]
    for spot, key in steps:
        turn, _ = walked.led(Place("en", Spot.read(spot)), Pressed(key))
        if (spot, key) != ("text.bones", "1") or walked.caller.kind == "mobile":
            assert turn.before, (spot, key)
