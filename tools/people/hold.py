"""`flask hold`: prints the records of a number, for a person who asks (R43)."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tools.people.store_now import FOUND_NOTHING, store_now
from tools.people.store_now import number as number_given

if TYPE_CHECKING:
    from store.people.personal import Held

KINDS = {
    "callbacks": "call-backs of the last 30 days (the number encrypted while one is open)",
    "callbacks_for_others": "call-backs that they asked for other numbers (their last digits in the clear)",
    "messages": "spoken messages of the last 30 days",
    "notes": "notes that staff wrote beside these (encrypted), until 30 days after closing",
    "before": "notes of how often they asked within 30 days, with the ids of what they asked for",
    "declined": "note that others cannot have them rung, as they wanted no call-back, for 7 days",
    "flags_passed": "flags for safeguarding that were passed on, for 30 days (to whom, encrypted)",
    "texts": "texts that are not sent yet (encrypted)",
    "texts_counted": "counts of texts asked for today, by them or for them",
    "talk": "what their last text was about, for a day",
    "language": "the language that they chose for their texts, for 30 days",
    "calls": "count of calls in the last hour",
    "raised": "bound that staff have raised, so that they may ask for more people",
    "filling": "note that they have had nearly all they may of something, for a day",
    "unknown_words": "unknown words they used, as hashes, for 30 days",
}

FLAGGED = (
    "{}  flagged for safeguarding (number and note encrypted, for the lead alone): it stays until "
    "the lead has passed it on, whatever is erased, and goes then"
)


@click.command()
@click.argument("number", callback=number_given)
@click.option("--json", "as_json", is_flag=True, help="An object, for a program.")
def hold(number: str, as_json: bool) -> None:
    """Print what is held about NUMBER. Exit code 1 if nothing is."""
    from store.people import personal

    with store_now() as (store, _):
        found = personal.look_up(store, number)
    if as_json:
        click.echo(json.dumps(asdict(found), indent=2))
    else:
        for line in kinds_held(found):
            click.echo(line)
        if found.flags_waiting:
            click.echo(FLAGGED.format(found.flags_waiting))
        if found.opted_out:
            click.echo("opted out of texts, for good")
        if found.blocked:
            click.echo("blocked")
    if not (found.erasable or found.flags_waiting or found.opted_out or found.blocked):
        click.echo("Nothing is held.", err=True)
        sys.exit(FOUND_NOTHING)


def kinds_held(found: "Held") -> Iterator[str]:
    """A line to print for each kind of record that is held about a number: how many, and what they are."""
    for name, words in KINDS.items():
        if count := getattr(found, name):
            yield f"{count}  {words}"
