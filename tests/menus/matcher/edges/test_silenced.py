"""Only a machine is met with silence: no words of illness are taken for advertising (R47)."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from menus.matcher.answers import Careful, Match, Nothing, Seen, Urgent, Worried
from menus.matcher.machines import let_speak
from menus.matcher.matching import match
from menus.model import Language, Pack
from menus.phrasing.tables import strings, table
from menus.rules.lists import example
from tests.conftest import shipped
from tests.menus.matcher.answers_now import every_row

# What people wrote of themselves with the words of a seller, a courier or an answering machine in it.
OWN = Path(__file__).with_name("own_words.txt").read_text().splitlines()
SELLERS = (
    "20% off everything in store this weekend at Boots",
    "50 percent off all orders today with code SAVE",
    "5 pounds off today",
    "This mailbox is not monitored",
    "Your message to +447700900123 could not be delivered",
    "Your text was not delivered",
    "Delivery failed",
    "You have 2 missed calls",
    "You have won a £1000 voucher",
    "You've been selected for a free gift card",
    "Your parcel is held at the depot, pay the fee",
    "Earn £500 a week from home",
    "Your appointment is on 5 June at 10:30 in Outpatients",
    "This is an appointment reminder for 5 June",
    "Please do not reply to this number",
    "I'll see your message when I get there",
    "You may get a free boiler grant",
)
TROUBLE = (Urgent, Worried, Careful)
LISTS = ("automatic", "machines")
PARTS = 20


def is_silence(answer: Match) -> bool:
    return isinstance(answer, Nothing) and answer.kind == "automatic"


@cache
def phrases() -> tuple[str, ...]:
    """What a machine would write for each of its phrases."""
    english = shipped().languages["en"]
    lists = table(english.matching, "matching")
    return tuple(example(english, one) for name in LISTS for one in strings(table(lists, name), "phrases"))


@cache
def without_machines() -> Language:
    """English as if nobody had listed what machines write."""
    english = shipped().languages["en"]
    lists = table(english.matching, "matching")
    kept = {name: value for name, value in lists.items() if name not in LISTS}
    return replace(english, matching={**english.matching, "matching": kept})


@pytest.mark.parametrize("words", OWN)
def test_own_words_are_not_taken_for_a_machines(pack: Pack, words: str) -> None:
    assert not is_silence(match(pack.languages["en"], words))


@pytest.mark.parametrize("words", SELLERS)
def test_a_machine_still_gets_silence(pack: Pack, words: str) -> None:
    assert is_silence(match(pack.languages["en"], words))


@pytest.mark.parametrize("part", range(PARTS))
def test_no_trouble_is_silenced_by_a_machines_phrase_beside_it(pack: Pack, part: int) -> None:
    """Each known message with a phrase of a machine before or behind it, each phrase in its turn."""
    wrong = []
    for place, (text, _) in [*enumerate(every_row())][part::PARTS]:
        phrase = phrases()[place * 7 % len(phrases())]
        words = f"{phrase}. {text}" if place % 2 else f"{text} {phrase}"
        if is_silence(match(pack.languages["en"], words)) and isinstance(
            match(without_machines(), words), TROUBLE
        ):
            wrong.append(words)
    assert not wrong


@pytest.mark.parametrize(
    "words", ["my pain is so bad i want to end it our office is closed", "bad breath work from home"]
)
def test_what_only_the_ear_hears_beside_a_machines_phrase_is_answered(pack: Pack, words: str) -> None:
    assert isinstance(match(pack.languages["en"], words), Worried)


@pytest.mark.parametrize(
    ("found", "heard", "speaks"),
    [
        (Nothing("automatic"), Worried("ear"), True),
        (Nothing("automatic"), Careful(("bones",)), True),
        (Nothing("automatic"), Nothing("unknown"), False),
        (Nothing("unknown"), Worried("ear"), False),
    ],
)
def test_only_trouble_lets_a_machines_message_speak(found: Match, heard: Match, speaks: bool) -> None:
    trace, other = (Seen("x", "", found),), (Seen("y", "", heard),)
    assert let_speak(trace, lambda: other) == (other if speaks else trace)
