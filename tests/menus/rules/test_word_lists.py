"""A list of checks.toml finds its words in all their forms, and no other words that begin with them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from menus.loading.language import shares
from menus.model import Fault, Number, Pack
from menus.rules import menu, sources, spoken, texted, wording
from menus.rules.of_helpline import told_cost, told_recording
from menus.rules.word_lists import entry_of, lists, words_listed
from menus.said import Look, Said, look


@pytest.mark.parametrize(
    ("listed", "text", "found"),
    [
        ("dose", "doses and dosed", ("doses", "dosed")),
        ("dose", "an overdose", ()),
        ("mg", "mg", ("mg",)),
        ("mg", "mgs", ("mgs",)),
        ("cup", "cups", ("cups",)),
        ("cup", "cupboard", ()),
        ("tab", "tabs, tabbed and tabbing", ("tabs",)),  # so short a word has no other forms
        ("faint", "fainted, faintted", ("fainted",)),
        ("cups", "cupsful", ()),
        ("should", "shoulders", ()),
        ("should", "shoulder(s)", ()),
        ("should", "you shouldn't, you shouldn’t", ("shouldn't", "shouldn’t")),
        ("suffer", "suffers, suffered, suffering", ("suffers", "suffered", "suffering")),
        ("drug", "drugged, drug-free, drugstore", ("drugged", "drug")),
        ("dose", "dosing, dosage", ("dosing",)),
        ("remedy", "remedies, remedied, remed", ("remedies", "remedied")),
        ("study", "study, studying, stud", ("study", "studying")),
        ("dose", "dose, dosed, dos", ("dose", "dosed")),
        ("rash", "rashes, rashs", ("rashes",)),
        ("once a week", "once a weekend", ()),
        ("# pill", "two pills, two pillows", ("two pills",)),
        ("# unit", "2 units, one united team", ("2 units",)),
        ("donat", "a donation", ("donation",)),
        ("# mg", "5 mg", ("5 mg",)),
        ("# mg", "5mg", ("5mg",)),
        ("# mg", "2,5 mg", ("2,5 mg",)),
        ("# mg", "two mg", ("two mg",)),
        ("# mg", "mg", ()),
        ("once a day", "ONCE  A DAY", ("once  a day",)),
        ("dose", "dose, dose", ("dose",)),
        ("a.b", "axb", ()),
        ("", "anything", ()),
    ],
)
def test_a_listed_word_is_found(listed: str, text: str, found: tuple[str, ...]) -> None:
    assert words_listed(text, (listed,) if listed else (), ("two",)) == found


# What the base's lists have that is no English word: the beginning of several, or rare.
BEGINNINGS = {"donat", "fundrais", "inhale", "prescri"}
ENDINGS = ("s", "es", "ies", "ed", "ied", "ing", "ying", "gged", "gging", "pped", "pping")
CAUGHT = {
    *("suffer", "suffers", "suffered", "suffering", "sufferings", "sufferers"),
    *("should", "drug", "drugs", "invalid", "wrong", "wrongs", "wrongly"),
}


def test_no_listed_word_of_the_base_catches_another_word_of_english(pack: Pack) -> None:
    english = pack.languages["en"]
    every = " ".join(shares())
    assert words_listed("shoulder shoulders", english.banned) == ()
    checks = {name: listed for name, listed in english.checks.items() if name != "medicines"}
    for listed in checks.values():
        for last in {words.split()[-1] for words in listed} - BEGINNINGS:
            begun = " ".join(word for word in shares() if word.startswith(last[:-1]))
            for word in words_listed(begun, (last,)):
                assert word == last or any(word.removesuffix(end) in (last, last[:-1]) for end in ENDINGS)
    assert set(words_listed(every, english.banned)) == CAUGHT


@pytest.mark.parametrize(
    ("listed", "text", "entries"),
    [
        (("drug", "# pill"), "drugged by two pills", ("drug", "# pill")),
        (("#9", "NHS"), "the nhs and a#9s", ("NHS", "#9s")),  # by itself "#9s" does not begin a word
    ],
)
def test_what_is_found_has_an_entry_or_is_told_by_itself(
    listed: tuple[str, ...], text: str, entries: tuple[str, ...]
) -> None:
    found = words_listed(text, listed, ("two",))
    assert tuple(entry_of(words, listed, ("two",)) for words in found) == entries


@pytest.mark.parametrize(
    ("name", "medicine", "mend"),
    [
        *((name, True, "") for name in ("no_doses", "everyday", "alcohol", "recruiting")),
        ("medicines", True, "list the medicines"),
        ("medicines", False, ""),
        ("taken", True, "list the words of this language"),
        ("taken", False, "list the words of this language"),
    ],
)
def test_a_list_that_finds_nothing_is_told_unless_there_may_be_nothing_to_find(
    pack: Pack, name: str, medicine: bool, mend: str
) -> None:
    english = pack.languages["en"]
    bones = replace(english.topics["bones"], medicine=medicine)
    bare = replace(english, checks={**english.checks, name: ()}, topics={"bones": bones})
    seen = replace(look(pack, english, date(2026, 6, 1)), language=bare)
    says = f"en/checks.toml: {name}: is empty, so that its rule finds nothing: {mend}"
    assert [str(fault) for fault in lists(seen)] == ([says] if mend else [])
    assert list(lists(replace(seen, language=replace(bare, first=english)))) == []


@pytest.mark.parametrize(
    ("rule", "words", "key"),
    [
        (menu.promotion, "Your call is important.", "call.x"),
        (sources.by_hand, "Checked by a nurse.", "call.x"),
        (spoken.medicines, "{medicines}.", "call.x"),
        (told_cost.not_free, "The helpline is free.", "call.x"),
        (told_recording.not_recorded, "Calls are recorded.", "call.x"),
        (texted.invitations, "Text SKELETON.", "text.x"),
        (wording.doses, "Take two mg twice a day.", "text.x"),
        (wording.fundraising, "Please donate.", "text.x"),
        (wording.private, "This is for your condition.", "text.x"),
    ],
)
def test_a_further_language_without_a_list_is_not_held_to_it(
    pack: Pack, rule: Callable[[Look], Iterator[Fault]], words: str, key: str
) -> None:
    """What it lacks is told by itself, and no rule ends for it."""
    hours = replace(pack.hours, numbers=(Number("+441134960123", "person"),), recorded=False, cost="")
    english = pack.languages["en"]
    channel = key.partition(".")[0]
    words = words.replace("{medicines}", ", ".join(english.checks["medicines"][:3]))
    said = (Said("f", key, words, words, channel),)  # type: ignore[arg-type]
    seen = replace(look(pack, english, date(2026, 6, 1)), pack=replace(pack, hours=hours), said=said)
    assert [(fault.file, fault.key) for fault in rule(seen)][-1:] == [("f", key)]
    assert list(rule(replace(seen, language=replace(english, checks={}, first=english)))) == []
