"""`flask bench faults`: breaks the things a running line depends on, in turn, and counts losses."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from bench.faults import file_faults, part_faults, start_faults, store_faults
from bench.faults.fault import Fault, Seen
from bench.faults.trying import try_fault
from store.condition import Unreachable

FAULTS: tuple[Fault, ...] = (*store_faults.FAULTS, *file_faults.FAULTS, *part_faults.FAULTS)
SHORT = tuple(fault for fault in FAULTS if fault.short)
PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "faults.md"
BEGINS = "| fault |"
HEADS = (
    "fault",
    "what is broken",
    "webhooks",
    "calls failed",
    "answered when tried again",
    "promised",
    "refused",
    "lost",
    "health said",
    "start",
    "normal after",
)


@click.command()
@click.option("--only", multiple=True, metavar="NAME", help="Only faults whose names hold this.")
@click.option("--write", is_flag=True, help="Write the table into docs/faults.md.")
def faults(only: tuple[str, ...], write: bool) -> None:
    """Break store, files, processes, pack, carrier and clocks under load; exit code 1 if anybody noticed.

    Each fault has a line of its own, started as for the public, with 20 webhooks a second. The
    command needs redis-server and libfaketime, and the rights of root for small disks.
    """
    chosen = [one for one in FAULTS if not only or any(part in one.name for part in only)]
    seen = []
    for fault in chosen:
        seen.append(_try(fault))
        click.echo(_row(seen[-1]))
    refused = start_faults.refusal() if not only else ""
    if refused:
        click.echo(refused)
    if write:
        _write(seen, refused)
    sys.exit(0 if all(is_well(one) for one in seen) else 1)


def _try(fault: Fault) -> Seen:
    """Try a fault; if the trial itself fails, give a result that says so."""
    try:
        return try_fault(fault)
    except (click.ClickException, Unreachable) as error:
        click.echo(error, err=True)
        reason = str(error).partition(":")[0]
        return Seen(fault.name, fault.broken, 0, 0, 0, 0, 0, 0, 0, f"not tried: {reason}", 0.0, None)


def is_well(seen: Seen) -> bool:
    """Whether no call failed, no promise was lost or doubled, and the line became normal again."""
    return not (seen.failed or seen.lost or seen.twice) and seen.normal is not None


def _row(seen: Seen) -> str:
    """The result of a fault as one row of the table."""
    lost = f"{seen.lost}, {seen.twice} twice" if seen.twice else seen.lost
    after = "not in 40 s" if seen.normal is None else f"{seen.normal:.1f} s"
    counts = (seen.webhooks, seen.failed, seen.again, seen.promised, seen.refused, lost)
    cells = (seen.name, seen.broken, *counts, seen.health, f"{seen.start:.1f} s", after)
    return f"| {' | '.join(map(str, cells))} |"


def _write(seen: Sequence[Seen], refused: str) -> None:
    """Replace the table in docs/faults.md by the results `seen`; the words before the table stay.

    `refused` is a text on a start that the line refuses, which comes below the table.
    """
    words = PAGE.read_text(encoding="utf-8").partition(BEGINS)[0]
    head = f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}"
    rows = "\n".join(map(_row, seen))
    PAGE.write_text(f"{words}{head}\n{rows}\n\n{refused}\n", encoding="utf-8")
