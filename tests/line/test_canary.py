"""A canary goes through every path of the line as it is served: afterwards it is found nowhere (R41)."""

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from store.server.embedded import Embedded
from tests.caller import Caller
from tests.conftest import changed_pack
from tests.line.canary import KEYED, NATIONAL, NUMBER, SENTENCE, found_below, found_in, ways_to_write
from tests.stand_in.carrier import FakeCarrier, fake_carrier
from tests.texter import Texter
from tests.wiring.frozen_line import FAILING
from tests.wiring.server import FAULTY, environment, python, serving
from tests.wiring.stores import running, short_folder, wait_until
from tests.wiring.wire import HOST, TOKEN, Answered, Wire, connected

LINE = "+441632960000"
# What the carrier tells beside everything else.
ALONG = {"Caller": NUMBER, "ForwardedFrom": NUMBER, "CallerName": SENTENCE, "FromCity": SENTENCE}
RECORDINGS = ["RE" + f"{n}" * 32 for n in range(4)]


@dataclass
class Tapped:
    """A wire that carries the canary along with every webhook, and keeps all that the line answers."""

    wire: Wire
    answers: list[Answered] = field(default_factory=list)

    def post(self, path: str, form: Mapping[str, Any], *, method: str = "POST") -> Answered:
        """As a wire does."""
        return self.keep(self.wire.post(path, {**ALONG, **form}, method=method))

    def raw(self, method: str, path: str, kind: str = "", body: bytes = b"") -> Answered:
        """Something that the carrier never sends."""
        # the server closes where it has not read to the end: the next request takes a new connection
        beside = {"X-Twilio-Signature": SENTENCE, "User-Agent": NUMBER, "Connection": "close"}
        return self.keep(self.wire.send(method, path, {"Content-Type": kind, **beside}, body))

    def keep(self, answer: Answered) -> Answered:
        """Remembers it."""
        self.answers.append(answer)
        return answer


@dataclass(frozen=True)
class Served:
    """The line as it is served, with its store, worker and carrier; all that it writes is below `folder`."""

    folder: Path
    store: Embedded
    carrier: FakeCarrier
    wire: Tapped


@contextmanager
def served(folder: Path, pack: Path) -> Iterator[Served]:
    """All of it, ended in order at the end of the block, so that everything that is to be written is."""
    data = folder / "var"
    with ExitStack() as stack:
        store = stack.enter_context(running(data))
        carrier = stack.enter_context(fake_carrier())
        environ = {
            "DATA_DIR": str(data),
            "PACK": str(pack),
            "PUBLIC_URL": f"https://{HOST}",
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_ACCOUNT_SID": "AC" + "0a" * 16,
            "TWILIO_NUMBER": LINE,
            "TWILIO_API_BASE": carrier.url,
            "MOMENT": "2026-05-19T10:00",
        }
        server = stack.enter_context(serving(FAULTY, folder, in_order=True, **environ))
        stack.enter_context(worker(folder, environ))
        send = stack.enter_context(connected(server.port))
        yield Served(folder, store, carrier, Tapped(Wire(send)))


@contextmanager
def worker(folder: Path, environ: Mapping[str, str]) -> Iterator[None]:
    """The line's worker, which sends what callers asked for."""
    with (folder / "worker").open("ab") as said:
        command = python("-m", "serve.worker")
        process = subprocess.Popen(command, env=environment(**environ), stdout=said, stderr=said, cwd=folder)
        try:
            yield
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()


def calls(wire: Tapped) -> None:
    """Texts from a call, call-backs, a keyed number, messages, speech, digits where none belong."""
    caller = Caller(wire, number=NUMBER)  # type: ignore[arg-type]
    assert "on its way" in caller.call().press("1", "1").to_the_end().press("5", "1").heard
    caller.call().press("1", "2").to_the_end().press("5", "2").key_number(f"0{NATIONAL}")
    assert "on its way" in caller.press("1").heard
    missed = caller.call().press("0").wait().dial_ended("busy")
    assert "We will ring that number" in missed.press("1", "2").key_number(KEYED).press("1", "4").heard
    assert "saved" in caller.call().press("0").wait().dial_ended("failed").press("1", "1", "2").heard
    for recording, key in zip(RECORDINGS, "1234", strict=True):
        caller.call().press("0").wait().dial_ended("no-answer").press("2", "1")
        assert "saved" in caller.spoke_message(5, recording, TranscriptionText=SENTENCE).heard
        caller.press(key)
    caller.call().press_unheard(NUMBER)
    caller._post(caller.gather["action"], SpeechResult=SENTENCE)
    for path in (f"/voice/{NUMBER}", f"/voice/en/menu.{NATIONAL}/0/00?held={NUMBER}&began={NATIONAL}"):
        caller._post(path, Digits=NUMBER)


def texts(wire: Tapped) -> None:
    """Words of every kind, call-backs by text, STOP."""
    texter = Texter(wire, number=NUMBER)  # type: ignore[arg-type]
    said = (
        "MENU",
        "1",
        SENTENCE,
        f"ring me on {NUMBER}",
        "CALLME",
        "1",
        "3",
        "NOCALL",
        "CALLME",
        "2",
        KEYED,
        "1",
        "1",
    )
    for words in (*said, "i cant breathe", f"i stopped {SENTENCE}", "STOP", SENTENCE, "START", NUMBER):
        texter.text(words)
    texter.text(SENTENCE, OptOutType="STOP", ProfileName=SENTENCE)


