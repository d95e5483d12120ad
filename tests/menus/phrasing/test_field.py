"""What the names of a pack's own topics are worth: which of them tell one topic from the others."""

from dataclasses import replace

import pytest

from menus.model import Language
from menus.phrasing.field import (
    by_themselves,
    clinical_words,
    field_topics,
    field_words,
    long_names,
    medicines,
    own_evidence,
    with_medicines,
)
from menus.phrasing.phrase_lists import index_sources
from menus.phrasing.phrases import Grammar


def with_titles(english: Language, *titles: str) -> Language:
    """The language with topics of these titles, and no other words but a keyword each."""
    bare = replace(english.topics["bones"], also=(), short="", spoken=(), text="", more="")
    names = [f"zq{letter}" for letter in "abcdef"[: len(titles)]]
    topics = {
        name: replace(bare, name=name, keyword=name, title=title)
        for name, title in zip(names, titles, strict=True)
    }
    return replace(english, topics=topics, ordinary=frozenset({"bucket", "spade"}))


@pytest.mark.parametrize(
    ("titles", "tells"),
    [
        (("bucket", "bucket"), True),  # two topics are too few to know what is common to all
        (("bucket", "bucket", "bucket"), False),
        (("bucket", "bucket", "spade", "spade"), False),  # half of them share it
        (("bucket", "spade", "spade"), True),
        (("bucket", "bucket", "spade", "spade", "spade"), True),
    ],
)
def test_a_word_that_half_of_the_topics_use_tells_none_from_three_topics_on(
    english: Language, titles: tuple[str, ...], tells: bool
) -> None:
    found = own_evidence(with_titles(english, *titles), {}, frozenset(), frozenset())
    owners = [owner for phrase, owner in found if phrase == "bucket/buckets" and owner.startswith("zqa")]
    assert owners == (["zqa terms", "zqa hints"] if tells else ["zqa hints"])


@pytest.mark.parametrize(("short", "is_one"), [("fold", True), ("foldi", False), ("fo", False)])
def test_a_name_that_leaves_out_five_letters_of_a_medicine_is_one(
    english: Language, short: str, is_one: bool
) -> None:
    topic = replace(english.topics["steroids"], keyword="ZORB", also=(short, "foldinate"))
    language = replace(english, topics={"steroids": topic}, ordinary=frozenset({"fold", "foldi", "fo"}))
    assert (short in medicines(language, {}, frozenset())) is is_one


NOTHING = frozenset[str]()


@pytest.fixture(scope="module")
def small(english: Language) -> Language:
    """A language of three topics, of which two are on medicines, with few ordinary words."""
    bare = replace(english.topics["bones"], also=(), short="", spoken=(), text="", more="", medicine=True)
    topics = {
        "pills": replace(
            bare,
            name="pills",
            keyword="ZORBS",
            title="Your pills",
            also=("zor", "zo", "zorbinate", "zorbinate acid", "white one", "listed one", "mild clinic"),
        ),
        "card": replace(bare, name="card", keyword="KWARDS", title="The card", also=("kwardolate",)),
        "walks": replace(
            bare,
            name="walks",
            keyword="WALKS",
            title="Xwalk 40 up",
            also=("xstroll",),
            spoken=("Xone xtwo.", "Xthree."),
            text="Xfour 5 of it.",
            more="Xfive, xone.",
            medicine=False,
        ),
    }
    ordinary = [
        "your",
        "pills",
        "white",
        "one",
        "listed",
        "mild",
        "clinic",
        "the",
        "card",
        "walks",
        "zor",
        "zo",
    ]
    return replace(
        english,
        topics=topics,
        ordinary=frozenset((*ordinary, "cards", "scan")),
        checks={"medicines": ("Listed one",)},
    )


SAFETY = {"careful": {"no_medicine": ["card"], "medicines": ["old_one"], "alarms": ["stop"]}, "body": {}}


def test_topics_on_medicines_give_their_names_but_those_that_the_pack_takes_out(small: Language) -> None:
    assert by_themselves(small, SAFETY) == ("pills",)
    assert by_themselves(small, {}) == ("pills", "card")
    assert clinical_words(small, {"clinical": ["scan"]}, SAFETY) == {"scan", "zorbs", "zorb"}
    assert clinical_words(small, {}, {}) == {"zorbs", "zorb", "kwards", "kward"}


def test_the_names_of_medicines_are_keywords_what_is_not_ordinary_what_is_listed_and_what_begins_one(
    small: Language,
) -> None:
    sure = ("zorbs", "zorb", "zor", "zorbinate", "zorbinate acid", "listed one")
    assert medicines(small, SAFETY, NOTHING) == sure
    assert medicines(small, SAFETY, frozenset({"clinic"})) == (*sure, "mild clinic")
    assert medicines(replace(small, checks={}), SAFETY, NOTHING) == sure[:-1]


def test_medicines_of_the_topics_stand_behind_those_of_the_rules_on_care() -> None:
    assert with_medicines(SAFETY, ("zorb acid", "old one", "zorb")) == {
        "careful": {
            "no_medicine": ["card"],
            "medicines": ("old_one", "zorb_acid", "zorb"),
            "alarms": ["stop"],
        },
        "body": {},
    }
    assert with_medicines(SAFETY, ()) is SAFETY


def test_words_of_topics_that_the_pack_gives_no_hints_for_are_known(small: Language) -> None:
    hinted = {"topics": {"pills": {"hints": ["x"]}, "card": {"names": ["x"]}}}
    assert [its.name for its in field_topics(small, hinted)] == ["card", "walks"]
    told = field_words(small, hinted, frozenset({"the", "xfive"}))
    assert set(told) == {
        *("card", "kwards", "kwardolate", "walks", "xwalk", "xstroll"),
        *("xone", "xtwo", "xthree", "xfour"),
    }
    assert len(told) == len(set(told))


def test_own_words_of_a_topic_speak_for_it_as_a_name_or_a_hint(small: Language) -> None:
    hinted = {"topics": {"pills": {"hints": ["x"]}}}
    assert list(own_evidence(small, hinted, frozenset({"the", "walks"}), frozenset({"card"}))) == [
        ("kwards/kward", "card hints"),
        ("kwardolate/kwardolates", "card hints"),
        ("card", "card hints"),
        ("xstroll/xstrolls", "walks hints"),
        ("xwalk/xwalks", "walks hints"),
    ]
    found = list(own_evidence(small, {}, frozenset({"the"}), NOTHING))
    assert {("white_one/white_ones", "pills terms"), ("the_card/the_cards", "card terms")} < set(found)
    assert ("zor/zors", "pills hints") in found, "three letters are enough"
    assert ("walks/walk", "walks terms") in found and ("acid/acids", "pills hints") in found
    assert not {"zo/zos", "40", "40/40s", "up/ups"} & {source for source, owner in found if "hints" in owner}


def test_words_that_name_a_topic_and_little_else_are_mended_boldly(small: Language) -> None:
    phrases = (
        ("rare/rares", "pills names"),
        ("white", "pills names"),
        ("other", "pills terms"),
        ("r2", "x names"),
    )
    evidence = index_sources(phrases, Grammar({}))
    assert long_names(small, evidence, frozenset({"scan"})) == {"rare", "scan", "zorbs", "kwards", "walks"}
