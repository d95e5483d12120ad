"""A name of a topic finds its topic: what takes it elsewhere is told at the list that does so."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from menus.matcher.commands import COMMANDS
from menus.model import Fault, Language, Pack
from menus.rules import lists
from menus.rules.lists import faults_matching
from menus.rules.on_base.ordinary_names import ordinary_names


@pytest.fixture(scope="module")
def few(pack: Pack) -> Language:
    """A language of two topics, and of no lists."""
    topics = {
        name: replace(pack.languages["en"].topics[name], keyword=word, also=(), title="", medicine=False)
        for name, word in (("bones", "RIBS"), ("exercise", "WALKS"))
    }
    return replace(pack.languages["en"], topics=topics, matching={})


def listing(few: Language, **matching: Any) -> Language:
    return replace(few, matching={"matching": matching})


def told(rule: Callable[[Language], Iterator[Fault]], language: Language) -> list[str]:
    return [str(fault) for fault in rule(language)]


@pytest.mark.parametrize(
    ("bones", "exercise", "says"),
    [
        ({"names": ["zozz"]}, {"names": ["zuzz"]}, []),
        ({"names": ["zozz"]}, {"words": ["zozz"]}, ['words: "zozz" is claimed by bones and by exercise']),
        ({"words": ["zo zz"]}, {"names": ["Zozz!"]}, ['names: "zozz" is claimed by bones and by exercise']),
        ({}, {"names": ["ribs"]}, ['names: "ribs" is claimed by bones and by exercise']),
        ({"strong": ["zozz"]}, {"names": ["zozz"]}, []),  # a phrase is no name
        ({"names": ["zozz"], "words": ["zozz"]}, {}, []),
    ],
)
def test_a_name_of_two_topics_is_told_where_matching_toml_has_it(
    few: Language, bones: dict[str, list[str]], exercise: dict[str, list[str]], says: list[str]
) -> None:
    both = listing(few, topics={"bones": bones, "exercise": exercise})
    assert told(lists.claimed_twice, both) == [
        f"en/matching.toml: topics.exercise.{one}: leave it to one of them" for one in says
    ]


@pytest.mark.parametrize(
    ("key", "name", "clinical", "ordinary"),
    [
        ("names", "Window", [], True),
        ("names", "window", ["window"], False),
        ("words", "window", [], False),
        ("names", "zozz", [], False),
        ("names", "big window", [], False),
    ],
)
def test_an_ordinary_word_is_no_name_that_answers_within_a_sentence(
    few: Language, key: str, name: str, clinical: list[str], ordinary: bool
) -> None:
    says = '"window" is an ordinary word and would answer in the middle of any sentence'
    mend = "move it to words, or where it means one thing only on your line, add to clinical: "
    mend += '["window", "windows"]'
    expected = [f"en/matching.toml: topics.bones.names: {says}: {mend}"] if ordinary else []
    made = listing(few, topics={"bones": {key: [name]}}, clinical=clinical)
    assert told(ordinary_names, made) == expected


def test_all_ordinary_words_are_one_fault_with_the_list_to_copy(few: Language) -> None:
    names = {"bones": {"names": ["window", "zozz", "garden"]}, "exercise": {"names": ["tables", "doors"]}}
    (only,) = told(ordinary_names, listing(few, topics=names, clinical=["doors"]))
    assert only.startswith('en/matching.toml: topics.bones.names: "window" is an ordinary word')
    assert "(2 others too: garden, tables)" in only
    assert only.endswith('["window", "windows", "garden", "gardens", "tables", "table"]')


@pytest.mark.parametrize(
    ("matching", "by"),
    [
        ({"veto": ["ribs"]}, "ribs"),
        ({"subjects": ["ribs/skull"]}, "ribs/skull"),
        ({"topics": {"bones": {"veto": ["^ ribs"]}}}, "^ ribs"),
        ({"topics": {"exercise": {"veto": ["ribs"]}}}, ""),
        ({"veto": ["ribs hurt"]}, ""),
    ],
)
def test_a_name_that_a_veto_silences_is_told_with_the_veto(
    few: Language, matching: dict[str, Any], by: str
) -> None:
    says = f'"ribs" is silenced by the veto "{by}": make the veto narrower, or drop the name'
    assert told(lists.silenced, listing(few, **matching)) == (
        [f"en/topics/bones.toml: also: {says}"] if by else []
    )


@pytest.mark.parametrize(
    ("matching", "file", "key", "phrase"),
    [
        ({"matching": {"veto": ["@nonesuch"]}}, "matching", "veto", "@nonesuch"),
        (
            {"matching": {"topics": {"bones": {"asks": ["good", "@nonesuch ribs"]}}}},
            "matching",
            "topics.bones.asks",
            "@nonesuch ribs",
        ),
        ({"safety": {"body": {"alarms": ["@nonesuch"]}}}, "safety", "body.alarms", "@nonesuch"),
        (
            {"safety": {"body": {"alarms": ["@nonesuch"]}}, "matching": {"veto": ["@nonesuch"]}},
            "safety",
            "body.alarms",
            "@nonesuch",
        ),
    ],
)
def test_a_phrase_that_cannot_be_read_is_the_only_fault_and_at_its_list(
    pack: Pack, few: Language, matching: dict[str, Any], file: str, key: str, phrase: str
) -> None:
    unread = replace(few, matching=matching)
    (fault,) = faults_matching(replace(pack, languages={"en": unread}))
    assert (fault.file, fault.key) == (f"en/{file}.toml", key)
    assert fault.says == f"\"{phrase}\" cannot be read: no set is called '@nonesuch'"
    assert fault.mend == "write the phrase as the head of safety.toml explains"


def test_each_command_has_words_and_each_topic_that_answers_one_is_there(few: Language) -> None:
    """A further language lacks none: its words are those of the first."""
    others: dict[str, list[str]] = {name: [] for name in COMMANDS if name not in ("MENU", "HELP")}
    spoken = listing(few, commands=others)
    without = [
        f'en/matching.toml: commands.{name}: has no words: say what people text for it: {name} = ["{says}"]'
        for name, says in (("MENU", "menu"), ("HELP", "help"))
    ]
    missing = [
        f"en/topics/{name.lower()}.toml: is missing, and {name} is answered by it: "
        "add it: docs/pack.md says how"
        for name in ("ABOUT", "HELPLINE")
    ]
    assert sorted(told(lists._no_words, spoken)) == sorted((*without, *missing))
    assert told(lists._no_words, replace(spoken, first=few)) == missing
    asked = listing(few, commands=others, when_open={"MENU": []}, requests={"HELP": {}})
    assert told(lists._no_words, asked) == missing


@pytest.mark.parametrize(
    ("guards", "cut"),
    [(["cold turkey bits"], False), (["cold turkey"], True), (["stop at once"], False), ([], False)],
)
def test_what_asks_for_care_is_not_cut_out(few: Language, guards: list[str], cut: bool) -> None:
    careful = {"alarms": ["cold turkey/quitting", "zozz"]} | ({"guards": guards} if guards else {})
    made = replace(few, matching={"safety": {"careful": careful}})
    says = 'careful.alarms: "cold turkey/quitting" is cut out by a guard: make the guard narrower'
    assert told(lists._dead_alarms, made) == ([f"en/safety.toml: {says}"] if cut else [])


@pytest.mark.parametrize(
    ("name", "of", "answer"),
    [
        ("zozz", {"exercise": {"names": ["zozz"]}}, ""),  # told by itself: two topics have it
        ("zozz", {"exercise": {"strong": ["zozz"]}, "bones": {"veto": ["zozz"]}}, '"zozz" leads to exercise'),
        ("zozz", {}, ""),
    ],
)
def test_a_synonym_that_leads_to_another_topic_is_told(
    few: Language, name: str, of: dict[str, dict[str, list[str]]], answer: str
) -> None:
    bones = replace(few.topics["bones"], also=(name,))
    made = replace(listing(few, topics=of), topics={**few.topics, "bones": bones})
    expected = [f"en/topics/bones.toml: also: {answer}: leave it to one of them"] if answer else []
    assert told(lists.safety_words, made) == expected


def test_a_name_of_two_topics_is_told_by_that_alone(few: Language) -> None:
    """What it gets instead is told once it is one topic's."""
    taken = {"commands": {"MENU": ["zozz"]}}
    one = listing(few, topics={"bones": {"words": ["zozz"]}}, **taken)
    both = listing(few, topics={name: {"words": ["zozz"]} for name in ("bones", "exercise")}, **taken)
    assert [fault.says for fault in lists.safety_words(one)] == [
        '"zozz" gets the answer to MENU, so bones is never reached by it'
    ]
    assert told(lists.safety_words, both) == []
