"""A message freed of what phones and people add: footers, names, quoted replies, signs that nobody sees."""

import pytest

from menus.matcher.matching import Command, Found, Nothing, Unsure, Urgent, match
from menus.model import Language
from settings import HERE
from tools.words.rows import rows_of

FOOTERS = [
    "Sent from my iPhone",
    "Sent from my Galaxy",
    "sent from my samsung",
    "Sent from Yahoo Mail on Android",
    "Get Outlook for Android",
    "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "Sent with Proton Mail secure email.",
    "Sent via the Samsung Galaxy, an AT&T 5G smartphone",
    "Sent using Hushmail",
    "Please excuse typos",
]
NAMES = [
    "Margaret",
    "Margaret x",
    "- Dave",
    "~ Dave",
    "Kind regards, Jean Smith",
    "Kind regards\nJean Smith",
    "Many thanks\nMrs P Okonkwo",
    "love Nan xx",
    "Thanks, Grace",
    "xx",
    "Yours sincerely,\nMohammed Al-Amin",
]
MEANT = [("EXERCISE", Found("exercise")), ("stop", Command("STOP")), ("Call me", Command("CALLME"))]
BETWEEN = ["\n", "\n\n", ". ", "\r\n", "\n-- \n"]


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("between", BETWEEN)
def test_a_footer_changes_nothing(english: Language, footer: str, between: str) -> None:
    for words, answer in MEANT:
        assert match(english, words + between + footer) == answer


@pytest.mark.parametrize("name", NAMES)
def test_a_name_below_changes_nothing(english: Language, name: str) -> None:
    for words, answer in MEANT:
        assert match(english, f"{words}\n{name}") == answer
        assert match(english, f"{words}\n\n{name}\nSent from my iPad") == answer


@pytest.mark.parametrize(
    "quoted",
    [
        "> what are steroids for",
        "On Mon, 24 Nov 2025 at 10:02, Jo Bloggs <jo@example.org> wrote:\n> steroids",
        "On 24 Nov 2025, at 10:02, Jo wrote:\nsteroids",
        "-----Original Message-----\nFrom: Jo\nsteroids",
        "From: Jo <jo@example.org>\nSent: Monday\nSubject: steroids",
    ],
)
def test_what_a_reply_quotes_is_not_asked_again(english: Language, quoted: str) -> None:
    assert match(english, f"BONES\n\n{quoted}") == Found("bones")


@pytest.mark.parametrize(
    "words",
    [
        "EXERCISE\nSent from my iPhone, mum has stopped breathing",
        "BONES\n\nKind regards, Jean. I cant breathe",
        "Physio\n> he has collapsed and is not breathing",
        "Sent from my iPhone. He has stopped breathing",
        "stop\nbreathing",
        "STOP\n\nI cant breathe",
    ],
)
def test_an_alarm_is_heard_wherever_it_stands(english: Language, words: str) -> None:
    assert isinstance(match(english, words), Urgent)


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("hello\nPhysio", "physio"),
        ("> Bones", "bones"),
        ("hello there\nSent from my phone to ask about methotrexate", "dmards"),
        ("I want the letter sent from my doctor about steroids", "steroids"),
        ("ste\u200broids", "steroids"),
        ("\ufeffEXERCISE\u2060", "exercise"),
        ("hello\nBones", "bones"),
    ],
)
def test_nothing_that_asks_is_cut_away(english: Language, words: str, topic: str) -> None:
    found = match(english, words)
    assert isinstance(found, Found | Unsure)
    assert topic in str(found)


@pytest.mark.parametrize(
    "words", ["Stop\nSmoking", "Stop\nPrednisolone", "STOP\nthe pain", "Stop\nThe swelling"]
)
def test_a_line_below_that_is_no_name_keeps_stop_from_opting_out(english: Language, words: str) -> None:
    assert match(english, words) != Command("STOP")


@pytest.mark.parametrize("words", ["🙏🆘", "👍🆘", "❌🆘", "👍 🏽 🆘", "❤️🆘"])
def test_a_sign_in_front_takes_no_alarm_away(english: Language, words: str) -> None:
    assert match(english, words) == Urgent("body")


def test_a_sign_said_aloud_is_the_sign(english: Language) -> None:
    known = [row.text.rstrip(" .?!") for row in rows_of(HERE / "tests" / "messages.tsv")[::17]]
    for words in known:
        if words.split()[-1:] not in (["a"], ["the"], []) and words[-1].isalnum():
            for said, sign in ((" full stop", "."), (" Question  mark", "?")):
                assert match(english, words + said) == match(english, words + sign), words + said


def test_two_words_that_are_no_sign_stay(english: Language) -> None:
    assert match(english, "my prednisolone has come to a full stop") == match(
        english, "my prednisolone has come to a stop"
    )
    assert match(english, "full stop") == Nothing("unknown", ("full", "stop"))
