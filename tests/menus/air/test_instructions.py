"""A notice gives no addresses, keys, commands or strangers' numbers; what anybody may ring it may name."""

from dataclasses import replace
from datetime import timedelta

import pytest

from menus.air.changes import AS_IN_THE_PACK, Air, Notice, Wording
from menus.air.instructions import acts, instructions
from menus.air.saying import (
    is_on_health,
    lacking,
    name_of,
    notice_at,
    on_the_air,
    safety_of,
    with_example,
    with_notice,
)
from menus.model import Pack
from tests.conftest import OPEN
from tests.packs.bilingual import in_both

LINE = "+441134960123"


def told(pack: Pack, words: str, *lines: str) -> list[str]:
    found = [*instructions(pack, words, "call.notice", "notice", *lines)]
    assert all((fault.file, fault.key) == ("notice", "call.notice") and fault.mend for fault in found)
    return [fault.says for fault in found]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Room 1234 is shut.", ""),
        ("Room 12345 is shut.", "12345"),
        ("Room 1 2 3 4 5 is shut.", "1 2 3 4 5"),
        ("Ring 1234 now.", "1234"),
        ("Phone us on 101.", "101"),
        *((f"Ring {number}.", "") for number in ("999", "1 1 1", "112", "116 123", "18000", "18001", "55")),
        ("Text SHOUT to 85258.", ""),
        ("Ring 999 111.", ""),
        ("Ring 9991.", "9991"),
        ("Ring 0113 496 0123.", "0113 496 0123"),
        ("Ring +44 113 496 0123.", "+44 113 496 0123"),
        ("Ring zero 8 zero zero, 5 2 zero zero, 5 2 zero.", ""),
        ("Ring Zero 8 Zero Zero, 5 2 Zero Zero, 5 2 1.", "0 8 0 0, 5 2 0 0, 5 2 1"),
        ("Ring zero 8 zero zero, 5 2 zero zero, 5 2 1.", "0 8 0 0, 5 2 0 0, 5 2 1"),
        ("We are back by 9 on 26 May.", ""),
    ],
)
def test_only_the_helplines_number_and_those_that_anybody_may_ring_are_named(
    pack: Pack, words: str, number: str
) -> None:
    assert told(pack, words) == ([f"names the number {number}"] if number else [])


def test_the_lines_own_number_and_the_refuges_are_named_in_either_form(pack: Pack) -> None:
    safe = replace(pack, hours=replace(pack.hours, refuge="+448082000247"))
    for words in ("Ring 0113 496 0123.", "Ring +44 113 496 0123.", "Ring 0808 2000 247."):
        assert told(safe, words, LINE, "") == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Text STOP.", 'says "Text STOP", which the line acts on'),
        ("Text stop.", 'says "Text stop", which the line acts on'),
        ("Reply with the word NOCALL.", 'says "Reply with the word NOCALL", which the line acts on'),
        ("Text ABOUT.", 'says "Text ABOUT", which the line acts on'),
        ("Text about your bones.", ""),
        ("Text MENU or send HELPLINE.", ""),
        ("Send BONES.", ""),
        ("Reply 1.", 'says "Reply 1", which the line acts on'),
        ("Answer 12.", 'says "Answer 12", which the line acts on'),
        ("We answer 123 texts.", ""),
        ("Press 1 now.", 'says "Press 1"'),
        ("Press the key star.", 'says "Press the key star"'),
        ("We press on.", ""),
        ("We are pressing 2 hours on.", ""),
        ("Look at example.org.", 'holds a web address, "example.org"'),
        ("LOOK AT EXAMPLE.ORG.", 'holds a web address, "EXAMPLE.ORG"'),
        ("Look at a.zz/b.", 'holds a web address, "a.zz/b"'),
        ("Write to a@b.", 'holds a web address, "a@b"'),
        ("See you at 9.30 on 1.5.", ""),
    ],
)
def test_what_the_line_acts_on_is_not_asked_for(pack: Pack, words: str, says: str) -> None:
    assert told(pack, words) == ([says] if says else [])


def test_keys_and_commands_of_a_further_language_are_found_in_its_own_words() -> None:
    welsh, english = (in_both().languages[code] for code in ("cy", "en"))
    says = {
        "Pwyswch 5 nawr.": ['says "pwyswch 5"'],
        "Anfonwch STOPIWCH.": ['says "STOPIWCH", which the line acts on'],
        "Anfonwch stopiwch.": [],
        "Anfonwch BWYDLEN.": [],
        "Anfonwch ESGYRN.": [],
    }
    found = {words: [*acts(welsh, words, "k", "f")] for words in says}
    assert {words: [one.says for one in told] for words, told in found.items()} == says
    assert all(
        "take it out" in one.mend and (one.file, one.key) == ("f", "k")
        for told in found.values()
        for one in told
    )
    assert [*acts(english, "press 5, STOP", "k", "f")] == []


