"""Nobody is opted out by mistake: beside an illness, despair, a medicine or somebody else's texts."""

import pytest

from menus.matcher.matching import Command, match
from tests.packs.once import shipped

ENGLISH = shipped().languages["en"]


@pytest.mark.parametrize(
    "words",
    [
        "Stop, my mum has a fever",
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
    ],
)
def test_what_is_about_our_texts_still_does(words: str) -> None:
    assert match(ENGLISH, words) == Command("STOP")
