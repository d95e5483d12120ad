"""Each bound of the topic ear: at it the ear has its say, one short of it the rules have theirs (R48)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from menus.matcher.answers import Command, Found, Match, Nothing, Seen, Unsure
from menus.matcher.learnt.offering import LOUDEST, Bounds, Heard, TopicEar, hear_topics, offer, other_voice
from menus.matcher.learnt.sorted_runs import sorted_runs
from menus.matcher.offered.voices import ask_topics
from menus.matcher.utterance import Utterance
from menus.model import Language
from menus.phrasing.lexicon import lexicon
from menus.phrasing.reading import read

UNKNOWN = Seen("nothing", "", Nothing("unknown"))
QUIET = {"care": 0, "stop": 0, "trouble": 0, "other": 0}
BOUNDS = Bounds(offers=20, alone=10, doubts=30, drops=40, care=5, stop=6, contests=50)


def test_topics_come_by_their_score_and_then_by_name_and_what_the_pack_lacks_is_something_else() -> None:
    labels = ("flare", "bones", "steroids", "gone", "care", "other")
    ear = TopicEar(labels, sorted_runs([], b"", 6), (5, 5, 7, 4, 9, 3), BOUNDS)
    found = hear_topics(ear, ("zorbing",), {"flare", "bones", "steroids", "care"})
    assert found == Heard(
        (("steroids", 7), ("bones", 5), ("flare", 5)), {"care": 9, "stop": 3, "trouble": 3, "other": 4}
    )
    assert hear_topics(ear, ("zorbing",), {"care"}) is None


def heard(*scores: int, **rest: int) -> Heard:
    topics = tuple(zip(("bones", "flare", "steroids"), scores, strict=False))
    return Heard(topics, {**QUIET, **rest})


@pytest.mark.parametrize(
    ("scores", "rest", "answer"),
    [
        ((50,), {"other": 30}, Unsure(("bones",))),
        ((50,), {"other": 31}, None),
        ((50,), {"stop": 31}, None),
        ((50,), {"trouble": 31}, None),
        ((50,), {"care": 90}, Unsure(("bones",))),
        ((50, 40), {}, Unsure(("bones",))),
        ((50, 41), {}, Unsure(("bones", "flare"))),
        ((50, 45, 44), {}, Unsure(("bones", "flare"))),
    ],
)
def test_where_nothing_was_found_what_leads_is_asked_about(
    scores: tuple[int, ...], rest: dict[str, int], answer: Match | None
) -> None:
    asks = offer(BOUNDS, heard(*scores, **rest), UNKNOWN)
    assert (asks.answer if asks else None) == answer


@pytest.mark.parametrize(
    ("asked", "rest", "answer"),
    [
        (("bones",), {"other": 90}, None),
        (("bones",), {"other": 91}, Nothing("unknown")),
        (("flare",), {"other": 90}, Unsure(("bones", "flare"))),
        (("flare",), {"other": 91}, Nothing("unknown")),
        (("steroids", "flare"), {}, Unsure(("bones", "flare"))),
        (("flare", "bones"), {}, None),
        (("howto",), {"other": 91}, None),  # the ear does not know it
    ],
)
def test_a_question_of_the_rules_is_bettered_or_dropped(
    asked: tuple[str, ...], rest: dict[str, int], answer: Match | None
) -> None:
    asks = offer(BOUNDS, heard(50, 40, 10, **rest), Seen("evidence", "", Unsure(asked)))
    assert (asks.answer if asks else None) == answer


@pytest.mark.parametrize(
    ("score", "rest", "answer"),
    [
        (0, {}, None),
        (-1, {}, Unsure(("flare", "bones"))),
        (20, {"other": 50}, None),
        (20, {"other": 51}, Unsure(("flare",))),
    ],
)
def test_a_topic_by_evidence_is_asked_about_first_where_more_speaks_against_it(
    score: int, rest: dict[str, int], answer: Match | None
) -> None:
    asks = offer(BOUNDS, heard(50, score, **rest), Seen("evidence", "", Found("flare")))
    assert (asks.answer if asks else None) == answer


@pytest.mark.parametrize(
    "seen",
    [
        *(Seen("keyword", "", Unsure(("flare",))), Seen("keyword", "", Found("flare"))),
        *(Seen("automatic", "", Nothing("automatic")), Seen("command", "", Command("MENU"))),
        Seen("evidence", "", Found("howto")),
    ],
)
def test_a_surer_answer_is_left_as_it_is(seen: Seen) -> None:
    assert offer(BOUNDS, heard(500, 0, other=90), seen) is None


@pytest.mark.parametrize(
    ("rest", "voice"),
    [
        ({"care": 60, "other": 55}, "care"),
        ({"care": 60, "other": 56}, ""),
        ({"care": 50, "other": 10}, "care"),  # as high as the likeliest topic
        ({"care": 49, "other": 10}, ""),
        ({"care": 60, "trouble": 61}, ""),
        ({"stop": 60, "other": 54}, "stop"),
        ({"stop": 60, "other": 55}, ""),
        ({"stop": 60, "care": 61, "other": 57}, ""),
    ],
)
def test_care_and_stop_are_heard_above_all_else(rest: Mapping[str, int], voice: str) -> None:
    for answer in (Nothing("unknown"), Unsure(("bones",))):
        assert other_voice(BOUNDS, heard(50, **rest), answer) == voice
    assert other_voice(BOUNDS, heard(50, **rest), Nothing("automatic")) == ""
    assert other_voice(BOUNDS, heard(50, **rest), Found("bones")) == ""


def test_against_the_topic_of_a_medicine_care_must_be_far_the_loudest() -> None:
    louder, short = ({"care": 50 + LOUDEST - by, "other": 50, "trouble": 50} for by in (0, 1))
    assert other_voice(BOUNDS, heard(50, **louder), Found("bones"), ("bones",)) == "care"
    assert other_voice(BOUNDS, heard(50, **short), Found("bones"), ("bones",)) == ""
    assert other_voice(BOUNDS, heard(50, **louder), Found("bones"), ("flare",)) == ""


@pytest.mark.parametrize(
    ("words", "scores", "answer"),
    [
        ("zorbing", {"bones": 300}, Nothing("unknown")),  # one word is a slip or a name
        ("zorbing quabble", {"bones": 300}, Unsure(("bones",))),
        ("zorbing 2", {"bones": 300}, Nothing("unknown")),
        ("the of", {"bones": 300}, Nothing("unknown")),
        ("leave off", {"stop": 300}, Nothing("unknown")),  # two words tell nothing of an end
        ("enough from you", {"stop": 300}, Command("STOP")),
        ("no more texts now", {"stop": 300, "trouble": 150}, Command("STOP")),
        ("no more texts now", {"stop": 300, "other": 201, "trouble": 150}, Command("STOP")),
        ("no more texts now", {"stop": 300, "other": 201, "trouble": 151}, Command("SLIP")),  # a farewell
        ("it was nice of you", {"stop": 300, "trouble": 200}, Command("SLIP")),  # nothing of ours is named
        ("your list was nice", {"stop": 300, "trouble": 200}, Command("STOP")),  # far surer than of all else
        ("your list was nice", {"stop": 300, "trouble": 201}, Command("SLIP")),
    ],
)
def test_the_topic_ear_needs_words_enough_and_for_an_end_to_texts_little_trouble(
    english: Language, words: str, scores: dict[str, int], answer: Match
) -> None:
    labels = ("bones", *QUIET)
    ear = TopicEar(labels, sorted_runs([], b"", 5), tuple(scores.get(one, 0) for one in labels), BOUNDS)
    data = lexicon(english)
    said = Utterance(data, words, read(data, words), talk_open=False)
    trace = ask_topics(replace(english, topic_ear=ear), said, words.split(), (UNKNOWN,))
    assert trace[-1].answer == answer
