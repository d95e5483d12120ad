"""Scenes of spoken messages: kept before a word is said, heard, made again, deleted, or not kept."""

import itertools
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from app import create_app
from ivr.model import DropMessage, KeepMessage, SendText, Wish
from ivr.unwanted import Unwanted
from menus.outcome import Kept, Outcome, Refused
from settings import HERE, Settings
from store.promises.claimed import number_to_ring
from store.promises.jobs import RECORD
from store.promises.messages import DELETION, Message
from store.server.embedded import Embedded
from store.store import Store, open_store
from tests.caller import Caller, parsed, words_of
from tests.conftest import CLOSED, LONDON, NUMBER_KEYS, At, Clock, changed_pack, new_number
from tests.store.promises.promised import FAR
from tests.wiring.stores import patient, running, short_folder, wait_until
from tests.wiring.wire import Wire, in_process

CHOICES = ["1", "2", "3", "4"]
# far from the few that other scenes on the same line number from 1
_ids = itertools.count(1 << 32)


def new_recording() -> str:
    """An id of a recording that no other test of this process uses."""
    return f"RE{next(_ids):032x}"


@pytest.fixture(scope="module")
def taking(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a line whose helpline takes spoken messages."""
    folder = tmp_path_factory.mktemp("pack")
    pack = changed_pack(folder, "hours.toml", "messages = false", "messages = true")
    return replace(settings, pack=pack)


@pytest.fixture(scope="module")
def its_line(taking: Settings, line_store: Store, line_clock: Clock) -> Flask:
    """The line that takes them."""
    return create_app(taking, store=line_store, now=line_clock)


@pytest.fixture
def caller(its_line: Flask, at: At) -> Caller:
    """Somebody who rings it while the helpline is closed."""
    at(CLOSED)
    return Caller(Wire(in_process(its_line)), number=new_number())


@pytest.fixture
def recorded(caller: Caller) -> str:
    """The caller has spoken for 12 seconds: the id of the recording."""
    recording = new_recording()
    caller.call().press("0", "2", "1").spoke_message(12, recording)
    return recording


def kept(store: Store, recording: str, clock: Clock) -> Message:
    """A message as the store has it."""
    found = store.messages.one(recording, clock.now)
    assert found is not None
    return found


def deletions(store: Store, *recordings: str) -> list[str]:
    """Which of these recordings the carrier is to delete: the job of each is there and not done."""
    waiting = store.jobs.tokens()
    return [one for one in recordings if f"{RECORD}{DELETION}:{one}" in waiting]


def test_consent_comes_before_anything_is_recorded(caller: Caller) -> None:
    heard = caller.call().press("0", "2").heard
    for words in ("90 seconds", "recorded", "only the helpline's staff", "your number"):
        assert words in heard
    assert caller.offered == ["1", "3", "*"]
    assert caller.document.find("Record") is None
    record = caller.press("1").document.find("Record")
    assert record is not None
    assert (record.get("maxLength"), record.get("playBeep"), record.get("finishOnKey")) == ("90", "true", "#")
    ends = f"hash or {record.get('timeout')} seconds of quiet end a message"
    assert ends in (HERE / "docs" / "pack.md").read_text(encoding="utf-8")


def test_who_agrees_to_be_rung_has_their_number_kept_for_who_claims_it_until_it_is_closed(
    caller: Caller, line_store: Store, clock: Clock
) -> None:
    recording, ends = new_recording(), " ".join(caller.number[-3:])
    heard = caller.call().press("0", "2").heard
    assert f"which ends {ends}, about it, press 3" in heard
    caller.press("3").spoke_message(12, recording)
    assert f"we may ring you on the number which ends {ends}" in caller.heard and caller.offered == CHOICES
    caller.press("1").press("3")
    assert "Your message is kept" in caller.heard and kept(line_store, recording, clock).rung
    messages = line_store.messages
    assert number_to_ring(messages, recording, "ann", clock.now) == ""
    messages.claim(recording, "ann", clock.now)
    assert number_to_ring(messages, recording, "ann", clock.now) == caller.number
    assert number_to_ring(messages, recording, "bea", clock.now) == ""
    messages.discard(recording, clock.now)
    left = messages.queue.records([recording])[recording]
    assert not {"number", "tail", "sealed"} & set(left)


def test_who_only_starts_has_no_number_kept(
    caller: Caller, recorded: str, line_store: Store, clock: Clock
) -> None:
    assert "Your message is saved." in caller.heard and not kept(line_store, recorded, clock).rung
    assert "number" not in line_store.messages.queue.records([recorded])[recorded]


def test_recorded_again_they_still_agree(caller: Caller, line_store: Store, clock: Clock) -> None:
    first, second = new_recording(), new_recording()
    caller.call().press("0", "2", "3").spoke_message(5, first).press("2").spoke_message(9, second)
    assert kept(line_store, second, clock).rung and not kept(line_store, first, clock).rung


def test_a_withheld_number_is_not_offered(its_line: Flask, at: At) -> None:
    at(CLOSED)
    withheld = Caller(Wire(in_process(its_line)), number="anonymous")
    assert withheld.call().press("0", "2").offered == ["1", "*"]


def test_a_message_is_kept_before_the_caller_hears_so(
    caller: Caller, recorded: str, line_store: Store, clock: Clock
) -> None:
    assert "Your message is saved." in caller.heard
    assert caller.offered == CHOICES
    found = kept(line_store, recorded, clock)
    assert (found.state, found.seconds) == ("open", 12)
    assert line_store.messages.of(caller.number)


def test_1_plays_it_and_offers_the_choices_once_more(caller: Caller, recorded: str) -> None:
    caller.press("1")
    assert caller.document.findtext("Gather/Play") == f"https://carrier.example/{recorded}"
    assert caller.offered == CHOICES
    assert recorded not in caller.gather["action"]


def test_a_message_that_the_carrier_gives_no_address_of_is_no_dead_end(caller: Caller) -> None:
    caller.call().press("0", "2", "1").spoke_message(12, new_recording(), RecordingUrl="")
    assert "main menu" in caller.press("1").wait().heard


def test_2_deletes_it_and_records_another(
    caller: Caller, recorded: str, line_store: Store, clock: Clock
) -> None:
    caller.press("2")
    assert caller.document.find("Record") is not None
    second = new_recording()
    caller.spoke_message(7, second)
    assert kept(line_store, recorded, clock).state == "withdrawn"
    assert kept(line_store, second, clock).state == "open"
    assert deletions(line_store, recorded, second) == [recorded]


def test_3_keeps_it(caller: Caller, recorded: str, line_store: Store, clock: Clock) -> None:
    heard = caller.press("3").heard
    assert "kept for the helpline" in heard
    assert "For steroids" in heard
    assert kept(line_store, recorded, clock).state == "open"
    assert deletions(line_store, recorded) == []


def test_4_deletes_it_at_the_carrier_too(
    caller: Caller, recorded: str, line_store: Store, clock: Clock
) -> None:
    assert "Your message is deleted." in caller.press("4").heard
    assert kept(line_store, recorded, clock).state == "withdrawn"
    assert deletions(line_store, recorded) == [recorded]


@pytest.mark.parametrize("keys", [(), ("*",), ("#",), ("0",), ("6",)])
def test_every_other_key_and_silence_keep_it(
    caller: Caller, recorded: str, keys: tuple[str, ...], line_store: Store, clock: Clock
) -> None:
    caller.press_unheard(*keys) if keys else caller.wait()
    assert kept(line_store, recorded, clock).state == "open"


def test_hanging_up_while_speaking_keeps_what_was_said(
    caller: Caller, line_store: Store, clock: Clock
) -> None:
    recording = new_recording()
    caller.call().press("0", "2", "1").spoke_message(4, recording, Digits="hangup")
    assert kept(line_store, recording, clock).seconds == 4


def test_an_empty_recording_is_said_to_be_so(caller: Caller) -> None:
    caller.call().press("0", "2", "1").spoke_message(0)
    assert "did not hear anything" in caller.heard
    assert caller.offered == ["1", "3", "*"]


def test_a_recording_of_no_seconds_is_said_to_be_so(caller: Caller) -> None:
    caller.call().press("0", "2", "1").spoke_message(5, new_recording(), RecordingDuration="0")
    assert "did not hear anything" in caller.heard and "saved" not in caller.heard


@pytest.mark.parametrize(
    ("told", "deleted"),
    [
        ({"RecordingDuration": "-1"}, "its id"),
        ({"RecordingDuration": ""}, "its id"),
        ({"RecordingDuration": "ages"}, "its id"),
        ({"RecordingUrl": "https://carrier.example/a b"}, "its id"),
        ({"RecordingSid": "not-one-of-theirs"}, "not-one-of-theirs"),
        ({"RecordingSid": "", "RecordingUrl": "https://x.example/5e7f-77.mp3?a=/b"}, "5e7f-77"),
        ({"RecordingSid": "", "RecordingUrl": ""}, ""),
        ({"RecordingSid": "RE" + "0" * 32 + "\nRE"}, ""),
    ],
)
def test_what_was_spoken_but_cannot_be_kept_is_said_to_be_so_and_deleted_where_it_has_a_name(
    caller: Caller, line_store: Store, told: dict[str, str], deleted: str
) -> None:
    recording = new_recording()
    caller.call().press("0", "2", "1").spoke_message(5, recording, **told)
    assert "could not be kept" in caller.heard and "saved" not in caller.heard
    name = recording if deleted == "its id" else deleted
    assert deletions(line_store, name) == ([name] if name else [])


def test_a_recording_that_only_its_address_names_is_kept(
    caller: Caller, line_store: Store, clock: Clock
) -> None:
    recording = new_recording()
    caller.call().press("0", "2", "1").spoke_message(5, recording, RecordingSid="")
    assert kept(line_store, recording, clock).seconds == 5


def test_a_recording_told_of_twice_is_one_message(caller: Caller, line_store: Store, clock: Clock) -> None:
    recording, spoken = new_recording(), caller.call().press("0", "2", "1").document
    said = []
    for _ in range(2):
        caller.document = spoken
        said.append(caller.spoke_message(9, recording).heard)
    assert said[0] == said[1]
    assert len(line_store.messages.of(caller.number)) == 1
    assert kept(line_store, recording, clock).state == "open"


def test_a_recording_told_of_again_after_it_was_deleted_stays_deleted(
    caller: Caller, line_store: Store, clock: Clock
) -> None:
    recording, spoken = new_recording(), caller.call().press("0", "2", "1").document
    caller.spoke_message(9, recording).press("4")
    caller.document = spoken
    caller.spoke_message(9, recording)
    assert kept(line_store, recording, clock).state == "withdrawn"


def test_a_withheld_caller_can_leave_one(its_line: Flask, at: At, line_store: Store, clock: Clock) -> None:
    at(CLOSED)
    recording = new_recording()
    caller = Caller(Wire(in_process(its_line)), number="anonymous").call().press("0", "2", "1")
    assert "saved" in caller.spoke_message(5, recording).heard
    assert kept(line_store, recording, clock).state == "open"


def test_a_recording_is_played_in_the_callers_own_call_alone(caller: Caller, recorded: str) -> None:
    taken = caller.gather["action"]
    other = Caller(caller.wire, number=new_number()).call()
    form = {"CallSid": other.call_id, "From": other.number, "Digits": "1"}
    answer = parsed(caller.wire.post(taken, form))
    assert answer.find("Gather/Play") is None
    assert "lost our place" in words_of(answer)
    assert recorded.encode() not in ET.tostring(answer)


def test_a_recording_is_played_for_ten_minutes_and_stays_kept(
    caller: Caller, recorded: str, at: At, line_store: Store, clock: Clock
) -> None:
    at("2026-05-19T22:11")
    assert "lost our place" in caller.press("1").heard
    assert kept(line_store, recorded, clock).state == "open"


def test_a_transfer_that_fails_offers_a_message(caller: Caller, at: At) -> None:
    at("2026-05-19T10:00")
    caller.call().press("0").wait().dial_ended("busy")
    assert caller.offered == ["0", "1", "2", "*"]
    assert "90 seconds" in caller.press("2").heard


def test_a_blocked_caller_is_offered_no_message_and_no_call_back(caller: Caller, line_store: Store) -> None:
    line_store.blocks.block(caller.number, "abuse", FAR)
    caller.call().wait(3)
    assert "The helpline is closed until" in caller.heard
    assert caller.offered == ["*"]
    for key in "12":
        assert caller.press_unheard(key).document.find("Record") is None
        assert "not in use" in caller.heard


@pytest.mark.parametrize("when", ["2026-05-19T10:00", "2026-05-19T22:00"])
def test_silence_of_a_blocked_caller_ends_in_goodbye(
    caller: Caller, line_store: Store, at: At, when: str
) -> None:
    line_store.blocks.block(caller.number, "abuse", FAR)
    at(when)
    caller.call()
    while not caller.over and len(caller.said) < 12:
        caller.wait()
        assert "stay on the line for a person" not in caller.heard
    assert caller.over


def test_a_line_without_messages_knows_no_place_of_theirs(wire: Wire, at: At) -> None:
    at(CLOSED)
    told = {"CallSid": "CA1", "From": new_number(), "Digits": "1"}
    for spot in ("message", "record", "recorded.keep", "recorded.drop"):
        assert "lost our place" in words_of(parsed(wire.post(f"/voice/en/{spot}/0/00", told)))


@pytest.mark.parametrize("spot", ["message.keep", "record.play", "recorded", "recorded.other"])
def test_a_place_that_nobody_wrote_leads_back_to_the_menu(caller: Caller, spot: str) -> None:
    told = {"CallSid": "CA1", "From": new_number(), "Digits": "1"}
    assert "lost our place" in words_of(parsed(caller.wire.post(f"/voice/en/{spot}/0/00", told)))


def test_how_messages_ended_is_counted(caller: Caller, line_store: Store, clock: Clock) -> None:
    clock.now += timedelta(weeks=41)  # a day of its own: nobody else's late count stands in it
    line_store.counts.flush()
    before = line_store.counts.day(clock.now.date())
    caller.call().press("0", "2", "1").spoke_message(3, new_recording()).press("4")
    line_store.counts.flush()
    after = line_store.counts.day(clock.now.date())
    for name in ("message:kept", "message:dropped"):
        assert after[name] == before.get(name, 0) + 1


@pytest.fixture
def leaving() -> Iterator[tuple[Embedded, Store]]:
    """A store of the test's own, which can be stopped."""
    with short_folder() as folder, running(folder) as server:
        opened = open_store(patient(server.url), b"k" * 32, LONDON, NUMBER_KEYS)
        yield server, opened
        opened.close()


def at_closed(store: Store, taking: Settings, clock: Clock) -> Caller:
    """Somebody who rings a line on this store while the helpline is closed."""
    clock.at(CLOSED)
    return Caller(Wire(in_process(create_app(taking, store=store, now=clock))), number=new_number())


def test_with_the_store_away_nothing_is_said_to_be_kept_and_the_recording_goes_when_it_is_back(
    leaving: tuple[Embedded, Store], taking: Settings, clock: Clock
) -> None:
    server, store = leaving
    caller, recording = at_closed(store, taking, clock), new_recording()
    caller.call().press("0", "2", "1")
    server.stop()
    heard = caller.spoke_message(8, recording).heard
    assert "could not make sure" in heard
    assert "zero 8 zero zero" in heard
    with running(server.data):
        wait_until(store.is_ready)
        caller.call()
        assert deletions(store, recording) == [recording]
        assert store.messages.waiting(clock.now) == ()


@pytest.mark.parametrize(
    ("wish", "outcome", "recording", "left"),
    [
        (DropMessage(), Refused("away"), "RE1", True),
        (KeepMessage(9), Refused("away"), "RE1", True),
        (DropMessage(), Refused("away"), "", False),
        (SendText("bones"), Refused("away"), "RE1", False),
        (KeepMessage(9), Refused("empty"), "RE1", False),
        (KeepMessage(9), Kept(), "RE1", False),
    ],
)
def test_what_is_to_be_deleted_later_is_a_recording_that_the_store_was_away_for(
    line_store: Store, clock: Clock, wish: Wish, outcome: Outcome, recording: str, left: bool
) -> None:
    named = recording and new_recording()
    unwanted = Unwanted(line_store.messages)
    unwanted.note(wish, outcome, named)
    unwanted.discard(clock.now)
    assert deletions(line_store, named) == ([named] if left else [])


def test_a_message_that_cannot_be_deleted_now_goes_when_the_store_is_back(
    leaving: tuple[Embedded, Store], taking: Settings, clock: Clock
) -> None:
    server, store = leaving
    caller, recording = at_closed(store, taking, clock), new_recording()
    caller.call().press("0", "2", "1").spoke_message(8, recording)
    server.stop()
    assert "deleted" not in caller.press("4").heard
    with running(server.data):
        wait_until(store.is_ready)
        caller.call()
        assert kept(store, recording, clock).state == "withdrawn"
        assert deletions(store, recording) == [recording]
