"""`flask document`: takes a document, or a new edition of it, into a pack."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from menus.document.block import Draft
from tools.document.kept import Kept, pack_folder, read_kept
from tools.document.reading.files import held_in, read_document
from tools.document.reading.refused import NotReadError
from tools.document.saving import save
from tools.document.taking import Details, changes, clean, digest, mended_copy, take
from tools.document.telling import lines

NO_LICENCE = (
    'who may use it is not said: give --licence, as in "ours", "CC BY 4.0" or "by letter of 3 May 2026"'
)


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """The day in an option's value (2026-12-25); None if it is not given. Raises BadParameter."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f'"{value}" is no day: write it as 2026-12-25') from None


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", "pack", required=True, metavar="PACK", help="The folder of the pack.")
@click.option("--name", help="What the document is called, as callers are told it.")
@click.option("--date", callback=_day, metavar="DATE", help="The day of this edition, like 2026-05-26.")
@click.option("--origin", help="Where it came from: a department, a page, a letter.")
@click.option("--licence", help="Who may use it, and how.")
@click.option(
    "--only", multiple=True, metavar="HEADING", help="Facts of these headings alone (a first document)."
)
@click.option(
    "--locators", is_flag=True, help="Keep none of its words in the pack: it is not yours to pass on."
)
@click.option("--another", is_flag=True, help="It is another document in place of the one before.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def document(file: Path, pack: str, only: tuple[str, ...], locators: bool, yes: bool, **given: Any) -> None:
    """Take a document into a pack: FILE ends with .html, .pdf, .docx, .md or .txt, and lies on this machine.

    Each sentence of the document becomes a fact, under the sentence's heading. Details that no option gives
    are asked for. If the pack has a document already, FILE counts as its new edition: the ids of facts stay,
    and topics that rest on changed facts become drafts.

    Exit code: 0 if it is taken in, 1 if nothing was done, 2 for a folder that is no pack.
    """
    folder, another = pack_folder(pack), given.pop("another")
    kept = read_kept(folder)
    try:
        held = held_in(file)
        whole = digest(held)
        if kept.about.get("sha256") == whole and not any(given.values()):
            click.echo(f"{folder} is made from just this file already: nothing to do.")
            return
        draft = mended_copy(file.name, held, kept) or _read(file, held)
    except NotReadError as error:
        raise click.ClickException(f"{file} {error}") from None
    details = {**_details(draft, kept, file, given, yes), "file": file.name, "sha256": whole}
    with_words = not locators and (kept.has_text or not any(one.sentence for one in kept.facts.values()))
    taken = take(folder, kept, draft, str(details["name"]), only, with_words)
    for line in lines(taken, folder, (*draft.warnings, *_unknown(details))):
        click.echo(line)
    todo = changes(folder, kept, taken, details)
    if taken.is_another and not another:
        click.echo(f"{file} has hardly a sentence of the document that {folder} is made from.")
        if yes:
            raise click.ClickException("nothing was done: if it is to take its place, say so by --another")
        click.confirm("Is it to take the place of that one?", abort=True)
    if not yes and any(topic.reviewed_by for topic in taken.touched):
        click.confirm("These topics lose their review until somebody has read them again. Go on?", abort=True)
    save(folder, todo)
    click.echo(
        f"{folder} has it now. Next: `flask topic new NAME --pack {folder}`, then `flask check {folder}`."
    )


def _read(file: Path, held: bytes) -> Draft:
    """Read a document with a progress bar, without its page numbers and the like; `held` are its bytes.

    Raises NotReadError if it cannot be read, or has no sentence.
    """
    with _bar(f"Reading {file.name}") as tell:
        return clean(read_document(file.name, held, tell))


@contextmanager
def _bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr, shown only at a terminal; gives the function that moves it.

    That function takes how many pages are done, and how many there are.
    """
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def tell_page(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield tell_page
        bar.update((bar.length or 1) - bar.pos)


def _details(draft: Draft, kept: Kept, file: Path, given: Mapping[str, Any], yes: bool) -> dict[str, Any]:
    """The details of a document, under the names "name", "licence", "date" and "origin".

    Each is taken from the options (`given`) if it is there. Otherwise a person is asked, and offered the
    earlier value or the document's own. With `yes` nobody is asked: the offered value is taken, and an
    unknown date is None. Raises ClickException if no licence is known then.
    """
    before = kept.about
    known = {
        "name": given["name"] or before.get("name") or draft.title or file.stem,
        "licence": given["licence"] or before.get("licence", ""),
        "date": given["date"] or (date.fromisoformat(draft.date) if draft.date else None),
        "origin": given["origin"] or before.get("origin", ""),
    }
    if yes:
        if not known["licence"].strip():
            raise click.ClickException(f"nothing was done: {NO_LICENCE}")
        return known
    if not given["name"]:
        known["name"] = click.prompt("What is it called?", default=known["name"])
    if not given["licence"]:
        known["licence"] = click.prompt("Who may use it (its licence)?", default=known["licence"] or None)
    if not given["date"]:
        known["date"] = click.prompt(
            "The day of this edition (2026-05-26)?",
            default=str(known["date"] or "") or None,
            value_proc=_asked_day,
        )
    if not given["origin"]:
        known["origin"] = click.prompt("Where did it come from?", default=known["origin"])
    return known


def _asked_day(value: str) -> date:
    day = _day(click.get_current_context(), click.Option(["--date"]), value)
    if day is None:
        raise click.BadParameter("write it as 2026-12-25")
    return day


def _unknown(details: Details) -> Iterator[str]:
    if not details["date"]:
        yield "the day of this edition is not known: give it as --date 2026-05-26"
