"""What a further language lacks is lent whole by the first one, and told; what it has stays its own."""

from dataclasses import replace
from typing import Any

import pytest

from menus.model import Language, MenuWords, Pack
from menus.multilingual.lending import lend
from menus.multilingual.untranslated import untranslated
from menus.said import Look
from menus.tracing.traced import Traced
from tests.conftest import OPEN

INSIDE = {"times", "checked", "named", "days", "months", "short_days", "short_months"}


@pytest.fixture(scope="module")
def first(pack: Pack) -> Language:
    """English with a few sentences alone, so that what is lent of them can be told in a line."""
    english = pack.languages["en"]
    call = {
        "plain": "Wait.",
        "when": "We open {opening}.",
        "cost": "Ring{callon} now.",
        "named": "{service}.",
    }
    return replace(
        english,
        call=call,
        text={"taped": "It is. {thisrecorded}", "days": "It is. {holidays}"},
        traced=Traced(),
    )


def lent_to(pack: Pack, first: Language, **over: Any) -> Language:
    """A further language that is as the first one but for `over`, with what it was lent."""
    other = replace(first, code="cy", **over)
    return lend(replace(pack, languages={"en": first, "cy": other})).languages["cy"]


def test_a_language_that_has_everything_is_lent_nothing(pack: Pack, first: Language) -> None:
    assert (lent_to(pack, first).lent, lent_to(pack, first).first) == (frozenset(), first)
    assert lent_to(pack, first, call={}).lent == {f"call.{name}" for name in first.call}
    alone = replace(pack, languages={"en": first})
    assert lend(alone) is alone


@pytest.mark.parametrize(
    ("table", "key", "lent"),
    [
        ("times", "noon", INSIDE | {"call.when", "call.cost", "text.taped", "text.days"}),
        ("checked", "all", INSIDE | {"call.when", "call.cost", "text.taped", "text.days"}),
        ("named", "charity", INSIDE | {"call.when", "call.cost", "text.taped", "text.days"}),
        ("keys", "1", {"keys"}),
        ("cost", "free", {"call.cost"}),
        ("recorded", "thisrecorded", {"text.taped"}),
        ("holidays", "closed", {"text.days"}),
        ("call", "plain", {"call.plain"}),
        ("text", "days", {"text.days"}),
        ("named", "example", set()),
        ("checked", "again", set()),
        ("times", "part_4", INSIDE | {"call.when", "call.cost", "text.taped", "text.days"}),
    ],
)
def test_a_word_that_is_missing_is_lent_with_all_that_needs_it(
    pack: Pack, first: Language, table: str, key: str, lent: set[str]
) -> None:
    found = lent_to(pack, first, **{table: {**getattr(first, table), key: ""}})
    assert {one for one in found.lent if not one.startswith("topics.")} == lent
    if table in found.lent:
        assert getattr(found, table) is getattr(first, table)
    assert found.call == first.call and found.text == first.text


def test_a_language_has_as_many_parts_of_the_day_as_it_likes_but_one_from_midnight(
    pack: Pack, first: Language
) -> None:
    night = {name: words for name, words in first.times.items() if "part_" not in name or name.endswith("_0")}
    assert not lent_to(pack, first, times=night).lent
    assert "times" in lent_to(pack, first, times={**night, "part_9": ""}).lent
    assert "times" in lent_to(pack, first, times={**night, "part_0": ""}).lent
    assert "times" in lent_to(pack, first, times={**night, "text_part_0": ""}).lent


def test_only_what_is_alike_in_every_language_may_stand_in_a_sentence_without_words_for_times(
    pack: Pack, first: Language
) -> None:
    alike = {"service", "options", "title", "topic", "topics", "other", "keyed", "line", "tail"}
    others = {"opening", "number", "hours", "due", "best", "week", "chosen", "afraid", "refuge", "ends"}
    held = replace(first, call={name: f"It is {{{name}}}." for name in alike | others})
    lent = lent_to(pack, held, times={}).lent
    assert {one.removeprefix("call.") for one in lent if one.startswith("call.")} == others


