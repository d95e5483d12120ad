"""Who may be answered by text, and with what: however a carrier writes a number."""

import pytest

from sms.senders import identity, may_answer, reach

MOBILE, ABROAD = "+447400123456", "+33612345678"


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        (MOBILE, MOBILE),
        ("07400123456", MOBILE),
        ("447400123456", MOBILE),
        ("00447400123456", MOBILE),
        ("+4407400123456", MOBILE),
        ("+44 (7400) 123-456", MOBILE),
        ("07400.123456", MOBILE),
        ("whatsapp:+447400123456", MOBILE),
        ("WhatsApp: +447400123456", MOBILE),
        (" RCS:07400123456", MOBILE),
        ("sms:07400123456", MOBILE),
        ("mms:07400123456", MOBILE),
        ("tel:07400123456", MOBILE),
        ("mailto:07400123456", "mailto:07400123456"),
        ("01632960123", "+441632960123"),
        ("0163296012", "+44163296012"),
        ("016329601", "016329601"),
        ("0033612345678", ABROAD),
        ("33612345678", ABROAD),
        ("3361234567", "3361234567"),
        ("60777", "60777"),
        ("Muscle", "Muscle"),
    ],
)
def test_a_sender_has_one_name(sender: str, name: str) -> None:
    assert identity(sender) == name


def test_a_person_is_answered_and_our_own_line_is_not() -> None:
    assert may_answer(MOBILE, "+441632960123")
    assert may_answer(MOBILE, "")
    assert not may_answer("07400123456", MOBILE)
    assert not may_answer("whatsapp:+447400123456", "07400 123456")
    assert not may_answer("60777", "")


@pytest.mark.parametrize(
    ("number", "reached"),
    [
        (MOBILE, "uk"),
        ("+441632960123", "uk"),
        (ABROAD, "abroad"),
        ("+449001234567", "costly"),
        ("+448451234567", "costly"),
        ("+448712345678", "costly"),
        ("+447012345678", "costly"),
        *((f"{code}1234567", "costly") for code in ("+870", "+878", "+881", "+882", "+883", "+979")),
        ("+8801712345678", "abroad"),
    ],
)
def test_what_may_be_sent_depends_on_what_it_costs(number: str, reached: str) -> None:
    assert reach(number) == reached
