"""The word ear's weights and scores, reckoned by hand from what ADR 53 says of them."""

from dataclasses import replace

import pytest

from menus.facts.fact import Fact
from menus.matcher.answers import Found, Match, Nothing, Seen, Unsure
from menus.matcher.by_words.own_words import word_ear_of
from menus.matcher.by_words.stems import stem
from menus.matcher.by_words.word_ear import Likened, WordEar, liken, offer_by_words
from menus.model import Language

TWO = ("bones", "steroids")
WORD = "zorbing"
FACTS = {
    "Z1": Fact("Zorbing outdoors", "A quabble is flumped."),
    "Z2": Fact("Zorbing outdoors", "Every snark is flumped."),
}


def weights(
    english: Language, words: str, share: float = 0, **said: str | tuple[str, ...]
) -> tuple[int, int] | None:
    """What a word weighs for two topics, if the first says it where `said` has it."""
    topics = {name: english.topics[name] for name in TWO}
    topics["bones"] = replace(topics["bones"], **said)  # type: ignore[arg-type]
    held = {"topics": {"bones": {"asks": ["is_wibbled @medicine"]}}, "same_words": ["zorbing rolling"]}
    language = replace(english, topics=topics, matching={"matching": held}, messages="")
    ear = word_ear_of(language, FACTS, TWO, {words: share})
    found = ear.weights.get(stem(words)) if ear else None
    return (found[0], found[1]) if found else None


@pytest.mark.parametrize(
    ("word", "said", "weight"),
    [
        # 100 times the logarithm of 2.5, for a word of one topic in two, times n in n + 6
        (WORD, {"option": WORD}, 42),  # a name counts five
        (WORD, {"option": WORD, "short": f"{WORD} {WORD}"}, 65),  # and so each time
        ("wibbled", {}, 23),  # a phrase two
        (WORD, {"text": WORD}, 13),  # a sentence one
        ("quabble", {"source": ("Z1",)}, 18),  # and so a fact, and a half as one of its heading
        ("snark", {"source": ("Z1",)}, 7),  # another fact under the heading a half
        ("outdoors", {"source": ("Z1",)}, 7),  # and the heading itself
        ("rolling", {"option": WORD}, 17),  # a word of the same meaning four tenths of the other's weight
    ],
)
def test_a_word_weighs_by_where_it_stands(
    english: Language, word: str, said: dict[str, str], weight: int
) -> None:
    assert weights(english, word, **said) == (weight, 0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("share", "weight"), [(0, 42), (1e-6, 42), (1e-5, 28), (1e-4, 14), (10**-3.7, 10), (1e-3, 10), (1, 10)]
)
def test_a_word_weighs_less_the_commoner_it_is_down_to_a_quarter(
    english: Language, share: float, weight: int
) -> None:
    assert weights(english, WORD, share, option=WORD) == (weight, 0)


def test_a_single_letter_weighs_nothing_and_two_do(english: Language) -> None:
    assert weights(english, "q", option="q") is None
    assert weights(english, "zq", option="zq") == (42, 0)


def test_there_is_no_ear_for_a_single_topic(english: Language) -> None:
    assert word_ear_of(english, {}, ("bones",), {}) is None


SIXTEEN = tuple(f"a{letter}b" for letter in "cdfghjklmnprstvx")
SMALL = WordEar(
    ("bags", "washing"),
    {"leak": (100, 0), "soap": (0, 60), **dict.fromkeys(SIXTEEN, (10, 0))},
    frozenset({"the"}),
)


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ("leak", 100),
        ("the leak", 100),
        ("x leak", 100),  # one letter is no word
        ("2 leak", 100),
        ("zq leak", 63),  # two are one
        ("zeppelin leak", 63),  # 75, by the fourth root of two
        ("zeppelin trombone leak", 38),  # 50, by the fourth root of three
        ("leak soap", 84),  # the likeliest topic alone counts
        (" ".join(SIXTEEN), 80),  # 160 in sixteen words is half
    ],
)
def test_a_score_loses_twenty_five_for_each_strange_word_and_by_the_fourth_root_of_the_words(
    words: str, score: int
) -> None:
    found = liken(SMALL, words.split(), {"bags", "washing"})
    assert found and (found.topics[0][0], found.score) == ("bags", score)


def test_words_that_speak_for_no_topic_of_the_pack_say_nothing() -> None:
    assert liken(SMALL, ["soap"], {"bags"}) is None and liken(SMALL, ["zeppelin"], {"bags"}) is None


def test_the_words_that_tell_come_by_their_weight_and_those_of_no_topic_as_they_were_said() -> None:
    found = liken(SMALL, ["azeppelin", "acb", "soap", "leak", "btrombone"], {"bags", "washing"})
    assert found and found.topics == (("bags", 110), ("washing", 60))
    assert (found.telling, found.strange) == (("leak", "acb"), ("azeppelin", "btrombone"))


@pytest.mark.parametrize(
    ("score", "last", "answer"),
    [
        (16, Nothing("unknown"), Unsure(("bags", "washing"))),
        (15, Nothing("unknown"), None),
        (0, Unsure(("washing",)), None),
        (-1, Unsure(("washing",)), Nothing("unknown")),
        (-1, Unsure(("washing", "bags")), Nothing("unknown")),
        (0, Found("washing"), None),
        (-1, Found("washing"), Unsure(("washing",))),
    ],
)
def test_it_asks_from_a_score_of_sixteen_and_doubts_below_nought(
    score: int, last: Match, answer: Match | None
) -> None:
    asks = offer_by_words(
        Likened((("bags", 100), ("washing", 50)), score, (), ()), Seen("evidence", "", last)
    )
    assert (asks.answer if asks else None) == answer


@pytest.mark.parametrize(("second", "asked"), [(50, ("bags", "washing")), (49, ("bags",))])
def test_a_second_topic_is_offered_from_half_of_the_firsts_score_on(
    second: int, asked: tuple[str, ...]
) -> None:
    its = Likened((("bags", 100), ("washing", second)), 80, (), ())
    asks = offer_by_words(its, Seen("nothing", "", Nothing("unknown")))
    assert asks and asks.answer == Unsure(asked)
