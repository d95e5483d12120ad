"""The carrier's error codes: whom each is the fault of, what is tried again, and what staff are told."""

import pytest
from requests import Response
from twilio.base.exceptions import TwilioRestException

from carrier.account import Account, client
from carrier.bell import Staff
from carrier.ended import Done, Later, Never, attempt, heed
from carrier.worker import Worker
from counted.codes import CODE, FAULTS, PASSES, SPEAK_TO, advice
from counted.table import failure_in_words
from store.store import Store
from tests.conftest import OPEN, Clock, new_number
from tests.stand_in.carrier import SID, FakeCarrier, Lines
from tests.wiring.wire import LINE, Wire, in_process

ACCOUNT_OR_QUEUE = (
    *("21408", "21606", "21608", "21611", "21659", "21660", "21703", "30001", "63038", "14107", "20003"),
    "20429",
)
NUMBER = ("21211", "21610", "21614", "21612")
MESSAGE, PROMISED = "SM" + "a" * 32, "text:" + "b" * 64


@pytest.fixture
def worker(store: Store, carrier: FakeCarrier, clock: Clock) -> Worker:
    account = Account(SID, "secret", LINE, carrier.url, "https://line.example/sms/status")
    return Worker(store, account, Staff(), "Muscle Line", lambda _: True, clock, Lines())


def refused(status: int, code: str) -> object:
    def ask() -> None:
        raise TwilioRestException(status, "uri", code=int(code))

    return attempt(ask)


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
def test_what_the_account_or_the_queue_is_at_fault_for_is_tried_again_whatever_the_status(
    status: int,
) -> None:
    assert [refused(status, code) for code in ACCOUNT_OR_QUEUE] == [Later(code) for code in ACCOUNT_OR_QUEUE]
    assert [refused(status, code) for code in NUMBER] == [Never(code) for code in NUMBER]


def test_a_text_waits_for_an_account_that_is_mended_and_staff_are_told_at_once(
    worker: Worker, carrier: FakeCarrier, clock: Clock
) -> None:
    worker.store.outbox.send("CA1", new_number(), "words", OPEN)
    carrier.says = [(400, 21408)]
    for _ in range(2):
        for job in worker.store.jobs.take():
            worker.settle(job, worker.do(client(worker.account), job))
        clock.now = OPEN.replace(minute=1)
    assert len(carrier.texts) == 2 and worker.store.jobs.waiting() == 0
    worker.store.counts.flush()
    assert worker.store.counts.day(OPEN.date()) == {"text:again": 1, "held:21408": 1, "text:sent": 1}
    (_, first), _ = worker.log.lines  # type: ignore[attr-defined]
    assert "Geo permissions" in first["means"]
    assert "21408" in failure_in_words("held:21408") and "Geo permissions" in advice("held:21408")


def test_staff_are_told_what_is_wrong_what_to_do_and_with_whom_to_speak() -> None:
    for code, fault in FAULTS.items():
        told = advice(f"text:given_up:{code}")
        assert CODE.fullmatch(code) and fault.wrong in told.replace(told[0], fault.wrong[0], 1), code
        assert fault.mend.endswith(".") and SPEAK_TO[fault.whose] in told
    assert set(PASSES) < set(SPEAK_TO) and all(SPEAK_TO.values())
    assert advice("text:given_up:99999") == advice("delivery:failed") == advice("ReadTimeout") == ""


def undelivered(wire: Wire, code: str, status: str = "undelivered", to: str = "") -> None:
    form = {"MessageSid": MESSAGE, "MessageStatus": status, "ErrorCode": code, "To": to or new_number()}
    assert wire.post(f"/sms/status?text={PROMISED}", form).status == 204


