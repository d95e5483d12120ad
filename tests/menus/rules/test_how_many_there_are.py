"""Each number of things at its edge: the last that a rule lets pass, and the next, which is too many."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from menus.model import Fault, Pack, Topic
from menus.rules import helpline, keyword, lists, spoken, texted, wording
from menus.rules.reading_age import reading_age
from menus.said import Look, Said, look

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def seen(pack: Pack) -> Look:
    return look(pack, pack.languages["en"], TODAY)


@pytest.fixture(scope="module")
def bones(pack: Pack) -> Topic:
    return pack.languages["en"].topics["bones"]


def told(found: Any) -> list[str]:
    """The faults in short; each names a mend."""
    faults: list[Fault] = list(found)
    assert all(fault.file and fault.mend for fault in faults)
    return [f"{fault.key}: {fault.says}" for fault in faults]


def saying(seen: Look, words: str, channel: str = "text") -> Look:
    return replace(seen, said=(Said("f", "x", words, words, channel),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("labels", "says"),
    [
        ({}, ["about: has 0 labels"]),
        (
            {f"a{'b' * n}": "A" for n in range(1, 21)},
            [f"about.a{'b' * 20}: is no name of 2 to 20 small letters"],
        ),
        ({f"a{letter}": "A" for letter in "abcdefghijklmnopqrst"}, []),
        ({f"a{letter}": "A" for letter in "abcdefghijklmnopqrstu"}, ["about: has 21 labels"]),
        ({"a": "A"}, ["about.a: is no name of 2 to 20 small letters"]),
        ({"rest": " "}, ["about.rest: has 1 characters"]),
        ({"rest": "A" * 40}, []),
        ({"rest": "A" * 41}, ["about.rest: has 41 characters"]),
        ({"rest": "A 1234"}, []),
        ({"rest": "A 12345"}, ["about.rest: holds a blank or a number"]),
        ({"rest": "A }"}, ["about.rest: holds a blank or a number"]),
    ],
)
def test_calls_are_about_one_to_twenty_things_of_one_to_forty_letters(
    seen: Look, labels: dict[str, str], says: list[str]
) -> None:
    assert told(helpline.calls_about(replace(seen, pack=replace(seen.pack, calls_about=labels)))) == says


def test_a_day_has_six_spans_of_hours(seen: Look) -> None:
    for count, says in ((6, []), (7, ["weekly.tuesday: 7 spans, 1 over"])):
        spans = tuple((time(9 + n), time(9 + n, 30)) for n in range(count))
        hours = replace(seen.pack.hours, weekly=((), spans, (), (), (), (), ()))
        assert told(helpline.week(replace(seen, pack=replace(seen.pack, hours=hours)))) == says


@pytest.mark.parametrize(
    ("word", "near"),
    [("no", "NO"), ("na", ""), ("ned", "END"), ("enc", "END"), ("en", "END"), ("eend", "END"), ("eenc", "")],
)
def test_a_word_is_a_slip_from_a_command_of_three_letters_and_of_a_shorter_one_the_same(
    bones: Topic, word: str, near: str
) -> None:
    found = [f"{key}: {says}" for key, says in keyword.commands_near(replace(bones, also=(word,)))]
    assert found == ([f'also: "{word}" is one slip from {near}, which means something else'] if near else [])


def test_a_single_letter_is_said_by_its_name_and_two_have_sounds(seen: Look) -> None:
    assert told(spoken.pronunciation(saying(seen, "Vitamin q.", "call"))) == []
    assert told(spoken.pronunciation(saying(seen, "Vitamin qx.", "call"))) == ['x: "qx" has no pronunciation']
    assert told(spoken.pronunciation(saying(seen, "Vitamin qx.", "text"))) == []


@pytest.mark.parametrize(
    ("parts", "letters", "says"),
    [
        (0, "é" * 306, []),
        (0, "é" * 307, ["x: 307 characters, 1 over"]),
        (5, "ŷ" * 335, []),
        (5, "ŷ" * 336, ["x: 336 characters, 1 over"]),
        (5, "é" * 307, ["x: 307 characters, 1 over"]),
        (1, "ŷ" * 67, []),
        (1, "ŷ" * 68, ["x: 68 characters, 1 over"]),
    ],
)
def test_a_language_that_pays_for_its_letters_has_as_many_parts_as_it_pays(
    seen: Look, parts: int, letters: str, says: list[str]
) -> None:
    paying = replace(seen, language=replace(seen.language, parts=parts))
    assert told(texted.lengths(saying(paying, letters))) == says


@pytest.mark.parametrize(
    ("words", "age"),
    [
        # 0.39 for each word of a sentence, 11.8 for each syllable of a word, less 15.59, and five years
        ("One two six ten red cat dog sun hat cup.", 5.11),
        ("One two six ten red cat dog sun hat cup. One two six ten red cat dog sun hat cup.", 5.11),
        ("Doctor doctor doctor doctor doctor.", 14.96),
        ("The cat.", 5.0),
    ],
)
def test_the_reading_age_is_the_grade_of_flesch_and_kincaid_and_five_years(words: str, age: float) -> None:
    assert reading_age(words) == pytest.approx(age, abs=0.005)


def test_a_topic_is_read_at_eleven_years(seen: Look, bones: Topic) -> None:
    language = replace(seen.language, topics={"bones": bones})
    for count, says in ((25, []), (26, ["text: asks for a reading age of 11.4, over 11"])):
        words = f"{'cat ' * count}."
        said = Said("f", "text", words, words, "text", "bones")
        assert told(wording.age(replace(seen, language=language, said=(said,)))) == says


def test_a_name_that_two_topics_have_in_their_files_is_told_of_once(seen: Look, bones: Topic) -> None:
    """`keyword` tells it: what stands in matching.toml besides is told here."""
    exercise = replace(seen.language.topics["exercise"], also=("zizz",))
    topics = {"bones": replace(bones, also=("zizz", "zozz")), "exercise": exercise}
    named = {"topics": {"exercise": {"words": ("zozz", "zuzz")}}}
    language = replace(seen.language, topics=topics, matching={**seen.language.matching, "matching": named})
    assert told(lists.claimed_twice(language)) == [
        'topics.exercise.words: "zozz" is claimed by bones and by exercise'
    ]
