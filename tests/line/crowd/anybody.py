"""A crowd drawn from a seed: people who ring and text in any order, repeated, late, tampered and oddly."""

import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.caller import keys_offered, words_of
from tests.wiring.wire import LINE

# what a text may ask (no word of STOP: it has its own), and what is no sense at all
TEXTS = ("MENU", "STEROIDS", "steroid card", "1", "2", "3", "4", "MORE", "BACK", "HELP", "HELPLINE", "CALLME")
TEXTS += ("CALLME", "CALLME", "NOCALL", "YES", "NO", "thank you", "i cant breathe", "my bones ache", "hello?")
TEXTS += ("STOP", "START", "ABOUT", "any time", "in the morning", "what is ivig", "qwxz", "😀 ok", "1 please")
ODD_TEXTS = (
    "",
    " ",
    "\n\n",
    "{number}",
    "{",
    "}}",
    "\0",
    "٣",
    "a" * 1600,
    "<Response/>",
    "&amp;",
    "%s %n",
    "\u202e",
)
SPOKEN = (
    "one",
    "a person please",
    "steroids",
    "i want to be rung back",
    "i cant breathe",
    "erm",
    "{due}",
    "",
)
ODD_FORMS: tuple[Mapping[str, str], ...] = (
    {"Digits": "999999999999999999999999"},
    {"Digits": "{1}"},
    {"Digits": "٣"},
    {"SpeechResult": "{number} " * 50, "Confidence": "nan"},
    {"SpeechResult": "help", "Confidence": "-1e999"},
    {"DialCallStatus": "nonesuch", "DialBridged": "perhaps"},
    {"RecordingDuration": "-1", "RecordingSid": "..", "RecordingUrl": "x y"},
    {"RecordingDuration": "9" * 400, "RecordingSid": "RE" + "g" * 32},
    {"CallStatus": "", "To": ""},
    {"From": "anonymous"},
    {"From": "+44"},
    {"From": "sip:someone@example.org"},
    {"From": ""},
    {"To": "client:desk"},
)
STATUSES = ("completed", "busy", "no-answer", "failed", "canceled", "ringing", "nonesuch", "")
TAMPERED = (
    (re.compile(r"held=[^&]+"), "held=AAAA"),
    (re.compile(r"(held=.{20})[^&]+"), r"\1"),
    (re.compile(r"began=\d+"), "began=9999999999999"),
    (re.compile(r"began=\d+"), "began=-1"),
    (re.compile(r"/\d+/(\d\d)"), r"/99/\1"),
    (re.compile(r"/voice/en/[a-z_]+"), "/voice/en/nonesuch"),
    (re.compile(r"/voice/en/"), "/voice/xx/"),
    (re.compile(r"/voice/en/\S+"), "/voice/en/topic.nonesuch/0/00"),
)


@dataclass(frozen=True)
class Webhook:
    """A webhook to send: what kind of act it is, its path and its form."""

    what: str
    path: str
    form: dict[str, str]


@dataclass
class Call:
    """A call: its id, who rings, the paths it may go on at, and its newest TwiML."""

    id: str
    number: str
    trail: list[str] = field(default_factory=list)
    document: ET.Element = field(default_factory=lambda: ET.Element("Response"))