def statuses(wire: Tapped) -> None:
    """What became of texts and calls, with the canary where it does not belong."""
    told = {"To": NUMBER, "ErrorCode": NATIONAL, "ErrorMessage": SENTENCE}
    for status in ("sent", "failed", SENTENCE, NUMBER):
        assert wire.post("/sms/status", {"MessageSid": "SM1", "MessageStatus": status, **told}).status == 204
        assert wire.post("/voice/status", {"CallSid": "CA1", "CallStatus": status, **told}).status == 204


def failures(wire: Tapped) -> None:
    """Exceptions inside a webhook that hold all they were given; each is answered with words."""
    form = {"From": NUMBER, "To": LINE, "Body": SENTENCE}
    assert wire.post("/voice", {"CallSid": f"CA{FAILING}", **form}).status == 200
    assert wire.post("/voice", {"CallSid": f"CA{FAILING}", **form}, method="GET").status == 200
    assert wire.post("/sms", {"MessageSid": f"SM{NATIONAL}{FAILING}", **form}).status == 200


def strangers(wire: Tapped) -> None:
    """Bad signatures, unknown pages, wrong methods, bodies that are too large or of another kind."""
    form = {"CallSid": "CA1", "From": NUMBER, "Body": SENTENCE}
    liar = Tapped(Wire(wire.wire.send, token="f" * 32), wire.answers)
    assert liar.post(f"/voice/{NUMBER}", form).status == 403
    assert liar.post("/sms", form).status == 403
    spaceless = SENTENCE.replace(" ", "+")
    for path in (f"/who/is/{NUMBER}?and={spaceless}", f"/health/{NUMBER}", f"/desk/callbacks/{NUMBER}"):
        assert wire.raw("GET", path).status in (303, 403, 404)
    assert wire.post("/voice", form, method="PUT").status in (403, 405)
    assert liar.post("/voice", form, method="GET").status == 403
    form_type = "application/x-www-form-urlencoded"
    body = f"From={NUMBER}&Body={spaceless}&".encode()
    assert wire.raw("POST", "/sms", "application/json", b'{"From": "' + NUMBER.encode()).status == 403
    with suppress(OSError, HTTPException):  # the server need not read to the end what it turns away
        assert wire.raw("POST", "/sms", form_type, body * 3000).status in (403, 413)


def sent(carrier: FakeCarrier, count: int) -> None:
    """The worker has taken the texts to the carrier: the canary did go through it."""
    wait_until(lambda: len(carrier.texts) >= count)
    assert all(text["To"] == NUMBER for text in carrier.texts)


def urls(answer: Answered) -> str:
    """All addresses in an answer's TwiML."""
    if not answer.kind.startswith("text/xml") or not answer.body:
        return ""
    document = ET.fromstring(answer.body)
    said = [
        value for verb in document.iter() for name, value in verb.attrib.items() if name in ("action", "url")
    ]
    return "\n".join([*said, *(verb.text or "" for verb in document.iter("Redirect"))])


def test_a_canary_that_took_every_path_is_found_nowhere(tmp_path: Path) -> None:
    pack = changed_pack(tmp_path, "hours.toml", "messages = false", "messages = true")
    with short_folder() as folder:
        with served(folder, pack) as line:
            line.carrier.says = [500, (400, 21211)]
            calls(line.wire)
            sent(line.carrier, 2)  # before STOP: what waits then is not sent
            for path in (texts, statuses, failures, strangers):
                path(line.wire)
            line.store.stop()
            for path in (texts, statuses, failures, strangers):
                path(line.wire)
            caller = Caller(line.wire, number=NUMBER)  # type: ignore[arg-type]
            assert "could not make sure" in caller.call().press("1", "1").to_the_end().press("5", "1").heard
            with running(line.store.data):
                wait_until(lambda: b'"up"' in line.wire.raw("GET", "/health/ready").body)
                texts(line.wire)
            answers = line.wire.answers
        logs = (folder / "said").read_text()
        assert logs.count('"status": 200') > 100
        assert logs.count('"RuntimeError"') >= 4
        assert '"told"' in (folder / "worker").read_text()
        assert found_below(folder) == []
    assert [found_in(urls(answer).encode()) for answer in answers if found_in(urls(answer).encode())] == []
    pages = [answer for answer in answers if answer.status >= 300]
    assert len(pages) > 10
    assert [page for page in pages if found_in(page.body)] == []


@pytest.mark.parametrize("written", [pytest.param(way, id=str(n)) for n, way in enumerate(ways_to_write())])
def test_a_log_line_with_the_canary_would_be_found(written: bytes, tmp_path: Path) -> None:
    log = tmp_path / "said"
    log.write_bytes(b'{"at": "voice.go_on", "status": 200}\n' + written + b"\n")
    assert found_below(tmp_path)


def test_a_log_without_it_is_clean(tmp_path: Path) -> None:
    (tmp_path / "said").write_text(
        '{"at": "voice.go_on", "status": 200, "time": "2026-11-22T08:36:26.074007Z"}\n'
    )
    assert found_below(tmp_path) == []
