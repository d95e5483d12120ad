"""`flask facts split`: cuts a fact in two, so that a sentence can name the half that it says."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import click

from menus.document.facts import halves
from menus.facts.fact import Fact
from menus.tracing.marks import MARK
from tools.document.drafts import SHOWN, shown
from tools.document.kept import FACTS, Kept, pack_folder, read_kept, text_of
from tools.document.saving import Changes, save
from tools.document.sheets import facts_text

SOURCE = re.compile(r"^source\s*=\s*\[[^\]]*\]", re.M)


@click.group()
def facts() -> None:
    """Change the facts of a pack: in all its files at once, or not at all."""


@facts.command()
@click.argument("fact", metavar="ID")
@click.argument("second", metavar="WORDS")
@click.option("--pack", required=True, metavar="FOLDER", help="The folder of the pack.")
def split(fact: str, second: str, pack: str) -> None:
    """Cut the fact ID in two; WORDS are the first words of the second half.

    D12 becomes D12a and D12b. Both belong to the same sentence of the document. Each file that named D12 then
    names both: wherever a sentence tells only one half, remove the other from the file.

    Exit code: 0 if it is done, 1 if nothing was, 2 for a folder that is no pack.
    """
    folder = pack_folder(pack)
    kept = read_kept(folder)
    if fact not in kept.facts:
        raise click.ClickException(f'"{fact}" is no fact of {folder / FACTS}')
    try:
        made = halves(fact, second, kept.facts)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    todo = _changes(folder, kept, fact, made)
    save(folder, todo)
    for name, half in made.items():
        click.echo(f"{name}: {half.words}")
    click.echo("Read both: each has to be true alone. Mend a word that one of them has lost in facts.toml")
    if others := sorted(set(todo) - {FACTS}):
        click.echo(f"{' and '.join(made)} stand for {fact} in {', '.join(others)}: take off what is not said")


def _changes(folder: Path, kept: Kept, fact: str, made: Mapping[str, Fact]) -> Changes:
    """The files that name the fact, with its two halves in place of it."""
    now: dict[str, Fact] = {}
    for name, one in kept.facts.items():
        now |= made if name == fact else {} if name in made else {name: one}
    document = str(tomllib.loads(kept.facts_text).get("document", ""))
    found: dict[str, bytes | None] = {FACTS: facts_text(kept.facts_text, document, now).encode()}
    for file in sorted(folder.glob("*/**/[!.]*.toml")):
        name = file.relative_to(folder).as_posix()
        text = text_of(folder, name)
        if (changed := _named(text, fact, made)) != text:
            found[name] = changed.encode()
    return found


def _named(text: str, fact: str, made: Mapping[str, Fact]) -> str:
    """The text of a file that names both halves wherever it named the fact: in marks, sources and comments.

    `fact` is the id of the fact, `made` has its halves by their ids.
    """
    whole = re.compile(rf"(?<!\w){re.escape(fact)}(?!\w)")
    text = MARK.sub(lambda mark: whole.sub(" ".join(made), mark[0]), text)
    quoted = re.compile(rf"([\"']){re.escape(fact)}\1")
    text = SOURCE.sub(lambda ids: quoted.sub(", ".join(f'"{one}"' for one in made), ids[0]), text)
    comments = "\n".join(shown(name, half.words) for name, half in made.items())
    return SHOWN.sub(lambda comment: comments if comment[1] == fact else comment[0], text)
