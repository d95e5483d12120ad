"""What became of a ring from the desk stands on its call-back's page, and a slow carrier holds no page up."""

from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from flask import Flask

from carrier import recordings
from carrier.account import Account, client
from carrier.bell import Staff
from carrier.connecting import STAFF_WAIT_SECONDS
from carrier.ringing import LATE_SECONDS, STAFF_RING_SECONDS
from carrier.worker import Worker
from menus.due import due_days
from menus.model import Pack
from store.desk.desk import DeskStore
from store.promises.promise import Kept
from store.promises.rings import LONGEST_SECONDS, Came, Ring, Stage
from tests.conftest import OPEN, Clock
from tests.people.crowd import at_once
from tests.people.desk import Person, new_name
from tests.stand_in.carrier import SID, SOUND, FakeCarrier, Lines
from tests.wiring.wire import LINE, TOKEN, Wire, in_process
from web.desk.needs import Carrier
from web.ringing import seal

NUMBER, PHONE = "+447400100777", "+447400100888"
RECORDING = "RE" + "0" * 31 + "b"


def recordings_of(carrier: FakeCarrier, **bounds: float) -> recordings.Recordings:
    """The recordings at the stand-in carrier, with these bounds on how long it may take."""
    return recordings.Recordings(SID, lambda: (TOKEN,), lambda: (TOKEN,), carrier.url, **bounds)


@pytest.fixture
def ann(app: Flask, kept: DeskStore) -> Person:
    """A member of staff who is signed in."""
    return Person(app, new_name(kept)).sign_in()


@pytest.fixture
def asked(kept: DeskStore, pack: Pack, ann: Person) -> str:
    """The id of a call-back that this member of staff has claimed."""
    days = due_days(pack.hours, OPEN)
    promise = kept.line.callbacks.keep("CA1", NUMBER, "any", "call", days, 40, OPEN)
    assert isinstance(promise, Kept)
    kept.line.callbacks.claim(promise.id, ann.name, OPEN)
    return promise.id


@pytest.fixture
def worker(kept: DeskStore, carrier: FakeCarrier, clock: Clock) -> Worker:
    """The worker, whose carrier is the stand-in."""
    account = Account(SID, TOKEN, LINE, carrier.url)
    return Worker(kept.line, account, Staff(), "Muscle Line", lambda _: True, clock, Lines())


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ((400, 21211), ["refused to ring", "21211", "My account"]),
        ((401, 20003), ["did not ring", "20003", "your own phone", "whoever runs the line"]),
        (500, ["did not ring", "500", "your own phone"]),
        (201, ["Your phone rings. Press 1 on it."]),
    ],
)
def test_what_the_carrier_says_to_a_ring_is_shown_at_once_with_what_to_do(
    ann: Person,
    asked: str,
    kept: DeskStore,
    worker: Worker,
    carrier: FakeCarrier,
    said: object,
    shown: list[str],
) -> None:
    kept.rings.ask(Ring(PHONE, "https://line.example/x", "Muscle Line", asked, ann.name), OPEN)
    page = f"/desk/callbacks/{asked}"
    assert "The phone company is asked to ring" in ann.open(page).words
    carrier.says = [said]
    (job,) = worker.store.jobs.take(OPEN)
    worker.settle(job, worker.do(client(worker.account), job))
    assert [words for words in shown if words not in ann.open(page).words] == []
    assert 'id="rung" role="status" data-live' in ann.page, "the page brings it up to date by itself"


@pytest.mark.parametrize(
    ("stage", "soon", "later"),
    [
        ("asked", "The phone company is asked to ring.", "was asked to ring, and nothing came of it"),
        ("rung", "Your phone rings. Press 1 on it.", "Your phone was rung at 10 am today"),
        ("again", "It is tried again for half a minute.", "If no phone rang after all, ring from your own"),
    ],
)
def test_what_is_said_of_a_ring_of_which_no_end_was_told_stays_so(
    ann: Person, asked: str, kept: DeskStore, clock: Clock, stage: Stage, soon: str, later: str
) -> None:
    page = f"/desk/callbacks/{asked}"
    kept.rings.note(asked, Came(stage, OPEN, "500"))
    assert soon in ann.open(page).words
    clock.at(OPEN + timedelta(seconds=60))
    assert later in ann.open(page).words and soon not in ann.words and "data-soon" not in ann.page
    clock.at(OPEN)
    ann.send(f"{page}/close", outcome="done")
    now = {"rung": "The phone of whoever had it was rung at 10 am today"}.get(stage, later)
    assert now in ann.open(page).words, "and of a closed one nobody's phone rings"


