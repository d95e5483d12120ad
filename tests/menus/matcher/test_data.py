"""The matcher's data: the shipped pack has no fault, and each kind of fault is found."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bench.matching import bear_slips, measure_cost, messages_of, wordings
from menus.matcher.matching import Command, Found, match
from menus.model import Language, Pack
from menus.phrasing.vocabulary import names_of
from menus.rules.lists import faults_matching
from sms.flow import step
from sms.model import Talk, Texted
from tools.words.quotes import kind_of, quotes_in


def with_data(pack: Pack, topic: str, **more: list[str]) -> Pack:
    """The pack with entries added to one topic's tables of matching.toml."""
    language = pack.languages["en"]
    matching: Any = dict(language.matching["matching"])  # type: ignore[call-overload]
    its = dict(matching["topics"].get(topic, {}))
    for key, entries in more.items():
        its[key] = [*its.get(key, []), *entries]
    matching["topics"] = {**matching["topics"], topic: its}
    changed = replace(language, matching={**language.matching, "matching": matching})
    return replace(pack, languages={"en": changed})


@pytest.mark.parametrize(
    ("topics", "says"), [([], "names no topic"), (["steroids", "nonesuch"], "are not the names of topics")]
)
def test_care_names_a_topic_to_go_on_with(pack: Pack, topics: list[str], says: str) -> None:
    language = pack.languages["en"]
    safety: Any = dict(language.matching["safety"])  # type: ignore[call-overload]
    safety["careful"] = {**safety["careful"], "default": topics}
    changed = replace(language, matching={**language.matching, "safety": safety})
    assert says in said(replace(pack, languages={"en": changed}))


def said(pack: Pack) -> str:
    """All faults as staff read them."""
    return "\n".join(map(str, faults_matching(pack)))


def test_the_shipped_pack_has_no_fault_in_its_matching(pack: Pack) -> None:
    assert said(pack) == ""


@pytest.mark.parametrize(
    ("topic", "key", "entry", "telling"),
    [
        ("bones", "names", "methotrexate", "claimed by"),
        ("bones", "names", "window", "ordinary word"),
        ("bones", "veto", "calcium tablets", "silenced by the veto"),
        ("bones", "words", "chest pain", "safety.toml"),
        ("bones", "words", "carry on", "the answer to MORE"),
        ("bones", "asks", "@nonesuch bones", "no set is called"),
    ],
)
def test_each_kind_of_fault_is_found(pack: Pack, topic: str, key: str, entry: str, telling: str) -> None:
    assert telling in said(with_data(pack, topic, **{key: [entry]}))


def test_an_opt_out_by_a_single_word_inside_a_sentence_is_a_fault(pack: Pack) -> None:
    language = pack.languages["en"]
    matching: Any = dict(language.matching["matching"])  # type: ignore[call-overload]
    stop = {**matching["requests"]["STOP"], "phrases": ["bother"]}
    matching["requests"] = {**matching["requests"], "STOP": stop}
    changed = replace(language, matching={**language.matching, "matching": matching})
    assert "single word" in said(replace(pack, languages={"en": changed}))


def with_command(pack: Pack, name: str, words: str) -> Pack:
    """The pack with words for a command of this name."""
    language = pack.languages["en"]
    matching: Any = dict(language.matching["matching"])  # type: ignore[call-overload]
    matching["commands"] = {**matching["commands"], name: [words]}
    changed = replace(language, matching={**language.matching, "matching": matching})
    return replace(pack, languages={"en": changed})


def test_a_command_that_the_line_does_not_know_is_a_fault_and_no_trace(pack: Pack) -> None:
    made = with_command(pack, "FAX", "send a fax")
    assert "commands.FAX: is no command of the line" in said(made)
    reply = step(made, Talk(), Texted("send a fax"), datetime(2026, 11, 26, 10, tzinfo=UTC))
    assert "did not understand" in reply.text


def test_what_asks_for_care_and_is_cut_out_by_its_guard_is_a_fault(pack: Pack) -> None:
    language = pack.languages["en"]
    safety: Any = dict(language.matching["safety"])  # type: ignore[call-overload]
    safety["careful"] = {**safety["careful"], "guards": ["cold turkey"]}
    changed = replace(language, matching={**language.matching, "safety": safety})
    assert "cut out by a guard" in said(replace(pack, languages={"en": changed}))


def test_every_keyword_and_synonym_finds_its_topic_in_any_case_and_spacing(pack: Pack) -> None:
    language = pack.languages["en"]
    for topic in language.topics:
        for name in names_of(language, topic):
            for words in (name, name.upper(), f"  {name.replace(' ', '  ')}. ", f"\u201c{name}\u201d 🙏"):
                answer = match(language, words)
                assert answer in (Found(topic), Command(topic.upper())), (words, answer)


def test_a_language_without_data_still_finds_keywords(pack: Pack) -> None:
    bare: Language = replace(pack.languages["en"], matching={})
    assert match(bare, "BONES") == Found("bones")


def test_slips_of_the_finger_are_borne_within_the_bounds(pack: Pack) -> None:
    language = pack.languages["en"]
    one, two = bear_slips(language, "1 edit", 7), bear_slips(language, "2 edits", 7)
    assert one.right >= 98 and one.wrong < 0.1
    assert two.right >= 88
    assert len(list(wordings(language))) > 200


def test_the_matcher_is_quick_and_small(pack: Pack) -> None:
    language = pack.languages["en"]
    paid = measure_cost(language, messages_of(language, 7)[:200])
    # ten times the bounds of the benchmark: on a processor that many share the same work takes thrice as long
    assert paid.median_ms <= 3
    assert paid.longest_ms <= 500
    assert paid.memory_mb <= 30


def test_quotes_are_read_from_fortune_files(tmp_path: Path) -> None:
    (tmp_path / "some").write_text("Who is there?\n%\nshort\n%\nA longer one, of wit.\n%\n")
    assert list(quotes_in(tmp_path)) == ["Who is there?", "A longer one, of wit."]


def test_a_quote_counts_by_what_it_got() -> None:
    assert kind_of(Found("bones")) == "topic"
    assert kind_of(Command("STOP")) == "STOP"
    assert kind_of(Command("MENU")) == "command"
