"""Calls and texts that the stand-in carrier brings to the line: signed, and done as the line's TwiML says."""

import re
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

import requests
from twilio.request_validator import RequestValidator

from tests.stand_in.account import SID, Account, Resource, new_sid

PATIENCE = 15  # seconds that the carrier waits for an answer
MOST_TURNS = 60
WAITS = re.compile(r"[wW]")


@dataclass
class Network:
    """The way from the carrier to whoever is rung or texted.

    Webhooks are signed with `token` over the address that the carrier knows; `leads` tells where such an
    address is found on this machine ("https://line.example" -> "http://127.0.0.1:8000"). `heard` holds, for
    each leg of a call that reached the line, the words of each turn.
    """

    account: Account
    token: str = ""
    leads: dict[str, str] = field(default_factory=dict)
    heard: dict[str, list[str]] = field(default_factory=dict)
    threads: list[threading.Thread] = field(default_factory=list)

    def post(self, url: str, form: dict[str, str]) -> requests.Response:
        """Send a signed webhook; what follows a # in its address stays here. Raises RequestException."""
        known = url.partition("#")[0]
        signature = RequestValidator(self.token).compute_signature(known, form)
        base = next((base for base in self.leads if known.startswith(f"{base}/")), "")
        there = self.leads[base] + known.removeprefix(base) if base else known
        headers = {"X-Twilio-Signature": signature}
        return requests.post(there, data=form, headers=headers, timeout=PATIENCE, allow_redirects=False)

    def rings(self, call: Resource) -> None:
        """Ring a number, in a thread of its own, as the carrier does when it has answered."""
        self._begin(self._ring, call)

    def texted(self, text: Resource) -> None:
        """Bring a text to one of our numbers, in a thread of its own."""
        self._begin(self._bring, text)

    def finish(self) -> None:
        """Wait for all calls and texts that are under way."""
        for thread in list(self.threads):
            thread.join(30)

    def _begin(self, does: object, one: Resource) -> None:
        thread = threading.Thread(target=does, args=(one,), daemon=True)  # type: ignore[arg-type]
        self.threads.append(thread)
        thread.start()

    def _ring(self, call: Resource) -> None:
        rung = self.account.number(call["to"])
        if rung is None or not rung["voice_url"]:
            call["status"] = "failed" if rung else "completed"
            return
        call["status"], began = "in-progress", time.monotonic()
        leg = {"sid": new_sid("CA"), "to": call["to"], "from": call["from"], "status": "in-progress"}
        leg |= {"direction": "inbound", "parent_call_sid": None, "duration": None}
        self.account.calls[leg["sid"]] = leg
        Near(self, call, Leg(self, rung, leg)).run()
        for each in (call, leg):
            each["status"], each["duration"] = "completed", str(int(time.monotonic() - began))

    def _bring(self, text: Resource) -> None:
        to = self.account.number(text["to"])
        text["status"] = "delivered"
        if to is None or not to["sms_url"]:
            return
        form = {"MessageSid": new_sid("SM"), "AccountSid": SID, "From": text["from"], "To": text["to"]}
        form |= {"Body": text["body"], "NumMedia": "0", "NumSegments": "1"}
        for url in (to["sms_url"], to["sms_fallback_url"]):
            if url and (body := self.answer(url, form)) is not None:
                for message in body.iter("Message"):
                    self.account.note(text["to"], text["from"], message.text or "", "outbound-reply")
                return

    def answer(self, url: str, form: dict[str, str]) -> ET.Element | None:
        """The TwiML that a webhook answers; None for an error: the carrier turns to its fallback."""
        try:
            answer = self.post(url, form)
        except requests.RequestException:
            return None
        return ET.fromstring(answer.content) if answer.ok and answer.content else None


@dataclass
class Leg:
    """A call that has reached the line: each answer says what is heard, and what is asked for next."""

    network: Network
    number: Resource
    call: Resource
    heard: list[str] = field(default_factory=list)
    document: ET.Element = field(default_factory=lambda: ET.Element("Response"))
    url: str = ""

    def begin(self) -> None:
        """Ring the line, which answers."""
        self.network.heard[self.call["sid"]] = self.heard
        self._ask(self.number["voice_url"], CallStatus="ringing")

    def press(self, key: str) -> None:
        """Press a key; one that nobody waits for is lost."""
        gather = self.document.find("Gather")
        if gather is not None:
            self._ask(gather.get("action", ""), Digits=key)

    def end(self) -> None:
        """Hang up, and tell the line how the call ended."""
        if self.number["status_callback"]:
            self.network.answer(self.number["status_callback"], self._form(CallStatus="completed"))

    def _ask(self, address: str, **form: str) -> None:
        """Send what happened, turn to the fallback where the answer is an error, and go where it leads."""
        for _ in range(MOST_TURNS):
            self.url = urljoin(self.url, address).partition("#")[0]
            document = self.network.answer(self.url, self._form(**form))
            if document is None and self.number["voice_fallback_url"]:
                document = self.network.answer(self.number["voice_fallback_url"], self._form(**form))
            self.document = ET.Element("Response") if document is None else document
            self.heard.append(words_of(self.document))
            leads = next(self._steps(), None)
            if leads is None:
                return
            address, form = leads

    def _form(self, **more: str) -> dict[str, str]:
        known = {"CallSid": self.call["sid"], "AccountSid": SID, "Direction": self.call["direction"]}
        known |= {"From": self.call["from"], "To": self.call["to"], "CallStatus": "in-progress"}
        return known | more

    def _steps(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Where the verbs lead that wait for nobody, up to one that waits for a key or ends the call."""
        for verb in self.document:
            match verb.tag:
                case "Gather" | "Hangup" | "Reject":
                    return
                case "Redirect":
                    yield (verb.text or "").strip(), {}
                case "Dial" if verb.get("action"):
                    yield verb.get("action", ""), {"DialCallStatus": "no-answer"}
                case "Record" if verb.get("action"):
                    yield verb.get("action", ""), {"Digits": "hangup", "RecordingDuration": "0"}


@dataclass
class Near:
    """Our own end of a call that we make: it does what its TwiML says, and hears what the line says."""

    network: Network
    call: Resource
    line: Leg

    def run(self) -> None:
        """Ring, press the keys of SendDigits, then go on as our own TwiML says, until there is no more."""
        asked = self.call["asked"]
        self.line.begin()
        for key in WAITS.sub("", asked.get("SendDigits", "")):
            self.line.press(key)
        url, form = asked.get("Url", ""), dict[str, str]()
        while url and (document := self.network.answer(url, self._form(form))) is not None:
            for verb in document.iter("Play"):
                for key in WAITS.sub("", verb.get("digits", "")):
                    self.line.press(key)
            gather = document.find("Gather")
            url = "" if gather is None else urljoin(url, gather.get("action", ""))
            form = {"SpeechResult": self.line.heard[-1], "Confidence": "0.9"}
        self.line.end()

    def _form(self, more: dict[str, str]) -> dict[str, str]:
        known = {"CallSid": self.call["sid"], "AccountSid": SID, "Direction": "outbound-api"}
        return known | {"From": self.call["from"], "To": self.call["to"]} | more


def words_of(document: ET.Element) -> str:
    """All words that a document says, with single spaces between."""
    return " ".join(" ".join("".join(say.itertext()) for say in document.iter("Say")).split())
