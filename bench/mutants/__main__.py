"""`make mutants`: breaks the core at random places, and prints those that nothing notices."""

import signal
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import click

from bench.mutants.copies import copy_of, git
from bench.mutants.cover import cover_of
from bench.mutants.draw import drawn
from bench.mutants.trial import TYPED, judged

HOME = Path(__file__).resolve().parent.parent.parent
KEPT = HOME / "var" / "mutants"
WANTED = 0.9


@click.command()
@click.option("--seed", type=int, required=True, help="Which mutants are drawn.")
@click.option("--count", default=100, show_default=True, help="How many.")
@click.option("--jobs", default=2, show_default=True, help="How many are tried at a time.")
def main(seed: int, count: int, jobs: int) -> None:
    """Break the last commit's core at one place after another, and see whether tests notice each break.

    A broken copy is a mutant. The tests that are most likely to fail are run on it. If they all pass, mypy
    checks it too.

    The results are kept in var/mutants, so that a stopped run can go on. Mutants that change nothing anybody
    could notice do not count. Exit code 0 means that tests or mypy noticed at least nine in ten mutants that
    count, 1 that they did not.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the copies go, whoever ends it
    commit = git(HOME, "rev-parse", "HEAD").decode().strip()
    with ExitStack() as stack:
        copies = [stack.enter_context(copy_of(HOME, commit)) for _ in range(jobs)]
        cover = cover_of(copies[0], KEPT, jobs)
        mutants = drawn(copies[0].tree, seed, count)
        sources = {one.file: (copies[0].tree / one.file).read_bytes() for one in mutants}
        verdicts = judged(mutants, sources, cover, copies, KEPT / f"{seed}-{count}-{commit[:12]}.jsonl")
    fates = Counter(verdict.fate for verdict in verdicts)
    for fate in ("equivalent", TYPED, "survived"):
        for mutant, verdict in zip(mutants, verdicts, strict=True):
            if verdict.fate == fate:
                click.echo(f"{fate}: {mutant.shown(sources[mutant.file])}\n    {verdict.why}")
    counted, noticed = len(verdicts) - fates["equivalent"], fates["killed"] + fates[TYPED]
    click.echo(
        f"seed {seed} of {commit[:12]}: {len(verdicts)} mutants, {fates['killed']} killed, "
        f"{fates[TYPED]} {TYPED}, {fates['survived']} survived, {fates['equivalent']} equivalent; "
        f"{noticed / max(counted, 1):.0%} of the others noticed"
    )
    sys.exit(0 if noticed >= WANTED * counted else 1)


if __name__ == "__main__":
    main()
