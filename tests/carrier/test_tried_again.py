"""How long the worker tries, each kind of work to its last second, and what the carrier is asked for."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException

from carrier import connecting, recordings
from carrier.account import Account, client
from carrier.bell import Staff, notice
from carrier.ended import Done, Ended, Later, Never, attempt
from carrier.worker import PATIENCE, Worker
from counted.codes import advice
from store.promises.jobs import Job
from store.promises.rings import Ring, rings
from store.store import Store
from tests.conftest import OPEN, Clock, new_number
from tests.stand_in.carrier import SID, SOUND, FakeCarrier, Lines
from tests.store.promises.promised import DAYS, PLENTY, RECORDING
from tests.wiring.wire import LINE

DRAWS = 300


@pytest.fixture
def worker(store: Store, carrier: FakeCarrier, clock: Clock) -> Worker:
    account = Account(SID, "secret", LINE, carrier.url)
    return Worker(store, account, Staff(), "Muscle Line", lambda _: True, clock, Lines())


def job(kind: str, tries: int, age: float = 0) -> Job:
    return Job("job", kind, "", tries, int(age))


def pauses(worker: Worker, kind: str, tries: int) -> list[float]:
    found = [worker.pause(job(kind, tries)) for _ in range(DRAWS)]
    return [pause.total_seconds() for pause in found if pause is not None]


@pytest.mark.parametrize(
    ("kind", "tries", "pause"),
    [
        ("text", 1, 2),
        ("text", 2, 4),
        ("text", 3, 8),
        ("text", 9, 512),
        ("text", 10, 600),
        ("text", 1000, 600),
        ("recording", 11, 2048),
        ("recording", 12, 3600),
        ("erase", 30, 3600),
        ("ring", 1, 2),
        ("ring", 3, 5),
    ],
)
def test_a_pause_doubles_up_to_the_longest_of_its_kind_and_is_scattered_by_a_quarter(
    worker: Worker, kind: str, tries: int, pause: float
) -> None:
    found = pauses(worker, kind, tries)
    assert len(found) == DRAWS
    assert pause * 0.75 <= min(found) < pause * 0.8
    assert pause * 1.2 < max(found) <= pause * 1.25


@pytest.mark.parametrize("kind", sorted(PATIENCE))
def test_work_is_given_up_when_its_time_is_over(worker: Worker, kind: str) -> None:
    patience, _ = PATIENCE[kind]
    assert worker.pause(job(kind, 1, patience - 3)) is not None
    assert worker.pause(job(kind, 1, patience - 1)) is None
    assert worker.pause(job("nonesuch", 1)) is None


@pytest.mark.parametrize(
    ("outcome", "told", "event", "waits"),
    [
        (Done(), "text:sent", "info", 0),
        (Later("503"), "text:again", "info", 1),
        (Never("A21211"), "text:given_up:a21211", "warning", 0),
    ],
)
def test_what_became_of_work_is_counted_and_written_down(
    worker: Worker, clock: Clock, outcome: Ended, told: str, event: str, waits: int
) -> None:
    levels: list[tuple[str, dict[str, object]]] = []

    class Log:
        def info(self, _: str, **values: object) -> None:
            levels.append(("info", values))

        def warning(self, _: str, **values: object) -> None:
            levels.append(("warning", values))

    worker.store.outbox.send("CA1", new_number(), "words", OPEN)
    clock.at(OPEN + timedelta(seconds=7))
    (taken,) = worker.store.jobs.take()
    replace(worker, log=Log()).settle(taken, outcome)
    why = "" if outcome == Done() else outcome.why  # type: ignore[union-attr]
    assert levels == [
        (event, {"kind": "text", "tries": 1, "why": why, "seconds": 7, "told": told, "means": advice(why)})
    ]
    assert worker.store.jobs.waiting() == waits
    worker.store.counts.flush()
    assert worker.store.counts.day(OPEN.date()) == {told: 1}


@pytest.mark.parametrize(
    ("status", "again"),
    [(status, True) for status in (401, 402, 403, 408, 429, 500, 599)]
    + [(status, False) for status in (400, 404, 407, 409, 428, 430, 499)],
)
def test_a_status_says_whether_to_try_again(status: int, again: bool) -> None:
    def ask() -> None:
        raise TwilioRestException(status, "uri", code=20001)

    assert attempt(ask) == (Later("20001") if again else Never("20001"))


@pytest.mark.parametrize(
    ("error", "ended"),
    [
        (TwilioRestException(400, "uri", code=21211), Never("21211")),
        (TwilioRestException(503, "uri", code=None), Later("503")),
        (RequestException("+447400000001"), Later("RequestException")),
        (TwilioException("+447400000001"), Later("TwilioException")),
        (ValueError("+447400000001"), Later("ValueError")),
    ],
)
def test_what_went_wrong_is_told_without_its_words(error: Exception, ended: Ended) -> None:
    def ask() -> None:
        raise error

    assert attempt(ask) == ended
    assert attempt(lambda: "fine") == Done()


def test_what_nobody_foresaw_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        attempt(lambda: 1 // 0)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ({"callbacks": 1}, "1 new call-back."),
        ({"callbacks": 2}, "2 new call-backs."),
        ({"messages": 1}, "1 new spoken message."),
        ({"callbacks": 1, "messages": 3}, "1 new call-back and 3 new spoken messages."),
    ],
)
def test_a_notice_says_how_many_wait(new: dict[str, int], words: str) -> None:
    assert notice("Muscle Line", new) == f"Muscle Line staff: {words} Please look at the desk."


def test_staff_press_1_before_a_caller_is_rung() -> None:
    document = ET.fromstring(connecting.ask("Muscle Line", "https://line.example/ring"))
    gather, hangup = document
    assert gather.attrib == {
        "action": "https://line.example/ring",
        "method": "POST",
        "input": "dtmf",
        "numDigits": "1",
        "timeout": "10",
    }
    (say,) = gather
    assert say.attrib == {"voice": "Polly.Amy-Neural"}
    assert "Muscle Line" in str(say.text) and "press 1" in str(say.text)
    assert hangup.tag == "Hangup"


def test_a_caller_is_rung_from_the_lines_number_and_for_an_hour_at_most() -> None:
    (dial,) = ET.fromstring(connecting.connect("+447400000001", "/ended", LINE))
    wanted = {"callerId": LINE, "timeout": "40", "timeLimit": "3600", "action": "/ended", "method": "POST"}
    assert dial.attrib == wanted
    assert dial.findtext("Number") == "+447400000001"


def test_without_a_number_staff_hear_that_it_is_too_late() -> None:
    say, hangup = ET.fromstring(connecting.connect("", "", LINE))
    assert "too late" in str(say.text) and say.attrib == {"voice": "Polly.Amy-Neural"}
    assert hangup.tag == "Hangup"


def test_a_ring_that_the_version_before_kept_is_given_up_and_ends_no_worker(worker: Worker) -> None:
    sealed = worker.store.seals.seal("ring", '["+447400000002", "https://x.example", "Line"]')
    worker.store.jobs.put("ring:old", "ring", "", sealed)
    (taken,) = worker.store.jobs.take(OPEN)
    assert worker.do(client(worker.account), taken) == Never("old")


def test_staff_hear_that_a_number_could_not_be_looked_up() -> None:
    say, hangup = ET.fromstring(connecting.connect(None, "", LINE))
    assert "could not look that up" in str(say.text) and hangup.tag == "Hangup"


def test_a_member_of_staff_is_rung_for_25_seconds(worker: Worker, carrier: FakeCarrier) -> None:
    callbacks, ringing = worker.store.callbacks, rings(worker.store.link, worker.store.seals)
    kept = callbacks.keep("CA1", new_number(), "any", "call", DAYS, PLENTY, OPEN)
    callbacks.claim(kept.id, "ann", OPEN)  # type: ignore[union-attr]  # Kept
    ringing.ask(Ring("+447400000002", "https://x.example", "Line", kept.id, "ann"), OPEN)  # type: ignore[union-attr]
    (taken,) = worker.store.jobs.take(OPEN)
    assert worker.do(client(worker.account), taken) == Done()
    callbacks.close(kept.id, "withdrawn", "", OPEN)  # type: ignore[union-attr, attr-defined, arg-type]
    assert worker.do(client(worker.account), taken) == Done(), "nobody is rung, nothing is left to do"
    (asking,) = carrier.asked
    assert asking.path.endswith("/Calls.json")
    assert asking.form["To"] == "+447400000002" and asking.form["From"] == LINE
    assert asking.form["Timeout"] == "25" and "https://x.example" in asking.form["Twiml"]


def test_a_sound_is_had_by_whoever_has_an_account_and_by_nobody_else(carrier: FakeCarrier) -> None:
    def sound(sid: str, *tokens: str) -> bytes | str:
        return recordings.Recordings(sid, lambda: tokens, lambda: tokens, carrier.url).sound(RECORDING)

    assert sound(SID, "secret", "older") == SOUND
    assert sound("", "secret") == "gone"
    assert sound(SID) == "gone"
    carrier.says = [404, 500]
    assert [sound(SID, "secret") for _ in range(2)] == ["gone", "away"]


def test_a_deletion_that_the_carrier_refuses_is_no_deletion(worker: Worker, carrier: FakeCarrier) -> None:
    carrier.says = [(400, 20001), 500]
    rest = client(worker.account)
    found: list[Any] = [recordings.delete(rest, RECORDING) for _ in range(2)]
    assert found == [Never("20001"), Later("500")]
