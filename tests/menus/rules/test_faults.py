"""Every rule of the rulebook finds what breaks it, and says how to mend it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from menus.matcher.commands import one_edit
from menus.model import Fault, Pack
from menus.multilingual.lending import lend
from menus.multilingual.untranslated import untranslated
from menus.rules.faults import RULES, faults, refusals
from menus.rules.menu import other_languages
from menus.rules.reading_age import reading_age, syllables
from menus.rules.word_lists import words_listed
from menus.said import look
from menus.sentences import sentences, words
from menus.signing.unsigned import signed
from tests.packs.broken import AUTHOR, SERVABLE, Broken, copy

TODAY = date(2026, 6, 1)
# The keys at which packs break the rules that take longest to look.
SLOWEST = ("commands.MENU", "sets.weekly", "spoken[1]")


def broken_pack(broken: Broken, folder: Path) -> Pack:
    made = copy(folder)
    broken.edit(made)
    return made.load()


def is_named(broken: Broken, found: tuple[Fault, ...]) -> bool:
    return any(
        (fault.file, fault.key, fault.level) == (broken.file, broken.key, broken.level)
        and broken.says in fault.says
        and broken.mend in fault.mend
        for fault in found
    )


@pytest.mark.parametrize("broken", SERVABLE, ids=lambda broken: broken.name)
def test_a_broken_pack_names_its_fault_and_its_mend(broken: Broken, tmp_path: Path) -> None:
    found = faults(broken_pack(broken, tmp_path), TODAY)
    assert is_named(broken, found), "\n".join(map(str, found))
    assert all(fault.file and fault.says.strip() and fault.mend.strip() for fault in found)


def test_the_shipped_pack_has_no_error(pack: Pack) -> None:
    assert [str(fault) for fault in faults(pack, TODAY) if fault.level == "error"] == []


def test_nothing_of_the_shipped_pack_runs_out_soon(pack: Pack) -> None:
    """When this fails, the fault says what to look at again and where to write the new day."""
    today = date.today()  # noqa: DTZ011 - it is meant to fail as time goes by
    ending = [
        fault for fault in faults(pack, today) if fault.key in ("holidays_until", "review_by", "confirmed_on")
    ]
    assert [str(fault) for fault in ending] == []


def test_the_shipped_packs_warnings_are_true(pack: Pack) -> None:
    drafts = {
        (f"en/topics/{topic.name}.toml", "reviewed_by")
        for topic in pack.languages["en"].topics.values()
        if topic.draft
    }
    unsigned = {("signatures.toml", of) for of in ("en/fixed-replies", "en/alarm-rules", "en/second-ear")}
    unconfirmed = set() if pack.hours.confirmed_by else {("hours.toml", "confirmed_by")}
    assert {(fault.file, fault.key) for fault in faults(pack, TODAY)} == drafts | unsigned | unconfirmed


def test_every_rule_is_broken_by_some_pack(tmp_path: Path) -> None:
    # what needs a second language has a test of its own
    silent = {rule for rule in RULES if rule.__name__ not in ("other_languages", "untranslated")}
    # first a command that is another's, until which each pack has its matcher built, and what breaks the
    # slowest other rules: until a rule is broken, each pack is asked about it
    for n, broken in enumerate(sorted(SERVABLE, key=lambda one: one.key not in SLOWEST)):
        if not silent:
            break
        made = broken_pack(broken, tmp_path / str(n))
        seen = look(made, made.languages["en"], TODAY)
        silent -= {rule for rule in silent if any(rule(seen))}
    assert not silent


def test_what_a_further_language_lacks_and_has_alike_is_one_line_of_each_kind(pack: Pack) -> None:
    english = pack.languages["en"]
    fewer = {name: topic for name, topic in english.topics.items() if name != "bones"}
    welsh = replace(english, code="cy", topics=fewer, call={**english.call, "end": ""}, chosen_by=("welsh",))
    both = lend(replace(pack, languages={"en": english, "cy": welsh}))
    told = [fault.says for fault in untranslated(look(both, both.languages["cy"], TODAY))]
    assert not list(untranslated(look(both, english, TODAY)))
    assert "lacks 1 sentences, and this is said in en: call.end" in told
    assert "lacks 1 topics, and this is said in en: bones" in told
    (alike,) = [says for says in told if says.startswith("has ")]
    assert "call.greeting" in alike and "call.end" not in alike


@pytest.mark.parametrize(("lacks", "ends"), [(199, "x198"), (200, "x199"), (201, "x199 and 1 more")])
def test_a_list_of_what_is_lacking_says_how_many_it_does_not_name(pack: Pack, lacks: int, ends: str) -> None:
    english = pack.languages["en"]
    lent = frozenset(f"call.x{number:03}" for number in range(lacks))
    welsh = replace(english, code="cy", first=english, lent=lent)
    seen = replace(look(pack, english, TODAY), language=welsh)
    told, *_ = [fault.says for fault in untranslated(seen) if "sentences" in fault.says]
    assert told.endswith(f"call.{ends}")


def test_a_language_that_cannot_be_chosen_is_told(pack: Pack) -> None:
    english = pack.languages["en"]
    for over in ({"offered": ""}, {"chosen_by": ()}, {"chosen_by": ("bones",)}):
        welsh = replace(english, code="cy", **over)  # type: ignore[arg-type]
        both = lend(replace(pack, languages={"en": english, "cy": welsh}))
        told = other_languages(look(both, both.languages["cy"], TODAY))
        assert [fault.file for fault in told] == ["cy/phrases.toml"], over


def test_a_live_line_refuses_drafts_and_hours_that_no_one_confirmed(pack: Pack) -> None:
    refused = {(fault.file, fault.key) for fault in refusals(pack, faults(pack, TODAY))}
    assert ("hours.toml", "confirmed_by") in refused
    assert ("en/topics/bones.toml", "reviewed_by") in refused


def test_a_live_line_does_not_refuse_what_only_runs_out(pack: Pack) -> None:
    late = Fault("hours.toml", "holidays_until", "has ended", "look again", "warning")
    assert refusals(pack, (late,)) == ()


def test_time_alone_makes_no_error(tmp_path: Path) -> None:
    made = copy(tmp_path)
    made.put("hours.toml", "confirmed_by", '"Ann"\nconfirmed_on = 2026-03-02')
    made.swap(
        "en/topics/bones.toml",
        AUTHOR,
        f'{AUTHOR}\nreviewed_by = "Dr Ann Able"\nreviewed_on = 2026-01-31\nreview_by = 2027-01-31',
    )
    later = faults(made.load(), date(2040, 1, 1))
    assert [str(fault) for fault in later if fault.level == "error"] == []


@pytest.mark.parametrize(("left", "stage"), [(91, ""), (90, "90"), (30, "30"), (7, "7"), (0, "7")])
def test_a_review_warns_90_30_and_7_days_before_it_ends(pack: Pack, left: int, stage: str) -> None:
    end = date(2026, 9, 1)
    english = pack.languages["en"]
    bones = replace(english.topics["bones"], review_by=end)
    seen = look(pack, english, date.fromordinal(end.toordinal() - left))
    seen = replace(seen, language=replace(english, topics={"bones": bones}))
    said = [fault.says for fault in signed(seen) if fault.key == "review_by"]
    assert ([says.rpartition(" ")[2] for says in said] or [""]) == [stage]


def test_a_review_of_a_leap_day_ends_on_the_last_of_february(tmp_path: Path) -> None:
    made = copy(tmp_path)
    dates = f'{AUTHOR}\nreviewed_by = "Dr Ann Able"\nreviewed_on = 2024-02-29\nreview_by = 2025-03-01'
    made.swap("en/topics/bones.toml", AUTHOR, dates)
    found = faults(made.load(), date(2024, 3, 1))
    assert any(fault.key == "review_by" and "2025-02-28" in fault.mend for fault in found)


def test_syllables_are_counted_as_people_say_them() -> None:
    said = {"the": 1, "take": 1, "table": 2, "nurses": 2, "medicine": 3, "stopped": 1, "wanted": 2, "diet": 2}
    said |= {"breathing": 2, "inflammation": 4, "severely": 3, "create": 2, "idea": 3, "doesn't": 2, "you": 1}
    assert {word: syllables(word) for word in said} == said


def test_plain_words_ask_for_a_lower_reading_age_than_hard_ones() -> None:
    plain = reading_age("You may feel ill. Tell your nurse at once.")
    hard = reading_age(
        "Occasionally individuals experience considerable deterioration following administration."
    )
    assert plain < 8 and hard > 16


def test_names_are_left_out_of_the_reading_age() -> None:
    assert reading_age("Ask about azathioprine.", {"azathioprine"}) < reading_age("Ask about azathioprine.")


def test_an_empty_text_has_the_lowest_reading_age() -> None:
    assert reading_age("") == reading_age("9 9 9.") == 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Take 10 mg, or 2.5mg.", ("10 mg", "2.5mg")),
        ("Two tablets.", ("two tablets",)),
        ("In 5 groups of people.", ()),
        ("Every 3 months, in hospital.", ()),
        ("Please DONATE to us.", ("donate",)),
    ],
)
def test_a_listed_word_finds_amounts_and_longer_words(text: str, found: tuple[str, ...]) -> None:
    assert words_listed(text, ("# mg", "# g", "# tablet", "donat"), ("two",)) == found


def test_an_empty_list_finds_nothing() -> None:
    assert words_listed("Anything at all.", ()) == ()


SENTENCES = ("Call 9 9 9 now.", "It is 0 8 0 0, 5 2 0 0, 5 2 0! Is it?")


def test_a_phone_number_is_one_word_of_a_sentence() -> None:
    assert sentences(" ".join(SENTENCES)) == ("Call 9 9 9 now.", "It is 0 8 0 0, 5 2 0 0, 5 2 0!", "Is it?")
    assert words("Call 9 9 9 about flare-ups.") == ("Call", "9 9 9", "about", "flare-ups")


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("stop", "stop", True),
        ("stopp", "stop", True),
        ("sotp", "stop", True),
        ("shop", "stop", True),
        ("top", "stop", True),
        ("spot", "stop", False),
        ("stooop", "stop", False),
        ("cancer", "cancel", True),
    ],
)
def test_one_slip_is_a_letter_too_many_too_few_wrong_or_swapped(one: str, other: str, near: bool) -> None:
    assert one_edit(one, other) is one_edit(other, one) is near