@dataclass
class Crowd:
    """Whoever acts next: `draw` gives a webhook, `heard` notes where a call goes on after its answer."""

    chance: random.Random
    people: int
    calls: dict[str, Call] = field(default_factory=dict)
    sent: list[Webhook] = field(default_factory=list)
    drawn: int = 0

    def draw(self) -> Webhook:
        """The next webhook."""
        self.drawn += 1
        return self.noted(self.chance.choices(ACTS, WEIGHTS)[0](self))

    def noted(self, webhook: Webhook) -> Webhook:
        self.sent = [*self.sent[-200:], webhook]
        return webhook

    def number(self) -> str:
        """Somebody's number; after a while others ring and text, so that nobody asks for ever."""
        first = 100_000 + self.drawn // 300 * self.people
        return f"+447400{first + self.chance.randrange(self.people)}"

    def call(self) -> Call:
        return self.chance.choice(list(self.calls.values())[-self.people :])

    def heard(self, webhook: Webhook, document: ET.Element) -> None:
        """Note the answer to a webhook of a call."""
        call = self.calls.get(webhook.form.get("CallSid", ""))
        if call and webhook.what in ("arrives", "goes on"):
            call.document = document
            found = [verb.get("action") for verb in document] + [document.findtext("Redirect")]
            call.trail += [path for path in found if path]

    def arrives(self) -> Webhook:
        call = Call(f"CA{self.drawn:032x}", self.number())
        self.calls[call.id] = call
        return Webhook("arrives", "/voice", form_of(call, CallStatus="ringing"))

    def goes_on(self) -> Webhook:
        call = self.call() if self.calls else None
        if call is None or not call.trail or call.document.find("Hangup") is not None:
            return self.arrives()
        return Webhook("goes on", call.trail[-1], form_of(call, **self.event(call.document)))

    def event(self, document: ET.Element) -> dict[str, str]:
        """What a caller does after this TwiML, mostly what it asks for."""
        draw, offered = self.chance.random(), keys_offered(words_of(document))
        if document.find("Dial") is not None:
            return {"DialCallStatus": self.chance.choice(("completed", "no-answer", "busy", "failed"))}
        if document.find("Record") is not None and draw < 0.8:
            sid = f"RE{self.drawn:032x}"
            url = f"https://carrier.example/{sid}"
            return {"RecordingSid": sid, "RecordingUrl": url, "RecordingDuration": str(self.drawn % 40)}
        gather = document.find("Gather")
        if gather is not None and gather.get("finishOnKey") == "#" and draw < 0.8:
            return {"Digits": f"07400{self.number()[-6:]}"}
        if offered and draw < 0.75:
            return {"Digits": self.chance.choice(offered)}
        if draw < 0.85:
            return {"Digits": self.chance.choice("0123456789*#")}
        return {} if draw < 0.95 else {"SpeechResult": self.chance.choice(SPOKEN), "Confidence": "0.9"}

    def asks_to_be_rung(self) -> Webhook:
        """Ask for a call-back at once, by the place that a call would come to."""
        call = Call(f"CA{self.drawn:032x}", self.number())
        self.calls[call.id] = call
        return Webhook("goes on", "/voice/en/time/0/00", form_of(call, Digits=self.chance.choice("1234")))

    def has_a_text_sent(self) -> Webhook:
        call = Call(f"CA{self.drawn:032x}", self.number())
        self.calls[call.id] = call
        topic = self.chance.choice(("bones", "steroids"))
        return Webhook("goes on", f"/voice/en/text.{topic}/0/00", form_of(call, Digits="1"))

    def repeated(self) -> Webhook:
        return self.chance.choice(self.sent[-5:]) if self.sent else self.arrives()

    def late(self) -> Webhook:
        call = self.call() if self.calls else None
        if call is None or not call.trail:
            return self.arrives()
        return Webhook("late", self.chance.choice(call.trail), form_of(call, **self.event(call.document)))

    def from_another_call(self) -> Webhook:
        if len(self.calls) < 2 or not (trail := self.call().trail):
            return self.arrives()
        return Webhook("from another call", self.chance.choice(trail), form_of(self.call(), Digits="1"))

    def tampered(self) -> Webhook:
        was = self.late()
        pattern, put = self.chance.choice(TAMPERED)
        return Webhook("tampered", pattern.sub(put, was.path), was.form)

    def oddly(self) -> Webhook:
        was = self.late()
        return Webhook("odd fields", was.path, {**was.form, **self.chance.choice(ODD_FORMS)})

    def ends(self) -> Webhook:
        call = self.call() if self.calls else Call("", "")
        return Webhook("status", "/voice/status", form_of(call, CallStatus=self.chance.choice(STATUSES)))

    def texts(self) -> Webhook:
        body = self.chance.choice(TEXTS)
        if self.chance.random() < 0.1:
            body = f"CALLME 07400{self.number()[-6:]}"
        return Webhook("text", "/sms", self.text(self.number(), body))

    def talks(self) -> Webhook:
        """Go on with what the last text began."""
        last = next((one for one in reversed(self.sent) if one.path == "/sms"), None)
        if last is None:
            return self.texts()
        body = self.chance.choice(("1", "4", "2", "1", "4", "MORE", f"07400{self.number()[-6:]}"))
        return Webhook("text", "/sms", self.text(last.form["From"], body))

    def texts_oddly(self) -> Webhook:
        odd = self.chance.choice(
            ({"NumMedia": "1"}, {"NumMedia": "x"}, {"OptOutType": "?"}, {"SmsStatus": ""})
        )
        return Webhook("odd text", "/sms", self.text(self.number(), self.chance.choice(ODD_TEXTS)) | odd)

    def text(self, number: str, body: str) -> dict[str, str]:
        told = {"MessageSid": f"SM{self.drawn:032x}", "NumMedia": "0"}
        return {**told, "From": number, "To": LINE, "Body": body}


def form_of(call: Call, **more: str) -> dict[str, str]:
    """The form of a webhook of a call."""
    return {"CallSid": call.id, "From": call.number, "To": LINE, **more}


ACTS = (
    Crowd.goes_on,
    Crowd.arrives,
    Crowd.asks_to_be_rung,
    Crowd.has_a_text_sent,
    Crowd.repeated,
    Crowd.late,
)
ACTS += (Crowd.from_another_call, Crowd.tampered, Crowd.oddly, Crowd.ends)
ACTS += (Crowd.texts, Crowd.talks, Crowd.texts_oddly)
WEIGHTS = (30, 5, 5, 4, 8, 5, 4, 5, 5, 3, 12, 12, 3)
