"""`flask score`: the classes of rows, and the table "how well it hears"."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tools.words.card import UNDER, card, interval
from tools.words.rows import Judged, Row
from tools.words.score import score
from tools.words.table import table

HEAD = "text\texpected\tkind\n"


def one(label: str, right: str) -> Judged:
    return Judged(Row("words", frozenset(right.split("|")), "kind"), label)


def test_an_emergency_is_heard_by_any_reply_with_the_numbers_and_named_by_its_own() -> None:
    figures = table(one(label, "EMERGENCY") for label in ("EMERGENCY", "ATONCE", "WORRIED", "NONE", "BONES"))
    assert (figures.safety_n, figures.safety_recall, figures.safety_heard) == (5, 20.0, 60.0)


def test_a_worry_about_another_subject_is_no_answer_and_is_counted() -> None:
    figures = table(
        [one("WORRIED", "NONE"), one("BONES", "NONE"), one("NONE", "NONE"), one("?BONES", "NONE")]
    )
    assert (figures.oos_false, figures.oos_false_topic_cmd_emerg) == (25.0, (1, 0, 0))
    assert figures.worried_else == 25.0


def test_a_worry_in_place_of_a_topic_is_no_answer() -> None:
    figures = table(
        [one("WORRIED", "BONES"), one("NONE", "BONES"), one("FLARE", "BONES"), one("BONES", "BONES")]
    )
    assert (figures.inscope_abstain, figures.inscope_wrong, figures.worried_else) == (50.0, 25.0, 25.0)


def test_where_any_alarm_fits_a_right_label_does_too_and_a_question_does_not() -> None:
    right = "EMERGENCY|WORRIED|EXERCISE"
    given = ("ATONCE", "WORRIED", "EMERGENCY", "EXERCISE", "?EXERCISE", "NONE")
    figures = table(one(label, right) for label in given)
    assert (figures.any_alarm_n, figures.any_alarm_heard) == (6, 66.7)
    assert table([one("WORRIED", "NONE|WORRIED")]).any_alarm_n == 0


def test_care_with_a_medicine_is_right_by_its_own_reply_and_heard_by_an_alarm() -> None:
    figures = table(one(label, "SAFETY") for label in ("SAFETY", "WORRIED", "DMARDS", "?SAFETY"))
    assert (figures.careful_n, figures.careful_recall, figures.careful_or_heard) == (4, 25.0, 50.0)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(59, 61, 88.8, 99.1), (0, 10, 0.0, 27.8), (10, 10, 72.2, 100.0), (50, 100, 40.4, 59.6)],
)
def test_the_interval_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    assert tuple(round(end, 1) for end in interval(part, whole)) == (low, high)


def test_the_card_names_the_set_its_number_and_whether_anything_was_tuned_to_it() -> None:
    made = card([("messages", [one("EMERGENCY", "EMERGENCY")]), ("unseen", [one("WORRIED", "NONE")])])
    assert "| emergencies, named | 100.0 % | 20.7 to 100.0 % | 1 | messages, tuned |" in made
    assert "| other subjects, worried about | 100.0 % | 20.7 to 100.0 % | 1 | unseen, not tuned |" in made
    assert made.endswith(UNDER) and "no promise to detect emergencies" in UNDER


def test_a_figure_without_rows_is_left_out() -> None:
    assert "emergencies" not in card([("unseen", [one("NONE", "NONE")])]).replace(UNDER, "")


def test_the_card_takes_several_files_and_a_score_one(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.tsv", "two.tsv")]
    for file in files:
        file.write_text(f"{HEAD}cant breathe\tEMERGENCY\tbody\n")
    done = CliRunner().invoke(score, ["--card", *map(str, files)])
    assert done.exit_code == 0 and "one, not tuned" in done.output and "two, not tuned" in done.output
    assert CliRunner().invoke(score, list(map(str, files))).exit_code == 2


def test_a_score_fails_on_an_emergency_that_nobody_heard(tmp_path: Path) -> None:
    file = tmp_path / "rows.tsv"
    file.write_text(f"{HEAD}where is the bus\tEMERGENCY\tbody\n")
    assert CliRunner().invoke(score, [str(file)]).exit_code == 1
