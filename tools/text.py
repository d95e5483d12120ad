"""`flask text WORDS…`: prints the real reply to a text, with its characters and message parts."""

import os
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from menus.parts import length, parts
from play.act import Act, Phone
from play.player import replay
from play.texts import Exchange
from tools.call import NUMBER, moment
from tools.words.packs import pack_as_said


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--at", default="", metavar="TIME", help="The moment of the text, as 2026-12-25T10:00 (default: now)."
)
@click.option(
    "--then",
    multiple=True,
    metavar="WORDS",
    help="A further text of the same person, after that one; repeatable.",
)
@click.option("--pack", "folder", default="", metavar="FOLDER", help="Another pack than the line's own.")
def text(words: tuple[str, ...], at: str, then: tuple[str, ...], folder: str) -> None:
    """Text WORDS to the line and print the reply."""
    pack = pack_as_said(folder, os.environ)
    now = moment(at, ZoneInfo(pack.hours.zone)) if at else datetime.now(UTC)
    acts = [Act("text", body, now.timestamp()) for body in (" ".join(words), *then)]
    for exchange in replay(Phone(pack, NUMBER), acts).thread:
        _show(exchange)


def _show(exchange: Exchange) -> None:
    """Print a reply with its characters and message parts. Raises ClickException if it has an open blank."""
    kind = exchange.reply.kind
    if exchange.blank:
        raise click.ClickException(exchange.blank)
    if not exchange.text:
        click.echo(f"[no reply: {kind}]")
        return
    count = parts(exchange.text)
    click.secho(exchange.text, bold=True)
    click.echo(f"[{length(exchange.text)} characters, {count} part{'s' if count > 1 else ''}; {kind}]")
