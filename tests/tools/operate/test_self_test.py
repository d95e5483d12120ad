"""`flask self-test`: a whole line is rung through the stand-in at an open and a closed moment, and texted."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from ivr.pretended import expected, judge, moments
from menus.model import Pack
from store.desk.rehearsals import Rehearsals
from store.store import Store
from tests.caller import Caller
from tests.conftest import Clock, new_number
from tests.stand_in.account import SID
from tests.stand_in.carrier import FakeCarrier
from tests.wiring.wire import HOST, LINE, OTHER, TOKEN, Served, Wire, in_process
from tools.operate.self_test import self_test

OPEN, CLOSED = datetime(2026, 5, 26, 9, tzinfo=UTC), datetime(2026, 5, 30, 9, tzinfo=UTC)
NEXT_OPEN = datetime(2026, 6, 1, 8, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Scene:
    """A running line with two numbers at the stand-in, and the environment that the command is given."""

    app: Flask
    carrier: FakeCarrier
    store: Store
    environ: dict[str, str]

    def run(self, *arguments: str, **more: str) -> Result:
        return CliRunner(env=self.environ | more).invoke(self_test, arguments)

    def found(self) -> dict[str, list[str]]:
        told: dict[str, list[str]] = json.loads(self.run("--json").stdout)
        return told


@pytest.fixture
def tested(
    carrier: FakeCarrier, line: Flask, line_store: Store, environ: dict[str, str], clock: Clock
) -> Iterator[Scene]:
    url = f"https://{HOST}"
    clock.now = OPEN
    line_store.link.client.flushdb()
    carrier.with_token(TOKEN).account.buy(OTHER)
    carrier.account.buy(
        LINE, voice_url=f"{url}/voice", sms_url=f"{url}/sms", status_callback=f"{url}/voice/status"
    )
    given = {"TWILIO_ACCOUNT_SID": SID, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_NUMBER": LINE, "PACK": ""}
    given |= {"TWILIO_API_BASE": carrier.url, "SELF_TEST_NUMBER": "", "REDIS_URL": line_store.link.url}
    with Served(line) as port:
        carrier.network.leads[url] = f"http://127.0.0.1:{port}"
        yield Scene(line, carrier, line_store, environ | given)
        carrier.network.finish()
    Rehearsals(line_store.link).end()


def kept(store: Store) -> dict[str, int]:
    """All that was counted until now, of whatever day."""
    store.counts.flush()
    return store.counts.day(OPEN.date())


def test_words_and_keys_are_heard_at_an_open_and_a_closed_moment_and_a_text_comes_back(
    tested: Scene,
) -> None:
    told = tested.run(SELF_TEST_NUMBER=OTHER)
    assert told.exit_code == 0, told.output
    assert told.output.splitlines() == ["open: all is well", "closed: all is well", "text: all is well"]
    opened, closed = tested.carrier.network.heard.values()
    assert len(opened) == len(closed) == 4
    assert "Putting you through" in opened[-1]
    assert "closed until" in closed[-1]


def test_a_test_counts_no_call_keeps_nothing_and_leaves_the_line_as_it_was(tested: Scene) -> None:
    before = kept(tested.store)
    tested.run()
    tested.carrier.network.finish()
    keys = set(tested.store.link.client.scan_iter("line:1:*"))
    assert kept(tested.store) == before
    assert not {key for key in keys if b"calls" in key or b"callback" in key or b"rehearsal:moment" in key}


def test_without_a_second_number_the_line_rings_itself_and_says_that_no_text_was_sent(tested: Scene) -> None:
    told = tested.run()
    assert told.exit_code == 0, told.output
    assert told.output.splitlines()[:2] == ["open: all is well", "closed: all is well"]
    assert "SELF_TEST_NUMBER" in told.output
    assert not tested.carrier.texts


def line_away(tested: Scene) -> None:
    (tested.carrier.account.number(LINE) or {})["voice_url"] = f"https://{HOST}/nowhere"


def another_line(tested: Scene) -> None:
    tested.carrier.network.leads[f"https://{HOST}"] = "http://127.0.0.1:9"


def another_token(tested: Scene) -> None:
    tested.carrier.network.token = "another"


def not_set_up(tested: Scene) -> None:
    (tested.carrier.account.number(LINE) or {})["voice_url"] = ""


@pytest.mark.parametrize("spoil", [line_away, another_line, another_token, not_set_up])
def test_a_line_that_is_not_reached_is_told(tested: Scene, spoil: Callable[[Scene], None]) -> None:
    spoil(tested)
    told = tested.found()
    assert "the call never reached the line" in " ".join(told["open"])
    assert told["closed"]


def test_a_reply_that_does_not_come_is_told(tested: Scene) -> None:
    (tested.carrier.account.number(LINE) or {})["sms_url"] = ""
    tested.carrier.account.note(LINE, OTHER, "Muscle Line: an older reply. 999", "outbound-reply")
    told = tested.run("--wait", "0", SELF_TEST_NUMBER=OTHER)
    assert told.exit_code == 1
    assert "text: no reply" in told.output


def test_a_carrier_that_refuses_is_told_and_no_test_stays_open(tested: Scene) -> None:
    tested.carrier.says.append((400, 21210))
    told = tested.found()
    assert "21210" in told["open"][0]
    assert told["closed"] == []


def test_a_look_at_the_call_that_fails_is_made_again_and_ends_no_test(tested: Scene) -> None:
    before = kept(tested.store)
    tested.carrier.says.extend([None, 503, "reset", (429, 20429)])
    assert tested.found() == {"open": [], "closed": []}
    assert kept(tested.store) == before


@pytest.mark.parametrize("lost", ["moment", "heard"])
def test_our_own_end_presses_nothing_and_hangs_up_where_the_line_knows_of_no_test(
    tested: Scene, lost: str
) -> None:
    wire, kept_now = Wire(in_process(tested.app)), Rehearsals(tested.store.link)
    kept_now.begin(CLOSED)
    Caller(wire, number=OTHER).call()
    form = {"CallSid": "CA" + "1" * 32, "From": OTHER, "SpeechResult": "welcome"}
    assert b"Gather" in wire.post("/voice/rehearsal?left=1*0", form).body
    tested.store.link.client.delete(f"line:1:rehearsal:{lost}")
    told = wire.post("/voice/rehearsal?left=1*0", form).body
    assert b"Hangup" in told and b"Play" not in told and b"Gather" not in told


def test_a_call_of_a_test_that_ends_after_it_is_not_counted_either(tested: Scene) -> None:
    wire, before = Wire(in_process(tested.app)), kept(tested.store)
    Rehearsals(tested.store.link).begin(OPEN)
    ours = Caller(wire, number=OTHER).call()
    Rehearsals(tested.store.link).end()
    for sid, counts in ((ours.call_id, 0), (f"{ours.call_id[:-4]}beef", 1)):
        form = {"CallSid": sid, "From": OTHER, "CallStatus": "completed"}
        assert wire.post("/voice/status", form).status == 204
        assert sum(kept(tested.store).values()) - sum(before.values()) == counts


def test_two_tests_at_once_are_one(tested: Scene) -> None:
    Rehearsals(tested.store.link).begin(OPEN)
    assert "another test is under way" in tested.found()["open"][0]


def test_other_words_or_keys_than_ought_to_be_are_told(pack: Pack) -> None:
    told = expected(pack, OPEN, LINE)
    words, places = tuple(one.words for one in told), tuple(one.place for one in told)
    assert judge(told, places, words) == ()
    assert judge(told, places, ("an application error has occurred goodbye", *words[1:]))
    assert judge(told, places, words[:-1])
    assert judge(told, (*places[:-1], "menu.other"), words)
    assert judge(told, (), ()) == ("the call never reached the line",)


def test_both_moments_are_the_next_of_their_kind(pack: Pack) -> None:
    assert moments(pack.hours, CLOSED) == {"open": NEXT_OPEN, "closed": CLOSED}
    assert moments(pack.hours, OPEN)["open"] - OPEN == timedelta(minutes=1)
    shut = replace(pack.hours, weekly=((),) * 7)
    assert moments(shut, OPEN) == {"closed": OPEN}


def test_without_an_account_it_is_misused(tested: Scene) -> None:
    told = tested.run(TWILIO_ACCOUNT_SID="")
    assert told.exit_code == 2
    assert "TWILIO_ACCOUNT_SID" in told.output


def test_a_stranger_gets_no_other_hour_and_no_ring_by_pretending_to_be_us(tested: Scene) -> None:
    wire, kept_now = Wire(in_process(tested.app)), Rehearsals(tested.store.link)
    stranger, ours = Caller(wire, number=new_number()), Caller(wire, number=OTHER)
    kept_now.begin(CLOSED)
    assert "Our helpline is closed" not in stranger.call().heard
    assert "Our helpline is closed" in ours.call().heard
    form = {"CallSid": stranger.call_id, "From": stranger.number, "Digits": "1"}
    assert b"test=" not in wire.post(ours.gather["action"], form).body, "the hour is sealed for one call"
    kept_now.end()
    assert "Our helpline is closed" not in ours.call().heard
    kept_now.begin(OPEN)
    ours.call().press("0")
    assert "Putting you through" in ours.heard
    assert ours.wait().over
    assert ours.document.find("Dial") is None
