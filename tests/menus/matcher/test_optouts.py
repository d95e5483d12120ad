"""Opt-outs in people's own words, as a clause of their own (R28)."""

from dataclasses import replace

import pytest

from menus.matcher.answers import Command
from menus.matcher.matching import label, match
from menus.phrasing.clauses import Clause, clauses
from tests.packs.once import shipped

LANGUAGE = shipped().languages["en"]


def test_a_message_parts_at_its_marks_alone() -> None:
    assert [one.text for one in clauses("i hate these, stop - Thanks... bye\nnow")] == [
        "i hate these",
        "stop",
        "Thanks",
        "bye\nnow",
    ]


def test_a_clause_knows_its_question_mark() -> None:
    assert clauses("who is this? stop") == (Clause("who is this", True), Clause("stop", False))


def test_a_dash_parts_only_between_spaces_and_a_point_in_a_number_never() -> None:
    assert [one.text for one in clauses("re-start at 9.30 - stop")] == ["re-start at 930", "stop"]


def test_marks_alone_are_no_clause() -> None:
    assert clauses("?!... ") == ()


@pytest.mark.parametrize(
    "words",
    [
        "goodbye and no more texts",
        "cheerio, take me off now",
        "bye, please delete me",
        "thats enough of your texts now, bye",
        "somebody gave you the wrong number, stop texting me",
        "i would not like to hear from you again",
        "please stop your texts today",
        "i hate getting these, stop",
        "pls stop i have run out of credit",
        "Sorry to be rude but stop",
        "naw. nae mair. cheerio",
        "take my mum off she's passed",
        "how did you get this number, remove it",
        "unsubcribe",
        "my husband passed away on the 4th. He will not be needing your messages.",
    ],
)
def test_a_clause_of_its_own_opts_out(words: str) -> None:
    assert label(match(LANGUAGE, words)) == "STOP"


@pytest.mark.parametrize(
    "words",
    [
        "stop, can you tell me about exercise",  # asks for a topic
        "stop. can I ask somebody?",  # asks
        "my doctor says stop, my gp says carry on",  # says what others said
        "Sick of these tablets, stop",  # names a medicine
        "I surrender. No more",  # nothing of our texts beside it
        "dont text, text doesn't work, ring me",
        "stop it lol",
        "Stop now?",
        "i want to stop these now",
        "why did the texts stop",
        "all of it. stop",
        "end my contract with sky",
    ],
)
def test_a_clause_that_may_mean_something_else_does_not(words: str) -> None:
    assert label(match(LANGUAGE, words)) != "STOP"


def test_a_wish_in_a_story_is_part_of_it() -> None:
    story = " ".join(["and then we all went out to see the sea"] * 3)
    assert label(match(LANGUAGE, f"{story}, stop")) != "STOP"


STORY = (
    "my mother had a long day at the shops with my sister and then we all went to see the sea"
    " and the boats came in and the sun was out and we had our tea on the pier"
)


@pytest.mark.parametrize(("count", "ends"), [(34, True), (35, False)])
def test_a_wish_ends_a_message_of_thirty_five_words_and_no_longer_one(count: int, ends: bool) -> None:
    said = label(match(LANGUAGE, f"{' '.join(STORY.split()[:count])}, stop"))
    assert (said == "STOP") is ends


@pytest.mark.parametrize(
    ("end", "ends"),
    [
        ("stop texting me", True),
        ("stop texting me. cheerio", True),
        ("stop texting me. cheerio. bye now", False),
        ("no more texts, we are home", True),
        ("no more texts, we are home, goodnight all", False),
    ],
)
def test_a_long_story_names_our_texts_and_ends_them_in_its_last_two_clauses(end: str, ends: bool) -> None:
    assert (label(match(LANGUAGE, f"{STORY}. {end}")) == "STOP") is ends


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("please please just stop it i have run out of credit", True),
        ("please please please just stop it i have run out of credit", False),
    ],
)
def test_a_wish_that_no_mark_parts_from_the_rest_has_five_words_at_most(words: str, ends: bool) -> None:
    assert (label(match(replace(LANGUAGE, topic_ear=None), words)) == "STOP") is ends


