"""How much of a language makes sure of it, and for how much a fault or a text has room: both sides."""

from dataclasses import replace

import pytest

from menus.loading.fit import fit
from menus.loading.language import OWN
from menus.model import Fault, Pack
from menus.multilingual.choice import chosen, may_end, new_words
from menus.multilingual.in_english import by_code, spoken
from menus.multilingual.lending import lend
from menus.multilingual.understood import hear
from menus.multilingual.untranslated import is_of_lent, untranslated
from menus.multilingual.way_out import with_ways
from menus.multilingual.written_in import by_words, own_words
from menus.said import Look
from menus.tracing.marks import Mark
from tests.conftest import OPEN


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("bwydlen zzz", "en"),
        ("argyfwng zzz", "cy"),
        ("byw dod zzz", "cy"),
        ("byw zzz", "en"),
        ("byw di zzz", "cy"),
        ("ac di zzz", "en"),
        ("byw n zzz", "en"),
        ("byw dod the because zzz", "en"),
        ("byw dod the zzz", "cy"),
    ],
)
def test_two_words_of_a_language_or_one_of_eight_letters_make_sure_of_it(
    words: str, code: str, both: Pack
) -> None:
    english, welsh = both.languages["en"], both.languages["cy"]
    assert by_words(english, (welsh,), words)[0].code == code


def test_a_word_of_three_letters_tells_a_further_language(both: Pack) -> None:
    english, welsh = both.languages["en"], both.languages["cy"]
    assert own_words("byw di ac the", welsh, english) == {"byw"}
    assert own_words("byw di ac the am", english, welsh) == {"the"}


@pytest.mark.parametrize(
    ("words", "code"), [("thank you", "en"), ("thanks", "cy"), ("yes", "cy"), ("diolch yn fawr", "cy")]
)
def test_two_words_of_manners_turn_a_talk_and_one_does_not(words: str, code: str, both: Pack) -> None:
    assert hear(both, both.languages["cy"], words, chosen=True).code == code


@pytest.mark.parametrize("more", [0, 1])
@pytest.mark.parametrize(("name", "most"), [("menu", 160), ("help", 306), ("howto", 306)])
def test_a_way_to_another_language_is_told_where_it_fits(name: str, most: int, more: int, both: Pack) -> None:
    welsh = replace(both.languages["cy"], shorter=())
    english = replace(both.languages["en"], shorter=())
    made = replace(both, languages={"en": english, "cy": welsh})
    text = "x" * (most + more - len(f" {welsh.way}"))
    assert with_ways(made, english, name, text) == (text if more else f"{text} {welsh.way}")


def test_a_way_is_told_with_a_shorter_phrase_and_never_twice_or_in_a_third_part(both: Pack) -> None:
    english, welsh = replace(both.languages["en"], shorter=("long", "l")), both.languages["cy"]
    made = replace(both, languages={"en": english, "cy": welsh})
    text = "x" * (162 - len(f"long {welsh.way}")) + "long"
    assert len(f"{text} {welsh.way}") == 162
    assert with_ways(made, english, "menu", text) == f"{text[:-4]}l {welsh.way}"
    told = f"{welsh.way} soap"
    assert with_ways(made, english, "menu", told) == told
    assert with_ways(made, english, "other", "x") == "x"
    for lone in (("long",), ()):
        bare = replace(english, shorter=lone)
        assert with_ways(replace(both, languages={"en": bare, "cy": welsh}), bare, "menu", text) == text
    split = f"{'x' * 152}€{'x' * (306 - 154 - len(welsh.way) - 1)}"
    assert with_ways(made, english, "help", split) == split, "a letter of two stands at the end of a part"
    assert with_ways(made, english, "unknown", "x") == "x"


@pytest.mark.parametrize("most", [2, 3])
def test_a_language_of_other_letters_tells_a_way_in_as_many_parts_as_it_may_have(
    most: int, both: Pack
) -> None:
    welsh = both.languages["cy"]
    english = replace(both.languages["en"], parts=most)
    made = replace(both, languages={"en": english, "cy": welsh})
    for more in (0, 1):
        text = "ŵ" * (67 * most + more - len(f" {welsh.way}"))
        assert with_ways(made, english, "menu", text) == (text if more else f"{text} {welsh.way}")


@pytest.mark.parametrize("more", [0, 1])
def test_two_hundred_names_stand_in_one_line_and_how_many_more_there_are(more: int, both: Pack) -> None:
    places = [f"call.n{n:03}" for n in range(200 + more)]
    welsh = replace(both.languages["cy"], lent=frozenset(places))
    first, *_ = untranslated(Look(both, welsh, OPEN.date(), ()))
    assert first.says == (
        f"lacks {200 + more} sentences, and this is said in en: {', '.join(places[:200])}"
        + " and 1 more" * more
    )


