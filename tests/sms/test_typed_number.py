"""Phone numbers as people write them, where we asked for one."""

import pytest

from menus.model import Pack
from sms.model import Talk
from sms.replies.typed_number import number_in, typed_number
from sms.senders import identity, may_answer, reach
from store.store import Store
from tests.conftest import OPEN
from tests.texter import Texter
from tests.wiring.wire import LINE, Wire

MOBILE, LANDLINE = "+447400123456", "+442079460123"
WAYS = [
    "07400 123456",
    "07400123456",
    "07400-123-456",
    "07400.123.456",
    "07400/123456",
    "(07400) 123456",
    "+44 7400 123456",
    "+44 (0)7400 123456",
    "0044 7400 123456",
    "44 7400 123456",
    "7400 123456",
    "0 7 4 0 0 1 2 3 4 5 6",
    "O7400 123456",
    "o74oo l23456",
    "07400 I23456",
    "0 7 4 o o 1 2 3 4 5 6",
    "\uff10\uff17400 123456",
    "07400\u200b123456",
]
ROUND = [
    "{}",
    "my number is {}",
    "it's {} ta",
    "{} thanks",
    "{} after 5pm",
    "after 17:30 {}",
    "between 9 and 5 on {}",
    "{} (mum)",
    "{} Margaret",
    "I'm 72 and my number is {}",
    "{} 72 years old",
    "please ring {} I think",
    "{}\n\nSent from my iPhone",
    "{}, yes {}",
    "not before 10.30am: {}",
    "{} or 9-5",
]


@pytest.mark.parametrize("frame", ROUND)
@pytest.mark.parametrize("number", WAYS)
def test_a_number_is_read_however_it_is_written(frame: str, number: str) -> None:
    assert typed_number(frame.replace("{}", number)) == (MOBILE, "mobile")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("07400 123456 or 020 7946 0123", "two"),
        ("07400 123456\n07400 123457", "two"),
        ("0800 FLOWERS", "letters"),
        ("0800-CALL-NOW 0800 CALLNOW", "letters"),
        ("07400 1234", "short"),
        ("0740012345", "short"),
        ("074001234567", "long"),
        ("0207946012345", "long"),
        ("+33 6 12 34 56 78", "abroad"),
        ("09012 345678", "abroad"),
        ("123", "short"),
        ("this one", ""),
        ("in 10 minutes", ""),
        ("I take 40 mg", ""),
        ("", ""),
    ],
)
def test_what_is_no_number_that_we_ring_says_why(text: str, kind: str) -> None:
    assert typed_number(text) == ("", kind)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("07400 123457 or 020 7946 0123", "one number"),
        ("0800 FLOWERS", "digits only"),
        ("07400 1234", "too short"),
        ("0740012345678", "too long"),
        ("09012345678", "cannot ring that number"),
        ("this one", "best time"),
        ("same number", "best time"),
        ("the one I'm texting from", "best time"),
        ("what about steroids", "STEROIDS"),
        ("HELPLINE", "HELPLINE"),
        ("he has stopped breathing", "call 999 now"),
    ],
)
def test_what_is_sent_for_a_number_gets_words_that_say_what_to_do(
    texter: Texter, text: str, answer: str
) -> None:
    texter.text("CALLME", "2")
    assert answer in texter.text(text)


@pytest.mark.parametrize(
    ("asks", "digits", "kind"),
    [
        ("", 8, ""),  # a date, a dose
        ("", 9, "short"),
        ("time", 8, ""),
        ("time", 9, "short"),
        ("whose", 4, ""),
        ("whose", 5, "short"),
        ("right", 4, ""),
        ("right", 5, "short"),
        ("number", 1, "short"),
    ],
)
def test_from_how_many_digits_on_a_number_is_meant_depends_on_our_question(
    pack: Pack, asks: str, digits: int, kind: str
) -> None:
    assert number_in(pack, Talk(asks=asks), "1" * digits) == ("", kind)


def test_four_digits_among_words_are_no_number_and_five_are() -> None:
    assert typed_number("at 1234 then") == ("", "")
    assert typed_number("at 12345 then") == ("", "short")


def test_a_number_is_found_within_320_characters() -> None:
    number = " 07400 123456"
    assert typed_number("x" * (320 - len(number)) + number) == (MOBILE, "mobile")
    assert typed_number("x" * (321 - len(number)) + number) == ("", "short")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ref 2079460000 ring 020 7946 0123", "+442079460123"),
        ("01204 62345 6", "+441204623456"),
    ],
)
def test_the_whole_number_counts_and_the_one_that_begins_like_one(text: str, number: str) -> None:
    assert typed_number(text) == (number, "landline")


def test_the_number_may_come_before_we_asked_which(texter: Texter, line_store: Store) -> None:
    line_store.callbacks.withdraw(LANDLINE, OPEN)  # another scene may have asked for it
    assert "we will ring 020 7946 0123" in texter.text("CALLME", "on 020 7946 0123 please")
    assert "saved" in texter.text("1", "4")
    assert line_store.callbacks.open_of(LANDLINE)
    assert line_store.callbacks.open_of(texter.number) is None


def test_a_choice_in_place_of_a_number_is_told_to_be_too_short(texter: Texter) -> None:
    assert "too short" in texter.text("CALLME", "2", "5")


def test_one_number_corrects_another(texter: Texter) -> None:
    texter.text("CALLME", "2", "07400 123456")
    assert "we will ring 020 7946 0123" in texter.text("no sorry its 020 7946 0123")


@pytest.mark.parametrize(
    "sender",
    [
        "447400123456",
        "07400123456",
        "whatsapp:+447400123456",
        "WhatsApp:+44 7400 123456",
        "rcs:+447400123456",
        "+44 7400 123456",
        "+44 (0)7400 123456",
        "00447400123456",
    ],
)
def test_one_person_has_one_name_whatever_the_carrier_writes(sender: str) -> None:
    assert identity(sender) == MOBILE
    assert may_answer(sender, LINE)
    assert reach(identity(sender)) == "uk"


@pytest.mark.parametrize(
    "sender", ["60777", "+60777", "Muscle", "", "anonymous", "rcs:muscle_agent", LINE, f"rcs:{LINE}"]
)
def test_machines_and_our_own_number_are_nobody(sender: str) -> None:
    assert not may_answer(sender, LINE)


def test_stop_counts_on_every_road(texter: Texter, wire: Wire) -> None:
    texter.text("STOP")
    other = Texter(wire, number=f"whatsapp:{texter.number}")
    assert other.text("MENU") == ""
    assert "call 999 now" in other.text("he has stopped breathing")
