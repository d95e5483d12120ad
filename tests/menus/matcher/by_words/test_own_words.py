"""What a pack's own topics give the matcher: a field of its own is understood without a list of phrases."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from menus.loading.pack import load
from menus.matcher.matching import Careful, Found, Match, Unsure, match
from menus.model import Fault, Language, Pack
from menus.phrasing.lexicon import lexicon
from menus.rules.faults import faults
from menus.rules.lists import faults_matching
from tests.packs.fields import catheters

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def tubes(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load(catheters(tmp_path_factory.mktemp("packs") / "tubes"))


@pytest.fixture(scope="module")
def english(tubes: Pack) -> Language:
    return tubes.languages["en"]


def test_the_pack_has_no_error(tubes: Pack) -> None:
    assert [str(fault) for fault in faults(tubes, TODAY) if fault.level == "error"] == []


@pytest.mark.parametrize(
    "text",
    [
        "can i stop my antibiotics",
        "i have run out of nitrofurantoin",
        "missed two days of trimethoprim",
        "do i have to finish the antibiotic",
    ],
)
def test_a_change_of_a_topics_medicine_is_heard_with_care(text: str, english: Language) -> None:
    assert match(english, text) == Careful(("antibiotics",))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("how often do i change the bag", Found("bags")),
        ("how often do i change my catheter bag", Found("bags")),
        ("do i need antibiotics with a catheter", Found("antibiotics")),
        ("what does a leg bag do", Found("bags")),
        ("how do i wash my catheter", Found("washing")),
        ("my catheter is not draining", Unsure(("blocked",))),
    ],
)
def test_questions_of_the_field_find_their_topic(text: str, answer: Match, english: Language) -> None:
    assert match(english, text) == answer


@pytest.mark.parametrize("text", ["who won the football", "how do i get a passport", "my car will not start"])
def test_another_subject_finds_none(text: str, english: Language) -> None:
    assert not isinstance(match(english, text), Found)


def changed(folder: Path, file: str, old: str, new: str) -> Pack:
    path = catheters(folder / "pack") / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return load(path.parents[len(Path(file).parts) - 1])


DOSED = [
    ("antibiotics", "may be given antibiotics.", "may be given antibiotics. Once a week is usual."),
    ("bags", "Change the bag once a week.", "Take the tablet once a week."),
    ("bags", "Change the bag once a week.", "A tablet may help. Have one every day."),
    ("bags", "Change the bag once a week.", "Have 5 ml of it."),
]


@pytest.mark.parametrize(("topic", "old", "new"), DOSED)
def test_a_dose_is_known_by_what_stands_beside_it(topic: str, old: str, new: str, tmp_path: Path) -> None:
    found = faults(changed(tmp_path, f"en/topics/{topic}.toml", old, new), TODAY)
    told = [fault for fault in found if fault.says.startswith("says ")]
    assert {fault.file for fault in told} == {f"en/topics/{topic}.toml"}
    assert all("`no_doses` of en/checks.toml" in fault.mend for fault in told)


def test_what_the_field_says_is_no_dose_is_none(tmp_path: Path) -> None:
    made = changed(tmp_path, "en/topics/bags.toml", "Change the bag once a week.", "A bag holds 500 ml.")
    assert [fault for fault in faults(made, TODAY) if fault.says.startswith("says ")]
    checks = {**made.languages["en"].checks, "no_doses": ("bag holds",)}
    spared = replace(made, languages={"en": replace(made.languages["en"], checks=checks)})
    assert [fault for fault in faults(spared, TODAY) if fault.says.startswith("says ")] == []


def with_careful(english: Language, **more: list[str]) -> tuple[Fault, ...]:
    safety: Any = dict(english.matching["safety"])  # type: ignore[call-overload]
    safety["careful"] = {**safety["careful"], **more}
    return faults_matching_of(replace(english, matching={**english.matching, "safety": safety}))


def faults_matching_of(language: Language) -> tuple[Fault, ...]:
    return faults_matching(Pack("", False, {}, {"en": language}, None, {}, None))  # type: ignore[arg-type]


def test_a_topic_listed_by_hand_of_which_no_careful_rule_knows_a_name_is_an_error(english: Language) -> None:
    by_hand = {"topics": ["antibiotics"], "no_medicine": ["antibiotics"]}
    (fault,) = with_careful(english, **by_hand)
    assert (fault.file, fault.key) == ("en/safety.toml", "careful.medicines")
    assert "in no careful rule" in fault.says
    assert with_careful(english, **by_hand, medicines=["antibiotic/antibiotics"]) == ()


def test_a_topic_that_the_reply_of_care_may_name_keeps_the_medicines_of_its_own_file(
    english: Language,
) -> None:
    safety: Any = dict(english.matching["safety"])  # type: ignore[call-overload]
    safety["careful"] = {**safety["careful"], "topics": ["antibiotics"]}
    named = replace(english, matching={**english.matching, "safety": safety})
    assert lexicon(named).grammar.sets["medicine"] == lexicon(english).grammar.sets["medicine"]
    assert isinstance(match(named, "i stopped my trimethoprim"), Careful)


@pytest.mark.parametrize(
    ("word", "is_one"), [("trim", True), ("mix", True), ("form", False), ("fold", False), ("bone", False)]
)
def test_a_short_name_of_a_medicine_is_one(english: Language, word: str, is_one: bool) -> None:
    # all are ordinary words: "trim" begins trimethoprim, and "mix" stands in checks.toml
    names = ("trimethoprim", "trim", "mix", "form", "fold", "foldings", "bone", "bone trimethoprim")
    topic = replace(english.topics["antibiotics"], also=names)
    topics = {**english.topics, "antibiotics": topic}
    short = replace(english, topics=topics, checks={**english.checks, "medicines": ("mix",)})
    assert (match(short, f"i doubled my {word} today") == Careful(("antibiotics",))) is is_one


def test_a_topic_that_is_not_there_is_named(english: Language) -> None:
    assert "which is not there" in with_careful(english, no_medicine=["rain"])[0].says
