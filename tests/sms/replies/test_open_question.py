"""While we ask about a call-back, every text leaves the question open, or is told that it is not saved."""

from itertools import product

import pytest

from menus.model import Pack
from sms.flow import step
from sms.model import Talk, Texted
from sms.replies.telling import ask_which
from sms.replies.thread import Thread
from store.store import Store
from tests.conftest import OPEN
from tests.texter import Texter

ASKS = ("whose", "number", "right", "time")
SAID = [
    *("my number", "x", "perhaps", "blah blah", "99", "ok", "thanks", "yes", "no", "?"),
    *("MENU", "MORE", "BACK", "hello", "EXERCISE", "HELPLINE", "ABOUT", "is swimming ok", "PRIVACY", "HELP"),
    *("START", "STOP", "stop texting me", "cancel", "cancel it", "NOCALL", "CALLME", "did you ring me"),
    *("help", "i want to die", "took all my pills", "he cant breathe", "i stopped my steroids", "a mistake"),
    *("i will get back to you", 'Liked "hello"', "relay", "stopp"),
]
UNSAVED = ("not saved", "cancelled", "no call back was waiting")


@pytest.mark.parametrize(("asks", "said"), list(product(ASKS, SAID)))
def test_a_question_stays_open_or_the_text_says_that_nothing_is_saved(
    pack: Pack, asks: str, said: str
) -> None:
    reply = step(pack, Talk(asks=asks, held="sealed"), Texted(said, texted_today=True), OPEN)
    told = any(words in reply.text for words in UNSAVED)
    assert reply.talk.asks or told or reply.wish, reply.text


@pytest.mark.parametrize(("asks", "words"), [
    ("whose", "number you text from"), ("number", "the number to ring"), ("right", "Reply 1 if that"),
    ("time", "best time"),
])  # fmt: skip
@pytest.mark.parametrize("said", ["x", "perhaps", "blah blah"])
def test_what_does_not_answer_it_has_it_asked_again(pack: Pack, asks: str, words: str, said: str) -> None:
    reply = step(pack, Talk(asks=asks, held="sealed"), Texted(said), OPEN)
    assert reply.talk.asks and "did not understand" in reply.text and "did you mean" not in reply.text
    assert words in reply.text
    assert all(number in reply.text for number in ("999", "111", "116 123"))


def test_a_misheard_answer_loses_no_call_back(texter: Texter, line_store: Store) -> None:
    assert "best time" in texter.text("CALLME", "1", "my number")
    assert "saved. We will ring" in texter.text("1")
    assert line_store.callbacks.open_of(texter.number)


def test_a_menu_between_says_that_it_is_not_saved(texter: Texter) -> None:
    said = texter.text("CALLME", "1", "MENU")
    assert "not saved" in said and "CALLME" in said and "Reply 1" in said


@pytest.mark.parametrize("said", ["cancel", "Cancel.", "cancel it", "cancel please"])
def test_cancel_ends_the_question_and_not_our_texts(texter: Texter, line_store: Store, said: str) -> None:
    told = texter.text("CALLME", "1", said)
    assert "not saved" in told and "STOP" in told and "NOCALL" in told
    assert line_store.callbacks.open_of(texter.number) is None
    assert texter.text("EXERCISE"), "they are not opted out"


def test_cancel_where_nothing_is_asked_is_still_an_opt_out(texter: Texter) -> None:
    assert "START" in texter.text("cancel") and texter.text("EXERCISE") == ""


def test_nocall_misspelt_takes_it_back(texter: Texter, line_store: Store) -> None:
    texter.text("CALLME", "1", "1")
    assert "cancelled" in texter.text("NOCAL")
    assert line_store.callbacks.open_of(texter.number) is None


def test_who_cannot_phone_can_cancel_after_stop(texter: Texter, line_store: Store) -> None:
    said = texter.text("CALLME", "1", "1", "STOP")
    assert "NOCALL" in said and line_store.callbacks.open_of(texter.number)
    assert "cancelled" in texter.text("NOCALL") and line_store.callbacks.open_of(texter.number) is None


@pytest.mark.parametrize(
    "said",
    [
        "no not this number",
        "not the number I text from",
        "don't ring my number",
        "this is not my number",
        "never on my mobile",
        "this phone is not safe",
    ],
)
def test_who_says_not_this_number_is_promised_nothing_on_it(texter: Texter, said: str) -> None:
    texter.text("CALLME evening")
    assert "saved" not in texter.text(said)
    assert "saved" in texter.text("1"), "the question is still open"


@pytest.mark.parametrize("said", ["not my number", "not this phone"])
def test_who_says_nothing_but_not_this_number_is_asked_for_another(texter: Texter, said: str) -> None:
    texter.text("CALLME evening")
    assert "text us the number to ring" in texter.text(said) and "saved" not in texter.last
    assert "01632 960124" in texter.text("01632 960124") or "cannot ring" in texter.last


@pytest.mark.parametrize("before", ["CALLME", "CALLME evening", "leave a message"])
@pytest.mark.parametrize(
    "said", ["delete my number", "erase my number", "forget my number", "lose my number", "wipe my number"]
)
def test_who_wants_their_number_gone_while_we_ask_anew_has_it_taken_back(
    texter: Texter, before: str, said: str
) -> None:
    texter.text("CALLME", "1", "4")
    texter.text(before)
    assert "cancelled, so we will not ring you back" in texter.text(said)


def test_of_two_topics_that_may_be_meant_each_is_named_with_its_number(pack: Pack) -> None:
    both = ask_which(Thread(pack, Talk(menu="treatments"), OPEN), ("bones", "flare"))
    assert "did you mean 1 BONES or 2 FLARE? Reply 1 or 2." in both.text
    led = [step(pack, both.talk, Texted(number), OPEN).kind for number in ("1", "2")]
    assert led == ["topic.bones.1", "topic.flare.1"]
    one = ask_which(Thread(pack, Talk(), OPEN), ("bones",))
    assert "did you mean BONES? Reply 1." in one.text and one.talk.options == ("topic.bones",)
