"""A choice of our last text that is named in words, and a wish for that text once more."""

import pytest

from menus.model import Pack
from sms.flow import step
from sms.model import LookUp, Reply, Talk, Texted
from tests.conftest import OPEN


def after(pack: Pack, *words: str) -> Reply:
    """The reply to the last of these texts, which come one after the other."""
    reply = step(pack, Talk(), Texted(words[0], ringable=True), OPEN)
    for said in words[1:]:
        reply = step(pack, reply.talk, Texted(said, ringable=True, texted_today=True), OPEN)
    return reply


@pytest.mark.parametrize(
    "words",
    [
        *(
            "two",
            "Two please",
            "number two",
            "the second one",
            "second",
            "2nd",
            "the 2nd one pls",
            "i want 2",
        ),
        *("2 please love", "can i have number 2", "option two thanks", "2 other treatments"),
        "2. Other treatments!",
    ],
)
def test_a_choice_in_words_is_the_choice_of_its_number(pack: Pack, words: str) -> None:
    assert after(pack, "MENU", words).text == after(pack, "MENU", "2").text


@pytest.mark.parametrize(("words", "number"), [("first", "1"), ("the second one", "2")])
def test_so_it_is_after_did_you_mean_and_after_whose_number(pack: Pack, words: str, number: str) -> None:
    for before in ("steroids and bones", "CALLME"):
        assert after(pack, before, words).text == after(pack, before, number).text


def test_where_nothing_was_listed_a_number_in_words_is_none(pack: Pack) -> None:
    assert after(pack, "STEROIDS", "the second one").kind == "unknown"


def test_in_answer_to_the_time_a_number_in_words_might_be_an_hour(pack: Pack) -> None:
    told = after(pack, "CALLME", "1", "three")
    assert "did not understand" in told.text and told.talk.asks == "time"


@pytest.mark.parametrize("words", ["again", "Say that again please", "sorry i deleted your text", "resend"])
@pytest.mark.parametrize(
    "before",
    [
        *(("MENU",), ("MENU", "2"), ("STEROIDS",), ("STEROIDS", "MORE"), ("HELPLINE",)),
        *(("steroids and bones",), ("CALLME",), ("CALLME", "1"), ("CALLME", "2"), ("i cant breathe",)),
    ],
)
def test_what_we_sent_is_sent_again_and_still_answered(
    pack: Pack, before: tuple[str, ...], words: str
) -> None:
    first, again = after(pack, *before), after(pack, *before, words)
    assert again.text == first.text and again.talk.options == first.talk.options
    assert (again.talk.topic, again.talk.part, again.talk.asks) == (
        first.talk.topic,
        first.talk.part,
        first.talk.asks,
    )


def test_of_a_promise_it_is_told_how_it_stands_and_of_nothing_the_menu_comes(pack: Pack) -> None:
    told = step(pack, Talk(last="kept"), Texted("say that again", callback_open=True), OPEN)
    assert isinstance(told.wish, LookUp)
    assert after(pack, "again").kind == "menu"


@pytest.mark.parametrize(
    "words",
    [
        *("1 and 3", "i want 1 and 3", "both", "all of them", "none of these", "1 & 2 please", "no"),
        "the one i want isnt listed",
    ],
)
def test_several_choices_at_once_or_none_is_told_to_pick_one(pack: Pack, words: str) -> None:
    told = after(pack, "MENU", words)
    assert told.kind == "pick_one" and told.talk.options == after(pack, "MENU").talk.options
    assert after(pack, "MENU", words, "2").text == after(pack, "MENU", "2").text


@pytest.mark.parametrize("words", ["1 and 3", "both", "none of these"])
def test_where_nothing_was_listed_nothing_is_to_be_picked(pack: Pack, words: str) -> None:
    assert after(pack, "STEROIDS", words).kind != "pick_one"


@pytest.mark.parametrize("topic", ["STEROIDS", "DMARDS", "BIOLOGICS"])
@pytest.mark.parametrize("words", ["no I havent got any left", "dont want them"])
def test_what_names_no_medicine_is_of_the_one_that_we_told_of(pack: Pack, topic: str, words: str) -> None:
    told = after(pack, topic, words)
    assert told.kind == "careful" and topic in told.text
    assert (
        after(pack, "EXERCISE", words).kind != "careful" or topic not in after(pack, "EXERCISE", words).text
    )


@pytest.mark.parametrize(
    "words",
    ["is it ok with beer", "how long for", "what about my knee", "i have nothing left", "i am giving up"],
)
def test_of_a_medicine_a_plain_question_stays_one(pack: Pack, words: str) -> None:
    assert after(pack, "STEROIDS", words).kind != "careful"


def test_a_worry_after_a_topic_on_a_medicine_names_that_topic(pack: Pack) -> None:
    told = after(pack, "STEROIDS", "theyre all gone")
    assert "call 999" in told.text and "Text STEROIDS" in told.text


@pytest.mark.parametrize("words", ["STOP", "stop texting me", "no more texts please"])
def test_our_texts_end_after_a_medicine_where_they_are_named_or_one_word_does_it(
    pack: Pack, words: str
) -> None:
    assert after(pack, "STEROIDS", words).opt == "out"


@pytest.mark.parametrize("words", ["it isnt listed, i have stopped my methotrexate"])
def test_care_beside_a_word_on_the_list_is_care(pack: Pack, words: str) -> None:
    assert after(pack, "MENU", words).kind == "careful"


def test_care_that_names_no_medicine_offers_the_topic_that_we_told_of(pack: Pack) -> None:
    told = after(pack, "BIOLOGICS", "I want to stop it")
    assert told.kind == "careful" and "BIOLOGICS" in told.text