@pytest.mark.parametrize(
    ("over", "place"),
    [({"voice": ""}, "voice"), ({"spoken_keys": {}}, "spoken_keys"), ({"keys": {}}, "keys")],
)
def test_a_voice_and_keys_are_lent_as_they_are(
    pack: Pack, first: Language, over: dict[str, Any], place: str
) -> None:
    found = lent_to(pack, first, **over)
    assert found.lent == {place} and getattr(found, place) == getattr(first, place)


@pytest.mark.parametrize("part", ["title", "option", "short"])
def test_a_menu_or_a_topic_that_lacks_a_part_is_lent_whole(pack: Pack, first: Language, part: str) -> None:
    menu, bones = MenuWords("Un", "Dau", "Tri"), first.topics["bones"]
    found = lent_to(pack, first, menus={**first.menus, "main": replace(menu, **{part: ""})})
    assert (found.lent, found.menus["main"]) == ({"menus.main"}, first.menus["main"])
    assert lent_to(pack, first, menus={**first.menus, "main": menu}).menus["main"] is menu
    found = lent_to(pack, first, topics={**first.topics, "bones": replace(bones, **{part: ""})})
    assert (found.lent, found.topics["bones"]) == ({"topics.bones"}, bones)
    assert "lacks 1 topics, and this is said in en: bones" in told(pack, found)


@pytest.mark.parametrize(
    ("part", "is_lent"),
    [
        ({"text": ""}, True),
        ({"spoken": ()}, True),
        ({"spoken": ("Un.", "")}, True),
        ({"safety": ""}, True),
        ({"more": ""}, True),
        ({"text": "It is {itsrecorded}"}, True),
        ({"more": "It is {itsrecorded}"}, True),
        ({"spoken": ("Un.", "It is {itsrecorded}")}, True),
        ({"text": "It is {number}"}, False),
        ({"also": ()}, False),
    ],
)
def test_a_topic_is_lent_if_people_would_miss_anything_of_it(
    pack: Pack, first: Language, part: dict[str, Any], is_lent: bool
) -> None:
    whole = replace(first.topics["bones"], safety="Ask.", more="And so on.")
    lender = replace(first, topics={**first.topics, "bones": whole})
    over = {"topics": {**lender.topics, "bones": replace(whole, **part)}, "recorded": {}}
    assert ("topics.bones" in lent_to(pack, lender, **over).lent) is is_lent
    bare = replace(first, topics={**first.topics, "bones": replace(whole, safety="", more="")})
    assert "topics.bones" not in lent_to(pack, bare).lent


def test_a_translated_topic_takes_over_what_is_the_same_in_each_language(pack: Pack, first: Language) -> None:
    bones = replace(first.topics["bones"], medicine=True)
    lender = replace(first, topics={"bones": bones})
    bare = replace(bones, keyword="", medicine=False, source=(), heading="", author="", title="Esgyrn")
    found = lent_to(pack, lender, topics={"bones": bare})
    assert (found.lent, found.topics["bones"]) == (frozenset(), replace(bones, title="Esgyrn"))
    own = replace(bones, keyword="ESGYRN", source=("A1",), heading="Esgyrn", author="Ni", title="Esgyrn")
    assert lent_to(pack, lender, topics={"bones": own}).topics["bones"] == own


def test_safety_lines_are_owed_by_the_first_language_and_known_by_the_words_of_each(
    pack: Pack, first: Language
) -> None:
    one, two, *_ = first.additions
    found = lent_to(pack, first, additions=(replace(one, topics=(), signs=("un",), later=("dau",)),))
    assert found.additions[:2] == (
        replace(one, signs=("un",), later=("dau",)),
        replace(two, signs=(), later=()),
    )
    assert len(found.additions) == len(first.additions)


