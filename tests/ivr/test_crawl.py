"""Every state that keys, silence and the ends of a transfer reach, through real HTTP: no dead end."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from menus.model import Pack
from store.server.embedded import Embedded
from tests.caller import keys_offered, parsed, seconds_of, words_of
from tests.conftest import LONDON
from tests.wiring.server import FROZEN, serving
from tests.wiring.stores import patient, short_folder
from tests.wiring.wire import HOST, TOKEN, Wire, straight

KEYS = "0123456789*#"
SILENCE = "silence"
ENDS = {
    "busy": {"DialCallStatus": "busy"},
    "no answer": {"DialCallStatus": "no-answer"},
    "failed": {"DialCallStatus": "failed"},
    "canceled": {"DialCallStatus": "canceled"},
    "spoke": {"DialCallStatus": "completed", "DialBridged": "true"},
    "refused": {"DialCallStatus": "completed", "DialBridged": "false"},
}
MOMENTS = {
    "an open hour": "2026-05-19T10:00",
    "a closed hour": "2026-05-19T22:00",
    "a bank holiday": "2026-12-25T10:00",
    "the night the clocks go back": "2026-10-25T01:30",
    "the night they go forward": "2027-03-28T01:30",
}
# In menus every key is pressed, elsewhere what is offered, 0 and 9, and in a closed hour, which has the most
# places, what steers and a dead key. Where silences or misses are being counted, only what they lead to
# differs: silence, 0 and, in a closed hour, a dead key. test_heard.py presses all everywhere, without the web
# server.
EVERY_KEY = (MOMENTS["a closed hour"],)
# Slow mode doubles the places and changes the pauses alone: here it is walked in an open hour, and by
# test_heard.py, without the web server, in a closed one.
SLOWER = (MOMENTS["an open hour"],)
SLOW = "8"
STEERING, DEAD = "09*#", "5"
NOTHING_COUNTED = re.compile(r"/00[a-z]*(&held)?$")
MENU_SECONDS, FIRST_OPTION_SECONDS = 22.0, 8.0


@dataclass
class State:
    """A place, by the URL that waits there; `next` tells for each event which document it brings."""

    action: str
    next: dict[str, "Heard"] = field(default_factory=dict)


@dataclass
class Heard:
    """One answer of the line: what it says, and where the next event goes ("" when the call is over)."""

    document: ET.Element

    @property
    def action(self) -> str:
        """The URL that waits, without the minute in which the call began."""
        for verb in self.document:
            if "action" in verb.attrib:
                return without_minute(verb.attrib["action"])
        return ""

    def url(self, minute: int) -> str:
        """Where the next event goes, as the document has it, in a call that began in `minute`."""
        for verb in self.document:
            if "action" in verb.attrib:
                return re.sub(r"began=\d+", f"began={minute:010d}", verb.attrib["action"])
        return ""

    @property
    def keyed(self) -> bool:
        """Whether a phone number is being keyed, when digits are digits."""
        gather = self.document.find("Gather")
        return gather is not None and gather.get("finishOnKey") == "#"

    @property
    def rings(self) -> bool:
        """Whether somebody is rung now."""
        return self.document.find("Dial") is not None

    @property
    def words(self) -> str:
        """What is heard, the confirmation left out."""
        gather = self.document.find("Gather")
        return words_of(self.document if gather is None else gather)

    @property
    def seconds(self) -> float:
        """How long the prompt lasts."""
        gather = self.document.find("Gather")
        return seconds_of(self.document if gather is None else gather)


def without_minute(url: str) -> str:
    """A URL that is the same in every call: without its minute, and with a sealed number as one of a kind."""
    path, _, query = url.partition("?")
    return f"{path}&held" if "held=" in query else path


@dataclass
class Crawled:
    """All that can be reached at one moment: the first answer, and each place by its URL."""

    first: Heard
    states: dict[str, State]

    def answers(self) -> Iterator[Heard]:
        """Every answer to every event at every place."""
        yield self.first
        for state in self.states.values():
            yield from state.next.values()


@pytest.fixture(params=list(MOMENTS.values()), ids=list(MOMENTS))
def crawled(request: pytest.FixtureRequest, embedded: Embedded) -> Crawled:
    """The line as it can be walked at one moment, on the web server that callers reach."""
    minute = int(datetime.fromisoformat(request.param).replace(tzinfo=LONDON).timestamp() // 60)
    environ = {"MOMENT": request.param, "STORE_URL": patient(embedded.url), "TWILIO_AUTH_TOKEN": TOKEN}
    with (
        short_folder() as folder,
        serving(FROZEN, folder, DATA_DIR=str(folder), PUBLIC_URL=f"https://{HOST}", **environ) as server,
        straight(server.port) as send,
    ):
        every_key, slower = request.param in EVERY_KEY, request.param in SLOWER
        return crawl(Wire(send), minute, every_key=every_key, slower=slower)


def crawl(wire: Wire, minute: int, *, every_key: bool, slower: bool = True) -> Crawled:
    """Go wherever a document leads until nothing new is found."""
    first = Heard(parsed(wire.post("/voice", {"CallSid": "CA1", "From": "anonymous"})))
    states, waiting = {}, [first]
    while waiting:
        heard = waiting.pop()
        if not heard.action or heard.action in states:
            continue
        state = states[heard.action] = State(heard.action)
        tried = events(heard, every_key)
        for event, form in tried.items() if slower else ((key, tried[key]) for key in tried if key != SLOW):
            told = {"CallSid": "CA1", "From": "+447400123456", **form}
            led = Heard(parsed(wire.post(heard.url(minute), told)))
            state.next[event] = led
            waiting.append(led)
    return Crawled(first, states)


def events(heard: Heard, every_key: bool = True) -> dict[str, dict[str, str]]:
    """What can happen after an answer, as the carrier tells it; of keys perhaps some."""
    if heard.rings:
        return ENDS
    if heard.keyed:
        return {SILENCE: {}, "mobile": {"Digits": "07400123456"}, "no number": {"Digits": "123"}}
    if not NOTHING_COUNTED.search(heard.action):
        keys = {"0", DEAD} if every_key else {"0"}
    elif "/menu." in heard.action or "/overview." in heard.action:
        keys = {*KEYS}
    elif every_key:
        keys = {*STEERING, DEAD, *keys_offered(heard.words)}
    else:
        keys = {"0", "9", *keys_offered(heard.words)}
    return {SILENCE: {}, **{key: {"Digits": key} for key in sorted(keys)}}


def test_no_state_is_a_dead_end(crawled: Crawled, pack: Pack) -> None:
    assert len(crawled.states) > 200
    for heard in crawled.answers():
        assert heard.action or heard.document.find("Hangup") is not None
        assert heard.words or heard.rings
        assert not set("{}") & set(words_of(heard.document)), heard.words
    reached_a_person_or_the_closed_message(crawled)
    silence_always_ends(crawled)
    every_topic_is_two_presses_away(crawled, pack)
    no_menu_is_too_long(crawled)
    no_key_is_offered_twice_or_is_dead(crawled)
    every_word_of_every_topic_is_reached(crawled, pack)


def reached_a_person_or_the_closed_message(crawled: Crawled) -> None:
    """0 is never in vain: it brings the notice before the transfer, or the closed message."""
    for state in crawled.states.values():
        if "0" in state.next:
            led = state.next["0"]
            assert led.rings or "Putting you through" in led.words or "closed until" in led.words, (
                state.action
            )


def silence_always_ends(crawled: Crawled) -> None:
    """Whoever says nothing hears goodbye after a bounded while, whatever becomes of transfers."""
    for state in crawled.states.values():
        action = state.action
        for _ in range(40):
            if not action:
                break
            led = crawled.states[action].next
            action = led["no answer" if "no answer" in led else SILENCE].action
        assert not action, state.action


def every_topic_is_two_presses_away(crawled: Crawled, pack: Pack) -> None:
    """From the greeting, one press or two (R3)."""
    near = {crawled.first.action}
    for _ in range(2):
        near |= {led.action for action in near if action for led in crawled.states[action].next.values()}
    overviews = {menu.first: f"/overview.{menu.name}/" for menu in pack.menus.values() if menu.first}
    for topic in pack.languages["en"].topics:
        assert any(overviews.get(topic, f"/topic.{topic}/") in action for action in near), topic


def no_menu_is_too_long(crawled: Crawled) -> None:
    """Seconds within R1, R8 and R35: the words before a menu that are not part of it are taken off."""
    assert before_first_option(crawled.first) <= FIRST_OPTION_SECONDS
    for state in crawled.states.values():
        again = state.next.get("9")
        if again and ("/menu." in again.action or "/closed/" in again.action):
            assert again.seconds <= MENU_SECONDS, (state.action, again.words)


def before_first_option(heard: Heard) -> float:
    """Seconds until the first option starts."""
    spoken = heard.words
    first = (
        spoken.index("To speak to a person")
        if "To speak" in spoken
        else spoken.index("Our helpline is closed")
    )
    words = len(spoken[:first].split())
    return words * 0.4 + 0.5 + 0.8


def no_key_is_offered_twice_or_is_dead(crawled: Crawled) -> None:
    """Each key that is offered is offered once, and does something."""
    for heard in crawled.answers():
        if heard.keyed:
            continue
        offered = keys_offered(heard.words) if NOTHING_COUNTED.search(heard.action) else []
        if "/topic.howto/" not in heard.action:  # which explains the keys before the end names them
            assert len(offered) == len(set(offered)), heard.words
        for key in offered:
            assert "not in use" not in crawled.states[heard.action].next[key].words, (heard.action, key)


def every_word_of_every_topic_is_reached(crawled: Crawled, pack: Pack) -> None:
    """No chunk is left that nobody can hear."""
    said = {heard.words for heard in crawled.answers()}
    for topic in pack.languages["en"].topics.values():
        for chunk in topic.spoken:
            assert any(plain(chunk)[:40] in plain(words) for words in said), (topic.name, chunk)


def plain(words: str) -> str:
    """Words up to their first blank, with single spaces."""
    return " ".join(words.partition("{")[0].split())
