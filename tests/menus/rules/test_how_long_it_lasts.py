"""Each length of a call at its edge: the last word that still fits, and the first that is too much."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from menus.model import Action, Fault, Menu, MenuWords, Pack
from menus.rules import choices, menu, spoken
from menus.said import Look, Said, look

TODAY = date(2026, 6, 1)
OFFERED = {"again": "a", "person": "a", "closed_person": "a", "back": "a", "for_person": "a", "callback": "a"}
ONE_CHOICE = (Action("1", "topic", "bones"),)


def words(count: int) -> str:
    """So many words, 0.4 s each."""
    return ("word " * count).strip()


@pytest.fixture(scope="module")
def bare(pack: Pack) -> Look:
    """A pack whose every choice and key is one word, and that says nothing else."""
    seen = look(pack, pack.languages["en"], TODAY)
    bones = replace(seen.language.topics["bones"], option="a", safety="")
    call = {**dict.fromkeys(seen.language.call, ""), **OFFERED, "closed_information": "a"}
    call = {name: said for name, said in call.items() if not name.startswith(menu.BECAUSE)}
    language = replace(
        seen.language,
        call=call,
        keys=dict.fromkeys("0123456789*#", "a"),
        topics={"bones": bones},
        offered="a",
    )
    pack = replace(pack, languages={"en": language}, menus={"main": Menu("main", ONE_CHOICE)})
    return replace(seen, pack=pack, language=language, said=())


def saying(seen: Look, **full: str) -> Look:
    """The pack with these sentences of calls, by their names."""
    said = tuple(Said("f", f"call.{name}", words, words, "call") for name, words in full.items())
    return calling(replace(seen, said=said), **full)


def calling(seen: Look, **changes: str) -> Look:
    language = replace(seen.language, call={**seen.language.call, **changes})
    languages = {**seen.pack.languages, "en": language}
    return replace(seen, language=language, pack=replace(seen.pack, languages=languages))


def bones(seen: Look, *parts: str, **changes: Any) -> Look:
    """The pack with these parts of its one topic, as they are read out."""
    topic = replace(seen.language.topics["bones"], spoken=parts, **changes)
    language = replace(seen.language, topics={"bones": topic})
    read = [("safety", topic.safety), *((f"spoken[{n}]", part) for n, part in enumerate(parts, 1))]
    said = tuple(Said("f", key, part, part, "call", "bones") for key, part in read)
    return replace(seen, language=language, said=said)


def beside_welsh(seen: Look) -> Look:
    """The pack with a further language, which the main menu offers in two words (1.9 s with their pauses)."""
    further = replace(seen.language, code="cy")
    languages = {"en": seen.language, "cy": further}
    return replace(seen, pack=replace(seen.pack, languages=languages, language_keys={"cy": "6"}))


def told(found: Iterator[Fault]) -> list[str]:
    """The faults in short; each names a mend."""
    faults = list(found)
    assert all(fault.file and fault.mend for fault in faults)
    return [f"{fault.key}: {fault.says}" for fault in faults]


@pytest.mark.parametrize(
    ("name", "further", "fits", "says"),
    [
        # three choices of two words: 4.9 s, and in a menu of its own half a second of silence
        ("person", False, 43, "menu.main: lasts 22.1 s, 0.1 over"),
        ("closed_first", False, 42, "menu.main: lasts 22.1 s, 0.1 over"),
        ("closed_first", True, 45, "menu.main: lasts 25.2 s, 0.2 over"),
        ("back", False, 42, "menu.other: lasts 22.2 s, 0.2 over"),
        ("for_person", False, 42, "menu.other: lasts 22.2 s, 0.2 over"),
        ("callback", False, 42, "menu.other: lasts 22.2 s, 0.2 over"),
    ],
)
def test_a_menu_lasts_22_seconds_and_three_more_with_a_further_language(
    bare: Look, name: str, further: bool, fits: int, says: str
) -> None:
    other = MenuWords("", "a", "a")
    language = replace(bare.language, menus={"other": other})
    menus = {"main": Menu("main", ONE_CHOICE), "other": Menu("other", ONE_CHOICE)}
    seen = replace(bare, language=language, pack=replace(bare.pack, menus=menus, languages={"en": language}))
    for count, expected in ((fits, []), (fits + 1, [says])):
        full = calling(seen, **{name: words(count)})
        assert told(menu.lasts(beside_welsh(full) if further else full)) == expected


def test_the_title_of_a_menu_counts_with_its_choices(bare: Look) -> None:
    for count, expected in ((41, []), (42, ["menu.other: lasts 22.2 s, 0.2 over"])):
        language = replace(bare.language, menus={"other": MenuWords(words(count), "a", "a")})
        pack = replace(bare.pack, menus={"other": Menu("other", ONE_CHOICE)})
        assert told(menu.lasts(replace(bare, language=language, pack=pack))) == expected


@pytest.mark.parametrize(
    ("further", "fits", "says"),
    [
        (False, 16, "call.greeting: the first option starts after 8.1 s, 0.1 over"),
        (True, 19, "call.greeting: the first option starts after 11.2 s, 0.2 over"),
    ],
)
def test_the_first_choice_starts_by_8_seconds_and_three_more_with_a_further_language(
    bare: Look, further: bool, fits: int, says: str
) -> None:
    for count, expected in ((fits, []), (fits + 1, [says])):
        full = saying(bare, greeting=words(count))
        assert told(menu.first_option(beside_welsh(full) if further else full)) == expected


def test_a_services_name_has_four_words(bare: Look) -> None:
    for name, expected in (("A B C D", []), ("A B C D E", ["service: 5 words, 1 over"])):
        seen = saying(bare, greeting="")
        pack = replace(seen.pack, service=name)
        assert told(menu.first_option(replace(seen, pack=pack))) == expected


@pytest.mark.parametrize(
    ("messages", "because", "fits", "over"),
    [
        (False, 0, 45, "22.2 s with its choices on its longest date, 0.2 over"),
        (False, 5, 40, "22.2 s with its choices on its longest date, 0.2 over"),
        # a call that takes a message offers it too, and gives no reason
        (True, 5, 40, "22.1 s with its choices on its longest date, 0.1 over"),
    ],
)
def test_the_closed_message_lasts_22_seconds_with_its_reason_and_its_choices(
    bare: Look, messages: bool, because: int, fits: int, over: str
) -> None:
    hours = replace(bare.pack.hours, messages=messages)
    taking = replace(bare, pack=replace(bare.pack, hours=hours))
    for count, expected in ((fits, []), (fits + 1, [f"call.closed: lasts {over}"])):
        seen = saying(taking, closed=words(count), leave_message="a", because_x=words(because))
        assert told(menu.closed_message(seen)) == expected


def test_a_question_without_choices_lasts_22_seconds(bare: Look) -> None:
    first = min(bare.pack.phrase_names.choices)
    assert told(choices.choices(saying(bare, **{first: words(55)}))) == []
    assert told(choices.choices(saying(bare, **{first: words(56)}))) == [
        f"call.{first}: lasts 22.4 s with its choices, 0.4 over"
    ]


def test_a_topic_read_out_before_the_choices_has_75_words_in_all(bare: Look) -> None:
    pack = replace(bare.pack, menus={"other": Menu("other", (), first="bones")})
    for last, expected in ((35, []), (36, ["spoken: 76 words in all, 1 over"])):
        seen = bones(replace(bare, pack=pack), words(40), words(last))
        found = [one.partition(", where")[0] for one in told(menu.overviews(seen))]
        assert found == expected


def test_a_first_fact_starts_10_seconds_after_the_title_at_most(bare: Look) -> None:
    assert told(spoken.first_fact(bones(calling(bare, draft=words(22)), "A."))) == []
    assert told(spoken.first_fact(bones(calling(bare, draft=words(12), general=words(11)), "A."))) == [
        "call.draft: with a title and `general`, a first fact starts after 10.4 s"
    ]


@pytest.mark.parametrize(
    ("draft", "fits", "says"),
    [
        # the fact alone, and what is left of 20 seconds behind 9.6 of title and notices and a pause of one
        (1, 25, "spoken[1]: lasts 10.4 s before the safety sentence, 0.4 over"),
        (21, 23, "spoken[1]: lasts 9.6 s before the safety sentence, 0.2 over"),
    ],
)
def test_a_first_fact_leaves_room_for_the_safety_sentence(
    bare: Look, draft: int, fits: int, says: str
) -> None:
    for count, expected in ((fits, []), (fits + 1, [says])):
        seen = bones(calling(bare, draft=words(draft)), words(count), safety="Ask.")
        assert told(spoken.first_fact(seen)) == expected
        assert told(spoken.first_fact(bones(seen, words(count), safety=""))) == []


@pytest.mark.parametrize(
    ("parts", "heard"),
    [
        ((f"{words(26)}. Ask.",), True),
        ((f"{words(27)}. Ask.",), False),
        ((f"{words(23)}.", "Ask."), True),  # a second of silence is between two parts
        ((f"{words(24)}.", "Ask."), False),
    ],
)
def test_a_caller_surely_hears_what_begins_within_20_seconds(
    bare: Look, parts: tuple[str, ...], heard: bool
) -> None:
    seen = bones(calling(bare, draft=words(21)), *parts)
    assert spoken.first_part(seen, seen.language.topics["bones"]).endswith(". Ask.") is heard


def test_a_safety_sentence_follows_the_first_part_whatever_comes_then(bare: Look) -> None:
    seen = bones(bare, "A.", "B.", safety="Ask.")
    assert spoken.first_part(seen, seen.language.topics["bones"]) == "A. Ask."


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("Zan and zan.", ""),
        ("Zan, zan and zan.", "“Zan, zan and zan.…” names 3 medicines"),
        ("Zan and zan. Zan.", ""),
        ("Zan and zan. Zan and zan. Zan.", ""),
        (
            "Zan and zan. Zan and zan. Zan and zan.",
            "“Zan and zan. Zan and zan. Zan and zan.…” names 6 medicines",
        ),
        (f"{words(9)} zan, zan, zan.", f"“{words(8)} …” names 3 medicines"),
        ("Zany zan and zan.", ""),
    ],
)
def test_a_sentence_names_two_medicines_and_a_chunk_five(bare: Look, said: str, says: str) -> None:
    language = replace(bare.language, checks={"medicines": ("zan",)}, pronunciation={"zan": "x"})
    seen = saying(replace(bare, language=language), x=said)
    assert told(spoken.medicines(seen)) == (
        [f"call.x: {says}".replace("“", '"').replace("”", '"')] if says else []
    )
    texted = tuple(replace(one, channel="text") for one in seen.said)
    assert told(spoken.medicines(replace(seen, said=texted))) == []  # type: ignore[arg-type]
