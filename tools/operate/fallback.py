"""`flask fallback`: the documents that the carrier plays and texts while our servers are down."""

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from settings import BadSetting, read, served_pack

MISUSED = 2
FILES = {"calls": "voice.xml", "texts": "sms.xml"}


@click.command()
@click.option("--calls", "only", flag_value="calls", help="Only what callers hear.")
@click.option("--texts", "only", flag_value="texts", help="Only what texters get.")
@click.option("--checksum", "short", is_flag=True, help="The checksums that `flask preflight` compares.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write voice.xml and sms.xml there, for a web server that is not this machine's.",
)
def fallback(only: str | None, short: bool, into: Path | None) -> None:
    """Print what the carrier is to say and text by itself when our servers cannot be reached.

    There are two documents, made from the pack: 999, 111, the helpline's number and hours. Paste each into a
    TwiML Bin, or let a web server elsewhere serve it. Then give the address of each to `flask provision`.
    """
    from web.fallback import checksum

    documents = _documents()
    if into is not None:
        _write(into, documents)
    for name, document in documents.items():
        if only in (None, name) and into is None:
            told = checksum(document) if short else document.decode()
            click.echo(f"{name} {told}" if short else told)


def _documents() -> dict[str, bytes]:
    """The bytes of both documents, as "calls" (what callers hear) and "texts" (what texters get).

    Exits with code 2 for a bad setting. Raises ClickException if the pack cannot be loaded.
    """
    from app import as_served  # here, as the next: they load the whole line
    from menus.loading.pack import PackError, load_kept
    from web.fallback import fallback as made_from

    try:
        settings = replace(read(os.environ, keys=False), live=False)
        pack = load_kept(served_pack(settings), settings.pack)
        made = made_from(as_served(settings, pack, datetime.now(UTC).date()), settings.number)
    except BadSetting as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISUSED)
    except PackError as error:
        raise click.ClickException(str(error)) from None
    return {"calls": made.voice, "texts": made.text}


def _write(folder: Path, documents: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, document in documents.items():
            (folder / FILES[name]).write_bytes(document)
            click.echo(f"{name}: {folder / FILES[name]}")
    except OSError as error:
        raise click.ClickException(f"{folder}: {error.strerror}: not everything was written") from None
