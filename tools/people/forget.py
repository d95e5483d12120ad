"""`flask forget`: erases the records of a number here and at the carrier, and prints them (R43)."""

import os
import sys

import click

from settings import read
from store.server.aside import held
from tools.people.hold import FLAGGED, kinds_held
from tools.people.store_now import FOUND_NOTHING, store_now
from tools.people.store_now import number as number_given

ON_DISK = {
    "done": "On disk: the store's file was written anew, and holds it no longer.",
    "no file": "On disk: this store keeps no append-only file. If it saves snapshots, the last may hold it.",
    "refused": "On disk: the store did not write its file anew (BGREWRITEAOF), which holds it until it does.",
    "not yet": "On disk: the store is still writing its file anew; until then the old one holds it.",
}


@click.command()
@click.argument("number", callback=number_given)
def forget(number: str) -> None:
    """Erase what is held about NUMBER: here now, and at the carrier by the worker.

    Its opt-out (STOP) and its block stay. Exit code 1 if nothing was held here.
    """
    from store.people import personal
    from store.server.rewriting import rewrite

    with store_now() as (store, now):
        went = personal.forget(store, number, now)
        for line in kinds_held(went):
            click.echo(f"Erased: {line}")
        if not (went.erasable or went.flags_waiting):
            click.echo("Nothing was held here.")
        click.echo(
            "At the carrier: its texts, calls and recordings of this number are being deleted by the worker, "
            "which keeps the number, sealed, until that is done."
        )
        if went.flags_waiting:
            click.echo(f"Stays: {FLAGGED.format(went.flags_waiting)}.")
        if went.opted_out:
            click.echo("Stays: that this number wants no texts (a keyed hash).")
        if went.blocked:
            click.echo("Stays: that this number is blocked (a keyed hash).")
        click.echo("Stays, for a day at most: replies to its texts, under hashes that lead to no number.")
        click.echo(ON_DISK[rewrite(store.link)])
        for path, end in held(read(os.environ).data_dir).items():
            click.echo(f"May still hold it: {path}, kept from a broken store until {end.date()}: delete it.")
        click.echo(
            "May still hold it: every backup that was made before now. Delete those, or let them run out."
        )
        sys.exit(0 if went.erasable else FOUND_NOTHING)