def test_what_is_said_alike_in_both_is_named_by_its_place_and_its_part(both: Pack) -> None:
    english, welsh = both.languages["en"], both.languages["cy"]
    bones = english.topics["bones"]
    alike = replace(bones, title="Esgyrn", text="", more="", spoken=("Un.", *bones.spoken[1:2]))
    made = replace(welsh, topics={"bones": alike}, lent=frozenset())
    found = [one.says for one in untranslated(Look(both, made, OPEN.date(), ())) if "has it" in one.says]
    assert "topics.bones.spoken[2]" in found[0] and "spoken[1]" not in found[0]
    assert "topics.bones.short" in found[0] and "bones.title" not in found[0]


def test_a_place_that_names_other_facts_is_told_by_its_table_and_its_name(both: Pack) -> None:
    named = {
        "phrases.toml": {"call.a.b": ("A1", "A2"), "call.c": ("A1", "A1"), "named.x": ("A1", "")},
        "topics/bones.toml": {"spoken[1]": ("A1", "A9"), "spoken[2]": ("A9", "A1"), "text": ("A1", "A1")},
        "topics/flare.toml": {"text": ("A1", "A8")},
    }
    marks = {
        (f"{code}/{file}", key): (Mark(1, (fact,)),)
        for file, keys in named.items()
        for key, facts in keys.items()
        for code, fact in zip(("en", "cy"), facts, strict=True)
        if fact
    }
    marks |= {("en/phrases.toml", "call.d"): (Mark(1, ()),), ("cy/phrases.toml", "call.e"): (Mark(1, ()),)}
    english, welsh = (
        replace(one, traced=replace(one.traced, marks=marks), lent=frozenset({"named"}))
        for one in both.languages.values()
    )
    made = replace(welsh, first=english)
    (found,) = [one for one in untranslated(Look(both, made, OPEN.date(), ())) if "facts" in one.says]
    assert found.says == "names other facts than en behind 2: call.a, topics.flare"
    assert (found.file, found.level) == ("cy/", "error") and "R23" in found.mend


@pytest.mark.parametrize(
    ("file", "key", "is_lent"),
    [
        ("cy/phrases.toml", "call.closed", True),
        ("cy/phrases.toml", "call.open", False),
        ("cy/phrases.toml", "menus.main.title", True),
        ("cy/phrases.toml", "menus.other.title", False),
        ("cy/phrases.toml", "times.days", True),
        ("cy/topics/bones.toml", "text", True),
        ("cy/topics/flare.toml", "text", False),
        ("cy/checks.toml", "call.closed", False),
        ("en/phrases.toml", "call.closed", False),
    ],
)
def test_a_fault_of_lent_words_is_the_first_languages(file: str, key: str, is_lent: bool, both: Pack) -> None:
    lent = frozenset({"call.closed", "menus.main", "times", "topics.bones"})
    welsh = replace(both.languages["cy"], lent=lent)
    assert is_of_lent(welsh, Fault(file, key, "is long", "cut it")) == is_lent
    assert not is_of_lent(replace(welsh, lent=frozenset()), Fault(file, key, "is long", "cut it"))


def test_in_a_pack_of_one_language_there_is_none_to_choose_or_to_name(both: Pack, pack: Pack) -> None:
    assert by_code(both) == {"en": "English", "cy": "Welsh"} and by_code(pack) == {}
    assert chosen(both, "WELSH") is both.languages["cy"] and chosen(pack, "ENGLISH") is None
    assert chosen(both, "no welsh english") is None
    assert new_words(both, ("welsh", "zzz")) == ("zzz",)
    assert new_words(pack, ("english", "zzz")) == ("english", "zzz")


def test_a_further_language_that_gives_no_rate_is_spoken_at_ninety_percent() -> None:
    faults: list[Fault] = []
    assert fit("cy/phrases.toml", {"voice": "Polly.Gwyneth"}, OWN, faults)["rate"] == 90 and not faults


@pytest.mark.parametrize("name", ["days", "months", "short_days", "short_months"])
def test_a_list_of_words_with_one_missing_or_empty_is_lent_whole(name: str, both: Pack) -> None:
    english, welsh = both.languages["en"], both.languages["cy"]
    own: tuple[str, ...] = getattr(welsh, name)
    assert name not in welsh.lent
    for short in (own[1:], ("", *own[1:])):
        lent = lend(replace(both, languages={"en": english, "cy": replace(welsh, **{name: short})}))
        assert name in lent.languages["cy"].lent
        assert getattr(lent.languages["cy"], name) == getattr(english, name)


def test_a_language_that_the_pack_has_no_longer_is_told_by_its_code_and_the_first_by_nothing(
    both: Pack,
) -> None:
    one = replace(both, languages={"en": both.languages["en"]})
    assert [spoken(one, code) for code in ("", "cy")] == ["", "“cy”"]
    assert [spoken(both, code) for code in ("", "cy", "pl")] == ["English", "Welsh", "“pl”"]


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("stop cymraeg", True),
        ("STOP welsh please", True),
        ("please stop welsh plis", True),
        ("stop please", False),
        ("cymraeg please", False),
        ("stop welsh steroids", False),
    ],
)
def test_stop_beside_a_language_may_end_the_texts_with_manners_and_with_no_other_word(
    words: str, may: bool, both: Pack
) -> None:
    assert may_end(both, words) is may
