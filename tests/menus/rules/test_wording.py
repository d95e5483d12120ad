"""How all words are written: how hard they are, and what they never say."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from menus.model import Fault, Pack
from menus.rules import wording
from menus.said import Look, Said, look

TODAY = date(2026, 6, 1)
HARD = "Administration necessitates considerable additional investigation."
# Short lists, so that it is plain by which one a word is found.
LISTS = {
    "numbers": ("two",),
    "doses": ("# mg", "# unit", "# bone"),
    "timings": ("twice a day",),
    "no_doses": ("change the bag",),
    "taken": ("take",),
    "medicines": ("zan",),
    "alcohol": ("wine",),
    "everyday": ("walk",),
}


@pytest.fixture(scope="module")
def seen(pack: Pack) -> Look:
    """A pack with two topics: bones, on a medicine, and exercise, on none."""
    seen = look(pack, pack.languages["en"], TODAY)
    topics = {name: seen.language.topics[name] for name in ("bones", "exercise")}
    topics["exercise"] = replace(topics["exercise"], medicine=False, also=("ribs",))
    return replace(seen, language=replace(seen.language, topics=topics), said=())


def saying(seen: Look, words: str, key: str = "text.menu", channel: str = "text", **more: Any) -> Look:
    more = {"full": words, **more}
    return replace(seen, said=(Said("f", key, words, channel=channel, **more),))  # type: ignore[arg-type]


def told(rule: Callable[[Look], Iterator[Fault]], seen: Look) -> list[str]:
    return [str(one) if one.level == "error" else f"{one.level}: {one}" for one in rule(seen)]


@pytest.mark.parametrize(
    ("said", "code", "at"),
    [
        (("spoken[1]", "call", "bones", True), "en", "bones.toml: spoken"),
        (("safety", "call", "exercise", True), "en-GB", "exercise.toml: spoken"),
        (("more", "text", "bones", True), "en", "bones.toml: text"),
        (("title", "call", "bones", False), "en", ""),  # no sentence
        (("text.menu", "text", "", True), "en", ""),  # of no topic
        (("spoken[1]", "call", "bones", True), "cy", ""),  # the grade is one of English
    ],
)
def test_a_topic_that_is_hard_to_read_is_told_at_its_spoken_or_its_texted_words(
    seen: Look, said: tuple[str, str, str, bool], code: str, at: str
) -> None:
    key, channel, topic, whole = said
    hard = saying(replace(seen, language=replace(seen.language, code=code)), HARD, key, channel)
    hard = replace(hard, said=tuple(replace(one, topic=topic, whole=whole) for one in hard.said))
    expected = [f"warning: {code}/topics/{at}: asks for a reading age of"] if at else []
    assert [one[: len(expected[0])] for one in told(wording.age, hard)] == expected
    mends = {fault.mend for fault in wording.age(hard)}
    assert mends == ({"use shorter sentences and words (R19)"} if at else set())


def test_the_parts_of_a_topic_are_read_together_and_its_names_do_not_count(seen: Look) -> None:
    def read_at(*parts: str) -> list[str]:
        said = tuple(Said("f", f"spoken[{n}]", one, one, "call", "bones") for n, one in enumerate(parts))
        return told(wording.age, replace(seen, said=said))

    assert read_at(HARD, *["We can go out now."] * 20) == []
    at_eleven = (("doctor " * 5 + "cat " * 8, 4), ("doctor " * 6 + "cat " * 7, 1))
    assert read_at(*(f"{words.strip()}." for words, times in at_eleven for _ in range(times))) == []
    assert len(read_at(HARD, "We can go out now.")) == 1
    # what it is called, how a word of the field sounds, and what people text are all names
    named = replace(seen, pack=replace(seen.pack, service="Administration Necessitates"))
    sounds = {"considerable": "x", "additional": "x"}
    language = replace(named.language, pronunciation=sounds)
    texting = {"exercise": replace(language.topics["exercise"], keyword="INVESTIGATION")}
    language = replace(language, topics={"bones": language.topics["bones"], **texting})
    all_names = saying(replace(named, language=language), HARD, "spoken[1]", "call", topic="bones")
    assert told(wording.age, all_names) == []


@pytest.mark.parametrize(
    ("topic", "words", "found"),
    [
        ("exercise", "Walk 2 mg.", ["2 mg"]),
        ("exercise", "Two mg, 2.5mg.", ["two mg", "2.5mg"]),
        # a time is a dose's beside a word of taking, in its sentence or the one before, or on a medicine
        ("exercise", "See us twice a day.", []),
        ("exercise", "Take it twice a day.", ["twice a day"]),
        ("exercise", "Zan twice a day.", ["twice a day"]),
        ("exercise", "Zan helps. Do so twice a day.", ["twice a day"]),
        ("exercise", "Zan helps. So it is. Do so twice a day.", []),
        ("", "Do so twice a day. Zan helps.", []),
        ("bones", "Do so twice a day.", ["twice a day"]),
        # what is done each day is timed, and what is drunk has units, but not beside what is taken
        ("bones", "Walk twice a day.", []),
        ("exercise", "Zan helps. Walk twice a day.", []),
        ("bones", "Walk with zan twice a day.", ["twice a day"]),
        ("bones", "Wine has two units.", []),
        ("bones", "Wine with two mg.", ["two mg"]),
        ("bones", "Take two units of wine.", ["two units"]),
        ("bones", "Two units.", ["two units"]),
        # what is no medicine's is neither, whatever else stands there
        ("bones", "Take 2 mg twice a day, change the bag.", []),
        ("bones", "Change the bag. Twice a day.", ["twice a day"]),
    ],
)
def test_a_dose_is_told_by_what_stands_beside_it(
    seen: Look, topic: str, words: str, found: list[str]
) -> None:
    listing = replace(seen, language=replace(seen.language, checks=LISTS))
    mend = (
        "leave it to the person's own doctor; if no medicine is meant, write the words around it into "
        "`no_doses` of en/checks.toml (R20)"
    )
    expected = [f'f: text.menu: says "{one}": {mend}' for one in found]
    assert told(wording.doses, saying(listing, words, topic=topic)) == expected


def test_what_is_taken_with_food_is_told_how_it_may_be_said(seen: Look) -> None:
    """Where the document says it, people ask; and that food eases it is no order to take anything."""
    asked = saying(seen, "Take it with food.", topic="bones")
    (fault,) = wording.doses(asked)
    assert fault.mend.startswith('say what food does, without "take"')
    assert not list(wording.doses(saying(seen, "It is gentler on a full stomach.", topic="bones")))


@pytest.mark.parametrize("lacks", LISTS)
def test_a_language_that_lacks_a_list_is_held_to_the_others(seen: Look, lacks: str) -> None:
    few = {name: listed for name, listed in LISTS.items() if name != lacks}
    listing = replace(seen, language=replace(seen.language, checks=few))
    found = list(wording.doses(saying(listing, "Take zan, 2 mg. Walk for wine, 3 mg.", topic="bones")))
    assert [fault.says for fault in found] == ([] if lacks == "doses" else ['says "2 mg"', 'says "3 mg"'])


@pytest.mark.parametrize(
    ("written", "full", "found"),
    [
        ("Reply {options}.", "Reply 1 bone, 2 other.", []),
        ("1 {topic}?", "1 bone?", []),
        ("1 {topic} or 2 {other}?", "1 zan or 2 bones?", []),
        ("Text 1 {topics}.", "Text 1 bone.", []),
        # no number chooses it
        ("Text {topic}.", "Text 1 bone.", ["1 bone"]),
        ("1 {number}.", "1 bone.", ["1 bone"]),
        # no number of a choice
        ("Reply {options}.", "Reply 1 or two bones.", ["two bones"]),
        ("Reply {options}.", "Reply 5mg.", ["5mg"]),
        # as it is written itself
        ("1 bone. Reply {options}.", "1 bone. Reply 1 bone.", ["1 bone", "1 bone"]),
        ("1 BONE. Reply {options}.", "1 BONE. Reply 2 x.", ["1 bone"]),
    ],
)
def test_the_number_of_a_choice_is_no_dose(seen: Look, written: str, full: str, found: list[str]) -> None:
    listing = replace(seen, language=replace(seen.language, checks=LISTS))
    asks = saying(listing, written, full=full)
    assert [fault.says for fault in wording.doses(asks)] == [f'says "{one}"' for one in found]


def test_a_phrase_that_the_line_never_says_is_told_in_each_part_of_the_file(seen: Look) -> None:
    of = seen.language
    named = {"greting": "", "part_1": "", "text_part_12": "", "because_ill": "", "because_": "", "part_x": ""}
    wrong = replace(of, call={**of.call, **named}, text={**of.text, **named}, times={**of.times, **named})
    found = told(wording.names, replace(seen, language=wrong))
    assert found == [
        f"en/phrases.toml: {part}.{name}: is said nowhere: {wording.NOT_SAID}"
        for part in ("call", "text", "times")
        for name in ("greting", "because_", "part_x")
    ]


def test_a_list_of_choices_is_no_long_sentence(seen: Look) -> None:
    many = "word " * 20 + "end."
    assert told(wording.long_sentences, saying(seen, "Reply {options}.", full=many, menu="main")) == []
    (fault,) = wording.long_sentences(saying(seen, "Reply {options}.", full=f"{many} Yes."))
    assert (fault.says.partition("…")[2], fault.about) == ('" has 21 words, 1 over', many)
    assert len(told(wording.long_sentences, saying(seen, many, full="Yes.", menu="main"))) == 1


def test_a_word_with_a_number_is_found_on_every_list(seen: Look) -> None:
    checks = {"numbers": ("two",), "private": ("# pill",), "fundraising": ("# pill",)}
    listing = replace(seen, language=replace(seen.language, banned=("# pill",), checks=checks))
    for rule in (wording.banned, wording.private, wording.fundraising):
        says = [fault.says for fault in rule(saying(listing, "Two pills, 3 pills."))]
        assert says == [
            f'says "{words}", by the word "# pill" of its list' for words in ("two pills", "3 pills")
        ]


@pytest.mark.parametrize(
    ("answerer", "found"),
    [
        (None, ["volunteer", "gift"]),
        ("a trained Volunteer", ["gift", "be a volunteer"]),
        ("a nurse", ["volunteer", "gift"]),
    ],
)
def test_who_answers_is_named_and_not_won(seen: Look, answerer: str | None, found: list[str]) -> None:
    checks = {"fundraising": ("volunteer", "gift"), "recruiting": ("be a volunteer",)}
    named = {} if answerer is None else {"answerer": answerer}
    listing = replace(seen, language=replace(seen.language, checks=checks, named=named))
    says = [
        fault.says.split('"')[1] for fault in wording.fundraising(saying(listing, "A gift: be a volunteer."))
    ]
    assert sorted(says) == sorted(found)
    of_none = replace(listing.language, checks={"fundraising": ("volunteer",)})
    recruits = list(wording.fundraising(saying(replace(listing, language=of_none), "Be a volunteer.")))
    assert len(recruits) == ("volunteer" in found)
