"""A text that may have gone out before: the carrier is asked whether it has it, however much came since."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from carrier import texts
from carrier.account import Account, client
from carrier.bell import Staff
from carrier.ended import Done, Later, Never
from carrier.worker import Worker
from store.promises.outbox import Text
from store.store import Store
from tests.conftest import OPEN, Clock, new_number
from tests.stand_in.carrier import SID, FakeCarrier, Lines
from tests.wiring.wire import LINE


@pytest.fixture
def worker(store: Store, carrier: FakeCarrier, clock: Clock) -> Worker:
    account = Account(SID, "secret", LINE, carrier.url, "https://line.example/sms/status")
    return Worker(store, account, Staff(), "Muscle Line", lambda _: True, clock, Lines())


def came(words: str, at: datetime) -> dict[str, str]:
    """A text that the carrier sent at a moment, as it lists it."""
    told = format_datetime(at)
    return {"sid": "SM1", "body": words, "date_created": told, "date_sent": told}


def test_a_text_whose_answer_was_lost_is_not_sent_twice(
    worker: Worker, carrier: FakeCarrier, clock: Clock
) -> None:
    number = new_number()
    worker.store.outbox.send("CA1", number, "words", OPEN)
    (killed,) = worker.store.jobs.take()  # and the worker died when the carrier had it
    sent = {"sid": "SM1", "body": "words", "date_created": "Tue, 19 May 2026 09:00:01 +0000"}
    carrier.lists = {"messages:to": [sent]}
    clock.now += timedelta(seconds=61)
    (again,) = worker.store.jobs.take()
    assert (killed.unsure, again.unsure) == (False, True)
    assert worker.do(client(worker.account), again) == Done() and carrier.texts == []


def test_a_text_is_found_behind_all_that_a_number_may_have_been_sent_since(
    worker: Worker, carrier: FakeCarrier, clock: Clock
) -> None:
    worker.store.outbox.send("CA1", new_number(), "words", OPEN)
    worker.store.jobs.take()  # and the worker died when the carrier had it
    clock.now += timedelta(days=3)  # for which a restored line may hold it back
    (again,) = worker.store.jobs.take()
    replies = [came("a reply", OPEN + timedelta(minutes=n)) for n in range(texts.A_PAGE + 9, 0, -1)]
    before = [came("words", OPEN - timedelta(days=n)) for n in range(1, 999)]
    waits_there = {"sid": "SM0", "body": "a reply"}
    carrier.lists = {"messages:to": [waits_there, *replies, came("words", OPEN), *before]}
    assert worker.do(client(worker.account), again) == Done() and carrier.texts == []
    carrier.lists = {"messages:to": [waits_there, *replies, *before]}
    carrier.asked.clear()
    assert worker.do(client(worker.account), again) == Done() and len(carrier.texts) == 1
    assert len(carrier.asked) == 3, "two pages, and the text: what was sent before is not gone through"


def test_a_text_counts_from_the_very_moment_that_is_asked_for(worker: Worker, carrier: FakeCarrier) -> None:
    rest, text = client(worker.account), Text(new_number(), "words")
    for seconds, found in ((0, Done()), (1, Done()), (-1, None)):
        carrier.lists = {"messages:to": [came("words", OPEN.astimezone(UTC) + timedelta(seconds=seconds))]}
        assert texts.earlier(rest, worker.account, text, OPEN) == found


@pytest.mark.parametrize(
    "sent",
    [
        {"sid": "SM1", "body": "words", "date_created": "Tue, 19 May 2026 08:00:01 +0000"},
        {"sid": "SM1", "body": "others", "date_created": "Tue, 19 May 2026 09:00:01 +0000"},
    ],
)
def test_a_text_that_the_carrier_does_not_have_is_sent_again(
    worker: Worker, carrier: FakeCarrier, clock: Clock, sent: dict[str, str]
) -> None:
    worker.store.outbox.send("CA1", new_number(), "words", OPEN)
    worker.store.jobs.take()
    carrier.lists = {"messages:to": [sent]}
    clock.now += timedelta(seconds=61)
    (again,) = worker.store.jobs.take()
    assert worker.do(client(worker.account), again) == Done() and len(carrier.texts) == 1


def test_a_text_is_not_sent_again_while_the_carrier_cannot_say_whether_it_has_it(
    worker: Worker, carrier: FakeCarrier, clock: Clock
) -> None:
    worker.store.outbox.send("CA1", new_number(), "words", OPEN)
    worker.store.jobs.take()
    clock.now += timedelta(seconds=61)
    (again,) = worker.store.jobs.take()
    carrier.says = [(429, 20429), 503]
    for why in ("20429", "503"):
        outcome = worker.do(client(worker.account), again)
        assert outcome == Later(why) and carrier.texts == []
        worker.settle(again, outcome)
        clock.now += timedelta(seconds=10)
        (again,) = worker.store.jobs.take()
        assert again.unsure, "that the look was refused says nothing of the text"


@pytest.mark.parametrize(("to", "body"), [("", "words"), ("+447700900123", ""), ("", "")])
def test_a_text_that_was_erased_there_in_part_is_not_sent_once_more(
    worker: Worker, carrier: FakeCarrier, to: str, body: str
) -> None:
    carrier.kept["SM1"] = {"to": to, "body": body}
    assert texts.fetch(client(worker.account), "SM1") == Never("erased")


@pytest.mark.parametrize(("seconds", "found"), [(60, True), (61, False)])
def test_a_text_counts_as_this_one_from_a_minute_before_it_was_asked_for(
    worker: Worker, carrier: FakeCarrier, clock: Clock, seconds: int, found: bool
) -> None:
    """The carrier's clock may be so much behind ours, whatever time has gone by since."""
    worker.store.outbox.send("CA1", new_number(), "words", OPEN)
    worker.store.jobs.take()
    carrier.lists = {"messages:to": [came("words", OPEN.astimezone(UTC) - timedelta(seconds=seconds))]}
    clock.now += timedelta(seconds=300)
    (again,) = worker.store.jobs.take()
    assert worker.do(client(worker.account), again) == Done()
    assert len(carrier.texts) == (0 if found else 1)
