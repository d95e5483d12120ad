"""`flask text WORDS…`: the reply to a text, its characters and parts, on the real flow."""

import os
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from menus.blanks import Unfilled, whole
from menus.clock import put
from menus.due import due_day
from menus.model import Pack
from menus.numbers import number_text
from menus.outcome import Kept, Refused
from menus.parts import length, parts
from sms.flow import step
from sms.limits import Sent, limited, reopens
from sms.model import LookUp, Reply, Talk, Texted
from sms.replies.written import number_in
from tools.call import moment
from tools.words.packs import pack_of


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
    pack = pack_of(folder, os.environ)
    now = moment(at, ZoneInfo(pack.hours.zone)) if at else datetime.now(UTC)
    talk, opted = Talk(), ""
    history: tuple[Sent, ...] = ()
    for body in (" ".join(words), *then):
        reply, history = answered(pack, talk, body, now, opted == "out", history)
        talk, opted = reply.talk, reply.opt or opted
        show(reply, pack)


def answered(
    pack: Pack, talk: Talk, body: str, now: datetime, opted_out: bool, history: tuple[Sent, ...]
) -> tuple[Reply, tuple[Sent, ...]]:
    """The reply to one text, and what was sent so far. A wish comes true here, and nothing is kept."""
    number, kind = number_in(pack, talk, body)
    event = Texted(
        body,
        opted_out=opted_out,
        reopens=opted_out and reopens(history, now),
        given=kind,
        held=number,
        known=bool(history),
    )
    reply = step(pack, talk, event, now)
    if reply.wish:
        looked = isinstance(reply.wish, LookUp)
        outcome = Refused("none") if looked else Kept(due_day(pack.hours, now, {}))
        reply = step(pack, talk, outcome, now, reply)
    return limited(pack, talk, reply, history, now)


def show(reply: Reply, pack: Pack) -> None:
    """The reply, and what it costs."""
    if not reply.text:
        click.echo(f"[no reply: {reply.kind}]")
        return
    line = number_text(pack.hours.numbers[0].number)
    keyed = number_text(reply.talk.held) if reply.talk.held else ""
    try:
        text = whole(put(reply.text, line=line, keyed=keyed))
    except Unfilled as error:
        raise click.ClickException(str(error)) from error
    count = parts(text)
    click.secho(text, bold=True)
    click.echo(f"[{length(text)} characters, {count} part{'s' if count > 1 else ''}; {reply.kind}]")
