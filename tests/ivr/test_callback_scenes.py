"""Scenes of call-backs by call and by text: asked for, promised only when kept, found again, withdrawn."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app import create_app
from counted.allowed import CALLS
from settings import Settings
from store.promises.standing import Claimed
from store.store import Store
from tests.caller import HELPLINE_ITSELF, Caller
from tests.conftest import CLOSED, OPEN, At, Clock, new_number
from tests.store.promises.promised import FAR
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process

LANDLINE = "+442079460123"


def test_a_closed_call_ends_in_a_call_back_that_is_kept(
    caller: Caller, at: At, line_store: Store, clock: Clock
) -> None:
    at(CLOSED)
    caller.call().press("0", "0")
    assert f"ends {' '.join(caller.number[-3:])}" in caller.heard
    assert caller.press("1").offered == ["1", "2", "3", "4", "5", "*"]
    assert caller.heard.startswith("That number. Not saved yet. When is it best to ring?")
    heard = caller.press("2").heard
    assert "We will ring you by 8 in the evening on Wednesday" in heard
    assert "twice" in heard
    assert "zero 1 6 3 2" in heard
    assert "bank details" in heard
    assert "1 1 1" in heard
    kept = line_store.callbacks.open_of(caller.number)
    assert kept is not None
    assert (kept.best, kept.by) == ("afternoon", "call")
    assert isinstance(line_store.callbacks.claim(kept.id, "Ann", clock.now), Claimed)


@pytest.mark.parametrize("other", ["", "07700900123"])
def test_another_choice_in_the_same_call_is_kept_as_it_is_told(
    caller: Caller, at: At, line_store: Store, other: str
) -> None:
    """A second time of day, or Relay UK, was said to be saved, and the first one was kept."""
    at(CLOSED)
    to = other and new_number()

    def choose(key: str) -> str:
        caller.press("0", "0", "2" if to else "1")
        if to:
            caller.key_number("0" + to[3:]).press("1")
        return caller.press(key).heard

    def kept() -> tuple[str, bool]:
        found = line_store.callbacks.open_of(to or caller.number)
        assert found is not None
        return found.best, found.relay

    caller.call()
    assert "In the morning" in choose("1") and kept() == ("morning", False)
    caller.press("9")
    assert "In the morning" in caller.heard, "said again it is the same wish"
    caller.press("*")
    assert "In the evening" in choose("3") and kept() == ("evening", False)
    caller.press("*")
    assert "Relay U K" in choose("5") and kept() == ("evening", True)


def test_whose_call_is_late_hears_and_reads_a_time_to_come(
    caller: Caller, wire: Wire, at: At, clock: Clock
) -> None:
    at(CLOSED)
    caller.call().press("0", "0", "1", "2")
    clock.now += timedelta(days=2)
    texter = Texter(wire, number=caller.number)
    assert "Wednesday" not in caller.call().press("0", "0", "3").heard and "Friday" in caller.heard
    for words in ("when will you ring me", "zebra crossing"):
        assert "Wed" not in texter.text(words) and "Fri 22 May" in texter.last
    assert "Fri 22 May" in texter.text("CALLME", "1", "4")


def test_key_5_asks_to_be_rung_by_relay_uk(caller: Caller, at: At, line_store: Store, clock: Clock) -> None:
    at(CLOSED)
    heard = caller.call().press("0", "0", "1").heard
    assert "Relay UK, press 5" in heard
    assert "That is saved" in caller.press("5").heard
    kept = line_store.callbacks.open_of(caller.number)
    assert kept is not None and (kept.best, kept.relay) == ("any", True)
    assert isinstance(line_store.callbacks.claim(kept.id, "Ann", clock.now), Claimed)


def test_9_tells_the_promise_again_and_quiet_ends_the_call(caller: Caller, at: At, line_store: Store) -> None:
    at(CLOSED)
    caller.call().press("0", "0", "1", "4")
    assert "by 8 in the evening on Wednesday" in caller.press("9").heard
    assert len(line_store.callbacks.of(caller.number)) == 1
    assert caller.wait().over


def test_asking_twice_keeps_the_place(caller: Caller, at: At, wire: Wire) -> None:
    at(CLOSED)
    caller.call().press("0", "0", "1", "4")
    again = Caller(wire, number=caller.number).call().press("0", "0", "1", "1")
    assert "keeps its place" in again.heard


def test_another_number_is_keyed_read_back_and_confirmed(caller: Caller, at: At, line_store: Store) -> None:
    at(CLOSED)
    line_store.callbacks.forget(LANDLINE, CLOSED)  # others give the same number, and scenes share the store
    caller.call().press("0", "0", "2")
    assert caller.gather["timeout"] == "20"
    caller.key_number("01*02079460123")
    assert "zero 2 zero, 7 9 4 6, zero 1 2 3" in caller.heard
    assert caller.offered == ["1", "2", "*"]
    assert "2079460123" not in caller.gather["action"]
    caller.press("1", "1")
    assert "We will ring that number, unless they asked us not to. That is by" in caller.heard
    assert line_store.callbacks.open_of(LANDLINE)
    assert line_store.callbacks.open_of(caller.number) is None


def test_2_at_the_read_back_asks_for_the_number_again(caller: Caller, at: At) -> None:
    at(CLOSED)
    caller.call().press("0", "0", "2").key_number("02079460123").press("2")
    assert caller.gather["finishOnKey"] == "#"


@pytest.mark.parametrize(
    ("digits", "why"),
    [
        *((digits, "cannot ring that number") for digits in ("09012345678", "07012345678", "0033612345678")),
        *(
            (digits, "too short for a U")
            for digits in ("118500", "123", "030012345", "0740033300", "0207946012", "0113496022")
        ),
        *((digits, "too long for a U") for digits in ("0" * 99, "074003330011")),
    ],
)
def test_a_number_that_we_do_not_ring_is_asked_for_again(
    caller: Caller, texter: Texter, at: At, digits: str, why: str
) -> None:
    """And the same is said of it in a text."""
    at(CLOSED)
    caller.call().press("0", "0", "2").key_number(digits)
    assert why in caller.heard
    assert why.replace(" a U", " a UK") in texter.text("CALLME", "2", digits)
    assert caller.key_number(digits).gather["finishOnKey"] == "#"
    assert caller.key_number("").heard.startswith("Main menu.")


@pytest.mark.parametrize(
    "number", ["anonymous", "+33612345678", "+449098790000", "+447012345678", "+448712345678", "+44118500118"]
)
def test_who_shows_no_number_that_we_may_ring_is_asked_for_one(wire: Wire, at: At, number: str) -> None:
    at(CLOSED)
    caller = Caller(wire, number=number).call().press("0", "0")
    assert "cannot see a number" in caller.heard
    assert "zero 7 4 zero zero" in caller.key_number("07400777888").heard, "keyed before it was all said"


def test_a_number_that_waited_too_long_in_the_url_is_lost_and_not_mistaken(caller: Caller, at: At) -> None:
    at("2026-05-19T22:00")
    caller.call().press("0", "0", "2").key_number("02079460123")
    at("2026-05-19T22:11")
    assert "lost our place" in caller.press("1").heard


@pytest.mark.parametrize("status", ["busy", "no-answer", "failed", "canceled"])
def test_a_transfer_that_fails_offers_a_call_back(caller: Caller, status: str) -> None:
    caller.call().press("0").wait().dial_ended(status).press("1", "1", "4")
    assert "That is saved." in caller.heard


def test_nothing_is_promised_while_the_store_is_away(settings: Settings, away: Store, clock: Clock) -> None:
    clock.at(CLOSED)
    caller = Caller(Wire(in_process(create_app(settings, store=away, now=clock))), number=new_number())
    heard = caller.call().press("0", "0", "1", "4").heard
    assert "could not make sure" in heard
    assert "zero 8 zero zero" in heard
    texter = Texter(caller.wire, number=caller.number)
    assert "could not make sure" in texter.text("NOCALL")
    assert "could not make sure" in texter.text("CALLME")


def test_past_the_most_of_a_day_a_later_day_is_promised(
    settings: Settings, line_store: Store, clock: Clock, at: At
) -> None:
    at("2026-07-07T22:00")
    wire = Wire(in_process(create_app(settings, store=line_store, now=clock)))
    heard = [Caller(wire, number=new_number()).call().press("0", "0", "1", "4").heard for _ in range(41)]
    assert all("on Wednesday" in words for words in heard[:40])
    assert "on Thursday" in heard[40]


def test_a_text_asks_for_a_call_back_with_the_same_questions(texter: Texter, line_store: Store) -> None:
    assert "Reply 1 for the number you text from" in texter.text("CALLME")
    assert "3 evening" in texter.text("1")
    assert "by 8pm on Wed 20 May" in texter.text("3")
    assert "NOCALL" in texter.last
    kept = line_store.callbacks.open_of(texter.number)
    assert kept is not None
    assert (kept.best, kept.by) == ("evening", "text")
    assert "keeps its place" in texter.text("CALLME", "1", "1")


def test_another_number_is_texted_read_back_and_confirmed(texter: Texter, line_store: Store) -> None:
    assert "01632 960123" in texter.text("please ring me back", "2")
    assert "cannot ring" in texter.text("09012345678")
    assert "reply 1 for the number you text from" in texter.last
    assert all("too short" in texter.text(digits) for digits in ("12", "123"))
    assert "020 7946 0456" in texter.text("020 7946 0456")
    assert "any time" in texter.text("1")
    assert "saved" in texter.text("4")
    assert line_store.callbacks.open_of("+442079460456")


def test_nocall_withdraws_it(texter: Texter, line_store: Store) -> None:
    assert "no call back was waiting" in texter.text("NOCALL")
    texter.text("CALLME", "1", "1")
    assert "will not ring" in texter.text("NOCALL")
    assert line_store.callbacks.open_of(texter.number) is None


def test_stop_does_not_cancel_a_call_back_and_says_so(texter: Texter, line_store: Store) -> None:
    texter.text("CALLME", "1", "1")
    assert "still ring you back" in texter.text("STOP")
    assert line_store.callbacks.open_of(texter.number)
    assert texter.text("MENU") == ""


def test_the_same_message_twice_keeps_one_call_back(texter: Texter, line_store: Store) -> None:
    texter.text("CALLME", "1")
    first = texter.deliver("2", "SM" + "f" * 32)
    assert texter.deliver("2", "SM" + "f" * 32).body == first.body
    assert len(line_store.callbacks.of(texter.number)) == 1


def test_the_same_number_texted_twice_is_read_back_in_the_same_bytes(texter: Texter) -> None:
    texter.text("CALLME", "2")
    first = texter.deliver("020 7946 0456", "SM" + "e" * 32)
    assert b"020 7946 0456" in first.body
    assert texter.deliver("020 7946 0456", "SM" + "e" * 32).body == first.body


def test_a_blocked_caller_hears_the_information_and_is_not_put_through(
    caller: Caller, line_store: Store
) -> None:
    line_store.blocks.block(caller.number, "abuse", FAR)
    assert caller.call().offered == ["1", "2", "3", "4", "9"]
    assert "9 9 9" in caller.heard
    heard = caller.press_unheard("0").heard
    assert "cannot put this number through" in heard
    assert "9 9 9" in heard
    assert "The steroid card." in caller.press("1", "1").heard


def test_a_blocked_texter_gets_silence_but_for_emergencies(texter: Texter, line_store: Store) -> None:
    line_store.blocks.block(texter.number, "abuse", FAR)
    assert texter.text("MENU") == ""
    assert texter.text("START") == ""
    assert "999" in texter.text("i cant breathe")


def test_the_61st_call_of_an_hour_is_told_how_else_the_helpline_is_reached(wire: Wire, at: At) -> None:
    number = new_number()
    for _ in range(CALLS.most):
        assert "0" in Caller(wire, number=number).call().offered
    last = Caller(wire, number=number).call()
    assert last.offered == ["1", "2", "3", "4", "9"]
    assert all(told in last.heard for told in HELPLINE_ITSELF)
    assert all(told in last.press_unheard("0").heard for told in HELPLINE_ITSELF)
    at("2026-05-19T11:30")
    assert "0" in Caller(wire, number=number).call().offered


def test_a_bound_that_staff_raised_lets_a_ward_through_that_many_times_as_often(
    wire: Wire, line_store: Store
) -> None:
    number = new_number()
    line_store.budgets.raise_to(number, 5, 30, OPEN)
    for n in range(CALLS.most * 5 - 1):
        line_store.calls.note(f"CA of a ward {n}", number, OPEN)
    assert "Putting you through" in Caller(wire, number=number).call().press("0").heard
    assert "cannot put this number through" in Caller(wire, number=number).call().heard


def test_key_5_texts_a_topic_to_the_callers_own_mobile(caller: Caller) -> None:
    caller.call().press("1", "1").to_the_end()
    assert f"ends {' '.join(caller.number[-3:])}" in caller.press("5").heard
    heard = caller.press("1").heard
    assert "on its way" in heard
    assert caller.offered == ["9", "5", "*", "0"]


def test_key_5_works_while_a_topic_is_being_said(caller: Caller) -> None:
    for parts in (0, 2):  # in the first fact, and behind the safety sentence
        assert "press 1" in caller.call().press("1", "1").wait(parts).press_unheard("5").heard


@pytest.mark.parametrize("number", ["anonymous", LANDLINE])
def test_who_calls_from_no_mobile_is_asked_for_one(wire: Wire, number: str) -> None:
    caller = Caller(wire, number=number).call().press("1", "1").press_unheard("5")
    assert "cannot see a mobile" in caller.heard
    assert "cannot text that number" in caller.key_number("02079460123").heard
    assert "zero 7 4 zero zero" in caller.key_number("07400777888").heard
    assert "If that mobile takes our texts" in caller.press("1").heard


@pytest.mark.parametrize("number", ["05512345678", "08005200520", "01481123456", "07012345678"])
def test_a_keyed_number_that_cannot_be_rung_is_told_so_and_another_may_be_keyed(
    caller: Caller, at: At, number: str
) -> None:
    at(CLOSED)
    caller.call().press("0", "0", "2").key_number(number)
    assert "cannot ring that number" in caller.heard and caller.gather["finishOnKey"] == "#"
    assert "1" in caller.key_number("03001234567").offered, "an 03 number can be rung"


def test_the_helplines_own_phone_is_not_rung_back(wire: Wire, at: At) -> None:
    at(CLOSED)
    helpline = Caller(wire, number="+448005200520").call().press("0", "0")
    assert helpline.gather["finishOnKey"] == "#"


def test_three_texts_a_day_go_to_a_number(caller: Caller) -> None:
    caller.call()
    said = []
    for menu, key in (("1", "1"), ("1", "2"), ("1", "3"), ("1", "4")):
        caller.call().press(menu, key).wait(2).press_unheard("5").press("1")
        said.append(caller.heard)
    assert all("on its way" in words for words in said[:3])
    assert "as many texts" in said[3]


def test_an_opted_out_number_is_told_how_to_start_again(caller: Caller, texter: Texter) -> None:
    texter.number = caller.number
    texter.text("STOP")
    assert "START" in caller.call().press("1", "1").wait(2).press_unheard("5").press("1").heard


def test_no_text_is_promised_while_the_store_is_away(settings: Settings, away: Store, clock: Clock) -> None:
    wire = Wire(in_process(create_app(replace(settings), store=away, now=clock)))
    heard = (
        Caller(wire, number=new_number()).call().press("1", "1").wait(2).press_unheard("5").press("1").heard
    )
    assert "could not make sure" in heard


@pytest.mark.parametrize("digits", ["0169772345", "0800111222"])
def test_a_number_of_ten_digits_is_read_back_where_its_area_has_such(
    caller: Caller, at: At, digits: str
) -> None:
    at(CLOSED)
    assert "You keyed" in caller.call().press("0", "0", "2").key_number(digits).heard
