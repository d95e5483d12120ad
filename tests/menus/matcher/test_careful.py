"""Care with a medicine, opt-outs in people's own words, questions back: by structure, not by single rows."""

import pytest

from menus.matcher.matching import Careful, Command, Found, Unsure, Urgent, match
from menus.model import Language

STORY = "we went to the coast and the kids had chips and it rained and nobody minded " * 2


@pytest.mark.parametrize("medicine", ["methotrexate", "white ones", "water tablets", "drip"])
@pytest.mark.parametrize(
    "change", ["binned", "ran clean out of", "been sick straight after", "lost on the train"]
)
def test_a_change_and_a_medicine_are_heard_however_far_apart(
    english: Language, medicine: str, change: str
) -> None:
    assert isinstance(match(english, f"it was the {medicine}, {STORY}and i {change} it all"), Careful)


def test_the_same_change_without_a_medicine_is_ordinary_talk(english: Language) -> None:
    assert not isinstance(match(english, "we ran clean out of bread on the train"), Careful)


def test_a_medicine_that_does_something_is_a_topic(english: Language) -> None:
    assert match(english, "does rituximab stop working after a while") == Found("biologics")
    assert not isinstance(match(english, "can't stop eating since they gave me prednisolone"), Careful)


def test_dialect_changes_nothing(english: Language) -> None:
    for words in ("ah dinnae want tae tak them nae mair", "i dont want to take them no more"):
        assert isinstance(match(english, words), Careful), words


def test_an_opt_out_that_names_a_medicine_to_stop_is_none(english: Language) -> None:
    assert isinstance(match(english, "take me off the steroids please"), Careful)
    assert match(english, "take me off your list please") == Command("STOP")


def test_words_that_end_our_texts_inside_a_long_story_are_none(english: Language) -> None:
    plea = "please do not text me again"
    story = " ".join(["lovely"] * 40)
    assert match(english, plea) == Command("STOP")
    assert match(english, f"{story} {plea}") != Command("STOP")


@pytest.mark.parametrize(
    "words",
    [
        "get me out of this dump",
        "im done",
        "end my membership",
        "get me out of this queue",
        "cancel my appointment",
        "he told me to get lost and I cried",
        "they took me off the list for IVIG",
    ],
)
def test_what_is_not_aimed_at_our_texts_opts_nobody_out(english: Language, words: str) -> None:
    assert match(english, words) != Command("STOP")


def test_a_topic_that_is_named_beside_a_likelier_one_is_asked_about(english: Language) -> None:
    answer = match(english, "does immunoglobulin weaken your own immune system like the others")
    assert answer == Unsure(("dmards", "immunoglobulin"))
    assert match(english, "does methotrexate weaken your own immune system") == Found("dmards")


def test_our_own_illness_outweighs_a_word_in_another_sense(english: Language) -> None:
    assert match(english, "treatments for the rash of dermatomyositis, a cream?") == Found("treatments")
    assert match(english, "treatments for a rash, a cream?") != Found("treatments")


@pytest.mark.parametrize("words", ["what treatments are there", "how is myositis treated", "treatment"])
def test_the_question_of_the_document_finds_the_overview(english: Language, words: str) -> None:
    assert match(english, words) == Found("treatments")


def test_what_the_illness_is_is_a_matter_for_the_helpline(english: Language) -> None:
    assert match(english, "what is polymyositis") == Command("HELPLINE")


@pytest.mark.parametrize(
    "words", ["can someone call", "ring my landline please", "I would appreciate a telephone call"]
)
def test_a_wish_to_be_rung_is_heard(english: Language, words: str) -> None:
    assert match(english, words) == Command("CALLME")


@pytest.mark.parametrize(
    "words",
    [
        *("i didnt take my blood thinner yesterday", "i didnt take my blood pressure tablets yesterday"),
        *("can i stop my heart tablets", "can i stop my stomach tablets", "shall i stop my muscle tablets"),
        *("what happens if i take 2 by accident", "can i come off blood thinners"),
    ],
)
def test_no_guard_cuts_a_medicines_name_in_two(english: Language, words: str) -> None:
    assert isinstance(match(english, words), Careful)


def test_a_guard_cuts_what_is_no_medicine(english: Language) -> None:
    for words in ("when do they take my blood", "how do i stop my heart racing"):
        assert not isinstance(match(english, words), Careful), words


@pytest.mark.parametrize(
    "words",
    [
        "how do i get a specialist nurse ive never been given one",
        "is there a care plan for it, nobody gave me one",
        "cant go to the loo been days what can i take",
        "what can i take for cramp",
        "where do i get more bags ive nearly run out",
    ],
)
def test_what_to_take_and_a_service_one_never_had_are_questions(english: Language, words: str) -> None:
    assert not isinstance(match(english, words), Careful)


@pytest.mark.parametrize(
    "words",
    [
        "ive never been given my tablets today",
        "ive never been given one of my tablets",
        "my injection from the nurse ive not been given one since march",
        "nobody has given me my tablets",
        "i keep bringing my tablets up",
        "what can i take instead of my tablets",
        "what can i take in place of my tablets",
        "what can i take now ive missed my tablets",
        "what can i take for pain if i stop my tablets",
        "run out of my inhaler",
    ],
)
def test_the_same_words_of_a_medicine_stay_careful(english: Language, words: str) -> None:
    assert isinstance(match(english, words), Careful)


@pytest.mark.parametrize(
    "words",
    [
        "most azathioprine i can take in one go round",
        "whats the most methotrexate i can take in one go",
        "how many prednisolone can i take in one go",
        "most steroids you can take in one go",
        "how many paracetamol can you take in one go",
    ],
)
def test_a_question_on_the_greatest_dose_is_no_alarm(english: Language, words: str) -> None:
    assert not isinstance(match(english, words), Urgent)


@pytest.mark.parametrize("asks", ["can i", "should i", "could i", "may i", "is it safe to", "is it ok to"])
def test_a_question_whether_to_take_a_double_dose_is_care(english: Language, asks: str) -> None:
    assert isinstance(match(english, f"{asks} take a double dose"), Careful)


@pytest.mark.parametrize(
    "words",
    [
        "can i take 30 at once to end it",
        "can i take 50 tablets in one go",
        "can i take all my tablets in one go",
        "can i take a load of pills at once",
        "ive got 60 paracetamol i can take in one go",
        "enough pills i can take in one go",
        "pills i can take in one go",
        "most pills i can take in one go and not wake up",
        "how many paracetamol can i take in one go before i die",
        "how many pills can i take before it kills me",
        "how much can i take before i overdose",
        "whats the most i can take without it being fatal",
        "how many can i take to die",
        "how many paracetamol would it take to die",
        "took the most prednisolone i can in one go",
        "took all my paracetamol in one go",
        "paracetamol all in one go",
        "took a double dose",
        "took my steroid twice this morning",
        "i take a double dose",
        "mum did take a double dose",
        "if i take a double dose what happens",
        "been taking double the dose",
        "going to take a double dose",
        "i gave her a double dose",
    ],
)
def test_too_much_that_was_taken_or_that_is_at_hand_stays_an_alarm(english: Language, words: str) -> None:
    assert isinstance(match(english, words), Urgent)
