"""A walk through a line by its documents alone: wherever keys, silence and the ends of a transfer lead."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.caller import keys_offered, parsed, seconds_of, words_of
from tests.wiring.wire import Wire

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
# In menus every key is pressed, elsewhere what is offered, 0 and 9, and in a closed hour, which has the most
# places, what steers and a dead key. Where silences or misses are being counted, only what they lead to
# differs: silence, 0 and, in a closed hour, a dead key. There, and in slow mode, which changes the pauses
# alone, one of all places stands for those that differ in the topic to be texted or in what was told before.
# test_heard.py presses all everywhere, without the web server.
STEERING, DEAD, SLOW = "09*#", "5", "8"
NOTHING_COUNTED = re.compile(r"/00[a-z]*(&held)?$")
SLOWED = re.compile(r"/\d\ds[a-z]*(&held)?$")
TEXTED = re.compile(r"(?<=[./]text)[.][^/]+")
TOLD_BEFORE = re.compile(r"(?<=/\d\d)(s?t?)g?d?b?(l?)f?a?(?=$|&)")


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

    def within(self, code: str) -> bool:
        """Whether the call goes on in the language `code`, or is over."""
        return not self.action or self.action.startswith(f"/voice/{code}/")

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


def kind(action: str) -> str:
    """What is alike in all places of which one is walked; of most places, the place itself."""
    if NOTHING_COUNTED.search(action) and not SLOWED.search(action):
        return action
    return TOLD_BEFORE.sub(r"\1\2", TEXTED.sub("", action))


@dataclass
class Crawled:
    """What was reached at one moment in one language: the first answer, and each place walked, by its URL.

    `kinds` gives the place that was walked for each kind.
    """

    code: str
    first: Heard
    states: dict[str, State]
    kinds: dict[str, State]

    def answers(self) -> Iterator[Heard]:
        """Every answer to every event at every place."""
        yield self.first
        for state in self.states.values():
            yield from state.next.values()


def crawl(
    wire: Wire, minute: int, *, every_key: bool, code: str, chosen: str = "", slower: bool = True
) -> Crawled:
    """Go wherever a document leads in the language `code` until nothing new is found.

    `chosen` is the key by which the greeting offers it, "" for the first language.
    """
    first = Heard(parsed(wire.post("/voice", {"CallSid": "CA1", "From": "anonymous"})))
    if chosen:
        first = Heard(parsed(wire.post(first.url(minute), {"CallSid": "CA1", "Digits": chosen})))
    states, kinds, waiting = {}, {}, [first]
    while waiting:
        heard = waiting.pop()
        if not heard.action or not heard.within(code) or kind(heard.action) in kinds:
            continue
        state = states[heard.action] = kinds[kind(heard.action)] = State(heard.action)
        tried = events(heard, every_key)
        for event, form in tried.items() if slower else ((key, tried[key]) for key in tried if key != SLOW):
            told = {"CallSid": "CA1", "From": "+447400123456", **form}
            led = Heard(parsed(wire.post(heard.url(minute), told)))
            state.next[event] = led
            waiting.append(led)
    return Crawled(code, first, states, kinds)


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
