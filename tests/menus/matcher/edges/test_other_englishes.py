"""Emergencies as they are told in India, Ireland, Scotland and the Caribbean, and by who eats no more."""

import pytest

from menus.matcher.answers import Urgent, Worried
from menus.matcher.matching import match
from tests.packs.once import shipped

ENGLISH = shipped().languages["en"]


@pytest.mark.parametrize(
    "words",
    [
        "severe chest paining",
        "chest is paining me bad",
        "heart is paining and sweating is there",
        "am not breathing good",
        "my breath is not coming",
        "his breathing is becoming less",
        "his speech is not coming",
        "he is not able to talk only",
        "my daughter is getting fits",
        "my left hand and leg are not working",
        "ma chest is awfy sair",
        "ma heid's splittin an a cannae see",
        "my da is after collapsing",
        "mi cyaan breathe",
        "him drop down and not moving",
        "he dropped down in the kitchen",
        "mum just dropped down on the floor",
        "she fall out in the kitchen",
        "no longer able to swallow",
        "she has lost her swallow",
    ],
)
def test_an_emergency_is_heard_in_the_grammar_of_its_teller(words: str) -> None:
    assert match(ENGLISH, words) == Urgent("body")


@pytest.mark.parametrize(
    "words",
    [
        "dont want to eat or drink any more",
        "not eating or drinking any more",
        "she not eating she not drinking",
        "refusing all food and drink",
        "dads not drinkin owt nor eatin",
        "cant keep fluids down",
        "water just comes back up",
        "brings everything up",
        "brought everything up in the night",
        "bringing all her food back up",
        "baby wont eat or drink milk",
        "not eating or drinking since midnight",
        "cant keep her fluids down to save her life",
        "she refuses to drink",
    ],
)
def test_who_eats_and_drinks_no_more_is_told_to_ring_at_once(words: str) -> None:
    assert match(ENGLISH, words) == Urgent("at_once")


@pytest.mark.parametrize(
    "words",
    [
        "my knees are paining",
        "my results are not coming",
        "my speech at the wedding is not coming together",
        "doctor is not responding to my emails",
        "the nurse is not answering the phone",
        "i'm after getting a new steroid card",
        "my son is getting fits of giggles",
        "what can i eat and drink on steroids",
        "do not eat or drink before your scan",
        "i dont drink any more, gave up in may",
        "not drinking tonight im driving",
        "no longer able to drive",
        "brought it all up with my GP",
        "i brought everything up at the meeting",
        "can i bring my food up to the ward",
        "bring everything up to the clinic",
        "i cant eat grapefruit or drink milk with these",
        "not eating or drinking since midnight for my operation",
        "we wont eat or drink there again",
        "cant keep my fluids down to 1 litre",
        "i refuse to drink cranberry juice",
        "blood pressure drops down in the morning",
        "my dose dropped down in january",
        "i dropped down in my dose on monday",
    ],
)
def test_the_same_grammar_about_other_things_raises_no_alarm(words: str) -> None:
    assert not isinstance(match(ENGLISH, words), Urgent | Worried)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("what causes chest pain in myositis?", Worried("guard")),
        ("can methotrexate cause chest pain", Worried("guard")),
        ("what is anaphylaxis?", Worried("guard")),
        ("what causes chest pain in my mum", Urgent("body")),
        ("can methotrexate cause my chest pain", Urgent("body")),
        ("can methotrexate cause chest pain ive got it now", Urgent("body")),
        ("why does myositis make swallowing difficult?", Urgent("body")),
    ],
)
def test_a_question_without_anybody_ill_is_asked_about_and_any_other_is_an_alarm(
    words: str, answer: Urgent | Worried
) -> None:
    assert match(ENGLISH, words) == answer


@pytest.mark.parametrize(
    "words",
    [
        "drinking. its tonight",
        "im drinking. tonight I finish it",
        "drinking, saying goodbye tonight",
        "drinking. tonight is when it ends",
        "ive had enough, drinking, tonight",
        "been drinking. tonight i do it",
    ],
)
def test_drinking_with_an_end_meant_for_tonight_is_despair(words: str) -> None:
    assert match(ENGLISH, words) == Urgent("despair")


@pytest.mark.parametrize(
    "words",
    [
        "i'm drinking more tonight its my birthday",
        "can i start drinking tonight after my infusion",
        "had enough of drinking tonight",
    ],
)
def test_drinking_with_nothing_more_meant_for_tonight_is_no_emergency(words: str) -> None:
    assert not isinstance(match(ENGLISH, words), Urgent)