def test_commands_and_what_phones_add_are_heard_in_both_languages(pack: Pack, first: Language) -> None:
    lender = {
        "commands": {"STOP": ["stop", "both"], "MENU": ["menu"], "A": ["a"]},
        "when_open": {"YES": ["yes", "ie"]},
        "added": {"footers": ["sent from"], "emoji": {"a": "en", "b": "en"}, "dictated": {"dot": "."}},
        "topics": {"bones": {}},
    }
    own = {
        "commands": {"STOP": ["stopiwch"], "MENU": ["both"], "OWN": ["hun"]},
        "when_open": {"YES": ["ie"]},
        "added": {"footers": ["o fy"], "emoji": {"b": "cy"}},
        "edges": ["plis"],
    }
    safety = {"safety": {"guards": ["na"]}}
    held = replace(first, matching={"matching": lender})
    found = lent_to(pack, held, matching={"matching": own, **safety}).matching
    assert found == {
        **safety,
        "matching": {
            "commands": {"STOP": ("stopiwch", "stop"), "MENU": ("both", "menu"), "A": ("a",), "OWN": ["hun"]},
            "when_open": {"YES": ("ie", "yes")},
            "added": {
                "footers": ("o fy", "sent from"),
                "emoji": {"a": "en", "b": "cy"},
                "dictated": {"dot": "."},
            },
            "edges": ["plis"],
        },
    }


def told(pack: Pack, language: Language) -> list[str]:
    found = list(untranslated(Look(pack, language, OPEN.date(), ())))
    assert all((one.file, one.key, one.level) == ("cy/", "", "warning") and one.mend for one in found)
    return [one.says for one in found]


@pytest.mark.parametrize(
    ("over", "names"),
    [
        ({"checks": {}}, "checks.medicines"),
        ({"additions": "signs"}, "additions.A1"),
        ({"additions": "later"}, "additions.A1"),
        ({"banned": ()}, "banned"),
        ({"messages": ""}, "messages.tsv"),
        ({"matching": {"safety": {"body": {"alarms": []}, "sets": {}}, "matching": {}}}, "safety.body"),
    ],
)
def test_a_list_that_a_language_lacks_is_told_and_nobody_is_said_to_get_it(
    pack: Pack, first: Language, over: dict[str, Any], names: str
) -> None:
    kind = "kinds of alarms" if "matching" in over else "lists of words"
    one = replace(first.additions[0], signs=(), later=())
    if "additions" in over:
        first = replace(first, additions=(replace(one, **{over["additions"]: ("ask",)}),))
        over = {"additions": (one,)}
    held = replace(first, checks={"medicines": ("aspirin",), "free": ()}, banned=("x",), messages="a\tb")
    held = replace(held, matching={"safety": {"body": {"alarms": ["pain"]}, "guards": ["x"]}})
    bare = lent_to(pack, held, **over)
    lacking = [says for says in told(pack, bare) if says.startswith("lacks")]
    assert lacking == [f"lacks 1 {kind}, and nothing is looked for in their place: {names}"]
    assert not [says for says in told(pack, lent_to(pack, held)) if says.startswith("lacks")]
    empty = replace(held, checks={}, additions=(one,), banned=(), messages="", matching={})
    assert not [says for says in told(pack, lent_to(pack, empty, **over)) if says.startswith("lacks")]


PARTS = ("title", "option", "short", "safety", "text", "more")


@pytest.mark.parametrize(
    "at", ["call", "text", "keys", "times", "checked", "named", *map("topics.bones.{}".format, PARTS)]
)
def test_of_a_translation_what_is_still_alike_is_told(pack: Pack, first: Language, at: str) -> None:
    bones = replace(first.topics["bones"], safety="Ask.", more="And so on.")
    tables = {name: {"plain": "Wait.", "bare": "{service} - 1"} for name in ("call", "text")}
    tables |= {name: {"plain": "so"} for name in ("keys", "times", "checked", "named")}
    lender = replace(first, topics={"bones": bones}, **tables)  # type: ignore[arg-type]
    other = {name: f"{getattr(bones, name)} cy" for name in PARTS} | {"spoken": ("Un.",)}
    own: dict[str, Any] = {name: {**held, "plain": "cy"} for name, held in tables.items()}
    own |= {at: tables[at]} if at in tables else {}
    other = {name: words for name, words in other.items() if at != f"topics.bones.{name}"}
    made = lent_to(pack, lender, topics={"bones": replace(bones, **other)}, **own)  # type: ignore[arg-type]
    (says,) = [one for one in told(pack, made) if one.startswith("has ")]
    assert says == f"has 1 as en has it: {f'{at}.plain' if at in tables else at}"
