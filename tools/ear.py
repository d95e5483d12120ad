"""`flask ear`: teaches the second ear."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from menus.load_ear import FILE
from menus.matching import label, match
from tools.ear_bounds import bounds, told
from tools.ear_file import write
from tools.ear_learn import by_turns, ear_of, learn, matrix, versions
from tools.ear_rows import LEFT_OUT, TUNED, WRITTEN, digest, ordinary_rows, own_rows
from tools.match import language_of

SHIPPED = Path(__file__).resolve().parent.parent / "menus"


@click.group()
def ear() -> None:
    """Teach the second ear, which hears trouble in words that no rule knows."""


@ear.command()
@click.option("--ordinary", required=True, metavar="FILE", help="Texts that are no trouble, as rows.",
              type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--most", default=0.7, show_default=True, help="Percent of the ordinary texts that may worry it.")
@click.option("--most-topics", default=0.5, show_default=True,
              help="Percent of the questions about a topic that it may take from their topic.")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Default: ear.toml of the pack.")
def train(ordinary: Path, most: float, most_topics: float, out: Path | None) -> None:
    """Learn anew what runs of letters weigh: from our own rows, and from ordinary texts that stay outside.

    Takes a minute, and gives the same bytes each time. Needs scikit-learn (requirements-dev.txt). Prints how
    well rows were heard that were left out of what was learnt (cross-validation).
    """
    language = replace(language_of(str(SHIPPED), ""), ear=None)
    ruled: Callable[[str], str] = lambda text: label(match(language, text))
    rows = sorted(
        [*own_rows(ruled), *ordinary_rows(ordinary, ruled)],
        key=lambda one: (one.row.text, one.source, sorted(one.row.right)),
    )
    seen = matrix([one.words for one in rows])
    come_to = by_turns(seen, rows)
    speaks, insists = bounds(rows, come_to, most, most_topics)
    learnt = ear_of(learn(seen, rows), speaks, insists)
    file = out or SHIPPED / language.code / FILE
    write(file, learnt, inputs(ordinary, language.code), versions())
    click.echo(told(rows, come_to, speaks, insists))
    click.echo(f"{file}: {file.stat().st_size} bytes, speaks from {learnt.speaks}, insists from {learnt.insists}")


def inputs(ordinary: Path, code: str) -> dict[str, str]:
    """The SHA-256 of all that the weights come from. The rules are among it: what they alarm on is left out."""
    rules = [SHIPPED / code / name for name in ("matching.toml", "safety.toml")]
    found = {file.name: digest(file) for file in (TUNED, WRITTEN, LEFT_OUT, *rules)}
    return {**found, "ordinary texts": digest(ordinary)}
