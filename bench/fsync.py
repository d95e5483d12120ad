"""Shows that no promise is confirmed before it is on the disk: `make fsync`, the store under strace.

kill -9 does not lose data that the system holds in memory, so the crash run proves no fsync. Here each system
call of the store is recorded: it writes a promise, it syncs the file, the sync returns, it answers.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

FOUND_NOTHING = 1
MISUSED = 2
CALLERS = 8
TRACED = ("strace", "-f", "-y", "-s", "65535", "-e", "trace=write,writev,sendto,sendmsg,fsync,fdatasync")
# "12 fdatasync(9</…/appendonly.aof.1.incr.aof>) = 0", or in two lines where another thread comes between.
CALL = re.compile(r"(\d+) +(\w+)\(\d+<([^>]*)>(.*)")
RESUMED = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>.*= (-?\d+)")


@dataclass
class Seen:
    """What strace saw of the store, as line numbers of strace's output.

    `written` has, by the id of each promise, the line where the promise was written. `answered` has, by the
    same id, the line where the promise was confirmed. `synced` has for each sync the lines where it began and
    returned.
    """

    written: dict[str, int] = field(default_factory=dict)
    answered: dict[str, int] = field(default_factory=dict)
    synced: list[tuple[int, int]] = field(default_factory=list)  # begun, returned

    def early(self) -> list[str]:
        """The ids of the promises that were confirmed too early.

        A promise is too early if no whole sync lies between its writing and its confirmation.
        """
        return [one for one in self.answered if not self._is_safe(one)]

    def _is_safe(self, one: str) -> bool:
        written, answered = self.written.get(one, sys.maxsize), self.answered[one]
        return any(written < begun and returned < answered for begun, returned in self.synced)


def read(lines: Iterable[str], promises: Sequence[str]) -> Seen:
    """Find in the lines of a trace the writes and answers of the promises with these ids, and the syncs."""
    seen, syncing, known = Seen(), dict[str, int](), re.compile("|".join(promises))
    for moment, line in enumerate(lines):
        if resumed := RESUMED.match(line):
            if resumed[2] in ("fsync", "fdatasync") and resumed[1] in syncing and resumed[3] == "0":
                seen.synced.append((syncing.pop(resumed[1]), moment))
            continue
        if not (call := CALL.match(line)):
            continue
        process, name, file, rest = call.groups()
        if name in ("fsync", "fdatasync"):
            if file.endswith(".aof") and "unfinished" in rest:
                syncing[process] = moment
            elif file.endswith(".aof") and rest.endswith("= 0"):
                seen.synced.append((moment, moment))
        else:
            where = seen.written if file.endswith(".aof") else seen.answered
            for one in known.findall(rest) if file.endswith(".aof") or "socket" in file.lower() else ():
                where.setdefault(one, moment)
    return seen


def _promises(url: str, count: int) -> list[str]:
    """Ask the store at `url` for `count` call-backs, several at a time; give the ids of those it confirmed.

    Unlike the line, this does not first check whether the store is fit to keep promises.
    """
    from store.keys import Keys
    from store.link import Link
    from store.promises.callbacks import callbacks
    from store.promises.promise import Kept
    from store.sealed import open_seals

    link = Link(f"{url}?socket_timeout=10")
    kept, now = callbacks(link, Keys(os.urandom(32)), open_seals(("A" * 43 + "=",))), datetime.now(UTC)

    def ask(n: int) -> str:
        days = [now + timedelta(days=1)]
        said = kept.keep(f"CA{n}", f"+4474{n:08}", "any", "call", days, count, now)
        return said.id if isinstance(said, Kept) else ""

    try:
        with ThreadPoolExecutor(CALLERS) as callers:
            return [found for found in callers.map(ask, range(count)) if found]
    finally:
        link.close()


def _traced(folder: Path, count: int, given: Sequence[str]) -> tuple[list[str], list[str]]:
    """Run an embedded store under strace while it promises; gives the promises' ids and the trace.

    `count` call-backs are asked for; `given` are extra options of the store's server. The trace is a list of
    lines. Raises ClickException if a server already runs in `folder`.
    """
    from store.server.embedded import Embedded, prepare, run, start

    trace = folder / "trace"
    ready = prepare(folder)
    if ready is None:
        raise click.ClickException("the store's folder is in use")
    server = run(replace(ready, command=[*TRACED, "-o", trace, *ready.command, *given]))
    try:
        start(folder)  # it runs already: this waits until it answers
        found = _promises(Embedded(folder, None).url, count)
    finally:
        _end(server)
    return found, trace.read_text(errors="replace").splitlines()


def _end(server: "subprocess.Popen[bytes]") -> None:
    """End the store that strace runs; strace ends with it."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    for child in map(int, children):
        os.kill(child, 15)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()


@click.command()
@click.option("--promises", default=500, show_default=True, help="How many call-backs are asked for.")
@click.option("--everysec", is_flag=True, help="Let the store sync each second: to see that this is found.")
def fsync(promises: int, everysec: bool) -> None:
    """Show that no promise is confirmed before its sync has returned; exit code 1 if any is."""
    if shutil.which("strace") is None:
        click.echo("there is no strace here: apt-get install strace", err=True)
        sys.exit(MISUSED)
    folder = Path(tempfile.mkdtemp(prefix="line-"))
    try:
        ids, lines = _traced(folder, promises, ("--appendfsync", "everysec") if everysec else ())
        seen = read(lines, ids)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    early, whole = seen.early(), seen.written.keys() & seen.answered.keys()
    for what, count in (
        ("call-backs confirmed to the caller", len(ids)),
        ("  seen in the trace, record and answer", len(whole)),
        ("  answered after their sync had returned", len(seen.answered) - len(early)),
        ("  answered before", len(early)),
        ("syncs of the append-only file that returned", len(seen.synced)),
    ):
        click.echo(f"{what:<46}{count:>6}")
    if early or len(ids) < promises or len(whole) < len(ids):
        sys.exit(FOUND_NOTHING)


if __name__ == "__main__":
    fsync()
