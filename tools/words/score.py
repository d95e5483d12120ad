"""`flask score`: measures how often the matcher is right on messages with known right answers."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from menus.matcher.matching import label, match
from tools.words.card import card
from tools.words.match import language_of
from tools.words.rows import Row, judge, rows_of
from tools.words.table import table

EVERY_ONE = 100  # percent
MISUSED = 2


def _rows(file: Path) -> tuple[Row, ...]:
    """The messages in a file; at least one. If it cannot be read as messages, the command ends with 2."""
    try:
        if rows := rows_of(file):
            return rows
        why = "no message with a right label stands in it: begin with a header, then text, labels and kind"
    except UnicodeDecodeError:
        why = "it holds no text (utf-8)"
    except (OSError, ValueError) as error:
        why = str(error)
    click.echo(f"Error: {file}: {why}", err=True)
    sys.exit(MISUSED)


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILES...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--card", "as_card", is_flag=True, help="The table of the README: how well it hears.")
@click.option("--errors", is_flag=True, help="List the rows that were not right at once.")
@click.option("--json", "as_json", is_flag=True, help="One object, for a program.")
@click.option("--pack", default="", metavar="PACK", help="A pack's folder (default: the line's own).")
@click.option("--language", "code", default="", metavar="CODE", help="Default: the pack's first language.")
def score(files: tuple[Path, ...], as_card: bool, errors: bool, as_json: bool, pack: str, code: str) -> None:
    """Score the matcher on one file of messages; with --card on several.

    A file has a header, then rows: text, right labels and kind, with tabs between.

    Exit code without --card: 1 if a message was wrongly taken for STOP, or if an emergency was missed. The
    exit code is 2 for a file without such rows.
    """
    language = language_of(pack, code)
    if len(files) > 1 and not as_card:
        raise click.UsageError("one file at a time, or --card")
    judged = ((file.stem, judge(_rows(file), lambda text: label(match(language, text)))) for file in files)
    if as_card:
        click.echo(card(judged))
        return
    ((_, found),) = judged
    figures = table(found)
    if as_json:
        click.echo(json.dumps(asdict(figures)))
    else:
        for name, figure in asdict(figures).items():
            click.echo(f"{name:28} {figure}")
    for one in found if errors else ():
        if not one.right:
            click.echo(
                f"{one.row.text!r}: {'|'.join(sorted(one.row.right))}, not {one.label} ({one.row.kind})"
            )
    missed = figures.safety_heard is not None and figures.safety_heard < EVERY_ONE
    sys.exit(1 if figures.false_stop or missed else 0)
