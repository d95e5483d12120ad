"""Each bound of the second ear: at it the ear has its say, one short of it the ear is silent (R48)."""

from dataclasses import replace
from zlib import crc32

import pytest

from menus.matcher.answers import Careful, Command, Found, Match, Nothing, Seen, Unsure, Urgent, Worried
from menus.matcher.ear import BESIDE_CARE, Ear, Voice, level, listen, loudest
from menus.matcher.offered.voices import hear_other_voices, may_ask, may_speak
from menus.matcher.utterance import Utterance
from menus.model import Language
from menus.phrasing.lexicon import lexicon
from menus.phrasing.reading import read

UNKNOWN, ASKED = Seen("nothing", "", Nothing("unknown")), Seen("evidence", "", Unsure(("bones",)))


def mark(run: str) -> int:
    return crc32(run.encode()) & 0xFFFFFF


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


@pytest.mark.parametrize(
    ("names", "answer"), [(-BESIDE_CARE, Urgent("body")), (1 - BESIDE_CARE, Careful(("bones",)))]
)
def test_beside_care_trouble_must_be_far_louder_than_an_emergency(names: int, answer: Match) -> None:
    ear = Ear({}, names, names, names, names)  # every message has the level nought
    care = Seen("careful", "", Careful(("bones",)))
    assert last(listen(ear, ["i", "do", "not", "know", "what", "now"], (care,))) == answer


@pytest.mark.parametrize(
    ("layer", "answer", "insists", "heard"),
    [
        ("evidence", Found("bones"), 0, True),
        ("evidence", Found("bones"), 1, False),
        ("keyword", Found("bones"), 0, False),
        ("owned", Careful(("bones",)), 0, True),
        ("owned", Careful(("bones",)), 1, False),
        ("careful", Careful(("bones",)), 0, False),
        ("clause", Command("STOP"), 0, True),
        ("clause", Command("STOP"), 1, False),
        ("command", Command("STOP"), 0, False),
        ("clause", Command("SLIP"), 0, False),
        ("evidence", Unsure(("bones",)), 1, True),
        ("automatic", Nothing("automatic"), 0, False),
    ],
)
def test_against_an_answer_of_the_rules_it_must_insist_and_against_a_sure_one_it_is_silent(
    layer: str, answer: Match, insists: int, heard: bool
) -> None:
    trace = (UNKNOWN, Seen(layer, "", answer))
    found = listen(Ear({}, 0, insists, 9, 0), ["all", "of", "it"], trace)
    assert last(found) == (Worried("ear") if heard else answer)
    assert found[0] is UNKNOWN and found[1 if heard else -1] is trace[1]


def test_what_spoke_loudest_is_told_first_and_no_more_than_eight_of_it() -> None:
    words = ["aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh", "ii", "jj"]
    weights = [1, 9, 8, 7, 6, 5, 4, 4, 0, -3]
    ear = Ear({mark(f"{word} "): its for word, its in zip(words, weights, strict=True)}, 0, 0, 0, 0)
    first = [("bb ", 9), ("cc ", 8), ("dd ", 7), ("ee ", 6), ("ff ", 5), ("gg ", 4), ("hh ", 4), ("aa ", 1)]
    assert loudest(ear, words) == first
    more = replace(ear, weights={**ear.weights, mark("ii "): 2})  # type: ignore[dict-item]
    assert loudest(more, words) == [*first[:7], ("ii ", 2)]
    alike = replace(ear, weights={mark(f"{word} "): 1 for word in words[:7]} | {mark("ii "): 0})
    assert loudest(alike, words) == [(f"{word} ", 1) for word in words[:7]]


@pytest.mark.parametrize(("doubts", "answer"), [(0, Urgent("body")), (1, Worried("ear"))])
def test_a_saying_is_doubted_below_its_level(doubts: int, answer: Match) -> None:
    said = (UNKNOWN, Seen("alarm", "", Urgent("body", saying=True)))
    assert last(listen(Ear({}, 0, 0, 0, doubts), ["dead", "loss"], said)) == answer
    sure = (UNKNOWN, Seen("alarm", "", Urgent("body")))
    assert listen(Ear({}, 0, 0, 0, doubts), ["dead", "loss"], sure) is sure


@pytest.mark.parametrize("length", [40, 41, 47, 48, 49, 60, 61])
def test_in_a_letter_of_over_forty_words_a_word_of_trouble_is_heard_wherever_it_stands(length: int) -> None:
    ear = Ear({mark("agony "): 1000}, 0, 0, 0, 0)
    letter = [f"w{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(length)]
    for at in range(length):
        words = [*letter[:at], "agony", *letter[at + 1 :]]
        whole = level(replace(ear, insists=10_000), words)
        assert (level(ear, words) > whole) is (length > 40)


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
    trace = hear_other_voices(ear, spoken(english, words), words.split(), (ASKED, seen))
    assert isinstance(last(trace), answer)


@pytest.mark.parametrize(
    ("words", "doubts", "answer"),
    [
        ("no more texts", 1, Command("STOP")),
        ("no more texts", 0, Command("SLIP")),  # it may be trouble
        ("no texts", 1, Command("SLIP")),  # two words are too short to end them by their sound
        ("no more texts?", 1, Nothing("unknown")),
        ("no more tablets", 1, Nothing("unknown")),
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
    ("by_rules", "with_ear", "may"),
    [
        (Nothing("unknown"), Nothing("unknown"), True),
        (Unsure(("bones",)), Unsure(("bones",)), True),
        (Unsure(("bones",)), Worried("ear"), True),
        (Unsure(("bones",)), Worried("guard"), False),
        (Nothing("unknown"), Urgent("body"), False),
        (Nothing("automatic"), Nothing("automatic"), False),
        (Found("bones"), Found("bones"), False),
        (Found("bones"), Worried("ear"), False),
        (None, None, False),
    ],
)
def test_on_other_subjects_the_ear_speaks_only_where_no_rule_is_sure_and_no_alarm_is_heard(
    by_rules: Match | None, with_ear: Match | None, may: bool
) -> None:
    assert may_speak(by_rules, with_ear) is may


@pytest.mark.parametrize(
    ("layer", "answer", "may"),
    [
        ("nothing", Nothing("unknown"), True),
        ("evidence", Unsure(("bones",)), True),
        ("evidence", Found("bones"), True),
        ("keyword", Unsure(("bones",)), False),
        ("keyword", Found("bones"), False),
        ("automatic", Nothing("automatic"), False),
        ("command", Command("MENU"), False),
    ],
)
def test_topics_are_asked_about_only_where_nothing_or_evidence_alone_was_found(
    layer: str, answer: Match, may: bool
) -> None:
    assert may_ask(Seen(layer, "", answer)) is may
