"""`flask unknown`: lists words that people text and no topic knows, for the editors of the pack."""

import json
from dataclasses import asdict
from datetime import datetime

import click

from tools.people.store_now import store_now


@click.command()
@click.option("--json", "as_json", is_flag=True, help="A list of objects, for a program.")
def unknown(as_json: bool) -> None:
    """List the words that found nothing, and that at least five people have used in the last 30 days."""
    with store_now() as (store, now):
        words = store.unknown.recent(now)
    if as_json:
        click.echo(json.dumps([asdict(word) for word in words], default=datetime.isoformat, indent=2))
        return
    for word in words:
        click.echo(f"{word.word}  last used on {word.last.astimezone(now.tzinfo):%a %d %b}")
    click.echo(f"{len(words)} words")
