"""`flask callbacks`: lists and handles call-backs, for staff who do not use the desk."""

import getpass
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

import click

from counted import names as counted
from counted.outcomes import REASON_OF
from counted.outcomes import outcome as outcome_in_words
from tools.people.store_now import FOUND_NOTHING, store_now
from tools.words.packs import pack_of

if TYPE_CHECKING:
    from store.promises.queue import Closing
    from store.promises.standing import Callback
    from store.store import Store

OUTCOMES: Mapping[str, "Closing"] = {
    "done": "done",
    "no-reply": "no_reply",
    "withdrawn": "withdrawn",
    "wrong-number": "wrong_number",
    "passed-on": "passed_on",
}
WHO = click.option("--as", "who", default=getpass.getuser, help="Who you are (default: your login).")
SAYS = {
    "again": "{id}: no reply. It waits for a second try{again}.",
    "early": "{id}: no reply, but this is not the second try yet. It waits for that{again}.",
    "not_yours": "{id}: somebody else has it, or nobody: claim it first.",
    "gone": "{id}: no such call-back waits.",
}


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="A list of objects, for a program.")
@click.option("--closed", is_flag=True, help="Those closed within 30 days instead.")
@click.pass_context
def callbacks(context: click.Context, as_json: bool, closed: bool) -> None:
    """List who waits to be rung back, the first due first. `claim` gives a number, one at a time."""
    if context.invoked_subcommand:
        return
    with store_now() as (store, now):
        rows = store.callbacks.closed() if closed else store.callbacks.waiting(now)
        if as_json:
            click.echo(json.dumps([asdict(row) for row in rows], default=datetime.isoformat, indent=2))
            return
        for row in rows:
            click.echo(_line(row, now))
        click.echo(f"{len(rows)} {'closed' if closed else 'waiting'}")


@callbacks.command()
@click.argument("callback_id", metavar="ID")
@WHO
def claim(callback_id: str, who: str) -> None:
    """Take a call-back for two hours, and see its number.

    Says so if somebody else has it, or if no call-back with this ID waits. Exit code: 0 if it is yours,
    else 1.
    """
    from store.desk.desk import desk_store
    from store.promises.standing import Claimed, Taken

    with store_now() as (store, now):
        _demand_opens(store, callback_id)
        trail = desk_store(store).trail
        with trail.entered(now, who, "callback:claim", callback_id) as entry:  # first: it shows a number
            said = store.callbacks.claim(callback_id, who, now)
            if not isinstance(said, Claimed):
                trail.strike(entry)
        match said:
            case Claimed(number):
                row = store.callbacks.one(callback_id)
                told = _in_language(row.language) if row else ""
                store.counts.add(now, counted.CLAIMED)
                click.echo(f"{callback_id}: yours for two hours. Ring {number}{told}")
                click.echo("Say only that you are the helpline. Leave no message.")
            case refused:
                by = refused.by if isinstance(refused, Taken) else ""
                kept = isinstance(refused, Taken) and refused.kept_for
                says = f"it is kept for {by}." if kept else f"{by} has it."
                click.echo(f"{callback_id}: {says}" if by else SAYS["gone"].format(id=callback_id))
                sys.exit(FOUND_NOTHING)


def _demand_opens(store: "Store", callback_id: str) -> None:
    """Raise BrokenSeal, before anything is claimed, if no key opens the number of a call-back."""
    from store.promises.for_others import KIND

    row = store.callbacks.queue.records((callback_id,)).get(callback_id, {})
    if "sealed" in row:
        store.seals.unseal(KIND, row["sealed"])


@callbacks.command()
@click.argument("callback_id", metavar="ID")
@click.argument("outcome", type=click.Choice(OUTCOMES))
@WHO
def close(callback_id: str, outcome: str, who: str) -> None:
    """Say what became of a call-back that you claimed. Exit code 1 if you have no claim to it."""
    from menus.due import second_try
    from store.desk.desk import desk_store
    from store.promises.closed.closing import Told, close
    from web.pack_now import PackNow

    with store_now() as (store, now):
        kept, row = desk_store(store), store.callbacks.one(callback_id)
        hours = PackNow(pack_of("", os.environ), kept.closures, kept.airing)
        hours.refresh()
        again = second_try(hours.pack().hours, now, row.best) if row else None
        told = Told(callback_id, OUTCOMES[outcome], who, now)
        said = close(store, kept.trail, store.callbacks, told, again)
        waits = row.again if row and said == "early" else again and again[0]
        when = f" from {waits.astimezone(now.tzinfo):%H:%M on %a %d %b}" if waits else ""
        ended = outcome_in_words("callback", REASON_OF[OUTCOMES[outcome]])
        closed = (
            f"{{id}}: closed: {ended}. The number is erased in ten minutes; until then the desk can undo it."
        )
        click.echo(SAYS.get(said, closed).format(id=callback_id, again=when))
        if said in ("not_yours", "gone"):
            sys.exit(FOUND_NOTHING)


@cache
def _in_language(code: str) -> str:
    """The words of a list that tell a call-back's language: " in Welsh"; "" for the pack's first language."""
    from menus.multilingual.in_english import beside

    return f" {beside(pack_of('', os.environ), code)}" if code else ""


def _line(row: "Callback", now: datetime) -> str:
    """A call-back as one line: id, when due, best time, language, state, who has claimed it."""
    due = row.due.astimezone(now.tzinfo)
    waits = row.state in ("open", "claimed")
    late = " LATE" if row.due < now and waits else ""
    holder = f" by {row.claimed_by}" if row.claimed_by else ""
    best = "any time" if row.best == "any" else f"in the {row.best}"
    spoken = _in_language(row.language)
    tried = ", tried once" if row.tries == 1 else ""
    state = row.state if waits else outcome_in_words("callback", row.beside.reason, row.state)
    asked = f"{best}, asked by {row.by}{spoken}{tried}"
    return f"{row.id}  by {due:%H:%M on %a %d %b}{late}  {asked}  {state}{holder}"
