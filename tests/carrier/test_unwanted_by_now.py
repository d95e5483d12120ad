"""A text that waits is not sent to who has opted out, or was blocked, while it waited (R28, R39)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from carrier.account import Account, client
from carrier.bell import Staff
from carrier.ended import Done, Later, Never
from carrier.worker import Worker
from counted.table import failure_in_words
from store.promises.closed.ending import TEXT_WITHIN, ending
from store.promises.queue import UNDO_SECONDS
from store.store import Store
from tests.conftest import OPEN, Clock, new_number
from tests.stand_in.carrier import SID, FakeCarrier, Lines
from tests.store.promises.promised import DAYS, PLENTY
from tests.texter import Texter
from tests.wiring.wire import LINE, Wire, in_process

MESSAGE, PROMISED = "SM" + "a" * 32, "text:" + "b" * 64
ENDED = OPEN + timedelta(seconds=UNDO_SECONDS)
LONG_AFTER = datetime(2200, 1, 1, tzinfo=UTC)  # the store itself ends a block, by its own clock


@pytest.fixture
def worker(store: Store, carrier: FakeCarrier, clock: Clock) -> Worker:
    account = Account(SID, "secret", LINE, carrier.url)
    return Worker(store, account, Staff(), "Muscle Line", lambda _: True, clock, Lines())


def asked_for(worker: Worker, _: FakeCarrier, to: str) -> None:
    """A text that its reader, or another, asked for on a call."""
    worker.store.outbox.send("CA1", to, "words", OPEN)


def after_two_tries(worker: Worker, _: FakeCarrier, to: str) -> None:
    """The closing text to who asked by text and was rung twice in vain."""
    calls = worker.store.callbacks
    callback_id = calls.keep("SM1", to, "any", "text", DAYS, PLENTY, OPEN).id  # type: ignore[union-attr]
    for _ in range(2):
        calls.claim(callback_id, "ann", OPEN)
        calls.close(callback_id, "no_reply", "ann", OPEN)
    assert timedelta(seconds=UNDO_SECONDS) < TEXT_WITHIN
    assert ending(worker.store, lambda *_: "words").end_due(ENDED) == 1


def once_more(worker: Worker, carrier: FakeCarrier, to: str) -> None:
    """A text that did not arrive, and is to be sent again."""
    carrier.kept[MESSAGE] = {"to": to, "body": "words"}
    worker.store.outbox.undelivered(PROMISED, MESSAGE, to)


def opt_out(store: Store, number: str) -> None:
    store.people.opt_out(number)


def block(store: Store, number: str) -> None:
    store.blocks.block(number, "threats", LONG_AFTER)


KINDS = (asked_for, after_two_tries, once_more)


@pytest.mark.parametrize("waits", KINDS)
@pytest.mark.parametrize(("stop", "why"), [(opt_out, "opted_out"), (block, "blocked")])
def test_no_text_that_waited_goes_to_who_wants_none_or_may_have_none_by_now(
    worker: Worker,
    carrier: FakeCarrier,
    clock: Clock,
    waits: Callable[[Worker, FakeCarrier, str], None],
    stop: Callable[[Store, str], None],
    why: str,
) -> None:
    to = new_number()
    waits(worker, carrier, to)
    stop(worker.store, to)
    clock.now = ENDED
    (job,) = worker.store.jobs.take()
    outcome = worker.do(client(worker.account), job)
    assert outcome == Never(why) and carrier.texts == []
    worker.settle(job, outcome)
    worker.store.counts.flush()
    assert worker.store.jobs.waiting() == 0
    (count,) = (name for name in worker.store.counts.day(OPEN.date()) if "given_up" in name)
    told = failure_in_words(count)
    assert "phone company says" not in told, "it is we who did not send it"
    assert {"opted_out": "STOP", "blocked": "blocked"}[why] in told


@pytest.mark.parametrize("waits", KINDS)
def test_whoever_asked_for_texts_again_before_it_was_sent_gets_it(
    worker: Worker, carrier: FakeCarrier, clock: Clock, waits: Callable[[Worker, FakeCarrier, str], None]
) -> None:
    to = new_number()
    waits(worker, carrier, to)
    opt_out(worker.store, to)
    worker.store.people.opt_in(to)
    clock.now = ENDED
    (job,) = worker.store.jobs.take()
    assert worker.do(client(worker.account), job) == Done()
    assert [(text["To"], text["Body"]) for text in carrier.texts] == [(to, "words")]


def test_plain_words_that_end_our_texts_end_the_one_that_waits(
    worker: Worker, carrier: FakeCarrier, line_with: Callable[..., Flask]
) -> None:
    to = new_number()
    asked_for(worker, carrier, to)
    Texter(Wire(in_process(line_with())), number=to).text("please stop texting me")
    assert worker.store.people.has_opted_out(to)
    (job,) = worker.store.jobs.take()
    assert worker.do(client(worker.account), job) == Never("opted_out") and carrier.texts == []


def test_what_the_carrier_took_before_they_opted_out_counts_as_sent(
    worker: Worker, carrier: FakeCarrier, clock: Clock
) -> None:
    to = new_number()
    asked_for(worker, carrier, to)
    worker.store.jobs.take()  # and the worker died when the carrier had it
    opt_out(worker.store, to)
    carrier.lists = {
        "messages:to": [{"sid": "SM1", "body": "words", "date_created": "Tue, 19 May 2026 09:00:01 +0000"}]
    }
    clock.now += timedelta(seconds=61)
    (again,) = worker.store.jobs.take()
    assert worker.do(client(worker.account), again) == Done()
    carrier.lists = {"messages:to": []}
    assert worker.do(client(worker.account), again) == Never("opted_out") and carrier.texts == []


def test_a_text_waits_while_nobody_can_say_whether_it_is_wanted(
    worker: Worker, carrier: FakeCarrier, away: Store
) -> None:
    asked_for(worker, carrier, new_number())
    (job,) = worker.store.jobs.take()
    outbox = away.outbox
    text = worker.store.outbox.text(job)

    class Half:
        """The outbox of a store that went away after the text was read."""

        text = staticmethod(lambda _: text)
        unwanted = staticmethod(outbox.unwanted)

    half = replace(worker, store=replace(worker.store, outbox=Half()))  # type: ignore[arg-type]
    assert half.do(client(worker.account), job) == Later("away") and carrier.texts == []
