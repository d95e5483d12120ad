"""Behind a promise a number is told how that stands, and of another's number the time of day is told, too."""

import re

import pytest

from menus.model import Pack
from menus.outcome import Refused
from menus.parts import parts
from sms.flow import step
from sms.model import LookUp, Reply, StandsFor, Talk, Texted
from tests.conftest import OPEN, new_number
from tests.sms.test_for_others import ask
from tests.texter import Texter
from tests.wiring.wire import Wire


@pytest.mark.parametrize("digit", ["1", "4", "2."])
def test_a_number_sent_again_behind_a_promise_hears_how_it_stands(wire: Wire, digit: str) -> None:
    """Whoever was told that we could not make sure answers our question once more (R51)."""
    texter = Texter(wire, number=new_number())
    assert "saved" in texter.text("CALLME", "1", "4")
    said = texter.text(digit)
    assert "your call back is saved" in said and "older" not in said
    assert "your call back is saved" in texter.text(digit)


def test_of_a_number_of_somebody_else_it_is_told_too(wire: Wire) -> None:
    texter, other = Texter(wire, number=new_number()), new_number()
    ask(texter, other)
    assert other[-3:] in texter.text("4")
    texter.text("NOCALL")
    assert "did not ask for a number" in texter.text("4")


@pytest.mark.parametrize(
    ("key", "best"), [("1", "best in the morning"), ("3", "best in the evening"), ("4", "any time")]
)
def test_the_time_of_day_is_told_of_anothers_number(wire: Wire, key: str, best: str) -> None:
    texter, other = Texter(wire, number=new_number()), new_number()
    said = texter.text("CALLME", "2", f"0{other[3:]}", "1", key)
    assert "We will ring that number by" in said and best in said


@pytest.mark.parametrize("words", ["zebra", "it is still snowing here", "no thanks", "no"])
def test_what_is_not_understood_hears_by_when_we_ring_and_how_to_cancel_or_change_it(
    wire: Wire, words: str
) -> None:
    texter = Texter(wire, number=new_number())
    due = re.search(r"by (\S+ on \S+ \d+ \w+)", texter.text("CALLME", "1", "1"))
    assert due
    texter.text("MENU")
    for said in (texter.text(words), texter.text(words)):
        for told in (f"by {due[1]}", "did not understand", "NOCALL", "999", "111", "116 123", "HELPLINE"):
            assert told in said
    assert "best in the afternoon" in texter.text("4pm"), "as the reply says"
    assert "cancelled" in texter.text("NOCALL")
    assert "NOCALL" not in texter.text("zebra")


def test_a_text_of_nothing_but_a_time_changes_it_straight_after_the_promise(wire: Wire) -> None:
    texter = Texter(wire, number=new_number())
    texter.text("CALLME", "1", "1")
    assert "best in the evening" in texter.text("evenings would be better")


@pytest.mark.parametrize(
    ("words", "talk"),
    [
        ("4", Talk(promised="a1")),
        ("again", Talk(promised="a1")),
        ("we missed your call", Talk()),
        ("did you cancel my call", Talk()),
    ],
)
def test_what_was_asked_for_another_is_looked_up_and_counted_as_that(
    pack: Pack, words: str, talk: Talk
) -> None:
    reply = step(pack, talk, Texted(words, others_open=1, texted_today=True), OPEN)
    assert (reply.wish, reply.text) == (LookUp(past=True, others=True), "")
    assert reply.counts == ("text:missed",)


@pytest.mark.parametrize(("asked", "told"), [(1, ["001"]), (2, ["001", "002"]), (3, ["001", "002"])])
def test_of_what_was_asked_for_others_two_are_told_which_is_what_fits(
    pack: Pack, asked: int, told: list[str]
) -> None:
    found = StandsFor(tuple((f"00{n}", OPEN) for n in range(1, asked + 1)))
    looked = Reply("", Talk(), "missed", wish=LookUp(past=True, others=True))
    reply = step(pack, Talk(), found, OPEN, looked)
    assert re.findall(r"\b00\d\b", reply.text) == told and parts(reply.text) <= 2


def test_with_the_store_away_it_is_told_what_is_sure(pack: Pack) -> None:
    event = Texted("zebra", callback_open=True, texted_today=True)
    asked = step(pack, Talk(), event, OPEN)
    told = step(pack, Talk(), Refused("away"), OPEN, asked)
    assert told.text == pack.languages["en"].text["unknown"].replace("{service}", "Muscle Line")
    assert told.unknown == asked.unknown == ("zebra",)


def test_who_needs_no_call_any_more_worries_nobody_straight_after_the_promise(wire: Wire) -> None:
    texter = Texter(wire, number=new_number())
    assert "saved" in texter.text("CALLME", "1", "1")
    assert "cancelled" in texter.text("i dont need it any more")


@pytest.mark.parametrize(
    "words",
    [
        *("i wont need it now its too late", "nobody needs to ring me anymore, im done"),
        *("dont stop the call", "i dont want you to cancel the call", "please dont cancel it"),
    ],
)
def test_no_worry_no_question_and_no_wish_for_the_call_takes_it_back(wire: Wire, words: str) -> None:
    texter = Texter(wire, number=new_number())
    assert "saved" in texter.text("CALLME", "1", "1")
    assert "cancelled" not in texter.text(words) and "999" in texter.last
    assert "your call back is saved" in texter.text("did you cancel my call")


def test_dont_want_it_now_is_of_the_call_and_not_of_our_texts(wire: Wire) -> None:
    texter = Texter(wire, number=new_number())
    assert "saved" in texter.text("CALLME", "1", "1")
    assert "cancelled" in texter.text("dont want it now") and "1 " in texter.text("MENU")


def test_at_another_time_the_same_words_are_heard_as_trouble(wire: Wire) -> None:
    texter = Texter(wire, number=new_number())
    assert "saved" in texter.text("CALLME", "1", "1")
    assert "999" in texter.text("STEROIDS", "i dont need it any more") and "cancelled" not in texter.last


def test_start_says_that_a_call_still_stands(wire: Wire) -> None:
    texter = Texter(wire, number=new_number())
    assert "still ring" not in texter.text("STOP", "START")
    owed = Texter(wire, number=new_number())
    assert "still ring" in owed.text("CALLME", "1", "1", "STOP", "i didnt mean stop")
    assert "NOCALL" in owed.last


@pytest.mark.parametrize(
    "words", ["didnt mean stop the exercises", "I didn't mean to stop breathing exercises"]
)
def test_what_was_not_meant_of_our_texts_does_not_begin_them_again(wire: Wire, words: str) -> None:
    texter = Texter(wire, number=new_number())
    texter.text("STOP")
    assert "answer your texts again" not in texter.text(words)
