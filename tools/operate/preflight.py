"""`flask preflight`: checks the line from outside, as the carrier would, and lists what to mend."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

import click

from environment.env_files import env_files
from settings import Settings
from tools.people.join import join_store
from tools.people.store_now import settings_now

if TYPE_CHECKING:
    from store.desk.desk import DeskStore

FOUND = 1
SAYS = {"well": "well", "warning": "warning", "fault": "FAULT", "unknown": "unknown"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="A list of objects, for a program.")
def preflight(as_json: bool) -> None:
    """Check the running line from outside, as the carrier would, and print a result for each check.

    The command sends requests to PUBLIC_URL through your own proxy, asks the carrier about TWILIO_NUMBER, and
    checks this machine. Run it on the line's machine, as the line's user, with the same settings and files of
    secrets. Nobody is rung or texted, nothing is promised or counted, and no secret is printed. It takes 20
    seconds at most.

    Exit code: 0 with warnings at most, 1 with a fault, 2 for a wrong setting.
    """
    from dataclasses import asdict, replace  # here, as the next: every `flask` command imports this file

    from preflight.means import means
    from preflight.run import run

    settings = settings_now()
    with _store(settings) as (kept, why):
        asking = replace(means(settings, os.environ, kept), unopened=why, files=env_files(sys.argv))
        lines = run(asking)
        rows = [asdict(line) for line in lines]
        _keep(kept, rows)
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        for line in lines:
            click.echo(f"{SAYS[line.level]:8}{line.about}: {line.saw}{f': {line.mend}' if line.mend else ''}")
        counts = {level: sum(line.level == level for line in lines) for level in SAYS}
        click.echo(", ".join(f"{count} {level}" for level, count in counts.items() if count))
    sys.exit(FOUND if any(line.level == "fault" for line in lines) else 0)


@contextmanager
def _store(settings: Settings) -> "Iterator[tuple[DeskStore | None, str]]":
    """The line's store for the desk, and ""; or None and the reason, if it cannot be opened."""
    from store.desk.desk import desk_store

    with ExitStack() as stack:
        try:
            store = stack.enter_context(join_store(settings))
        except click.ClickException as error:
            yield None, error.message
            return
        yield desk_store(store), ""


def _keep(kept: "DeskStore | None", rows: list[dict[str, str]]) -> None:
    """Store the results of the checks for the desk's page; do nothing if the store is None or away."""
    from preflight.means import utc_now
    from store.link import Unreachable

    with suppress(Unreachable):  # what was seen says so
        if kept is not None:
            kept.preflights.keep(utc_now(), rows)