@pytest.mark.parametrize(
    ("code", "again"),
    [
        *((code, 1) for code in ("30001", "30002", "30003", "30008")),
        *((code, 0) for code in ("30004", "30005", "30006", "30007", "39999", "")),
    ],
)
def test_a_promised_text_that_did_not_arrive_is_sent_once_more_where_that_may_help(
    worker: Worker, carrier: FakeCarrier, clock: Clock, wire_of: Wire, code: str, again: int
) -> None:
    to = new_number()
    carrier.kept[MESSAGE] = {"to": to, "body": "words"}
    for _ in range(2):
        undelivered(wire_of, code, to=to)
    assert worker.store.jobs.take() == (), "a phone that was off is given some minutes"
    clock.at(OPEN.replace(minute=10))
    taken = worker.store.jobs.take(most=9)
    assert [worker.do(client(worker.account), job) for job in taken] == [Done()] * again
    assert [(text["To"], text["Body"]) for text in carrier.texts] == [(to, "words")] * again
    assert not [text for text in carrier.texts if "?" in text["StatusCallback"]], "and not a third time"
    for job in taken:
        worker.settle(job, Done())
    undelivered(wire_of, code, to=to)
    assert worker.store.jobs.waiting() == 0, "told again, and sent no more"


@pytest.fixture
def wire_of(line_with: object) -> Wire:
    return Wire(in_process(line_with()))  # type: ignore[operator]


def test_a_reply_that_did_not_arrive_is_not_sent_again(store: Store, wire_of: Wire) -> None:
    for query in ("", "?text=", "?text=text:x", f"?text={PROMISED}&text=x", "?text=ring:cb1"):
        form = {"MessageSid": "SM1", "MessageStatus": "failed", "ErrorCode": "30003", "To": new_number()}
        assert wire_of.post(f"/sms/status{query}", form).status == 204
    undelivered(wire_of, "30003", status="sent")
    assert store.jobs.waiting() == 0


@pytest.mark.parametrize("why", ["opted_out", "erased"])
def test_nothing_is_sent_again_to_who_wants_no_texts_or_was_erased(
    worker: Worker, carrier: FakeCarrier, clock: Clock, wire_of: Wire, why: str
) -> None:
    to = new_number()
    if why == "opted_out":
        carrier.kept[MESSAGE] = {"to": to, "body": "words"}
        worker.store.people.opt_out(to)
    undelivered(wire_of, "30003", to=to)
    clock.at(OPEN.replace(minute=10))
    (job,) = worker.store.jobs.take()
    assert worker.do(client(worker.account), job) == Never(why) and carrier.texts == []


def test_who_is_forgotten_gets_no_text_once_more(store: Store, wire_of: Wire) -> None:
    to = new_number()
    undelivered(wire_of, "30003", to=to)
    assert store.jobs.forget(store.people.key(to)) == 1 and store.jobs.waiting() == 0


def test_a_server_that_is_busy_may_have_taken_the_text_and_too_many_is_surely_refused() -> None:
    for status, surely in ((503, False), (429, True)):
        answer = Response()
        answer.status_code, answer.headers["Retry-After"] = status, "7"
        outcome = attempt(lambda: heed(answer))  # noqa: B023, called at once
        assert isinstance(outcome, Later) and (outcome.wait, outcome.refused) == (7, surely)


def test_a_job_at_which_the_code_fails_is_tried_again_and_ends_nothing(worker: Worker) -> None:
    worker.store.outbox.send("CA1", new_number(), "words", OPEN)
    (job,) = worker.store.jobs.take()
    worker._do_one(lambda _: None, job, object())  # type: ignore[arg-type]  # no client: whatever is asked fails
    assert worker.store.jobs.waiting() == 1
    (_, told), *_ = worker.log.lines  # type: ignore[attr-defined]
    assert told["why"] == "AttributeError"


def test_a_text_that_is_sent_again_waits_while_the_store_is_away(
    worker: Worker, carrier: FakeCarrier, clock: Clock, wire_of: Wire
) -> None:
    to = new_number()
    carrier.kept[MESSAGE] = {"to": to, "body": "words"}
    undelivered(wire_of, "30003", to=to)
    clock.at(OPEN.replace(minute=10))
    (job,) = worker.store.jobs.take(most=9)
    rest = client(worker.account)
    worker.store.link.close()
    assert worker.do(rest, job) == Later("away")
