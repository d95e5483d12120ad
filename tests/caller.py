"""A caller for tests: goes only where the last TwiML says, keeps what it says, and counts the seconds."""

import itertools
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from functools import lru_cache

from menus.seconds import seconds
from tests.wiring.twiml_reference import breaches
from tests.wiring.wire import LINE, MOBILE, Answered, Wire

# In English and in Welsh.
PRESS = re.compile(r"(?:press|pwyswch) (zero|star|hash|sero|seren|\d)\b")
# What everybody hears who cannot be put through, or who presses no key.
HELPLINE_ITSELF = ("zero 8 zero zero, 5 2 zero zero, 5 2 zero", "9 in the morning to 8", "1 1 1", "9 9 9")
KEYS = {"zero": "0", "star": "*", "hash": "#", "sero": "0", "seren": "*"}


_ids = itertools.count(1)


@dataclass
class Caller:
    """A caller. `heard` is what the newest turn said, `said` holds every turn, `spent` the seconds so far."""

    wire: Wire
    number: str = MOBILE
    call_id: str = ""
    spent: float = 0.0
    said: list[str] = field(default_factory=list)
    document: ET.Element = field(default_factory=lambda: ET.Element("Response"))

    def call(self) -> "Caller":
        """Ring the line, with a call id that no other call has."""
        self.spent, self.call_id = 0.0, f"CA{next(_ids):032x}"
        return self._post("/voice", CallStatus="ringing")

    def press(self, *keys: str) -> "Caller":
        """Press one key after the other; fails if the turn being said does not offer that key."""
        for key in keys:
            assert key in self.offered, f"{key} is not offered: {self.heard}"
            self.press_unheard(key)
        return self

    def press_unheard(self, *keys: str) -> "Caller":
        """Press keys, whether or not the turn offers them."""
        for key in keys:
            self._post(self.gather["action"], Digits=key)
        return self

    def wait(self, times: int = 1) -> "Caller":
        """Press nothing until the line goes on by itself, `times` times."""
        for _ in range(times):
            self.spent += int(self.gather["timeout"])
            self._post(self.gather["action"])
        return self

    def to_the_end(self) -> "Caller":
        """Listen to a topic until its end."""
        while self.gather["timeout"] == "1":
            self.wait()
        assert "That is the end." in self.heard
        return self

    def key_number(self, digits: str) -> "Caller":
        """Key a phone number, then hash; the line is not told of the hash."""
        assert self.gather["finishOnKey"] == "#"
        form = {"Digits": digits} if digits else {}
        return self._post(self.gather["action"], **form)

    def spoke_message(self, seconds: int, recording: str = "", **more: str) -> "Caller":
        """Speak after the tone for so many seconds; 0 is an empty recording, of which the line is not told.

        `more` replaces or adds to the fields that the carrier sends.
        """
        if not seconds:
            return self._post(self.document.findtext("Redirect", ""))
        sid = recording or "RE" + "0" * 32
        told = {"RecordingSid": sid, "RecordingUrl": f"https://carrier.example/{sid}"}
        action = self._verb("Record").attrib["action"]
        return self._post(action, **{"RecordingDuration": str(seconds), **told, **more})

    def say(self, words: str, confidence: float = 0.9) -> "Caller":
        """Speak to the line; fails if it listens to no speech here."""
        assert "speech" in self.gather["input"], "the line does not listen to speech here"
        return self._post(self.gather["action"], SpeechResult=words, Confidence=str(confidence))

    def dial_ended(self, status: str, bridged: bool | None = None) -> "Caller":
        """End the transfer with this status; `bridged` is None for a carrier that does not send it."""
        told = {} if bridged is None else {"DialBridged": "true" if bridged else "false"}
        return self._post(self.dial["action"], DialCallStatus=status, **told)

    @property
    def heard(self) -> str:
        """All that the newest turn said."""
        return self.said[-1]

    @property
    def gather(self) -> dict[str, str]:
        """The attributes of the Gather in the newest TwiML; fails if it has none."""
        return self._verb("Gather").attrib

    @property
    def dial(self) -> dict[str, str]:
        """The attributes of the Dial in the newest TwiML, with the number rung as "number"."""
        verb = self._verb("Dial")
        return {**verb.attrib, "number": verb.findtext("Number", "")}

    @property
    def over(self) -> bool:
        """Whether the line hung up in the newest turn."""
        return self.document.find("Hangup") is not None

    @property
    def offered(self) -> list[str]:
        """The keys that the newest turn offers, in the order in which they are said."""
        return keys_offered(words_of(self.document))

    def _verb(self, name: str) -> ET.Element:
        verb = self.document.find(name)
        assert verb is not None, f"no {name} here, but: {ET.tostring(self.document, encoding='unicode')}"
        return verb

    def _post(self, path: str, **form: str) -> "Caller":
        answer = self.wire.post(path, {"CallSid": self.call_id, "From": self.number, "To": LINE, **form})
        self.document = parsed(answer)
        self.said.append(words_of(self.document))
        self.spent += seconds_of(self.document)
        return self


def parsed(answer: Answered) -> ET.Element:
    """The TwiML of an answer; fails if it is not a 200 of XML that the carrier's reference allows."""
    assert answer.status == 200, answer
    assert answer.kind.startswith("text/xml"), answer
    return allowed(answer.body)


@lru_cache(maxsize=10_000)
def allowed(body: bytes) -> ET.Element:
    """The TwiML document of some bytes; fails if the carrier's reference does not allow it."""
    assert breaches(body) == [], body.decode()
    return ET.fromstring(body)


def keys_offered(words: str) -> list[str]:
    """The keys that spoken words tell to press, in the order in which they are said."""
    return [KEYS.get(key, key) for key in PRESS.findall(words)]


def words_of(document: ET.Element) -> str:
    """All words that a TwiML document says, with single spaces between."""
    return " ".join(" ".join("".join(say.itertext()) for say in document.iter("Say")).split())


def seconds_of(document: ET.Element) -> float:
    """How many seconds a TwiML document speaks: the time of its words, and the pauses between."""
    quiet = sum(int(pause.attrib["time"].removesuffix("ms")) for pause in document.iter("break"))
    return seconds(words_of(document)) + quiet / 1000
