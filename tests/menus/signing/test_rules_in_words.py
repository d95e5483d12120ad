"""The alarm rules and the second ear as a clinician can judge them: examples, answers, measured figures."""

import re
from pathlib import Path

from menus.phrasing.phrase_lists import KINDS, alarm_phrases
from menus.signing.rules_in_words import GROUPS, MEASURED, MEASURED_OF
from menus.signing.sheet import Sheet, lines_of, sheet
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
    assert sum(line.words.count("“") for piece in told for line in piece.lines) == len(
        [*alarm_phrases(safety)]
    )
    assert all(piece.note.startswith("Answered by text: “Muscle Line: ") for piece in found.pieces)
    assert found.notation and not any(re.search(r"\w/\w|@\w|\.\.", line.words) for line in found.lines)
    assert len(found.lines) < 100
    assert len("\n".join(lines_of(found))) < 60_000


def test_the_second_ear_shows_the_figures_of_the_readme_measured_of_these_weights() -> None:
    """Where this fails, `flask score --card`, and put its figures and the new mark in rules_in_words.py."""
    assert ear_mark(PACK.languages["en"]) == MEASURED_OF
    rows = [row for row in README.read_text(encoding="utf-8").splitlines() if "not tuned" in row]
    shares = {cell for row in rows for cell in re.findall(r"\| ([\d.]+) % \|", row)}
    shown = [figure for _, says in MEASURED for figure in re.findall(r"\d+\.\d", says)]
    assert shown and set(shown) <= shares
    words = "\n".join(line.words for line in sheet_of("second-ear").lines)
    assert "the second ear does" in words and "no alarm" in words
