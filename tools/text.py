"""`flask text`: prints the real reply to each text, with its characters and parts; no server has to run."""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from menus.parts import length, parts
from play.act import Act, Phone
from play.player import Play, do
from play.texts import Exchange
from sms.senders import identity
from tools.call import NUMBER, moment, tell
from tools.words.packs import pack_as_said

HELP = "Type a text and Enter; each is sent by the same person. Ctrl-D ends."


@click.command()
@click.argument("words", nargs=-1)
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
@click.option("--from", "number", default=NUMBER, help="The number to text from.")
def text(words: tuple[str, ...], at: str, then: tuple[str, ...], folder: str, number: str) -> None:
    """Text WORDS to the line and print the reply; without WORDS, answer every line that is typed."""
    pack = pack_as_said(folder, os.environ)
    fixed = moment(at, ZoneInfo(pack.hours.zone)) if at else None
    play = Play(Phone(pack, identity(number)))
    if not words:
        tell(HELP)
    for body in (" ".join(words), *then) if words else (*then, *_typed()):
        play = do(play, Act("text", body, (fixed or datetime.now(UTC)).timestamp()))
        _show(play.thread[-1])


def _typed() -> Iterator[str]:
    """The typed texts, one a line, until the input ends."""
    for line in sys.stdin:
        if line.strip():
            yield line.strip()


def _show(exchange: Exchange) -> None:
    """Print the reply in `exchange`, with the number of its characters and message parts.

    If there is no reply, the reason is printed.
    Raises ClickException if a blank in the reply could not be filled.
    """
    kind = exchange.reply.kind
    if exchange.blank:
        raise click.ClickException(exchange.blank)
    if not exchange.text:
        tell(f"[no reply: {kind.replace('_', ' ')}]")
        return
    count = parts(exchange.text)
    tell(exchange.text, bold=True)
    tell(f"[{length(exchange.text)} characters, {count} part{'s' if count > 1 else ''}; {kind}]")
