"""Each bound of the learnt ears: at it they have their say, one short of it they are silent (R48)."""

from collections.abc import Mapping
from dataclasses import replace
from zlib import crc32

import pytest

from menus.matcher.answers import Careful, Command, Found, Match, Nothing, Seen, Unsure, Urgent, Worried
from menus.matcher.ear import Ear, Voice, level, listen
from menus.matcher.learnt.offering import Bounds, Heard, TopicEar, offer, other_voice
from menus.matcher.learnt.sorted_runs import sorted_runs
from menus.matcher.offered.voices import ask_topics, hear_other_voices
from menus.matcher.utterance import Utterance
from menus.model import Language
from menus.phrasing.lexicon import lexicon
from menus.phrasing.reading import read

UNKNOWN, ASKED = Seen("nothing", "", Nothing("unknown")), Seen("evidence", "", Unsure(("bones",)))
QUIET = {"care": 0, "stop": 0, "trouble": 0, "other": 0}
BOUNDS = Bounds(offers=20, alone=10, doubts=30, drops=40, care=5, stop=6, contests=50)


def last(trace: tuple[Seen, ...]) -> Match | None:
    return trace[-1].answer


@pytest.mark.parametrize(
    ("words", "speaks", "names", "answer"),
    [
        ("i do not know what", 0, 1, Worried("ear")),
        ("i do not know what", 1, 1, Nothing("unknown")),
        ("i do not know what", 0, 0, Worried("ear")),  # five words are too short for an emergency
        ("i do not know what now", 0, 0, Urgent("body")),
        ("i do not know what now", 0, 1, Worried("ear")),
        ("1 2 3", 0, 0, Nothing("unknown")),
    ],
)
def test_trouble_is_heard_from_its_level_on(words: str, speaks: int, names: int, answer: Match) -> None:
    ear = Ear({}, speaks, speaks, names, 0)  # every message has the level nought
    assert last(listen(ear, words.split(), (UNKNOWN,))) == answer


@pytest.mark.parametrize(("doubts", "answer"), [(0, Urgent("body")), (1, Worried("ear"))])
def test_a_saying_is_doubted_below_its_level(doubts: int, answer: Match) -> None:
    said = (Seen("alarm", "", Urgent("body", saying=True)),)
    assert last(listen(Ear({}, 0, 0, 0, doubts), ["dead", "loss"], said)) == answer


@pytest.mark.parametrize("length", [40, 41, 47, 48, 49, 60, 61])
def test_in_a_letter_of_over_forty_words_a_word_of_trouble_is_heard_wherever_it_stands(length: int) -> None:
    ear = Ear({crc32(b"agony ") & 0xFFFFFF: 1000}, 0, 0, 0, 0)
    letter = [f"w{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(length)]
    for at in range(length):
        words = [*letter[:at], "agony", *letter[at + 1 :]]
        whole = level(replace(ear, insists=10_000), words)
        assert (level(ear, words) > whole) is (length > 40)


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


def spoken(english: Language, words: str) -> Utterance:
    data = lexicon(english)
    return Utterance(data, words, read(data, words), talk_open=False)


@pytest.mark.parametrize(
    ("care", "stop", "seen", "insists", "answer"),
    [
        (0, -1, UNKNOWN, 9, Careful),
        (0, 0, UNKNOWN, 9, Careful),
        (0, 1, UNKNOWN, 9, Command),
        (-1, -1, UNKNOWN, 9, Nothing),
        (1, -1, ASKED, 1, Careful),
        (0, -1, ASKED, 1, Unsure),
        (-1, 0, ASKED, 1, Command),
        (0, -1, Seen("ear", "", Worried("ear")), 9, Careful),
        (-1, 0, Seen("ear", "", Worried("ear")), 9, Worried),
    ],
)
def test_of_two_voices_the_one_further_above_its_bound_speaks(
    english: Language, care: int, stop: int, seen: Seen, insists: int, answer: type
) -> None:
    ear = Ear({}, 0, insists, 0, 0, care=Voice({}, -care), stop=Voice({}, -stop))
    words = "enough from you now"
    trace = hear_other_voices(ear, spoken(english, words), words.split(), (seen,))
    assert isinstance(last(trace), answer)


@pytest.mark.parametrize(
    ("words", "doubts", "answer"),
    [
        ("no more texts", 1, Command("STOP")),
        ("no more texts", 0, Command("SLIP")),  # it may be trouble
        ("no texts", 1, Command("SLIP")),  # two words are too short to end them by their sound
        ("no more texts?", 1, Nothing("unknown")),
        ("no more prednisolone", 1, Nothing("unknown")),
    ],
)
def test_the_second_ear_ends_our_texts_only_where_no_trouble_is_heard(
    english: Language, words: str, doubts: int, answer: Match
) -> None:
    ear = Ear({}, 9, 9, 9, doubts, care=Voice({}, 1), stop=Voice({}, 0))
    assert last(hear_other_voices(ear, spoken(english, words), words.split(), (UNKNOWN,))) == answer


def test_care_is_not_heard_where_trouble_is_louder(english: Language) -> None:
    ear = Ear({}, -1, 9, 0, 0, care=Voice({}, 0), stop=Voice({}, 1))
    worried = (Seen("ear", "", Worried("ear")),)
    assert hear_other_voices(ear, spoken(english, "all of it"), ["all", "of", "it"], worried) is worried


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
        ("no more texts now", {"stop": 300, "trouble": 151}, Command("SLIP")),  # a farewell sounds so too
    ],
)
def test_the_topic_ear_needs_words_enough_and_for_an_end_to_texts_little_trouble(
    english: Language, words: str, scores: dict[str, int], answer: Match
) -> None:
    labels = ("bones", *QUIET)
    ear = TopicEar(labels, sorted_runs([], b"", 5), tuple(scores.get(one, 0) for one in labels), BOUNDS)
    trace = ask_topics(replace(english, topic_ear=ear), spoken(english, words), words.split(), (UNKNOWN,))
    assert last(trace) == answer