@pytest.mark.parametrize("words", ["STOP 07400123456", "stop 07400 123456"])
def test_stop_beside_a_number_alone_is_told_how_to_stop(words: str) -> None:
    assert match(LANGUAGE, words) == Command("SLIP")


@pytest.mark.parametrize(
    "words",
    [
        "not me",
        "nobody asked for these",
        "leave my mother in peace, she thinks you are the bank",
        "my son signed me up and I don't want it",
        "is there a way of turning these off",
        "this phone is for emergencies only so keep off it",
    ],
)
def test_a_wish_that_may_be_about_something_else_is_told_the_word_and_opts_nobody_out(words: str) -> None:
    assert match(LANGUAGE, words) == Command("SLIP")


@pytest.mark.parametrize(
    ("words", "said"),
    [("leave me in peace to die", "EMERGENCY"), ("I'd rather not have the drip", "SAFETY")],
)
def test_a_wish_to_die_or_to_refuse_a_medicine_is_no_opt_out(words: str, said: str) -> None:
    assert label(match(LANGUAGE, words)) == said


@pytest.mark.parametrize(
    "words",
    [
        "please unsubscribe me, my membership ended",
        "stop contacting me, i left the group",
        "unsubscribe please. I cancelled my direct debit",
        "please take me off your list i cannot come to the phone",
        "take me off the list for the walk on sunday",
        "i get no more texts, have they stopped",
        "stop my carer texting me",
    ],
)
def test_who_may_mean_our_texts_or_something_else_is_told_the_word_stop(words: str) -> None:
    assert match(LANGUAGE, words) == Command("SLIP")


def test_what_plainly_names_our_texts_ends_none_beside_words_that_are_of_something_else() -> None:
    assert label(match(LANGUAGE, "number off please")) == "STOP"
    assert label(match(LANGUAGE, "number off please tell the nurse")) != "STOP"


@pytest.mark.parametrize(
    "words",
    [
        *(
            "stop texts and calls from the bank",
            "how do i stop texts and calls",
            "how do i stop getting scam texts",
            "how can i stop these scam texts",
            "can you stop the spam texts i get",
            "stop texts from my ex",
            "how do you stop cold calls and texts",
            "how to stop nuisance texts",
            "how do i stop receiving messages from the bank",
            "stop all texts and calls from scammers",
            "i want to stop the texts from the council",
            "please stop texts and calls from the energy company",
            "how would i stop your texts",
            "whats the way to stop texts",
            "how can i unsubscribe",
            "what do i text to stop the messages",
            "any idea how to stop junk texts",
            "who do i tell to stop scam calls and texts",
            "is there a way to stop getting these marketing texts from shops",
            "stop the hospital texting me",
            "how do i block texts and calls",
            "how do I stop this",
            "how do i stop these",
            "so how would i stop all this please",
            "please take her off",
            "please remove him",
            "can you take him off please",
        ),
    ],
)
def test_who_asks_how_texts_end_or_means_those_of_others_is_told_the_word_and_opts_nobody_out(
    words: str,
) -> None:
    assert match(LANGUAGE, words) == Command("SLIP")


@pytest.mark.parametrize(
    "words",
    [
        *(
            "stop texts and calls",
            "stop texts",
            "please stop the texts and calls",
            "stop texting and calling me",
            "stop these texts",
            "no more texts or calls please",
            "stop your texts and calls",
            "stop sending me texts",
            "can you stop texting me",
            "how many times do i have to tell you to stop texting me",
            "how dare you text me, stop",
            "stop texts from you",
            "stop the texts from this number",
            "please stop all messages from your charity",
            "stop getting your texts, remove me",
            "i dont want texts from you",
            "stop texts and calls from this line",
            "unsubscribe me",
            "i want to stop getting your texts",
            "stop spamming me",
        ),
    ],
)
def test_what_sounds_like_these_and_ends_our_texts_still_does(words: str) -> None:
    assert match(LANGUAGE, words) == Command("STOP")
