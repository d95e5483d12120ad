"""What the carrier tells of texts and calls later: each end counts once, in any order, told twice too."""

import itertools
import random
import time
from datetime import datetime

import pytest

from app import create_app
from settings import Settings
from store.store import Store
from tests.conftest import Clock
from tests.wiring.wire import Answered, Wire, in_process

TEXT, CALL = "SM" + "5" * 32, "CA" + "5" * 32
LIFE = ("accepted", "queued", "sending", "sent", "delivered")
# The carrier's limit is 15 s; a texter never waits for this one, so it only has to be soon.
SOON_SECONDS = 0.6


@pytest.fixture
def wire(settings: Settings, store: Store, clock: Clock) -> Wire:
    """The carrier's wire to a line with an empty store."""
    return Wire(in_process(create_app(settings, store=store, now=clock)))


def text_status(wire: Wire, status: str, sms_id: str = TEXT, **more: str) -> Answered:
    """The carrier tells of a text."""
    form = {"MessageSid": sms_id, "MessageStatus": status, "To": "+447400123456", **more}
    return wire.post("/sms/status", form)


def call_status(wire: Wire, status: str, sms_id: str = CALL, **more: str) -> Answered:
    """The carrier tells of a call."""
    form = {"CallSid": sms_id, "CallStatus": status, "From": "+447400123456", **more}
    return wire.post("/voice/status", form)


def counted(store: Store, now: datetime) -> dict[str, int]:
    """What the day's counts hold of statuses."""
    store.counts.flush()
    kinds = ("delivery:", "call:", "error:")
    return {name: count for name, count in store.counts.day(now.date()).items() if name.startswith(kinds)}


@pytest.mark.parametrize("seed", range(6))
def test_each_status_of_a_text_counts_once_in_any_order_and_repeated(
    wire: Wire, store: Store, clock: Clock, seed: int
) -> None:
    told = list(LIFE * 3)
    random.Random(seed).shuffle(told)
    answers = [text_status(wire, status) for status in told]
    assert {answer.status for answer in answers} == {204}
    assert {answer.body for answer in answers} == {b""}
    assert counted(store, clock.now) == {f"delivery:{status}": 1 for status in LIFE}


def test_what_failed_is_counted_by_the_carriers_error_code(wire: Wire, store: Store, clock: Clock) -> None:
    for number, (status, code) in enumerate(
        [("undelivered", "30003"), ("undelivered", "30003"), ("failed", "30008"), ("failed", "")]
    ):
        for _ in range(2):
            text_status(wire, status, f"SM{number:032x}", ErrorCode=code)
    assert counted(store, clock.now) == {
        "delivery:undelivered:30003": 2,
        "delivery:failed:30008": 1,
        "delivery:failed": 1,
    }


@pytest.mark.parametrize("code", ["447400123456", "3000x", "+4474", "٣٠٠٠٣", "30003\n", "delivery:x"])
def test_a_code_that_is_none_is_not_written(wire: Wire, store: Store, clock: Clock, code: str) -> None:
    text_status(wire, "failed", ErrorCode=code)
    call_status(wire, "failed", ErrorCode=code)
    assert counted(store, clock.now) == {"delivery:failed": 1, "call:failed": 1}


def test_a_status_that_came_well_has_no_code(wire: Wire, store: Store, clock: Clock) -> None:
    text_status(wire, "delivered", ErrorCode="30003")
    assert counted(store, clock.now) == {"delivery:delivered": 1}


def test_two_texts_are_two(wire: Wire, store: Store, clock: Clock) -> None:
    for sms_id in (TEXT, "SM" + "6" * 32):
        text_status(wire, "delivered", sms_id)
    assert counted(store, clock.now) == {"delivery:delivered": 2}


def test_the_older_names_of_a_text_are_read_too(wire: Wire, store: Store, clock: Clock) -> None:
    for _ in range(2):
        assert wire.post("/sms/status", {"SmsSid": TEXT, "SmsStatus": "sent"}).status == 204
    assert counted(store, clock.now) == {"delivery:sent": 1}


@pytest.mark.parametrize("end", ["completed", "busy", "no-answer", "failed", "canceled"])
def test_each_end_of_a_call_counts_once_and_what_goes_on_does_not(
    wire: Wire, store: Store, clock: Clock, end: str
) -> None:
    for status in itertools.chain(*[("ringing", end, "in-progress", "initiated", "queued")] * 2):
        assert call_status(wire, status).status == 204
    assert counted(store, clock.now) == {f"call:{end}": 1}


def test_a_failed_call_is_counted_by_its_error_code_too(wire: Wire, store: Store, clock: Clock) -> None:
    for _ in range(2):
        call_status(wire, "failed", ErrorCode="32011")
    assert counted(store, clock.now) == {"call:failed": 1, "error:32011": 1}


@pytest.mark.parametrize("status", ["", "read", "+447400123456", "x" * 5000])
def test_a_status_that_nobody_knows_is_counted_as_other(
    wire: Wire, store: Store, clock: Clock, status: str
) -> None:
    assert text_status(wire, status).status == 204
    assert call_status(wire, status).status == 204
    assert counted(store, clock.now) == {"delivery:other": 1, "call:other": 1}


def test_a_status_of_nothing_is_answered_and_not_counted(wire: Wire, store: Store, clock: Clock) -> None:
    assert wire.post("/sms/status", {"MessageStatus": "sent"}).status == 204
    assert wire.post("/voice/status", {"CallStatus": "completed"}).status == 204
    assert wire.post("/sms/status", {}).status == 204
    assert counted(store, clock.now) == {}


def test_a_status_that_is_not_signed_is_turned_away(wire: Wire, store: Store, clock: Clock) -> None:
    stranger = Wire(wire.send, token="f" * 32)
    assert text_status(stranger, "sent").status == 403
    assert call_status(stranger, "completed").status == 403
    assert counted(store, clock.now) == {}


def test_with_the_store_away_each_is_answered_soon(settings: Settings, away: Store, clock: Clock) -> None:
    wire = Wire(in_process(create_app(settings, store=away, now=clock)))
    for status in LIFE:
        began = time.monotonic()
        assert text_status(wire, status).status == 204
        assert call_status(wire, "completed").status == 204
        assert time.monotonic() - began < SOON_SECONDS
