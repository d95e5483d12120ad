"""A word that staff have stopped leads to no topic, however it is written; alarms are heard as ever."""

import re

import pytest

from menus.air.changes import Air
from menus.air.laying import lay_over
from menus.matcher.matching import Found, Nothing, Unsure, Urgent, match
from menus.model import Language, Pack
from menus.phrasing.lexicon import lexicon
from tests.packs.bilingual import in_both

DAYS = re.compile(r"\b(?:today|tonight|tomorrow|this week|heddiw|heno|yfory)\b")
STOPPED = frozenset({"bone", "osteoporosis", "steroidcard"})


@pytest.fixture(scope="module")
def stopped(pack: Pack) -> Language:
    return lay_over(pack, Air(words=STOPPED)).languages["en"]


@pytest.mark.parametrize(
    "words",
    ["bone", "BONE", "bone please", "tell me about bone", "osteoporosis", "osteoporosos", "Bone. Thanks"],
)
def test_a_stopped_word_leads_to_no_topic_however_it_is_written(
    pack: Pack, stopped: Language, words: str
) -> None:
    assert isinstance(match(pack.languages["en"], words), Found | Unsure)
    assert isinstance(match(stopped, words), Nothing)


@pytest.mark.parametrize("words", ["steroidcard", "steroid card", "Steroid-card"])
def test_a_stopped_word_is_known_in_one_and_in_pieces(pack: Pack, stopped: Language, words: str) -> None:
    assert match(pack.languages["en"], words) == Found("steroidcard")
    assert match(stopped, words) != Found("steroidcard")


@pytest.mark.parametrize("words", ["steroidcard", "steroid card", "tell me about the steroid card"])
def test_of_two_stopped_words_the_longer_one_goes_whole(pack: Pack, words: str) -> None:
    assert match(pack.languages["en"], "card") == Found("steroidcard"), "what the shorter one would leave"
    for both in (("steroid", "steroidcard"), ("steroidcard", "steroid")):
        stopped = lay_over(pack, Air(words=frozenset(both))).languages["en"]
        assert isinstance(match(stopped, words), Nothing)


def test_a_stopped_word_is_not_taken_for_a_slip_of_its_neighbour(pack: Pack) -> None:
    stopped = lay_over(pack, Air(words=frozenset({"osteoporosis", "bisphosphonates"}))).languages["en"]
    assert isinstance(match(stopped, "bisphosphonates"), Nothing)
    assert match(stopped, "bisphosphonate") == Found("bones")


def test_for_how_long_a_topic_is_off_the_air_is_not_said_as_nobody_knows() -> None:
    for code, language in in_both().languages.items():
        for said in (
            language.call["withdrawn"],
            language.text["withdrawn"],
            language.text["withdrawn_medicine"],
        ):
            assert not DAYS.search(said), (code, said)


@pytest.mark.parametrize(
    ("words", "topic"), [("BONES", "bones"), ("fosamax", "bones"), ("exercise", "exercise")]
)
def test_the_other_words_of_a_topic_lead_there(stopped: Language, words: str, topic: str) -> None:
    assert match(stopped, words) == Found(topic)


def test_a_stopped_keyword_in_a_sentence_of_its_own_leads_nowhere(pack: Pack) -> None:
    words = "I am deaf, please text. EXERCISE"
    assert match(pack.languages["en"], words) == Found("exercise")
    assert match(lay_over(pack, Air(words=frozenset({"exercise"}))).languages["en"], words) != Found(
        "exercise"
    )


def test_nothing_is_taken_for_a_slip_of_a_stopped_word(stopped: Language) -> None:
    assert not STOPPED & set(lexicon(stopped).near_whole)


def test_an_alarm_is_heard_beside_a_stopped_word(stopped: Language) -> None:
    assert match(stopped, "bone I cannot breathe") == Urgent("body")


def test_texts_name_a_topic_by_a_word_that_is_left(pack: Pack, stopped: Language) -> None:
    assert pack.languages["en"].topics["steroidcard"].told == "STEROIDCARD"
    assert stopped.topics["steroidcard"].told not in ("STEROIDCARD", "")


def test_for_the_same_words_it_is_the_same_language_and_without_any_the_packs(pack: Pack) -> None:
    twice = [lay_over(pack, Air(words=STOPPED)).languages["en"] for _ in range(2)]
    assert twice[0] is twice[1]
    assert lay_over(pack, Air(topics=frozenset({"bones"}))).languages is pack.languages
