"""What people write while we owe them a call: they take it back, ask of it, name another time, or neither.

Half of them were written before the phrases and are never tuned on: they are measured alone.
"""

import csv
from pathlib import Path

import pytest

from menus.model import Pack
from sms.flow import step
from sms.model import KeepCallback, LookUp, Talk, Texted, WithdrawCallback
from tests.conftest import OPEN

FILE = Path(__file__).parent / "take_backs.tsv"
# So many of them are heard as they are meant: words that take the call back, and words that leave it; after
# questions about it, and of another time, the reply tells by when we ring, or takes the time.
HEARD = {
    ("tuned", "off"): 66,
    ("tuned", "keep"): 72,
    ("tuned", "look"): 35,
    ("tuned", "time"): 18,
    ("held", "off"): 51,
    ("held", "keep"): 44,
    ("held", "look"): 43,
    ("held", "time"): 19,
}


def takes_back(pack: Pack, words: str, owed: bool) -> bool:
    event = Texted(words, callback_open=owed, texted_today=True)
    return isinstance(step(pack, Talk(last="kept"), event, OPEN).wish, WithdrawCallback)


def is_told(pack: Pack, words: str) -> bool:
    event = Texted(words, callback_open=True, texted_today=True)
    return isinstance(step(pack, Talk(last="kept"), event, OPEN).wish, LookUp | KeepCallback)


def rows(half: str, says: str) -> list[str]:
    with FILE.open(encoding="utf-8", newline="") as file:
        read = csv.DictReader(file, delimiter="\t")
        return [row["text"] for row in read if (row["half"], row["says"]) == (half, says)]


@pytest.mark.parametrize(("half", "says"), HEARD)
def test_so_many_careful_words_are_heard_as_they_are_meant(pack: Pack, half: str, says: str) -> None:
    if says in ("look", "time"):
        wrong = [words for words in rows(half, says) if not is_told(pack, words)]
    else:
        wrong = [words for words in rows(half, says) if takes_back(pack, words, True) != (says == "off")]
    assert len(rows(half, says)) - len(wrong) >= HEARD[half, says], wrong if half == "tuned" else len(wrong)


@pytest.mark.parametrize(
    "words",
    [
        "please don't bother ringing me now",
        "I no longer need the call",
        "leave the call thanks",
        "you don't need to ring",
        "forget the call back",
    ],
)
def test_what_a_stranger_wrote_takes_the_call_back(pack: Pack, words: str) -> None:
    assert takes_back(pack, words, True)


@pytest.mark.parametrize(
    "words", ["please don't cancel my call", "don't cancel the call back", "leave the call"]
)
def test_whether_or_not_a_call_is_owed_it_is_no_wish_for_none(pack: Pack, words: str) -> None:
    assert not takes_back(pack, words, words == "please don't cancel my call")


@pytest.mark.parametrize(
    "words",
    [
        *("did you cancel my call", "will STOP cancel my call", "why did you cancel my call"),
        *("have you cancelled it", "has my call been cancelled", "sorry did somebody cancel my call?"),
    ],
)
def test_a_question_takes_no_call_back_and_is_told_how_the_call_stands(pack: Pack, words: str) -> None:
    for talk in (Talk(), Talk(last="kept")):
        asked = step(pack, talk, Texted(words, callback_open=True, texted_today=True), OPEN)
        assert isinstance(asked.wish, LookUp) and asked.kind == "missed", words
