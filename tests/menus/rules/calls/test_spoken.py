"""How a voice says a call's words: their sounds, where they are mended, and figures in each language."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from menus.model import Fault
from menus.rules import spoken
from menus.said import Look, Said

MEND = "if it is spelt right, add its sounds to en/pronunciation.toml, or the word to `ordinary` there (R17)"


def call(written: str, full: str = "", key: str = "call.x", file: str = "f") -> Said:
    return Said(file, key, written, full or written, "call")


def told(rule: Callable[[Look], Iterator[Fault]], seen: Look, *said: Said, **changes: Any) -> list[str]:
    language = replace(seen.language, **changes)
    return [str(fault) for fault in rule(replace(seen, language=language, said=said))]


@pytest.mark.parametrize(
    ("words", "lacks"),
    [
        ("The bone.", []),
        ("The zozz.", ["zozz"]),
        ("Zozz and zuzz, Zozz.", ["zozz", "zuzz"]),
        ("The zuzz's bone.", ["zuzz's"]),
        ("The bone's end. It's so, we'll see.", []),
        ("The zazz. The zazz's.", []),  # has sounds
    ],
)
def test_a_word_that_is_not_english_has_its_sounds(seen: Look, words: str, lacks: list[str]) -> None:
    found = told(spoken.pronunciation, seen, call(words), pronunciation={"zazz": "x"})
    assert found == [f'f: call.x: "{word}" has no pronunciation: {MEND}' for word in lacks]
    assert told(spoken.pronunciation, seen, call(words), code="cy") == []


@pytest.mark.parametrize(
    ("said", "at"),
    [
        (call("The zozz."), "f: call.x"),
        # it came through a blank: it is mended where that is filled from
        (call("{service}.", "Zozz Line."), "menu.toml: service"),
        (call("Ask {charity}.", "Ask the Zozz Trust."), "en/phrases.toml: named.charity"),
        (call("Say {example}.", "Say zozz."), "en/topics/exercise.toml: keyword"),
        (call("Is it {topic}?", "Is it zozz?"), "en/topics/exercise.toml: short"),
        (call("By {due}.", "By zozz."), "f: call.x"),
    ],
)
def test_a_word_without_sounds_is_told_where_it_is_written(seen: Look, said: Said, at: str) -> None:
    named, keyword, service = "Trust", "MOVE", "Our Line"
    if "charity" in said.written:
        named = "the Zozz Trust"
    if "example" in said.written:
        keyword = "ZOZZ"
    if "service" in said.written:
        service = "Zozz Line"
    short = "zozz" if "topic" in said.written else "moving"
    exercise = replace(seen.language.topics["exercise"], keyword=keyword, short=short)
    topics = {**seen.language.topics, "exercise": exercise}
    made = replace(seen, pack=replace(seen.pack, service=service))
    found = told(spoken.pronunciation, made, said, topics=topics, named={"charity": named})
    assert found == [f'{at}: "zozz" has no pronunciation: {MEND}']


def test_a_word_without_sounds_is_told_once_and_how_often(seen: Look) -> None:
    """Once a file: who mends it in one place sees the others then."""
    said = (
        call("The zozz."),
        call("A zozz.", key="call.y"),
        call("Zozz.", file="g"),
        call("Zozz.", file="h"),
    )
    assert told(spoken.pronunciation, seen, *said) == [
        f'f: call.x: "zozz" has no pronunciation, here and in 2 more: {MEND}'
    ]
    assert told(spoken.pronunciation, seen, *said[:3]) == [
        f'f: call.x: "zozz" has no pronunciation, here and in 1 more: {MEND}'
    ]
    assert [(one.file, word) for one, word in spoken.unsounded(replace(seen, said=said))] == [
        (file, "zozz") for file in "fgh"
    ]


@pytest.mark.parametrize(
    ("sounds", "fits"),
    [("zɒz", True), (" ", False), *((f"z{sign}", False) for sign in '<>&"09')],
)
def test_the_sounds_of_a_word_are_signs_of_their_alphabet(seen: Look, sounds: str, fits: bool) -> None:
    says = "en/pronunciation.toml: words.zozz: is no IPA: write its sounds in IPA (R16)"
    assert told(spoken.markup, seen, pronunciation={"zozz": sounds}) == ([] if fits else [says])


@pytest.mark.parametrize("sign", "<>&*_`#|~^[]\\")
def test_a_sign_that_a_voice_calls_by_its_name_is_told(seen: Look, sign: str) -> None:
    assert told(spoken.markup, seen, call(f"a {sign} b {sign}")) == [
        f"f: call.x: holds {sign}: write it in words (R16)"
    ]


def test_each_medicine_has_its_sounds(seen: Look) -> None:
    lists = {"medicines": ("zan", "zozz zuzz")}
    (one,) = told(spoken.medicines, seen, checks=lists, pronunciation={"zan": "x", "zuzz": "x"})
    assert one.startswith('en/checks.toml: medicines: "zozz" has no pronunciation: copy under [words]')


def test_all_medicines_without_sounds_are_one_fault_with_the_lines_to_copy(seen: Look) -> None:
    lists = {"medicines": ("zozz", "warfarin", "zan")}
    (one,) = told(spoken.medicines, seen, checks=lists, pronunciation={"zan": "x"})
    assert '"zozz", "warfarin" have no pronunciation' in one
    assert one.endswith('listen: zozz = ""; warfarin = "ˈwɔːfəɹɪn" (R17)')


def test_a_medicine_that_is_said_has_its_proposal_beside_the_fault(seen: Look) -> None:
    (one,) = told(spoken.pronunciation, seen, call("Take apixaban."))
    assert one.endswith(': apixaban = "əˈpɪksəbæn"')


@pytest.mark.parametrize(
    ("run", "year"),
    [
        ("1799", False),
        ("1800", True),
        ("1999", True),
        ("2000", True),
        ("2099", True),
        ("2100", False),
        ("20255", False),
        ("202", False),
    ],
)
def test_a_run_of_figures_may_be_a_year(seen: Look, run: str, year: bool) -> None:
    (fault,) = told(spoken.numbers, seen, call(f"In {run}."))
    assert f'digit by digit, "{" ".join(run)}"' in fault
    assert (f'a year as "{run[:2]} {run[2:]}"' in fault) is year is ("year" in fault)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("At 9.30.", "en", ['"9.30" is no spoken time: write "9 in the morning" (R18)']),
        ("At 09:30.", "en-GB", ['"09:30" is no spoken time: write "9 in the morning" (R18)']),
        (
            "At 11PM, or 9 am.",
            "en",
            [f'"{at}" is no spoken time: write "9 in the morning" (R18)' for at in ("11PM", "9 am")],
        ),
        ("At 9.30, o 9.", "cy", []),
        ("Ring 1, o 1.", "en", ['says "oh" beside a digit: write "zero" (R18)']),
        ("Ring 1 oh.", "en", ['says "oh" beside a digit: write "zero" (R18)']),
        ("Oh, 9 of us.", "en", ['says "oh" beside a digit: write "zero" (R18)']),
        ("So 9 of us. Oh well.", "en", []),
        # longer than 9 9 9, a number is said twice
        ("Ring 1 1 1, or 1 2 3 4.", "en", []),
        ("Ring 1 1 6, 1 2 3.", "cy", ["says the number once: say 1 1 6, 1 2 3 a second time (R18)"]),
        ("Ring 1 1 6, 1 2 3. Again, 1 1 6, 1 2 3.", "en", []),
    ],
)
def test_times_are_held_to_english_and_numbers_to_every_language(
    seen: Look, words: str, code: str, says: list[str]
) -> None:
    text = Said("f", "text.x", words, words, "text")
    assert told(spoken.numbers, seen, text, call(words), code=code) == [f"f: call.x: {one}" for one in says]


def test_the_words_of_a_part_count_and_no_others(seen: Look) -> None:
    long = "word " * 76
    assert told(spoken.chunks, seen, call(long), Said("f", "spoken[1]", long, long, "text")) == []
    assert len(told(spoken.chunks, seen, call(long, key="spoken[2]"))) == 1


@pytest.mark.parametrize(
    ("key", "topic", "read_out"),
    [
        ("safety", "bones", True),
        ("spoken[2]", "bones", True),
        ("title", "bones", False),
        ("text", "bones", False),
        ("safety", "exercise", False),
    ],
)
def test_a_topic_is_read_out_in_its_parts_and_its_safety_sentence(
    key: str, topic: str, read_out: bool
) -> None:
    assert spoken.is_read_out(Said("f", key, "", "", "call", topic), "bones") is read_out
