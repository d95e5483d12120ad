"""What the matcher tells staff that each ear and rule heard: its name, the scores and their bounds."""

import re
from dataclasses import replace

import pytest

from menus.matcher.answers import Found, Match, Nothing, Seen, Unsure
from menus.matcher.by_words.word_ear import Likened, contest_by_words, offer_by_words
from menus.matcher.ear import Ear, Voice, listen
from menus.matcher.learnt.offering import Bounds, Heard, TopicEar, offer
from menus.matcher.learnt.sorted_runs import sorted_runs
from menus.matcher.matching import explain
from menus.matcher.offered.voices import ask_topics, hear_other_voices
from menus.matcher.utterance import Utterance
from menus.model import Language
from menus.phrasing.lexicon import lexicon
from menus.phrasing.reading import read

QUIET = {"care": 0, "stop": 0, "trouble": 0, "other": 0}
UNKNOWN = Seen("nothing", "", Nothing("unknown"))
BY_EVIDENCE = Seen("evidence", "", Found("flare"))
SURE = Bounds(offers=1, alone=1, doubts=1, drops=1, care=5, stop=6)
NO_MORE = "no more texts"


def told(seen: Seen | None) -> tuple[str, str]:
    assert seen
    return seen.layer, seen.saw


def spoken(english: Language, words: str) -> Utterance:
    data = lexicon(english)
    return Utterance(data, words, read(data, words), talk_open=False)


def test_the_topic_ear_tells_two_topics_and_all_that_is_none() -> None:
    heard = Heard((("bones", 50), ("flare", 40), ("exercise", 30)), {**QUIET, "other": 7})
    saw = "bones 50, flare 40; care 0, stop 0, trouble 0, other 7"
    assert told(offer(SURE, heard, UNKNOWN)) == ("topic ear", saw)


@pytest.mark.parametrize(
    ("starts", "saw"),
    [
        ((0, 9, 0, 0, 0), "care with a medicine, 9 above something else"),
        ((0, 0, 9, 0, 0), "no more texts, 9 above something else"),
    ],
)
def test_the_topic_ear_tells_another_subject_by_its_distance(
    english: Language, starts: tuple[int, ...], saw: str
) -> None:
    labels = ("bones", "care", "stop", "trouble", "other")
    ear = TopicEar(labels, sorted_runs([], b"", 5), starts, SURE)
    trace = ask_topics(replace(english, topic_ear=ear), spoken(english, NO_MORE), NO_MORE.split(), (UNKNOWN,))
    assert told(trace[-1]) == ("topic ear", saw)


@pytest.mark.parametrize(
    ("care", "stop", "saw"),
    [(3, 0, "care with a medicine, 3 above its bound"), (-1, 2, "no more texts, 2 above its bound")],
)
def test_the_second_ear_tells_another_subject_by_its_bound(
    english: Language, care: int, stop: int, saw: str
) -> None:
    ear = Ear({}, 9, 9, 9, 9, care=Voice({}, -care), stop=Voice({}, -stop))
    trace = hear_other_voices(ear, spoken(english, NO_MORE), NO_MORE.split(), (UNKNOWN,))
    assert told(trace[-1]) == ("ear", saw)


@pytest.mark.parametrize(("speaks", "place"), [(0, -1), (1, 0)])
def test_the_second_ear_tells_the_level_of_trouble_whether_it_speaks_or_not(speaks: int, place: int) -> None:
    trace = listen(Ear({}, speaks, 9, 9, 0), ["all", "of", "it"], (UNKNOWN,))
    assert told(trace[place]) == ("ear", f"level 0, speaks from {speaks}")


LIKENED = Likened((("bags", 90), ("washing", 40), ("wards", 10)), 60, ("talcum", "soap"), ())


@pytest.mark.parametrize(
    ("likened", "saw"),
    [
        (LIKENED, "bags 90, washing 40 (talcum, soap); 60, asks from 16, doubts below 0"),
        (
            replace(LIKENED, topics=(("bags", 90), ("washing", 0)), strange=("zeppelin", "trombone")),
            "bags 90 (talcum, soap; of no topic: zeppelin, trombone); 60, asks from 16, doubts below 0",
        ),
    ],
)
def test_the_word_ear_tells_the_topics_that_it_knows_words_of(likened: Likened, saw: str) -> None:
    assert told(offer_by_words(likened, UNKNOWN)) == ("word ear", saw)


@pytest.mark.parametrize(
    ("first", "its", "score", "answer"),
    [
        ("bags", 45, 16, Unsure(("bags", "flare"))),  # twice as like, and like enough to be asked about
        ("bags", 46, 16, None),
        ("bags", 45, 15, None),
        ("flare", 45, 16, None),
    ],
)
def test_the_words_beside_a_medicine_contest_from_twice_the_score_on(
    first: str, its: int, score: int, answer: Match | None
) -> None:
    second = "flare" if first == "bags" else "bags"
    asks = contest_by_words(Likened(((first, 90), (second, its)), score, (), ()), BY_EVIDENCE)
    assert (asks.answer if asks else None) == answer
    assert contest_by_words(Likened((("bags", 90), ("flare", 1)), 90, (), ()), UNKNOWN) is None


def test_evidence_tells_up_to_four_topics_with_their_scores_and_phrases(english: Language) -> None:
    keywords = [topic.keyword.lower() for topic in english.topics.values()]
    asked = f"are my {' and '.join(keywords[:9])} all right"
    (saw,) = (seen.saw for seen in explain(english, asked) if seen.layer == "evidence")
    scored = re.findall(r"(?:^|; )(\w+) (\d+) \([^()]+(?=\))", saw)
    assert len(scored) == 4
    assert [int(score) for _, score in scored] == sorted((int(score) for _, score in scored), reverse=True)
    assert {topic for topic, _ in scored} <= english.topics.keys()
