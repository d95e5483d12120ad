"""Nobody is opted out by mistake: beside an illness, despair, a medicine or somebody else's texts."""

import pytest

from menus.matcher.matching import Command, match
from settings import HERE
from tests.packs.once import shipped
from tools.words.rows import rows_of

ENGLISH = shipped().languages["en"]


@pytest.mark.parametrize(
    "words",
    [
        "I gave you the wrong number",
        "I gave you the wrong number, its 07911123888",
        "I have given you the wrong number, it is 07911122783",
        "i think I gave you the wrong number",
        "ive given u wrong number",
        "i must have given you the wrong number",
        "mum gave you the wrong number",
        "thats enough thanks bye",
        "Enough now thank you, goodbye",
        "no more today thanks",
        "no more for me today cheers",
        "thats enough info thank you x",
        "no more messages tonight please",
        "no more texts today please",
        "leave it there for now and i'll text tomorrow",
        "I'd like to hear from you again",
        "we'd love to hear from you again",
        "Stop, my mum has a fever",
        "Leave me your phone number so as I can ring somebody",
        "I'd like you to keep on and not take me off as I sometimes go a month without texting",
        "pharmacy says my batch number has been withdrawn",
        "that's plenty of information, thank you",
        "would ye send me that last wan again ah deleted it",
        "stop. I have shingles",
        "stop - i think im having a reaction",
        "stop. her ankle is swollen",
        "Stop. Hes confused",
        "stop, forgot to say there is a rash",
        "please stop im in so much pain",
        "take me off please im in pain all day",
        "leave me alone to die",
        "unsubscribe me from life",
        "do not send me any more prednisolone",
        "stop sending me azathioprine it upsets my stomach",
        "doctor says not to send any more methotrexate",
        "the surgery will send no more texts about flu jabs",
        "my chemist sends me no more texts",
        "told my nurse no more texts",
        "my phone keeps saying stop texting",
        "how can i unsubscribe",
        "I said stop and she wouldnt stop",
        *("how many times can i say no to physio", "how many times did i say stop to him"),
        *("how many times did she say stop", "i have my messages switched off at night"),
        *("i have the text alerts on my phone turned off", "i like your messages turned off at night"),
        "get the messages on my mums machine turned off",
        "the carers leave me alone and i fell",
        "stop i have fallen",
        "stop i dont understand",
        "stop sending messages send help",
        "get me off the toilet",
        "they took me off the waiting list",
        "stop sending me for scans",
        "text me please",
        "send me texts",
        "i dont want calls i want texts",
        "why are there no more messages",
        "you never text me",
        "nobody texts me any more",
        "delete my old number this is my new one",
        "why did the hospital take me off the list and remove me",
        "cancel me please im too poorly to come",
        "no text today",
        "they want to remove me from the list",
        "not interested in sex any more",
        "not interested in anything any more",
        "im not interested in food anymore",
        "no longer interested in my hobbies",
        "not interested in going out thanks to the pain",
        "i no longer need to be on oxygen",
        "i no longer want to hear from my sister",
        "i no longer need to receive chemo",
        "my subscription to the gazette has ended",
        "my sky subscription ended",
        "cancel the subscription to the radio times for me",
        "leave the service before the last hymn",
        "no more messages on the answerphone",
        "dont send any more flowers",
        "delete the photos off my phone",
        "i have had enough of this weather",
        "finished with the hoover can you collect it",
        "i give up on this crossword",
        "take his name off the christmas list",
        "no more calls from the double glazing please god",
    ],
)
def test_what_may_not_be_about_our_texts_opts_nobody_out(words: str) -> None:
    assert match(ENGLISH, words) != Command("STOP")


@pytest.mark.parametrize(
    "words",
    [
        "stop texting me about my methotrexate",
        "my husband died in may please stop these messages",
        "i hate getting these, stop",
        "please take my number off your list",
        "no more texts thank you",
        "sick of these texts, stop",
        "not interested any more",
        "sorry not interested remove me",
        "no longer interested in this",
        "i no longer wish to be contacted",
        "i no longer want to be on this list",
        "my subscription has ended",
        "cancel my subscription to your texts",
        "get off my phone",
        "I would rather you did not text me",
        "Kindly refrain from sending me any further messages.",
        "i am too old for these texts please stop sending them",
    ],
)
def test_what_is_about_our_texts_still_does(words: str) -> None:
    assert match(ENGLISH, words) == Command("STOP")


def test_who_wants_only_something_about_the_texts_to_change_is_not_opted_out() -> None:
    rows = rows_of(HERE / "tests" / "optout_rows.tsv")
    kept = [row.text for row in rows if row.kind == "keep"]
    assert len(kept) > 500 and [text for text in kept if match(ENGLISH, text) == Command("STOP")] == []


def test_most_of_the_wishes_written_beside_them_still_end_the_texts() -> None:
    rows = rows_of(HERE / "tests" / "optout_rows.tsv")
    ended = [match(ENGLISH, row.text) == Command("STOP") for row in rows if row.kind == "stop"]
    assert sum(ended) >= 0.7 * len(ended), f"{sum(ended)} of {len(ended)}"


@pytest.mark.parametrize("words", ["no more texts at night please", "if I ever wanted no more texts"])
def test_what_is_narrowed_is_told_the_word(words: str) -> None:
    assert match(ENGLISH, words) == Command("SLIP")


@pytest.mark.parametrize(
    "words",
    ["I am withdrawing from this text service", "we have asked twice for these messages to be stopped"],
)
def test_what_a_rule_and_an_ear_only_tell_ends_the_texts_where_an_end_is_named(words: str) -> None:
    assert match(ENGLISH, words) == Command("STOP")
