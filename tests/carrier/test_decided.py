"""What goes to the carrier and to staff, word by word, and how long the worker insists on a write."""

from dataclasses import replace
from types import SimpleNamespace

from carrier import bell, connecting, ended, erasure, own_call, recordings, texts, worker
from carrier.account import Account
from carrier.bell import Staff, notice
from carrier.lanes import AWAY_SECONDS
from carrier.number import told
from carrier.worker import Worker
from store.link import Unreachable
from store.store import Store
from tests.conftest import Clock
from tests.stand_in.carrier import SID, FakeCarrier, Lines
from tests.wiring.wire import LINE


def test_what_the_carrier_says_is_judged_by_these_numbers() -> None:
    assert (ended.SERVER_ERROR, ended.TOO_MANY, ended.REQUEST_TIMEOUT) == (500, 429, 408)
    assert (ended.ACCOUNT, texts.OPTED_OUT, recordings.NOT_FOUND) == ((401, 402, 403), "21610", 404)
    assert erasure.GONE == ("20404", "404")
    assert (bell.ANSWER_SECONDS, bell.SMTP_PORT, bell.SMTPS_PORT) == (15, 587, 465)
    assert (own_call.RING_SECONDS, own_call.LONGEST_SECONDS, own_call.REPLY_SECONDS) == (25, 120, 60.0)
    assert (own_call.FIRST_LOOK, own_call.LAST_LOOK, own_call.LATEST) == (0.1, 2.0, 5)
    assert (connecting.LISTEN_SECONDS, worker.CLOCKS_DIFFER_SECONDS) == (12, 60)
    assert (told.API, told.MESSAGING) == ("https://api.twilio.com", "https://messaging.twilio.com")
    assert (told.OK, told.NOT_FOUND, told.ANSWER_SECONDS, told.MOST_ALIKE) == (200, 404, 6, 20)
    assert recordings.API == "https://api.twilio.com"


def test_staff_are_told_how_many_are_new_and_no_more() -> None:
    said = {
        "1 new call-back": {"callbacks": 1},
        "2 new spoken messages": {"messages": 2, "callbacks": 0},
        "2 new call-backs and 1 new spoken message": {"callbacks": 2, "messages": 1},
    }
    for words, new in said.items():
        assert notice("Muscle Line", new) == f"Muscle Line staff: {words}. Please look at the desk."


def test_a_member_of_staff_hears_whose_call_it_is_and_has_ten_seconds_to_press_1() -> None:
    asked = connecting.ask("Muscle Line", "https://line.example/x")
    for piece in (
        'numDigits="1"',
        'timeout="10"',
        'input="dtmf"',
        'method="POST"',
        'voice="Polly.Amy-Neural"',
    ):
        assert piece in asked
    assert 'action="https://line.example/x"' in asked and asked.endswith("</Gather><Hangup /></Response>")
    rung = connecting.connect("+447700900123", "/ended", LINE).decode()
    assert 'action="/ended"' in rung and f'callerId="{LINE}"' in rung
    assert 'timeLimit="3600" timeout="40"><Number>+447700900123</Number></Dial>' in rung
    refused = connecting.connect("", "/ended", LINE).decode()
    assert "Nobody is rung" in refused and "not yours" in refused
    assert "could not look that up" in connecting.connect(None, "/ended", LINE).decode()
    assert refused.endswith("<Hangup /></Response>")


def test_a_result_is_written_down_for_as_long_as_the_job_is_leased_and_no_longer(
    store: Store, carrier: FakeCarrier, clock: Clock
) -> None:
    tried: list[int] = []

    def away() -> None:
        tried.append(1)
        raise Unreachable

    account = Account(SID, "secret", LINE, carrier.url)
    leased = replace(store, jobs=SimpleNamespace(lease=AWAY_SECONDS))  # type: ignore[arg-type]
    ours = Worker(leased, account, Staff(), "Muscle Line", lambda _: True, clock, Lines())
    ours._insist(away)
    assert len(tried) == 1
    ours._insist(lambda: tried.append(2))
    assert tried == [1, 2]
