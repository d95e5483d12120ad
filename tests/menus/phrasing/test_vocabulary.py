"""Which phrases speak for a topic, how surely, and what a slip of them is mended towards."""

from dataclasses import replace

import pytest

from menus.model import Language
from menus.phrasing.vocabulary import (
    ALL,
    DESCRIBED,
    both_numbers,
    fires_alone,
    names_of,
    topic_phrases,
    topics_named,
    vetoes,
    wordings,
)

MATCHING = {
    "veto": ["cinema ticket"],
    "subjects": ["weather"],
    "commands": {"MENU": ["main menu"]},
    "when_open": {"YES": ["oh yes"]},
    "topics": {
        "card": {
            "names": ["zelda", "bare name", "the"],
            "words": ["The Card!", "odd word"],
            "strong": ["lose my card"],
            "asks": ["need it"],
            "hints": ["wallet"],
            "veto": ["bank card"],
            "weight": 7,
        },
        "walks": {"weight": "much"},
    },
}
ORDINARY = frozenset(
    ("the", "card", "alert", "bare", "name", "odd", "word", "of", "long", "walks", "walk", "go", "it", "my")
) | {"bloods", "blood"}
CLINICAL = frozenset({"bloods"})
STOP_WORDS = frozenset({"the", "of"})


@pytest.fixture(scope="module")
def small(english: Language) -> Language:
    """A language of two topics, whose ordinary words are few."""
    bare = replace(english.topics["bones"], short="", spoken=(), text="", more="")
    card = replace(
        bare, name="card", keyword="KARD", title="The card", also=("of the", "", "alert kard", "zug")
    )
    walks = replace(bare, name="walks", keyword="LONG WALKS", title="Walks", also=("alert kard", "go4 it"))
    return replace(english, topics={"card": card, "walks": walks}, ordinary=ORDINARY)


def test_a_topics_names_are_its_keyword_its_synonyms_and_its_title(small: Language) -> None:
    assert names_of(small, "card") == ("kard", "of the", "alert kard", "zug", "the card")


@pytest.mark.parametrize(
    ("name", "alone"),
    [
        ("kard", True),
        ("zug", True),
        ("zu", False),
        ("alert kard", True),
        ("long walks", False),
        ("bloods", True),
    ],
)
def test_a_name_fires_alone_if_a_word_of_three_letters_is_not_ordinary_or_has_one_meaning(
    small: Language, name: str, alone: bool
) -> None:
    assert fires_alone(small, name, CLINICAL) is alone
    assert not fires_alone(small, "go4 it", CLINICAL) and not fires_alone(small, "bloods", frozenset())


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("kard", "kard/kards"),
        ("alert kards", "alert_kards/alert_kard"),
        ("long walk", "long_walk/long_walks"),
        ("bloods", "bloods"),
        ("my bloods", "my_bloods"),
    ],
)
def test_a_name_is_found_in_both_numbers_but_where_only_one_tells(
    small: Language, name: str, phrase: str
) -> None:
    assert both_numbers(small, name, CLINICAL) == phrase


def test_each_phrase_speaks_for_its_topic_as_surely_as_it_may(small: Language) -> None:
    found = list(topic_phrases(small, MATCHING, STOP_WORDS, CLINICAL))
    described = {("the_card/the_cards", "card words"), ("odd_word/odd_words", "card words")}
    assert described <= set(found)
    assert [row for row in found if row not in described] == [
        ("lose my card", "card strong"),
        ("need it", "card asks"),
        ("wallet", "card hints"),
        ("zelda/zeldas", "card names"),
        ("bare_name/bare_names", "card terms"),
        ("the/thes", "card terms"),
        ("kard/kards", "card names"),
        ("alert_kard/alert_kards", "card names"),
        ("zug/zugs", "card names"),
        ("alert_kard/alert_kards", "walks names"),
        ("long_walks/long_walk", "walks words"),
        ("go_4_it/go_4_its", "walks words"),
        ("walks/walk", "walks words"),
    ]


def test_a_whole_message_of_a_name_means_each_topic_that_has_it_and_a_keyword_its_own(
    small: Language,
) -> None:
    both = replace(
        small, topics={**small.topics, "walks": replace(small.topics["walks"], also=("kard", "zug"))}
    )
    named = topics_named(both, MATCHING)
    assert named["whole"] == {
        **dict.fromkeys(("kard", "ofthe", "alertkard", "thecard", "zelda", "barename", "the"), ("card",)),
        "oddword": ("card",),
        "zug": ("card", "walks"),
        "longwalks": ("walks",),
        "walks": ("walks",),
    }
    assert named["keywords"] == {"kard": "card", "longwalks": "walks"}
    assert named["weights"] == {"card": 7, "walks": 5}
    assert topics_named(both, {})["weights"] == {"card": 5, "walks": 5}
    assert named["near_whole"] == tuple(sorted(set(named["whole"]) - {"the", "zug"}))
    assert "go4it" not in topics_named(small, {})["near_whole"]


def test_slips_are_mended_towards_commands_and_all_names(small: Language) -> None:
    assert list(wordings(small, MATCHING)) == [
        *("main menu", "oh yes"),
        *(
            "kard",
            "of the",
            "alert kard",
            "zug",
            "the card",
            "zelda",
            "bare name",
            "the",
            "The Card!",
            "odd word",
        ),
        *("long walks", "alert kard", "go 4 it", "walks"),
    ]


def test_a_veto_silences_all_topics_the_described_ones_or_its_own() -> None:
    assert list(vetoes(MATCHING)) == [
        ("cinema ticket", ALL),
        ("weather", DESCRIBED),
        ("bank card", "card"),
    ]
