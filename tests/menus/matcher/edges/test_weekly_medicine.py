"""A weekly medicine that is taken every day is an overdose; a plain weekly habit or a question is none."""

import pytest

from menus.matcher.answers import Urgent, Worried
from menus.matcher.matching import match
from tests.packs.once import shipped

ENGLISH = shipped().languages["en"]


@pytest.mark.parametrize(
    "words",
    [
        "methotrexate once a day",
        "methotrexate 1 a day",
        "methotrexate mon tue wed",
        "methotrexate mon-fri",
        "label says methotrexate daily so i do",
        "every morning methotrexate",
        "ilka day methotrexate",
        "mtx ev day",
        "been on methotrexate daily since monday",
        "she do take she methotrexate every day",
        "am after taking the methotrexate every day",
        "we give dad methotrexate with his other tablets every day",
        "the carers put a methotrexate in every day of the dosette",
        "me methotrexate, I has it daily like",
        "take my methotrexate with my breakfast every day",
        "i take methotrexate with my morning tablets",
        "every day I take my methotrexate and my steroids",
        "took methotrexate yesterday and again today",
        "can someone help ive been taking methotrexate every day",
        "what should I do, mum is taking methotrexate daily",
        "how dangerous is it, my wife is taking methotrexate daily",
        "hello what do we do dad takes methotrexate every day",
        "does it matter that mum is having methotrexate daily",
        "when the chemist changed the box dad takes methotrexate every day",
        "how bad is it, he takes methotrexate every day",
        "hello i take methotrexate every day",
        "what should i do i take methotrexate every day",
        "what should i do, taking methotrexate daily",
        "took methotrexate yesterday and the day before",
        "took methotrexate sunday and yesterday",
        "took methotrexate yesterday when it isnt due till friday",
        "taking methotrexate six days",
        "giving mum methotrexate three days",
        "i gave her methotrexate yesterday and carer did too",
        "took methotrexate wrong day yesterday, and friday",
        "took methotrexate on tuesday and tonight i took it too",
        "gave mum methotrexate today and the carer had given it already",
        "I took two of my weekly methotrexate, one monday one today",
        "took both this week's and last week's methotrexate",
        "one methotrexate friday and one saturday",
        "pharmacist gave me methotrexate and I been having one each morning with breakfast",
        "they gave me methotrexate and I have one each morning with breakfast",
        "got methotrexate from the chemist, taking one a day",
        "on methotrexate. i take it with my other tablets every morning",
        "methotrexate, 1 in the morning 1 at night is that right",
        "my tablets are methotrexate. Monday Tuesday Wednesday I have had one",
        "started the new tablets methotrexate on monday, had four so far",
        "I have my methotrexate of a morning with a cup of tea",
        "I have my methotrexate with breakfast same as the rest",
        "is methotrexate meant to be every day or once a week, I've been doing every day",
        "dwi'n cymryd methotrexate bob dydd",
        "on metoject, been having it every night",
        "dad is on methotrexate and has one each night with his supper",
        "the gp gave me mtx and i take two a day",
        "methotrexate: one with breakfast and one at bedtime",
        "mum has her methotrexate of a night",
        "dwi'n cymryd methotrexate bob nos",
    ],
)
def test_a_weekly_medicine_as_a_habit_of_every_day_is_an_emergency(words: str) -> None:
    assert match(ENGLISH, words) == Urgent("body")


