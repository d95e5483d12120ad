"""How long the worker tries, each kind of work to its last second, and what the carrier is asked for."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from requests import RequestException, Response
from twilio.base.exceptions import TwilioException, TwilioRestException

from carrier import connecting, recordings
from carrier.account import Account, client
from carrier.bell import Staff, notice
from carrier.ended import Done, Ended, Later, Never, attempt, heed
from carrier.ringing import LATE_SECONDS
from carrier.tries import PATIENCE, pause
from carrier.worker import Worker
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


def pauses(kind: str, tries: int) -> list[float]:
    found = [pause(job(kind, tries)) for _ in range(DRAWS)]
    return [each.total_seconds() for each in found if each is not None]


@pytest.mark.parametrize(
    ("kind", "tries", "about"),
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
    kind: str, tries: int, about: float
) -> None:
    found = pauses(kind, tries)
    assert len(found) == DRAWS
    assert about * 0.75 <= min(found) < about * 0.8
    assert about * 1.2 < max(found) <= about * 1.25


@pytest.mark.parametrize("kind", sorted(PATIENCE))
def test_work_is_given_up_when_its_time_is_over(kind: str) -> None:
    patience, _ = PATIENCE[kind]
    assert pause(job(kind, 1, patience - 3)) is not None
    assert pause(job(kind, 1, patience - 1)) is None
    assert pause(job("nonesuch", 1)) is None


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


@pytest.mark.parametrize("unsure", [True, False])
def test_a_job_sealed_with_another_key_waits_and_is_as_unsure_as_it_was(worker: Worker, unsure: bool) -> None:
    sealed = Job("text:a", "text", "no seal of ours", 1, 0, unsure)
    outcome = worker.do(client(worker.account), sealed)
    assert isinstance(outcome, Later) and (outcome.why, outcome.refused) == ("sealed", not unsure)


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


def test_what_the_carrier_asks_to_be_left_alone_for_is_not_tried_before(worker: Worker, clock: Clock) -> None:
    worker.store.outbox.send("CA1", new_number(), "words", OPEN)
    (taken,) = worker.store.jobs.take()
    worker.settle(taken, Later("20429", 400))
    clock.at(OPEN + timedelta(seconds=299))
    assert worker.store.jobs.take() == (), "a quarter less than it asks for"
    clock.at(OPEN + timedelta(seconds=500))
    assert len(worker.store.jobs.take()) == 1


@pytest.mark.parametrize(
    ("outcome", "waits"),
    [(Later("20429", 7), [7]), (Later("20429", 1), [1]), (Later("500"), []), (Done(), []), (Never("1"), [])],
)
def test_a_lane_rests_only_where_the_carrier_asks_for_it(
    worker: Worker, outcome: Ended, waits: list[float]
) -> None:
    class Does(Worker):
        def do(self, rest: Any, job: Job) -> Ended:  # noqa: ARG002
            return outcome

    worker.store.outbox.send("CA1", new_number(), "words", OPEN)
    (taken,) = worker.store.jobs.take()
    does = Does(worker.store, worker.account, worker.staff, "", worker.is_open, worker.now, worker.log)
    rested: list[float] = []
    does._do_one(rested.append, taken, client(worker.account))
    assert rested == waits


@pytest.mark.parametrize(("age", "rung"), [(LATE_SECONDS, True), (LATE_SECONDS + 1, False)])
def test_a_ring_of_a_minute_ago_is_made_and_an_older_one_is_not(
    worker: Worker, carrier: FakeCarrier, clock: Clock, age: int, rung: bool
) -> None:
    callbacks, number = worker.store.callbacks, new_number()
    kept = callbacks.keep("CA1", number, "any", "call", DAYS, PLENTY, OPEN)
    callbacks.claim(kept.id, "ann", OPEN)  # type: ignore[union-attr]  # Kept
    ring = Ring("+447400000002", "https://x.example", "Line", kept.id, "ann", "Welsh")  # type: ignore[union-attr]
    rings(worker.store.link, worker.store.seals).ask(ring, OPEN)
    clock.at(OPEN + timedelta(seconds=age))
    (taken,) = worker.store.jobs.take()
    assert worker.do(client(worker.account), taken) == (Done() if rung else Never("late"))
    assert [", in Welsh." in asked.form["Twiml"] for asked in carrier.asked] == [True] * rung


@pytest.mark.parametrize(
    ("status", "again", "refused"),
    [(429, True, True), (408, True, True), (401, True, True), (500, True, False), (503, True, False)],
)
def test_only_what_the_carrier_itself_refused_was_surely_not_done(
    status: int, again: bool, refused: bool
) -> None:
    def ask() -> None:
        raise TwilioRestException(status, "uri", code=None)

    ended = attempt(ask)
    assert isinstance(ended, Later) is again and ended.why == str(status)  # type: ignore[union-attr]
    assert ended.refused is refused  # type: ignore[union-attr]


@pytest.mark.parametrize("error", [RequestException("x"), TwilioException("x"), ValueError("x")])
def test_of_what_got_no_answer_nobody_knows_whether_it_was_done(error: Exception) -> None:
    def ask() -> None:
        raise error

    ended = attempt(ask)
    assert isinstance(ended, Later) and ended.refused is False and ended.wait == 0


@pytest.mark.parametrize(
    ("status", "asked", "body", "ended"),
    [
        (429, "7", '{"code": 20429}', Later("20429", 7)),
        (429, "0", "", Later("429", 0)),
        (503, "9", "no json", Later("503", 9)),
        (503, "9", '["a list"]', Later("503", 9)),
        (503, "9", '{"code": "20503"}', Later("503", 9)),
        (500, "7", "", None),
        (200, "7", "", None),
        (429, "", "", None),
        (429, "soon", "", None),
        (429, "\u0667", "", None),
    ],
)
def test_only_429_and_503_ask_to_be_left_alone_and_only_in_seconds(
    status: int, asked: str, body: str, ended: Ended | None
) -> None:
    answer = Response()
    answer.status_code, answer._content = status, body.encode()
    answer.headers["Retry-After"] = asked
    found = attempt(lambda: heed(answer))
    assert found == (ended or Done())
    if isinstance(ended, Later) and isinstance(found, Later):
        assert (found.wait, found.refused) == (ended.wait, status < 500)