@pytest.mark.parametrize(
    ("menu", "with_it"),
    [
        ("Muscle Line. Reply 1 bones.", "Muscle Line. Busy. Reply 1 bones."),
        ("Muscle Line: reply 1.", "Muscle Line: Busy. reply 1."),
        ("Reply 1 bones.", "Busy. Reply 1 bones."),
        ("Muscle Lines. Reply 1.", "Busy. Muscle Lines. Reply 1."),
    ],
)
def test_a_notice_is_texted_behind_the_services_name_or_first(menu: str, with_it: str) -> None:
    assert with_notice("Muscle Line", menu, "Busy.") == with_it
    assert menu.startswith(name_of("Muscle Line", menu))


def test_an_example_that_is_off_the_air_is_another_that_is_no_longer(pack: Pack) -> None:
    english = pack.languages["en"]
    menu = "Text a topic, such as EXERCISE, or STOP."
    off = replace(pack, air=Air(topics=frozenset({"exercise"})))
    assert with_example(pack, english, menu, OPEN) == menu
    told_now = with_example(off, english, menu, OPEN).removeprefix("Text a topic, such as ").partition(",")[0]
    listed = {action.target for each in pack.menus.values() for action in each.actions} - {"exercise"}
    fits = [
        word for name, topic in english.topics.items() if len(word := topic.keyword) <= 8 and name in listed
    ]
    assert told_now in fits and len(told_now) == max(map(len, fits))
    by_word = replace(pack, air=Air(words=frozenset({"exercise"})))
    assert "EXERCISE" not in with_example(by_word, english, menu, OPEN)


def test_health_tells_how_much_is_off_the_air(pack: Pack) -> None:
    assert on_the_air(replace(pack, air=AS_IN_THE_PACK), OPEN) == {"off_air": 0, "notice": "none"}
    air = Air(topics=frozenset({"bones", "exercise"}), words=frozenset({"bone"}))
    assert on_the_air(replace(pack, air=air), OPEN) == {"off_air": 3, "notice": "none"}


def test_a_notice_runs_until_its_end_in_its_language_or_in_the_first() -> None:
    both, second = in_both(), timedelta(seconds=1)
    words = {"en": Wording("Busy.", "Busy, sorry."), "cy": Wording("Prysur.", "")}
    pack = replace(both, air=Air(notice=Notice(words, OPEN + second)))
    english, welsh = pack.languages["en"], pack.languages["cy"]
    assert notice_at(pack, welsh, OPEN, "spoken") == ("Prysur.", welsh)
    assert notice_at(pack, welsh, OPEN, "texted") == ("Busy, sorry.", english)
    assert notice_at(pack, english, OPEN, "spoken") == ("Busy.", english)
    assert notice_at(pack, english, OPEN + second, "spoken") is None
    assert notice_at(both, english, OPEN, "spoken") is None
    assert [on_the_air(pack, now)["notice"] for now in (OPEN, OPEN + second)] == ["runs", "none"]
    silent = replace(both, air=Air(notice=Notice({"cy": words["cy"]}, OPEN + second)))
    assert (
        notice_at(silent, welsh, OPEN, "texted") is None
        and notice_at(silent, english, OPEN, "spoken") is None
    )


def test_staff_are_told_which_language_lacks_words_for_whom(pack: Pack) -> None:
    both, english = in_both(), Wording("Busy.", "Busy.")
    told = {
        Wording("", ""): ("No words in Welsh: callers and texters get those in English.",),
        Wording("Prysur.", ""): ("No words in Welsh: texters get those in English.",),
        Wording("", "Prysur."): ("No words in Welsh: callers get those in English.",),
        Wording("Prysur.", "Prysur."): (),
    }
    assert {welsh: lacking(both, {"en": english, "cy": welsh}) for welsh in told} == told
    assert lacking(both, {"cy": Wording("Prysur.", "Prysur.")}) == ()
    assert lacking(pack, {}) == ()


def test_of_a_topic_off_the_air_its_safety_sentence_or_line_is_left(pack: Pack) -> None:
    english = pack.languages["en"]
    owed = english.additions[0]
    topic = replace(
        english.topics["bones"],
        name=owed.topics[0],
        safety="",
        spoken=(f"One. Then {owed.signs[0].upper()}. And so on.", f"Two. {owed.signs[0]}."),
    )
    assert safety_of(english, topic) == f"Then {owed.signs[0].upper()}. And so on."
    assert safety_of(english, replace(topic, safety="Ask.")) == "Ask."
    assert safety_of(english, replace(topic, name="nothing")) == ""
    assert is_on_health(english, topic) and not is_on_health(english, replace(topic, name="nothing"))
