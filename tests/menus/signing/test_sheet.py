"""The sheet that is signed: in the order in which people hear it, each fact once, no blank left in it."""

import re
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from menus.parts import parts
from menus.signing.as_text import lines_of
from menus.signing.pieces import BLANKS, Channel, Line, Piece, told
from menus.signing.respelling import Sound
from menus.signing.sheet import Sheet, sheet
from menus.signing.things import Thing, things
from menus.tracing.shown import Rested
from menus.words import fill
from sms.model import Talk
from sms.replies.telling import ask_which
from sms.replies.thread import Thread
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


def test_did_you_mean_is_signed_with_its_end_where_a_call_is_owed() -> None:
    asked = ask_which(Thread(PACK, Talk(), OPEN, owed=True), ("bones",)).text
    shown = [line.words for line in SHEETS["fixed-replies"].lines]
    assert asked.endswith(ENGLISH.text["call_stands"]) and ENGLISH.text["call_stands"] in shown


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


@pytest.mark.parametrize("name", list(SHEETS))
def test_whatever_is_ticked_has_a_place_a_heading_a_measure_and_words(name: str) -> None:
    shown = SHEETS[name]
    for pieces in (shown.pieces, shown.notation):
        labels = [(piece.row, piece.channel, piece.label) for piece in pieces]
        assert len({*labels}) == len(labels), "two headings alike"
        lines = [line for piece in pieces for line in piece.lines]
        assert len({line.key for line in lines}) == len(lines), "two lines of one key"
        for piece in pieces:
            assert piece.channel in get_args(Channel) and piece.lines
            assert re.match(r"\w", piece.label) and re.match(r"\w", piece.measure)
            for line in piece.lines:
                assert re.fullmatch(r"\w+( \w+)?[\w.\[\]]*\w", line.key), line.key
                assert re.search(r"\w", line.words)
    assert all(re.match(r"[A-Z0-9“]\S*( \S+)+", line.words) for line in shown.lines if name in PACK_OWN)
    assert all("  " not in line.words and "None" not in line.words for line in shown.lines)


PACK_OWN = {"alarm-rules", "second-ear"}  # sheets in our own words, not in those of sentences and menus


@pytest.mark.parametrize("name", list(SHEETS))
def test_a_number_on_a_sheet_agrees_with_what_it_counts(name: str) -> None:
    measures = "\n".join([piece.measure for piece in SHEETS[name].pieces] + [SHEETS[name].lasts])
    measures += "\n".join(line.words for line in SHEETS[name].lines if name in PACK_OWN)
    assert not re.search(r"\b1 (?:second|part|alarm|list)s\b", measures)
    assert not re.search(r"(?:[02-9]|\d\d) (?:second|part|alarm|list)\b", measures)


def test_what_stands_side_by_side_has_a_title_and_rules_stand_in_no_row() -> None:
    for name, shown in SHEETS.items():
        assert all(bool(level.title) is (name not in PACK_OWN) for level in shown.levels), name
        if name not in {*PACK_OWN, "fixed-replies"}:
            assert [level.title for level in shown.levels] == ["How it is offered", "What is told"]


def test_a_topic_of_four_parts_is_shown_with_each_of_them() -> None:
    topic = replace(ENGLISH.topics["bones"], spoken=("One.", "Two.", "Three.", "Four."), safety="Ask.")
    pack = replace(PACK, languages={"en": replace(ENGLISH, topics={**ENGLISH.topics, "bones": topic})})
    shown = sheet(pack, next(one for one in things(pack) if one.name == "bones"), OPEN)
    told = [(piece.label, *(line.words for line in piece.lines)) for piece in shown.of("spoken")][2:]
    assert told == [
        ("Part 1", "One."),
        ("Safety sentence, after part 1", "Ask."),
        ("Part 2", "Two."),
        ("Part 3", "Three."),
        ("Part 4", "Four."),
    ]
    assert {piece.measure for piece in shown.of("spoken")[2:]} == {"1 second"}


BY_HAND = Sheet(
    Thing("en/topics/x", "en", "topic", "x", "X", "Ann", 12, tongue="Welsh"),
    "v1",
    (
        Piece(
            "rule", "Rules", "2 alarms", (Line("r", "Ill: 2 alarms", (), ("“one”", "“two”")),), "Call 999."
        ),
        Piece(
            "texted", "First text", "1 part", (Line("t", "Say.", (Rested("A1", "a leaflet", "Ask.", "x"),)),)
        ),
        Piece("texted", "MORE", "1 part", (Line("m", "So.", (Rested("A1", "a leaflet", "Ask.", "x"),)),)),
    ),
    (Sound("bones", "bəʊnz", "bohnz"),),
    "Line",
    "A leaflet",
    (Piece("rule", "Body", "1 list", (Line("n", "x/y"),)),),
)
AS_TEXT = """X (Welsh) (en/topics/x)
version v1; 1 second spoken, 0 parts of texts
document: A leaflet

Rule: Rules (2 alarms)
  Answered by text: “Call 999.”
  [ ] Ill: 2 alarms
        “one”; “two”

Texted: First text (1 part)
  [ ] Say.
        A1 Ask. (a leaflet)

Texted: MORE (1 part)
  [ ] So.
        A1, as above

The rules as they are written stand in safety.toml; you sign them by what they do, as it is told here.

Sounds
  [ ] bones: bohnz (bəʊnz)"""


def test_a_sheet_is_printed_with_a_box_before_each_line_and_a_place_to_sign_below() -> None:
    told = "\n".join(lines_of(BY_HAND))
    assert told.startswith(f"{AS_TEXT}\n\nName ___") and told.count("\n") == AS_TEXT.count("\n") + 3
    assert all(f"{what} _" in told for what in ("Name", "Role", "number", "Date", "Review by", "Signature"))
    assert "\n".join(lines_of(BY_HAND, signed=True)) == AS_TEXT.replace("[ ]", "[x]")