def test_no_ring_of_staff_lasts_longer_than_is_said() -> None:
    assert max(STAFF_RING_SECONDS + STAFF_WAIT_SECONDS, LATE_SECONDS) <= LONGEST_SECONDS


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            {"DialCallStatus": "completed", "DialCallDuration": "200", "DialBridged": "true"},
            "They answered, and it lasted 3 min 20 s",
        ),
        ({"DialCallStatus": "completed"}, "They answered."),
        (
            {"DialCallStatus": "completed", "DialCallDuration": "9", "DialBridged": "false"},
            "They did not answer",
        ),
        ({"DialCallStatus": "no-answer"}, "They did not answer"),
        ({"DialCallStatus": "busy"}, "Their phone was busy"),
        ({"DialCallStatus": "failed"}, "could not be rung"),
        ({}, "could not be rung"),
    ],
)
def test_what_became_of_the_leg_to_the_caller_is_on_the_page_also_after_an_hour(
    app: Flask, ann: Person, asked: str, kept: DeskStore, clock: Clock, told: dict[str, str], shown: str
) -> None:
    wire, path = Wire(in_process(app)), f"/voice/ringing/{seal(kept.line.seals, asked, ann.name, clock())}"
    (dial,) = ET.fromstring(wire.post(path, {"CallSid": "CA9", "Digits": "1"}).body)
    assert dial.attrib["callerId"] == LINE and NUMBER not in dial.attrib["action"]
    clock.at(OPEN + timedelta(minutes=20))
    said = ET.fromstring(wire.post(dial.attrib["action"], {"CallSid": "CA9", **told}).body)
    assert [verb.tag for verb in said] == ["Say", "Hangup"] and "at the desk" in str(said[0].text)
    assert shown in ann.open(f"/desk/callbacks/{asked}").words


def test_the_end_of_a_leg_that_nobody_knows_changes_nothing(
    app: Flask, ann: Person, asked: str, kept: DeskStore, clock: Clock
) -> None:
    wire = Wire(in_process(app))
    for token in ("made-up", seal(kept.line.seals, asked, ann.name, clock())):
        answer = wire.post(f"/voice/ringing/{token}/ended", {"CallSid": "CA9", "DialCallStatus": "busy"})
        assert answer.status == 200 and answer.kind.startswith("text/xml")
    assert kept.rings.came(asked) is None


def test_a_recording_that_hangs_at_the_carrier_is_a_page_that_says_to_try_again(
    line_with: Callable[..., Flask], carrier: FakeCarrier, kept: DeskStore
) -> None:
    known = recordings_of(carrier, answer_seconds=0.3)
    kept.line.messages.keep(RECORDING, NUMBER, 12, OPEN)
    ann = Person(
        line_with(carrier=Carrier(known.sound, lambda *_: b"", lambda _: b"")), new_name(kept)
    ).sign_in()
    ann.open("/desk/messages").send(f"/desk/messages/{RECORDING}/claim")
    carrier.says = ["hang"]
    assert ann.open(f"/desk/messages/{RECORDING}/sound").status == 503
    assert "Load this page again" in ann.words and "store" not in ann.words
    assert ann.client.get(f"/desk/messages/{RECORDING}/sound", base_url=ann.base).data == SOUND


def test_of_many_who_wait_for_a_carrier_that_hangs_two_hold_a_thread(carrier: FakeCarrier) -> None:
    known = recordings_of(carrier, answer_seconds=0.5)
    carrier.says = ["hang"] * 9
    assert at_once([lambda: known.sound(RECORDING)] * 9) == ["away"] * 9
    assert len(carrier.asked) == recordings.AT_ONCE
    carrier.says = []
    assert known.sound(RECORDING) == SOUND, "both are free again"


def test_a_recording_that_drips_is_given_up(carrier: FakeCarrier) -> None:
    assert recordings_of(carrier, longest_seconds=-1).sound(RECORDING) == "away"


@pytest.mark.parametrize(
    ("says", "newer", "asked"),
    [((404, 20404), "newer", 1), ((401, 20003), TOKEN, 1), ((401, 20003), "newer", 2), (500, "newer", 1)],
)
def test_a_recording_is_asked_for_once_more_with_a_newer_token_where_the_first_was_refused(
    carrier: FakeCarrier, says: object, newer: str, asked: int
) -> None:
    carrier.says = [says, says]
    kept = recordings.Recordings(SID, lambda: (TOKEN,), lambda: (newer,), carrier.url)
    assert kept.sound(RECORDING) == ("gone" if says == (404, 20404) else "away")
    assert len(carrier.asked) == asked