@pytest.mark.parametrize(
    "words",
    [
        "is methotrexate taken daily or weekly?",
        "do I take methotrexate every day?",
        "hello. should I be taking methotrexate every day",
        "is methotrexate a daily medicine",
        "folic acid every day but methotrexate on monday",
        "im on methotrexate weekly and folic acid daily",
        "taking methotrexate once a week and pred every day",
        "methotrexate on a Monday, folic acid the other days",
        "methotrexate every monday",
        "methotrexate every sunday with my breakfast",
        "i had my methotrexate yesterday",
        "had methotrexate two days ago",
        "the leaflet says never take methotrexate daily",
        "i worry every day about methotrexate",
        "i take methotrexate at bedtime, is every night ok for folic acid",
        "i take my methotrexate with breakfast",
        "took my methotrexate monday, bloods not due till friday",
        "started taking methotrexate three days ago",
        "methotrexate is the one on monday and folic acid the one on friday",
        "i have methotrexate on monday and one folic acid on tuesday",
        "one methotrexate a week on monday",
        "im on methotrexate and take folic acid every day",
        "methotrexate on fridays, i have one coffee each morning",
        "do i take methotrexate monday tuesday or wednesday",
        "i take my methotrexate in the mornings on a friday",
        "methotrexate and steroids, i take the steroids every morning",
        "is methotrexate same as the rest",
        "ydw i'n cymryd methotrexate bob dydd",
        "dwi'n cymryd steroids bob dydd",
    ],
)
def test_a_weekly_dose_another_medicine_of_every_day_and_a_question_are_none(words: str) -> None:
    assert not isinstance(match(ENGLISH, words), Urgent | Worried)


def test_a_weekly_dose_and_another_plan_for_tonight_are_no_emergency() -> None:
    answer = match(ENGLISH, "took methotrexate on tuesday and tonight im going to the pub")
    assert not isinstance(answer, Urgent)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "im drinking tonight its my birthday",
            "we are drinking at his party tonight",
            "can i drink at the party tonight",
            "drinking with my mates and its the match tonight",
            "is drinking ok its his leaving do tonight",
            "i had my methotrexate yesterday and my wife had hers too",
            "i took mine yesterday and she took hers",
            "my methotrexate was yesterday and my sisters was today",
            "i had my weekly tablet yesterday and he had his too",
            "had my methotrexate last night and my mum had hers",
            "took methotrexate on tuesday and tonight im going to the pub",
            "i take methotrexate on fridays and tonight is my works do",
            "had methotrexate monday and im out for a curry tonight",
            "methotrexate yesterday, pub today, is it ok",
            "took my methotrexate yesterday and feel sick",
            "took my weekly tablet yesterday and feel queasy",
            "had methotrexate yesterday and im tired today",
            "methotrexate yesterday and a headache today",
            "took my methotrexate last night feel rough this morning",
            "i took methotrexate yesterday and i feel a bit sick",
            "i took my azathioprine yesterday and my husband had his",
        ),
    ],
)
def test_one_dose_and_what_came_of_it_or_an_evening_out_is_no_emergency(words: str) -> None:
    assert not isinstance(match(ENGLISH, words), Urgent | Worried)


@pytest.mark.parametrize(
    "words", ["drinking and its his party tonight", "hes drinking, its his 50th tonight"]
)
def test_drinking_at_a_party_is_no_despair(words: str) -> None:
    assert not isinstance(match(ENGLISH, words), Urgent)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "took methotrexate yesterday and again today",
            "took my methotrexate twice",
            "i had my methotrexate yesterday and had it again today",
            "ive taken methotrexate every day this week",
            "took methotrexate on tuesday and again tonight",
            "i had my methotrexate and my wifes too",
            "i took my weekly tablet yesterday and another today",
            "had my methotrexate monday and tuesday",
            "took all my methotrexate yesterday and feel sick",
            "took my methotrexate yesterday and cant breathe",
            "drinking and taking all my tablets tonight",
            "drinking and its all over tonight",
            "hes drinking and hitting me tonight",
            "i took too many methotrexate yesterday and feel sick",
            "took two weeks of methotrexate yesterday and feel sick",
            "drinking and i want it over tonight",
            "drinking and it ends tonight",
            "drinking and crying tonight",
            "drinking and its tonight",
            "drinking and ive got all the tablets tonight",
            "drinking and goodbye everyone tonight",
            "took my methotrexate yesterday and feel sick and cant breathe",
            "took my methotrexate yesterday and feel confused",
            "took ten methotrexate yesterday and feel sick",
            "i had my methotrexate and then had hers too",
            "i took my methotrexate and then took his as well",
            "took methotrexate yesterday and feel sick and my throat is swelling",
            "took a box of methotrexate on tuesday and tonight im going to the pub to end it",
        ),
    ],
)
def test_what_sounds_like_these_and_is_trouble_still_is(words: str) -> None:
    assert isinstance(match(ENGLISH, words), Urgent)
