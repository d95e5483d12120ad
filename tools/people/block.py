"""`flask block`, `unblock`, `blocked`: for numbers that get the information but reach no person (R39)."""

import json
import re
import sys
from dataclasses import asdict
from datetime import datetime, timedelta

import click

from tools.people.store_now import FOUND_NOTHING, NO_NUMBER, e164, store_now
from tools.people.store_now import number as number_given

UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
BLOCK_ID = re.compile(r"[0-9a-f]{12}")
LONGEST = timedelta(days=366)


def _span(_context: click.Context, _option: click.Parameter, value: str | None) -> timedelta:
    """The length of a block, typed as 12h, 30d or 4w; a year at most.

    Raises BadParameter for all else, and if nothing is typed.
    """
    said = re.fullmatch(r"([1-9]\d{0,3})([hdw])", value or "")
    if not said or (time := int(said[1]) * UNITS[said[2]]) > LONGEST:
        raise click.BadParameter("say how long: write it as 12h, 30d or 4w, a year at most")
    return time


@click.command()
@click.argument("number", callback=number_given)
@click.option("--for", "length", callback=_span, help="How long: 12h, 30d, 4w. Required.")
@click.option("--reason", default="", help="For your colleagues. Not the number, and no name.")
def block(number: str, length: timedelta, reason: str) -> None:
    """Block NUMBER: it still hears the information and 999, but reaches nobody and gets no texts."""
    if re.search(r"\d{5}", reason):
        raise click.UsageError("--reason: it looks as if it holds a number")
    with store_now() as (store, now):
        block_id = store.blocks.block(number, reason, now + length)
        click.echo(f"{block_id}: blocked until {now + length:%H:%M on %a %d %b %Y}")


@click.command()
@click.argument("number_or_id")
def unblock(number_or_id: str) -> None:
    """End a block, given by the number or by the block's id."""
    with store_now() as (store, _):
        by_id = BLOCK_ID.fullmatch(number_or_id) and store.blocks.unblock_id(number_or_id)
        number = e164(number_or_id)
        if not by_id and not number and not BLOCK_ID.fullmatch(number_or_id):
            raise click.UsageError(f"NUMBER_OR_ID: {NO_NUMBER}, or give a block's id")
        if not by_id and not (number and store.blocks.unblock(number)):
            click.echo("It was not blocked.")
            sys.exit(FOUND_NOTHING)
        click.echo("The block is ended.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="A list of objects, for a program.")
def blocked(as_json: bool) -> None:
    """List the blocks: id, reason and end. They hold no numbers."""
    with store_now() as (store, now):
        rows = store.blocks.all(now)
        if as_json:
            click.echo(json.dumps([asdict(row) for row in rows], default=datetime.isoformat, indent=2))
            return
        for row in rows:
            click.echo(f"{row.id}  until {row.until.astimezone(now.tzinfo):%a %d %b %Y, %H:%M}  {row.reason}")
        click.echo(f"{len(rows)} blocked")
