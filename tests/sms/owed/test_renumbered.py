"""A saved call is moved to another number, kept or left as its texter says, and no alarm is lost for it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from menus.model import Pack
from sms.flow import step
from sms.model import Talk, Texted
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.sms.owed.test_stands import replied
from tests.texter import Texter

SAVED = ("CALLME", "1", "1")


def typed(number: str) -> str:
    """The number as people type it."""
    return f"0{number[3:7]} {number[7:]}"


@pytest.mark.parametrize("words", ["use my other number {}", "ring my landline instead {}", "please use {}"])
@pytest.mark.parametrize("between", [(), ("BONES",), ("make it the afternoon",)])
def test_a_saved_call_is_moved_to_the_new_number_and_there_is_one(
    texter: Texter, line_store: Store, between: tuple[str, ...], words: str
) -> None:
    new = new_number()
    assert texter.text(*SAVED, *between)
    assert "instead. Until" in texter.text(words.format(typed(new)))
    assert line_store.callbacks.open_of(texter.number), "until the new one is promised"
    assert "saved" in texter.text("1", "1")
    assert line_store.callbacks.open_of(new) and not line_store.callbacks.open_of(texter.number)


def test_a_number_that_is_refused_is_not_read_back(texter: Texter, line_store: Store) -> None:
    refused = new_number()
    texter.text(*SAVED)
    said = texter.text(f"no dont call me at {typed(refused)} call my mobile")
    assert "number you text from" in said and refused[-3:] not in said
    assert line_store.callbacks.open_of(texter.number)


@pytest.mark.parametrize("words", ["cancel it please i cant breathe", "forget it, i want to die, forget it"])
@pytest.mark.parametrize("asks", ["whose", "number", "right", "time"])
def test_an_alarm_beside_cancel_it_comes_before_our_question(pack: Pack, asks: str, words: str) -> None:
    reply = step(pack, Talk(asks=asks, held="sealed"), Texted(words, texted_today=True), OPEN)
    assert reply.kind == "urgent" and "999" in reply.text


@pytest.mark.parametrize("words", [
    "i wont be in on monday, i cant breathe", "i wont be in on monday or ever again, goodbye",
    "spoke to my gp and he stopped my steroids, no need to ring",
    "spoke to my gp, ive stopped them, dont ring", "you people never ring and i have chest pain",
    "spoke to my gp no need to ring i took all my tablets",
])  # fmt: skip
@pytest.mark.parametrize("state", ["owed", "owedlater"])
def test_trouble_and_care_beside_words_on_the_call_come_first(pack: Pack, state: str, words: str) -> None:
    assert replied(pack, state, words).kind in ("urgent", "careful")


@pytest.mark.parametrize("words", ["cancel it please i dont need it", "no leave it please", "forget that"])
def test_a_second_question_that_is_left_says_that_the_first_call_stands(pack: Pack, words: str) -> None:
    reply = step(pack, Talk(asks="whose"), Texted(words, callback_open=True, texted_today=True), OPEN)
    assert "What you asked us before stands" in reply.text and not (reply.wish or reply.opt)


def test_after_a_number_that_cannot_be_rung_one_rings_the_texters_own(
    texter: Texter, line_store: Store
) -> None:
    said = texter.text("CALLME", "2", "01632 960123")
    assert "reply 1 for the number you text from" in said and "MENU" in said and "HELPLINE" in said
    assert "best time" in texter.text("1")
    assert "saved" in texter.text("1") and line_store.callbacks.open_of(texter.number)


def test_a_complaint_keeps_the_open_question(pack: Pack) -> None:
    reply = replied(pack, "asktime", "nobody rang me! this is a disgrace")
    assert "no call to you is saved" in reply.text and reply.talk.asks == "time"


@pytest.mark.parametrize(("words", "day", "told"), [
    ("open new years day?", date(2026, 12, 5), "Next closed: Fri 25 Dec, Mon 28 Dec, Fri 1 Jan."),
    ("are you closed on bank holidays", date(2026, 12, 5), "closed on bank holidays"),
])  # fmt: skip
def test_the_hours_tell_the_days_on_which_it_is_closed(pack: Pack, words: str, day: date, told: str) -> None:
    now = datetime.combine(day, time(12), ZoneInfo("Europe/London"))
    reply = step(pack, Talk(), Texted(words), now)
    assert told in reply.text and reply.kind == "helpline" and reply.talk.topic == "helpline"


def test_helpline_alone_on_the_day_before_a_closure_is_open_and_names_callme_and_the_relay(
    pack: Pack,
) -> None:
    now = datetime.combine(date(2026, 12, 24), time(12), ZoneInfo("Europe/London"))
    for words in ("HELPLINE", "deaf"):
        told = step(pack, Talk(), Texted(words), now).text
        assert "Open now" in told and "CALLME RELAY" in told, words


def test_in_an_ordinary_week_the_hours_are_told_as_ever(pack: Pack) -> None:
    assert "Next closed" not in step(pack, Talk(), Texted("HELPLINE"), OPEN).text


@pytest.mark.parametrize("words", ["merry christmas", "happy new year to you all"])
def test_a_seasonal_wish_is_thanked_once(pack: Pack, words: str) -> None:
    first = step(pack, Talk(), Texted(words), OPEN)
    assert first.kind == "thanks" and not step(pack, first.talk, Texted(words), OPEN).text


@pytest.mark.parametrize("when", ["3", "evening", "evening is better", "evenings are best"])
def test_however_its_time_is_said_the_new_number_alone_is_rung(
    texter: Texter, line_store: Store, when: str
) -> None:
    number = new_number()
    texter.text("CALLME", "1", "4", f"use my other number {typed(number)} please", "1", when)
    assert "saved" in texter.last and line_store.callbacks.open_of(texter.number) is None
    moved = line_store.callbacks.open_of(number)
    assert moved and moved.best == "evening"
