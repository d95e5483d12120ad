"""How a medicine in a patch is worn is no alarm; several at once, or one in a mouth, is (R30)."""

from dataclasses import replace
from typing import Any

import pytest

from menus.matcher.answers import Careful, Urgent, Worried
from menus.matcher.matching import match
from menus.model import Language
from menus.phrasing.tables import table

PATCH = "rotigotine"


@pytest.fixture(scope="module")
def patched(english: Language) -> Language:
    """A pack one of whose topics on medicines is called by the name of a patch."""
    topic = english.topics["steroids"]
    topics = {**english.topics, topic.name: replace(topic, also=(*topic.also, PATCH))}
    safety = table(english.matching, "safety")
    careful: Any = dict(table(safety, "careful"))
    careful["no_medicine"] = [one for one in careful["no_medicine"] if one != topic.name]
    matching = {**english.matching, "safety": {**safety, "careful": careful}}
    return replace(english, topics=topics, matching=matching)


@pytest.mark.parametrize(
    "words",
    [
        "where do i put my patch",
        "where do i put the rotigotine patch",
        "can i shower with the rotigotine patch on",
        "do i take my rotigotine patch off for a scan",
        "does the patch go on my arm or my leg",
        "what are rotigotine patches",
        "should i put another patch on if one falls off",
    ],
)
def test_how_a_patch_is_worn_is_no_alarm(words: str, patched: Language) -> None:
    assert not isinstance(match(patched, words), Urgent | Worried)


@pytest.mark.parametrize(
    "words", ["my patch fell off", "my rotigotine patch wont stick", "forgot to change my rotigotine patch"]
)
def test_a_patch_that_gives_no_dose_is_care_with_a_medicine(words: str, patched: Language) -> None:
    assert isinstance(match(patched, words), Careful)


@pytest.mark.parametrize(
    "words",
    [
        "i put on three patches",
        "mum has two rotigotine patches on",
        "took all my patches",
        "swallowed a patch",
        "he sucked one of my rotigotine patches",
        "chewed my rotigotine patch",
        "put on another patch by mistake with the old one still on",
        "forgot to take the old patch off and put a new one on",
        "grandson stuck grannys patch on his tummy",
        "my patch ended up on the baby",
        "patch on and she wont wake up",
        "put all my patches on",
    ],
)
def test_too_many_patches_or_one_in_a_mouth_is_an_alarm(words: str, patched: Language) -> None:
    assert isinstance(match(patched, words), Urgent)
