"""`flask ear`: trains the second ear, a linear model that hears alarms which no rule hears."""

import os
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from menus.loading.folders import BASE, SHIPPED
from menus.loading.weights import FILE
from menus.matcher.ear import Ear, level
from menus.matcher.matching import label, match
from tools.hearing.asking import topics
from tools.hearing.bounds import Most, bounds, groups_table
from tools.hearing.file import write
from tools.hearing.learn import KEPT, by_turns, learn, levels, matrix, versions, weights_of
from tools.hearing.lessons import LEFT_OUT, TUNED, WRITTEN, TaughtRow, digest, ordinary_rows, own_rows
from tools.hearing.ordinary_texts import ordinary_option
from tools.hearing.teach import alarms, raise_bounds, teach_more
from tools.hearing.voices import CARE, STOP, lesson_of, voice
from tools.words.match import language_of
from tools.words.quotes import FOLDER, enough_quotes


@click.group()
def ear() -> None:
    """Teach the second ear, which hears trouble in words that no rule knows."""


ear.add_command(topics)


@ear.command()
@ordinary_option("Texts that are no trouble, as rows.")
@click.option(
    "--most", default=0.4, show_default=True, help="Percent of the ordinary texts that may worry it."
)
@click.option(
    "--most-topics",
    default=0.5,
    show_default=True,
    help="Percent of the questions about a topic that it may take from their topic.",
)
@click.option(
    "--most-named",
    default=0.5,
    show_default=True,
    help="Percent of our own messages without trouble that it may name an emergency.",
)
@click.option(
    "--most-doubted",
    default=1.0,
    show_default=True,
    help="Percent of the emergencies that the rules name that it may doubt, and ask about.",
)
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Default: ear.toml of the base.")
def train(
    ordinary: Path, most: float, most_topics: float, most_named: float, most_doubted: float, out: Path | None
) -> None:
    """Learn anew, from our own rows and from ordinary texts, how much each run of letters tells of trouble.

    The ordinary texts are not part of the project. Takes a minute, and gives the same bytes each time. Needs
    scikit-learn (requirements-dev.txt). Prints how well the ear hears rows that it did not learn from
    (cross-validation).
    """
    language = replace(language_of(str(SHIPPED), ""), ear=None)

    def ruled(text: str) -> str:
        return label(match(language, text))

    rows = sorted(
        # the ordinary texts first: they are refused at once where nobody has read them
        [*ordinary_rows(ordinary, ruled), *own_rows(ruled)],
        key=lambda one: (one.row.text, one.source, sorted(one.row.right)),
    )
    seen = matrix([one.words for one in rows])
    trouble = lesson_of(rows, lambda one: one.trouble, lambda one: one.counts, KEPT)
    come_to = by_turns(seen, rows, trouble)
    found = bounds(rows, come_to, Most(most, most_topics, most_named, most_doubted))
    weights = learn(seen.messages, trouble)
    speaks, insists, names, doubts = levels(weights, found)
    care, stop = (voice(seen, rows, wanted) for wanted in (CARE, STOP))
    learnt = Ear(weights_of(seen, weights), speaks, insists, names, doubts, care, stop)
    file = out or BASE / language.code / FILE
    write(file, learnt, _inputs(ordinary, language.code), versions())
    click.echo(groups_table(rows, come_to, *found[:2]))
    click.echo(
        f"{file}: {file.stat().st_size} bytes, speaks from {learnt.speaks}, insists from {learnt.insists}, "
        f"names from {learnt.names}, doubts below {learnt.doubts}; care speaks from {learnt.care.speaks}, "
        f"stop from {learnt.stop.speaks}"
    )


def _inputs(ordinary: Path, code: str) -> dict[str, str]:
    """The SHA-256 of each file that the weights are learnt from, by the file's name.

    The packs' files of rules are included, because they decide which ordinary texts are left out: those in
    which the rules find an alarm.
    """
    found = {file.name: digest(file) for file in (TUNED, WRITTEN, LEFT_OUT)}
    for folder in (BASE, SHIPPED):
        for name in ("matching.toml", "safety.toml"):
            found[f"{folder.name}/{code}/{name}"] = digest(folder / code / name)
    return {**found, "ordinary texts": digest(ordinary)}


@ear.command()
@click.argument(
    "files", nargs=-1, metavar="[FILES...]", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--folder",
    default=FOLDER,
    type=click.Path(path_type=Path),
    show_default=True,
    help="Quotes of Debian's fortunes packages.",
)
@click.option("--pack", default="", metavar="PACK", help="A pack's folder (default: the line's own).")
def teach(files: tuple[Path, ...], folder: Path, pack: str) -> None:
    """Teach a pack's ear more rows (FILES, default: tests/ear_rows.tsv), without the ordinary texts.

    It starts from what the ear has learnt and stays near to it, so that each row counts a little. Then the
    ear is made more careful, until it hears trouble in no more quotes than before. The quotes are those of
    Debian's `fortunes`; none should be trouble.

    If the ear is then no better on the rows, nothing is written, and the exit code is 1. Scikit-learn is not
    needed. Use `flask ear train` if you have the ordinary texts: it is the better way.
    """
    language = language_of(pack, "")
    if language.ear is None:
        raise click.UsageError("the pack has no ear to begin with: `flask ear train` makes one")
    quotes = enough_quotes(folder)
    rows = own_rows(lambda _: "NONE", files or (WRITTEN,))
    before = alarms(language.ear, quotes)
    new = raise_bounds(teach_more(language.ear, rows), quotes, before)
    after = alarms(new, quotes)
    was, now = (_right(one, rows) for one in (language.ear, new))
    click.echo(f"{len(rows)} rows, right before {was}, after {now}")
    click.echo(f"{len(quotes)} quotes, spoke on before {before}, after {after}; speaks from {new.speaks}")
    if after > before or now <= was:
        click.echo("Refused: no better on the rows at as few quotes. Nothing was written.")
        sys.exit(1)
    file, base = _file_of(pack, language.code), BASE / language.code / FILE
    known = tomllib.loads((file if file.exists() else base).read_text(encoding="utf-8"))
    write(
        file,
        new,
        known["inputs"] | {f"taught {one.name}": digest(one) for one in files or (WRITTEN,)},
        known["versions"],
    )


def _right(one: Ear, rows: Sequence[TaughtRow]) -> int:
    """The number of messages that the second ear classifies rightly, as trouble or not."""
    return sum((level(one, row.words) >= one.speaks) == row.trouble for row in rows)


def _file_of(pack: str, code: str) -> Path:
    """The path of the file with the ear's weights for the language `code`.

    The file is in the folder `pack`. If `pack` is "", it is in the folder that the setting PACK names. If
    PACK is not set, it is in the base, which all packs share.
    """
    named = pack or os.environ.get("PACK", "")
    return (Path(named) if named else BASE) / code / FILE
