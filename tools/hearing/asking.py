"""`flask ear topics`: trains a pack's topic ear, which asks back if no rule is sure of a topic."""

from dataclasses import asdict, replace
from pathlib import Path

import click

from menus.loading.folders import SHIPPED
from menus.loading.weights import OF_TOPICS
from menus.matcher.learnt.offering import Bounds, TopicEar
from tools.hearing.learn import matrix, versions
from tools.hearing.lessons import HERE, LEFT_OUT, TUNED, WRITTEN, digest, ordinary_rows
from tools.hearing.offers import FINE, choose, judged, offers_table
from tools.hearing.ordinary_texts import ordinary_option
from tools.hearing.packing import write_topics
from tools.hearing.subjects import labels_of, learn_subjects, runs_of_all, scores_by_turns, subject_rows
from tools.words.match import language_of

# What the shipped pack's topic ear learns from, beside ordinary texts.
FILES = (
    TUNED,
    WRITTEN,
    HERE / "tests" / "dev.tsv",
    HERE / "tests" / "topic_rows.tsv",
    HERE / "tests" / "optout_rows.tsv",
)


@click.command()
@click.argument(
    "files", nargs=-1, metavar="[FILES...]", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@ordinary_option("Texts on other subjects, as rows.")
@click.option(
    "--pack", default=str(SHIPPED), metavar="PACK", help="A pack's folder (default: the shipped one)."
)
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Default: the pack's own file.")
def topics(files: tuple[Path, ...], ordinary: Path, pack: str, out: Path | None) -> None:
    """Train a pack's topic ear anew: it guesses the topics of a message, so that the line can ask back.

    FILES have rows with the pack's topics (default: those of the shipped pack). The ordinary texts are not
    part of the project. Training takes ten minutes, and gives the same bytes each time. It needs scikit-learn
    (requirements-dev.txt). It prints how well the ear does on rows that it did not learn from
    (cross-validation).
    """
    language = replace(language_of(pack, ""), topic_ear=None)
    given = ordinary_rows(ordinary, lambda _: "NONE")
    rows = subject_rows(language, files or FILES, (one.row for one in given))
    labels, seen = labels_of(language), matrix([one.words for one in rows])
    heard = judged(rows, labels, scores_by_turns(seen, rows, labels))
    fine = choose(heard)
    click.echo(offers_table(heard, fine))
    learnt = learn_subjects(seen.messages, rows, labels)
    bounds = Bounds(**{name: round(bound / FINE / learnt.unit) for name, bound in asdict(fine).items()})
    starts = tuple(round(float(start) / learnt.unit) for start in learnt.starts)
    ear = TopicEar(labels, runs_of_all(seen, learnt), starts, bounds)
    file = out or Path(pack) / language.code / OF_TOPICS
    inputs = {one.name: digest(one) for one in (*(files or FILES), LEFT_OUT)}
    write_topics(file, ear, {**inputs, "ordinary texts": digest(ordinary)}, versions())
    click.echo(f"{file}: {file.stat().st_size} bytes, {len(ear.runs)} runs, {bounds}")
