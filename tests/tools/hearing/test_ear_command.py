"""`flask ear`: the same rows give the same bytes, and nothing is learnt that would alarm everybody."""

import hashlib
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from menus.loading.folders import BASE, SHIPPED, Folders
from menus.loading.weights import read_ear as read
from menus.matcher.ear import Ear
from tests.packs.broken import copy
from tools.hearing.bounds import Most, bounds
from tools.hearing.ear import ear
from tools.hearing.file import write
from tools.hearing.lessons import CALM, CAREFUL, LEFT_OUT, TUNED, WRITTEN, digest, left_out, own_rows
from tools.hearing.teach import alarms, raise_bounds, teach_more
from tools.words.quotes import ENOUGH

HEAD = "text\texpected\tkind\n"


def rows_like(folder: Path, *lines: str) -> Path:
    file = folder / "rows.tsv"
    file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def quotes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with enough quotes, all of them about sheep."""
    folder = tmp_path_factory.mktemp("fortunes")
    text = "\n%\n".join(f"{number} sheep stood upon the hill" for number in range(ENOUGH))
    (folder / "sheep").write_text(text, encoding="utf-8")
    return folder


def test_training_refuses_without_ordinary_texts() -> None:
    done = CliRunner().invoke(ear, ["train"])
    assert done.exit_code == 2 and "--ordinary" in done.output


def test_training_refuses_texts_that_nobody_has_read(tmp_path: Path) -> None:
    file = rows_like(tmp_path, "see you at eight\tNONE\thuman")
    out = tmp_path / "ear.toml"
    done = CliRunner().invoke(ear, ["train", "--ordinary", str(file), "--out", str(out)])
    assert done.exit_code == 2 and "nobody has read" in done.output
    assert not out.exists()


@pytest.mark.parametrize("held", ["", "# nobody yet\n", "{digest}\ntwelve\n", "{digest}\n2 # a fever\n"])
def test_marks_that_cannot_be_read_are_told_with_their_file(tmp_path: Path, held: str) -> None:
    file, marks = rows_like(tmp_path, "see you at eight\tNONE\thuman"), tmp_path / "marks.txt"
    marks.write_text(held.format(digest=digest(file)))
    with pytest.raises(click.UsageError, match=r"marks\.txt"):
        left_out(file, marks)


def test_an_empty_line_among_the_marks_is_none(tmp_path: Path) -> None:
    file, marks = rows_like(tmp_path, "see you at eight\tNONE\thuman"), tmp_path / "marks.txt"
    marks.write_text(f"\n{digest(file)}\n\n2\n\n")
    assert left_out(file, marks) == {2}


def test_the_lines_that_a_reader_marked_belong_to_one_file_and_hold_no_sentence() -> None:
    first, *lines = [line for line in LEFT_OUT.read_text().splitlines() if not line.startswith("#")]
    assert len(first) == 64 and int(first, 16)
    assert lines and all(line.isdigit() for line in lines)


def test_marked_lines_are_found_by_the_sum_of_their_file(tmp_path: Path) -> None:
    file = rows_like(tmp_path, "see you at eight\tNONE\thuman")
    marks = tmp_path / "marks.txt"
    marks.write_text(f"# why\n{hashlib.sha256(file.read_bytes()).hexdigest()}\n2\n")
    assert left_out(file, marks) == {2}


def test_a_row_counts_by_what_it_is() -> None:
    rows = {one.row.text: one for one in own_rows(lambda _: "NONE")}
    assert len(rows) > 4000
    assert all(one.counts == CAREFUL for one in rows.values() if "SAFETY" in one.row.right)
    calm = [one for one in rows.values() if one.row.right == {"ATONCE"} and one.source == "written"]
    assert calm and all(one.counts == CALM and one.trouble for one in calm)


def test_a_row_that_may_be_either_teaches_nothing(tmp_path: Path) -> None:
    file = rows_like(tmp_path, "is it bad\tNONE|EMERGENCY\tidiom", "he is grey\tEMERGENCY|ATONCE\tbody")
    assert [one.row.text for one in own_rows(lambda _: "NONE", (file,))] == ["he is grey"]


def test_learning_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    from tools.hearing.learn import by_turns, learn, levels, matrix, versions, weights_of
    from tools.hearing.voices import CARE, lesson_of, voice

    rows = sorted(own_rows(lambda _: "NONE"), key=lambda one: one.row.text)[::24]
    rows = [replace(one, source="ordinary") if one.row.right == {"NONE"} else one for one in rows]
    for name in ("one", "two"):
        seen = matrix([row.words for row in rows])
        lesson = lesson_of(rows, lambda one: one.trouble, lambda one: one.counts, 1000)
        learnt, found = (
            learn(seen.messages, lesson),
            bounds(rows, by_turns(seen, rows, lesson, folds=2), Most(1, 1, 1, 1)),
        )
        made = Ear(weights_of(seen, learnt), *levels(learnt, found), voice(seen, rows, CARE))
        write(tmp_path / name, made, {"rows": "1"}, versions())
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one").stat().st_size <= 100_000


def test_the_shipped_weights_say_what_they_come_from() -> None:
    text = (BASE / "en" / "ear.toml").read_text(encoding="utf-8")
    for name in (TUNED.name, WRITTEN.name, "ordinary texts", "scikit-learn"):
        assert f'"{name}" = "' in text


def test_teaching_hears_more_of_what_was_taught_and_no_more_quotes(tmp_path: Path, quotes: Path) -> None:
    made = copy(tmp_path).folder
    lesson = rows_like(
        tmp_path,
        "the zebra has trodden on granny\tEMERGENCY\tbody",
        "granny lies under the zebra\tEMERGENCY\tbody",
        "is the zoo open on mondays\tNONE\toos",
    )
    before = read(Folders(made), "en", [])
    options = [str(lesson), "--folder", str(quotes), "--pack", str(made)]
    done = CliRunner().invoke(ear, ["teach", *options])
    after = read(Folders(made), "en", [])
    told = "taught rows.tsv" in (made / "en" / "ear.toml").read_text(encoding="utf-8")
    assert before and after
    assert done.exit_code == 0, done.output
    assert after != before and told
    texts = [f"{number} sheep stood upon the hill" for number in range(200)]
    assert alarms(after, texts) <= alarms(before, texts)


def test_teaching_what_it_knows_is_refused_and_writes_nothing(tmp_path: Path, quotes: Path) -> None:
    made = copy(tmp_path).folder
    lesson = rows_like(tmp_path, "where is the bus stop\tNONE\toos")
    done = CliRunner().invoke(ear, ["teach", str(lesson), "--folder", str(quotes), "--pack", str(made)])
    assert done.exit_code == 1 and "Refused" in done.output
    assert not (made / "en" / "ear.toml").exists()


def test_teaching_wants_enough_quotes(tmp_path: Path) -> None:
    lesson = rows_like(tmp_path, "granny lies under the zebra\tEMERGENCY\tbody")
    done = CliRunner().invoke(ear, ["teach", str(lesson), "--folder", str(tmp_path)])
    assert done.exit_code == 2 and "install more" in done.output


def test_teaching_twice_gives_the_same_and_stays_near(tmp_path: Path) -> None:
    was = read(Folders(SHIPPED), "en", [])
    file = rows_like(tmp_path, "granny lies under the zebra\tEMERGENCY\tbody", "hello\tNONE\toos")
    rows = own_rows(lambda _: "NONE", (file,))
    assert was
    one, two = teach_more(was, rows), teach_more(was, list(reversed(rows)))
    assert one == two and one != was
    moved = sum(new != was.weights.get(at, 0) for at, new in one.weights.items())
    assert moved < 200


def test_bounds_rise_until_the_quotes_are_quiet() -> None:
    was = read(Folders(SHIPPED), "en", [])
    assert was
    texts = ["he is bleeding and cannot breathe", "hello"]
    high = raise_bounds(was, texts, 0)
    assert alarms(was, texts) == 1 and alarms(high, texts) == 0
    assert high.insists >= high.speaks
