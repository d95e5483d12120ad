"""The sheet that is signed: in the order in which people hear it, each fact once, no blank left in it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from menus.parts import parts
from menus.signing.as_text import lines_of
from menus.signing.pieces import BLANKS, told
from menus.signing.sheet import Sheet, sheet
from menus.signing.things import things
from menus.words import fill
from tests.conftest import OPEN
from tests.packs.once import shipped

PACK = shipped()
SHEETS = {thing.name: sheet(PACK, thing, OPEN) for thing in things(PACK)}
ENGLISH = PACK.languages["en"]


@pytest.mark.parametrize("name", list(ENGLISH.topics))
def test_a_topic_stands_in_the_order_in_which_a_caller_hears_it(name: str) -> None:
    topic, shown = ENGLISH.topics[name], SHEETS[name]
    spoken = [" ".join(line.words for line in piece.lines) for piece in shown.of("spoken")]
    heard = [fill(words, PACK, ENGLISH, OPEN) for words in (topic.option, topic.title, *topic.heard)]
    assert spoken == heard
    labels = [piece.label for piece in shown.of("spoken")]
    assert labels[:3] == ["In the menu", "Title", "Part 1"]
    assert (labels[3:4] == ["Safety sentence, after part 1"]) is bool(topic.safety)
    assert [piece.label for piece in shown.of("texted")][:2] == ["In a list", "First text"]


@pytest.mark.parametrize("name", list(SHEETS))
def test_each_fact_is_shown_once_and_named_wherever_a_sentence_rests_on_it(name: str) -> None:
    shown = SHEETS[name]
    whole = [fact.id for line in shown.lines for fact in shown.shows(line)]
    assert sorted(whole) == sorted({fact.id for line in shown.lines for fact in line.facts})
    told = "\n".join(lines_of(shown))
    for line in shown.lines:
        assert {*shown.shows(line), *shown.refers(line)} == {*line.facts}
        assert all(told.count(f"{fact.id} {fact.words} ({fact.where})") == 1 for fact in line.facts)


@pytest.mark.parametrize("name", list(SHEETS))
def test_a_sheet_as_text_names_what_is_signed_and_the_document_and_leaves_no_blank(name: str) -> None:
    shown = SHEETS[name]
    told = "\n".join(lines_of(shown))
    assert shown.version in told and f"{PACK.document.name}, which bears no date" in told
    assert not re.search(r"[{}]", told)
    copied = "\n".join(lines_of(shown, signed=True))
    assert f"{PACK.document.name}, which bears no date" in copied
    assert shown.version in copied and "[ ]" not in copied and "___" not in copied


def test_the_day_of_a_document_that_bears_one_is_on_the_sheet_and_on_the_copy() -> None:
    dated = replace(PACK, document=replace(PACK.document, date=date(2026, 2, 3)))
    shown = sheet(dated, [*things(PACK)][-1], OPEN)
    for signed in (False, True):
        assert f"{PACK.document.name}, dated 2026-02-03" in "\n".join(lines_of(shown, signed=signed))


def test_what_is_spoken_stands_beside_what_is_texted_about_the_same() -> None:
    replies = SHEETS["fixed-replies"]
    both = [level for level in replies.levels if level.of("spoken")]
    assert both and all(level.of("texted") for level in both)
    assert len({level.title for level in replies.levels}) == len(replies.levels)
    assert [piece.label for piece in SHEETS["bones"].levels[0].pieces] == ["In the menu", "In a list"]


def test_a_word_is_respelt_for_who_reads_english() -> None:
    found: Sheet = SHEETS["bones"]
    (sound,) = [one for one in found.sounds if one.word == "osteoporosis"]
    assert sound.told == "os-tee-oh-puh-ROH-sis (ˌɒstiəʊpəˈɹəʊsɪs)"


@pytest.mark.parametrize("blank", BLANKS)
def test_a_blank_that_a_reply_fills_is_told_in_words(blank: str) -> None:
    assert told(f"About {{{blank}}}?") == f"About ({BLANKS[blank]})?" and len(BLANKS[blank]) > 5
    assert told("{else}") == "(else)"


def test_how_long_a_topic_is_tells_its_spoken_words_and_the_parts_of_its_texts_alone() -> None:
    shown = SHEETS["bones"]
    sent = [" ".join(line.words for line in piece.lines) for piece in shown.of("texted")]
    count = sum(parts(text) for text in sent if text.startswith(f"{PACK.service}."))
    assert count > 0 and re.fullmatch(rf"[1-9]\d* seconds spoken, {count} parts? of texts", shown.lasts)
    assert {SHEETS[one.name].lasts for one in things(PACK) if one.kind != "topic"} == {""}
