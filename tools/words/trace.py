"""`flask trace`: shows each sentence of a pack beside its facts, and the disagreements (R23)."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from menus.facts.found import by_hash
from menus.model import Language
from menus.said import look
from menus.tracing.shown import lines_of, parts_of, rested
from menus.tracing.trace import trace as trace_all
from tools.words.packs import pack_of
from web.figures.traced import draw_traced


def _named(language: Language, asked: str) -> str:
    """The name of the topic whose file name or keyword is `asked`. Raises UsageError if there is none."""
    for topic in language.topics.values():
        if asked.lower() in (topic.name, topic.keyword.lower()):
            return topic.name
    raise click.UsageError(f'"{asked}" is no topic of this pack: {", ".join(language.topics)}')


@click.command()
@click.argument("topic", required=False, metavar="[TOPIC]")
@click.option("--pack", "folder", default="", metavar="FOLDER", help="Another pack than the line's own.")
@click.option("--json", "as_json", is_flag=True, help="An object, for a program.")
@click.option("--page", type=click.Path(dir_okay=False), metavar="FILE", help="Write a page to print (HTML).")
@click.option(
    "--document",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="The document as text: its own words are shown beside the facts.",
)
def trace(topic: str | None, folder: str, as_json: bool, page: str | None, document: str | None) -> None:
    """Show each sentence of the pack beside the facts it rests on; with TOPIC, only that topic's sentences.

    The command points out sentences that rest on no fact, and facts that no sentence tells. It also points
    out where a sentence and its facts differ in numbers, denials or names, or in how strongly they speak.

    Exit code: 0 if all is well, 1 if something is wrong, 2 if misused.
    """
    pack = pack_of(folder, os.environ)
    language = next(iter(pack.languages.values()))
    topic = _named(language, topic) if topic else None
    own = _own_words(document)
    found = trace_all(look(pack, language, datetime.now(UTC).date()))
    told = tuple(part for part in parts_of(pack, language, found, own) if topic in (None, part.name))
    untold = [rested(pack, fact, own) for fact in found.untold] if topic is None else []
    wrong = sum(part.wrong for part in told)
    if page:
        Path(page).write_text(draw_traced(pack, told, untold), encoding="utf-8")
    if as_json:
        about = {name: value for name, value in asdict(pack.document).items() if name != "text"}
        held: dict[str, object] = {"document": about, "begun": found.begun, "wrong": wrong}
        held |= {"parts": [asdict(part) for part in told], "untold": [asdict(fact) for fact in untold]}
        click.echo(json.dumps(held, indent=2, ensure_ascii=False, default=str))
    elif not page:
        for line in (*lines_of(told), *(f"Told nowhere: {fact.id} {fact.words}" for fact in untold)):
            click.echo(line)
        count = sum(len(part.lines) for part in told)
        click.echo(f"{count} sentences, {wrong} wrong, {len(untold)} facts told nowhere")
    sys.exit(1 if wrong else 0)


def _own_words(document: str | None) -> Mapping[str, str]:
    """The document's sentences by their hashes; empty without a `document`, the path of its file.

    Raises UsageError if the file is not text.
    """
    if document is None:
        return {}
    try:
        return by_hash(Path(document).read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{document} is not text in UTF-8: save it as text first") from error
