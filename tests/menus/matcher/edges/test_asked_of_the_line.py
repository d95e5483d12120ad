"""Questions about the line itself: what it costs, who will know, complaints, another language."""

from pathlib import Path

import pytest

from menus.matcher.answers import Command, label
from menus.matcher.matching import match
from sms.flow import step
from sms.model import Talk, Texted
from tests.conftest import OPEN
from tests.packs.once import shipped

ROWS = [
    row.split("\t")
    for row in Path(__file__).with_name("asked_of_the_line.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("words", "heard"), ROWS)
def test_what_is_asked_of_the_line_is_told_from_what_only_sounds_like_it(words: str, heard: str) -> None:
    answer = match(shipped().languages["en"], words)
    assert (answer.name if isinstance(answer, Command) else label(answer)) == heard


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("does texting cost me i have no credit left", "costs your provider's normal rate"),
        ("i want to make a complaint about the man who rang me", "or complain: "),
        ("will you tell my GP", "no one reads these texts"),
        ("do you speak hindi", "we text in English"),
        ("no thanks", "that is fine"),
    ],
)
def test_the_answer_stands_in_the_first_text(words: str, says: str) -> None:
    assert says in step(shipped(), Talk(), Texted(words), OPEN).text


@pytest.mark.parametrize("words", ["will you tell my GP", "can my doctor see this"])
def test_after_who_will_know_there_is_no_more(words: str) -> None:
    told = step(shipped(), Talk(topic="steroids", part=1), Texted(words), OPEN)
    assert step(shipped(), told.talk, Texted("more"), OPEN).kind == "no_more"


@pytest.mark.parametrize(
    "words",
    [
        "I'm driving and will reply later. Sent automatically.",
        "Sorry I can't talk now. Replied automatically",
    ],
)
def test_what_says_that_a_machine_sent_it_gets_no_answer(words: str) -> None:
    assert not step(shipped(), Talk(), Texted(words, texted_today=True), OPEN).text


@pytest.mark.parametrize(
    ("topic", "words", "told"),
    [
        ("methotrexate", "what are the bad side effects", "did you mean 1 DMARDS or 2 STEROIDS"),
        ("prednisolone", "should i go back up", "do not stop or change your medicine"),
        ("prednisolone", "im going down the shops now", "did not understand"),
        ("methotrexate", "side effects of rituximab", "BIOLOGICS, such as"),
        ("EXERCISE", "side effects", "did you mean STEROIDS?"),
    ],
)
def test_a_question_after_a_medicine_is_about_it_unless_it_names_another(
    topic: str, words: str, told: str
) -> None:
    pack = shipped()
    talk = step(pack, Talk(), Texted(topic), OPEN).talk
    assert told in step(pack, talk, Texted(words, texted_today=True), OPEN).text
