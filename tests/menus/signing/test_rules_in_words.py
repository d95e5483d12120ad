"""The alarm rules and the second ear as a clinician can judge them: examples, answers, measured figures."""

import re
from dataclasses import asdict, replace
from pathlib import Path

from menus.phrasing.examples import GAP, spoken
from menus.phrasing.lexicon import lexicon
from menus.phrasing.phrase_lists import KINDS, alarm_phrases
from menus.phrasing.phrases import read_phrase
from menus.signing.as_text import lines_of
from menus.signing.rules_in_words import GROUPS, MEASURED, MEASURED_OF, ear_in_words, levels_in_words
from menus.signing.sheet import Sheet, sheet
from menus.signing.things import things
from menus.signing.version import ear_mark
from tests.conftest import OPEN
from tests.packs.once import shipped

PACK = shipped()
README = Path(__file__).parents[3] / "README.md"


def sheet_of(kind: str) -> Sheet:
    return sheet(PACK, next(one for one in things(PACK) if one.kind == kind), OPEN)


def test_each_alarm_has_an_example_under_what_is_answered_and_the_notation_is_not_ticked() -> None:
    found = sheet_of("alarm-rules")
    told = [piece for piece in found.pieces if not piece.label.startswith(("Changing", "Words for"))]
    assert set(GROUPS) == set(KINDS)
    safety = PACK.languages["en"].matching["safety"]
    assert sum(len(line.examples) for piece in told for line in piece.lines) == len([*alarm_phrases(safety)])
    assert all(len(piece.lines) == 1 for piece in found.pieces), "a section is ticked as a whole"
    assert all(piece.note.startswith("Answered by text: “Muscle Line: ") for piece in found.pieces)
    assert found.notation and not any(re.search(r"\w/\w|@\w|\.\.", line.whole) for line in found.lines)
    assert len("\n".join(lines_of(found))) < 60_000


def test_each_example_is_heard_with_words_where_it_leaves_a_gap_and_is_not_clipped() -> None:
    grammar = lexicon(PACK.languages["en"]).grammar
    for source, owner in [*alarm_phrases(PACK.languages["en"].matching["safety"])][::7]:
        shown = spoken(source, grammar)
        said = f" {shown.replace(GAP, 'zebra')} "
        assert read_phrase(source, owner, grammar).pattern.search(said), (source, shown)
    assert spoken("dont want .. to? be_here", grammar) == "dont want … to be here"
    assert spoken("no reason to? to_live !again", grammar) == "no reason to live"
    assert spoken("lost the? a? will", grammar) == "lost the will"
    assert spoken("to/for? to_live", grammar) == "to live", "its first wording would be said"


def test_what_is_read_first_reads_as_a_message() -> None:
    for line in sheet_of("alarm-rules").lines:
        assert line.first and not any(GAP in one for one in line.first[:3]), line.words
        assert (*line.first, *line.others) == line.examples


def test_the_second_ear_shows_the_figures_of_the_readme_measured_of_these_weights() -> None:
    """Where this fails, `flask score --card`, and put its figures and the new mark in rules_in_words.py."""
    assert ear_mark(PACK.languages["en"]) == MEASURED_OF
    rows = [row for row in README.read_text(encoding="utf-8").splitlines() if "not tuned" in row]
    shares = {cell for row in rows for cell in re.findall(r"\| ([\d.]+) % \|", row)}
    shown = [figure for _, says in MEASURED for figure in re.findall(r"\d+\.\d", says)]
    assert shown and set(shown) <= shares
    words = "\n".join(line.words for line in sheet_of("second-ear").lines)
    assert "the second ear does" in words and "no alarm" in words


def test_each_message_is_told_with_what_is_made_of_it_and_another_ear_with_no_figures() -> None:
    (tried,) = [piece for piece in sheet_of("second-ear").pieces if "messages" in piece.label]
    assert all(re.fullmatch(r"“[a-z ]{20,}”: [a-z][\w ,;:()-]{7,}\.", line.words) for line in tried.lines)
    made = [line.words.partition("”: ")[2] for line in tried.lines]
    assert len({*made}) > 2 and any(one.startswith("answered as an emergency (") for one in made)
    english = PACK.languages["en"]
    assert english.ear
    other = replace(english, ear=replace(english.ear, speaks=english.ear.speaks + 1))
    (line,) = next(ear_in_words(PACK, other)).lines
    assert "not those that were measured" in line.words
    assert len([*ear_in_words(replace(PACK, languages={"cy": other, "en": other}), other)]) == 1


def test_each_level_voice_and_bound_of_the_ears_is_told_with_its_number() -> None:
    english = PACK.languages["en"]
    ear, topics = english.ear, english.topic_ear
    assert ear and topics
    told = {line.key: line.words for line in sheet_of("second-ear").lines}
    for level in ("speaks", "insists", "names", "doubts"):
        assert re.fullmatch(rf"(From|Below) this level [\w ,]{{20,}}: {getattr(ear, level)}\.", told[level])
    for voice in ("care", "stop"):
        assert f"speaks from level {getattr(ear, voice).speaks};" in told[voice]
    assert f"{len(ear.weights)} runs" in told["weights"] and f"{len(topics.runs)} runs" in told["topics"]
    bounds = ", ".join(f"{name} {bound}" for name, bound in asdict(topics.bounds).items())
    assert told["bounds"] == f"Bounds: {bounds}."
    assert not [*levels_in_words(replace(english, ear=None, topic_ear=None))]
