"""The word ear: in a pack that learnt nothing it asks back by the pack's words, never answers (R48)."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from menus.air.changes import Air
from menus.air.laying import lay_over
from menus.loading.pack import load
from menus.matcher.answers import Careful, Found, Match, Nothing, Seen, Unsure, Urgent, Worried
from menus.matcher.by_words.own_words import word_ear_of
from menus.matcher.by_words.stems import stem
from menus.matcher.by_words.word_ear import (
    DOUBTS,
    OFFERS,
    Likened,
    WordEar,
    contest_by_words,
    liken,
    offer_by_words,
)
from menus.matcher.matching import explain, match
from menus.model import Language, Pack
from menus.phrasing.vocabulary import TIERS
from settings import HERE
from tests.packs.fields import catheters
from tools.words.rows import rows_of

FACTS = """
[fact.W1]
heading = "Washing"
words = "Perfumed talcum can irritate the skin."

[fact.W2]
heading = "Washing"
words = "Never use antiseptic wipes from the supermarket."
"""
ASKED = "could perfumed talcum irritate me"
"""Words that no rule knows, and that only a fact of the topic on washing has."""


@pytest.fixture(scope="module")
def tubes(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder = catheters(tmp_path_factory.mktemp("packs") / "tubes")
    facts, topic = folder / "facts.toml", folder / "en" / "topics" / "washing.toml"
    facts.write_text(facts.read_text(encoding="utf-8") + FACTS, encoding="utf-8")
    text = topic.read_text(encoding="utf-8")
    topic.write_text(text.replace("source = [", 'source = ["W1", ', 1), encoding="utf-8")
    return load(folder)


@pytest.mark.parametrize("place", [*TIERS, "names", "words"])
def test_every_list_of_a_topic_speaks_for_it(tubes: Pack, place: str) -> None:
    english = tubes.languages["en"]
    held: Any = english.matching["matching"]
    lists = held.get("topics", {})
    bags = {**lists.get("bags", {}), place: ["zorbing_about @medicine/quabble"]}
    matching = {**english.matching, "matching": {**held, "topics": {**lists, "bags": bags}}}
    ear = word_ear_of(replace(english, matching=matching), tubes.facts, ("bags", "washing"), {})
    assert ear is not None
    for word in ("zorbing", "quabble"):
        of_bags, of_washing = ear.weights[stem(word)]
        assert of_bags > 0 == of_washing
    assert stem("medicine") not in ear.weights or place == "names"


@pytest.mark.parametrize("place", ["keyword", "also", "title", "option", "short", "spoken", "text", "more"])
def test_everything_that_a_topic_says_speaks_for_it(tubes: Pack, place: str) -> None:
    english = tubes.languages["en"]
    bags: Any = english.topics["bags"]
    told = ("zorbing about",) if isinstance(getattr(bags, place), tuple) else "zorbing about"
    topics = {**english.topics, "bags": replace(bags, **{place: told})}
    ear = word_ear_of(replace(english, topics=topics), tubes.facts, ("bags", "washing"), {})
    assert ear is not None
    of_bags, of_washing = ear.weights[stem("zorbing")]
    assert of_bags > 0 == of_washing


@pytest.fixture(scope="module")
def hearing(tubes: Pack) -> Language:
    return tubes.languages["en"]


@pytest.fixture(scope="module")
def deaf(hearing: Language) -> Language:
    """The language with rules and the second ear alone."""
    return replace(hearing, word_ear=None)


def ear_of(language: Language) -> WordEar:
    assert language.word_ear is not None
    return language.word_ear


def test_it_asks_about_the_topic_whose_facts_have_the_words(hearing: Language, deaf: Language) -> None:
    assert isinstance(match(deaf, ASKED), Nothing)
    assert match(hearing, ASKED) == Unsure(("washing",))


def test_other_facts_under_a_topics_heading_count_a_little(hearing: Language) -> None:
    weights = ear_of(hearing).weights
    place = ear_of(hearing).topics.index("washing")
    assert 0 < weights[stem("supermarket")][place] < weights[stem("talcum")][place]


def test_what_it_heard_is_told(hearing: Language) -> None:
    last = explain(hearing, ASKED)[-1]
    assert last.layer == "word ear"
    for piece in ("washing", "talcum", f"asks from {OFFERS}"):
        assert piece in last.saw


def test_an_everyday_word_stands_a_little_for_the_topics_own(hearing: Language) -> None:
    ear, place = ear_of(hearing), ear_of(hearing).topics.index("washing")
    assert 0 < ear.weights[stem("shower")][place] < ear.weights[stem("wash")][place]


def test_a_word_of_every_topic_tells_next_to_nothing(hearing: Language) -> None:
    everywhere, of_one = ear_of(hearing).weights[stem("pharmacist")], ear_of(hearing).weights[stem("talcum")]
    assert stem("the") not in ear_of(hearing).weights
    assert max(ear_of(hearing).weights[stem("call")]) < max(of_one)
    assert len(everywhere) == len(ear_of(hearing).topics) == 4


def test_it_keeps_to_the_packs_own_topics(hearing: Language) -> None:
    assert not {"about", "helpline", "howto"} & set(ear_of(hearing).topics)


def test_the_shipped_pack_has_none_for_it_has_learnt(english: Language) -> None:
    assert english.topic_ear is not None
    assert english.word_ear is None


@pytest.mark.parametrize(
    "text", ["who won the football", "how do i get a passport", "the bus was late again"]
)
def test_another_subject_is_not_asked_about(text: str, hearing: Language) -> None:
    assert not isinstance(match(hearing, text), Found | Unsure)


def test_it_never_answers_with_a_topic_and_takes_no_alarm(hearing: Language, deaf: Language) -> None:
    for row in rows_of(HERE / "tests" / "messages.tsv")[::12]:
        before, now = match(deaf, row.text), match(hearing, row.text)
        if now != before:
            assert isinstance(before, Found | Unsure | Nothing), row.text
            assert isinstance(now, Unsure) or now == Nothing("unknown"), row.text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("he cant breathe and the perfumed talcum irritates", Urgent),
        ("can i stop my antibiotics because talcum irritates", Careful),
        ("washing", Found),
    ],
)
def test_alarms_care_and_keywords_stand(text: str, answer: type, hearing: Language) -> None:
    assert isinstance(match(hearing, text), answer)


def test_the_name_of_a_medicine_beside_a_question_is_not_what_is_asked(
    hearing: Language, deaf: Language
) -> None:
    beside = f"{ASKED} while i am on nitrofurantoin"
    assert match(deaf, beside) == Found("antibiotics")
    assert match(hearing, beside) == Unsure(("washing", "antibiotics"))
    for plain in ("what is trimethoprim", "is trimethoprim a strong medicine"):
        assert match(hearing, plain) == Found("antibiotics")


@pytest.mark.parametrize(
    ("score", "found", "last", "now"),
    [
        (OFFERS, "bags", "evidence", Unsure(("washing", "bags"))),
        (OFFERS - 1, "bags", "evidence", None),
        (OFFERS, "washing", "evidence", None),
        (OFFERS, "bags", "keyword", None),
        (OFFERS, "helpline", "evidence", None),
    ],
)
def test_the_words_beside_a_medicine_contest_only_what_they_are_far_less_like(
    score: int, found: str, last: str, now: Match | None
) -> None:
    told = Seen(last, "", Found(found))
    for other, seen in ((50, now), (51, None)):
        its = Likened((("washing", 100), ("bags", other)), score, (), ())
        asks = contest_by_words(its, told)
        assert (asks.answer if asks else None) == seen


def test_care_with_a_named_medicine_tells_what_else_the_words_are_like(hearing: Language) -> None:
    assert match(hearing, "can i stop my nitrofurantoin") == Careful(("antibiotics",))
    for text, topic in (
        ("can i stop nitrofurantoin if perfumed talcum irritates me", "washing"),
        ("how do i stop the leg bag leaking on trimethoprim", "bags"),
    ):
        assert match(hearing, text) == Careful(("antibiotics", topic))


def test_it_is_silent_while_a_question_is_open(hearing: Language) -> None:
    assert isinstance(match(hearing, ASKED, talk_open=True), Nothing)


def test_words_that_staff_have_stopped_are_not_listened_to(tubes: Pack) -> None:
    stopped = lay_over(tubes, Air(words=frozenset({"talcum", "perfumed", "irritate"}))).languages["en"]
    assert stopped.word_ear is not None
    assert isinstance(match(stopped, ASKED), Nothing)


def likened(score: int, *topics: str) -> Likened:
    return Likened(tuple((topic, 90 - 10 * at) for at, topic in enumerate(topics)), score, (), ())


@pytest.mark.parametrize(
    ("layer", "before", "score", "now"),
    [
        ("nothing", Nothing("unknown"), OFFERS, Unsure(("a", "b"))),
        ("nothing", Nothing("unknown"), OFFERS - 1, None),
        ("automatic", Nothing("automatic"), OFFERS, None),
        ("evidence", Unsure(("b", "c")), OFFERS, Unsure(("a", "b"))),
        ("evidence", Unsure(("c", "a")), OFFERS, None),
        ("evidence", Unsure(("b", "c")), OFFERS - 1, None),
        ("evidence", Unsure(("b", "c")), DOUBTS - 1, Nothing("unknown")),
        ("evidence", Unsure(("helpline",)), DOUBTS - 1, None),
        ("keyword", Unsure(("b", "c")), DOUBTS - 1, None),
        ("evidence", Found("b"), OFFERS, None),
        ("evidence", Found("b"), DOUBTS - 1, Unsure(("b",))),
        ("evidence", Found("helpline"), DOUBTS - 1, None),
        ("ear", Worried("ear"), OFFERS, None),
    ],
)
def test_what_it_makes_of_each_answer(layer: str, before: Match, score: int, now: Match | None) -> None:
    asks = offer_by_words(likened(score, "a", "b", "c"), Seen(layer, "", before))
    assert (asks.answer if asks else None) == now


def test_words_of_no_topic_speak_against_all(hearing: Language) -> None:
    known = frozenset(hearing.topics)
    fewer = liken(ear_of(hearing), ["perfumed", "talcum"], known)
    more = liken(ear_of(hearing), ["perfumed", "talcum", "zeppelin", "trombone"], known)
    assert fewer and more
    assert more.strange == ("zeppelin", "trombone")
    assert more.score < fewer.score
    assert liken(ear_of(hearing), ["zeppelin"], known) is None
    assert liken(ear_of(hearing), ["talcum"], frozenset({"bags"})) is None


def test_each_everyday_word_stands_in_its_group_once(english: Language) -> None:
    matching = english.matching["matching"]
    assert isinstance(matching, dict)
    for group in matching["same_words"]:
        assert len(group.split()) == len(set(group.split())) > 1, group


def test_the_same_pack_always_has_the_same(tmp_path: Path) -> None:
    folder = catheters(tmp_path / "again")
    assert load(folder).languages["en"].word_ear == load(folder).languages["en"].word_ear
