"""`flask bench drill`: loses a machine under load, restores its backup on another, and counts losses."""

import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bench.faults.fault import Fault
from bench.faults.rig import Rig, rig
from bench.faults.traffic import exchange
from bench.signed_webhooks import FORM, signed_webhook

if TYPE_CHECKING:
    from store.store import Store

CALM_SECONDS, WORKER_SECONDS, DRAIN_SECONDS, LOOK_SECONDS = 2.0, 2.0, 60.0, 0.1
FAULT = Fault("lost machine", "the machine and its disk", lambda _: nullcontext())
KEYS = ("HASH_KEY", "NUMBER_KEY", "SECRET_KEY")
STOPS = 5
TORN_BYTES = 200
A_FAULT = 1


@dataclass
class Drill:
    """A line under load (`here`), and the events of the drill; times are those of the machine's clock.

    `stopped` has the time at which each number's STOP was confirmed. `sent_before` counts the texts that were
    sent before the loss, `left` is the damaged data folder, `restored` what `flask restore` told.
    """

    here: Rig
    stopped: dict[str, float] = field(default_factory=dict)
    sent_before: int = 0
    left: Path = Path()
    restored: dict[str, Any] = field(default_factory=dict)

    def run(self, command: str, *words: object) -> dict[str, Any]:
        """Run the flask `command` with arguments `words`; return its JSON. ClickException if it fails."""
        code = f"from tools.operate.{command} import {command}; {command}()"
        done = subprocess.run(  # noqa: S603, ours
            [sys.executable, "-c", code, *map(str, words), "--json"],
            env=self.here.environ,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise click.ClickException(f"flask {command}: {done.stderr}")
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def stop(self, first: int) -> None:
        """Let a few people (`STOPS`) text STOP, and note the time at which the line confirmed each STOP.

        Their phone numbers end in `first`, `first` + 1 … Raises ClickException if a STOP is not confirmed.
        """
        for n in range(first, first + STOPS):
            number = f"+447401{n:06}"
            form = {
                **FORM,
                "MessageSid": f"SM{10**9 + n:032x}",
                "Body": "STOP",
                "From": number,
                "NumMedia": "0",
            }
            status, body = exchange(self.here.port, signed_webhook("/sms", form))
            if status != 200 or not re.search(rb"no (more )?texts|stopped|not text", body, re.I):  # noqa: PLR2004
                raise click.ClickException(f"STOP was answered with {status}: {body[:300]!r}")
            self.stopped[number] = time.time()

    def promised(self, kind: str) -> dict[str, float]:
        """The seconds since 1970 of each promise of this kind ("callback", "text"), by phone number."""
        ahead = time.time() - time.monotonic()
        heard = list(self.here.load.heard)
        return {
            one.number: one.began + one.seconds + ahead
            for one in heard
            if one.kind == kind and one.became == "promised"
        }


@click.command()
def drill() -> None:
    """Lose a machine under load, restore its backup on another; exit code 1 if a promise was broken."""
    with (
        tempfile.TemporaryDirectory(prefix="line-", ignore_cleanup_errors=True) as folder,
        rig(FAULT, Path(folder)) as here,
    ):
        rows = _drill(Drill(here), Path(folder) / "line.backup")
    for what, count, _ in rows:
        click.echo(f"{what:<76}{count:>6}")
    sys.exit(0 if all(is_well for _, _, is_well in rows) else A_FAULT)


Row = tuple[str, int, bool]


def _drill(at: Drill, file: Path) -> list[Row]:
    """Lose the machine and restore the line from the backup `file`; give the rows of the report.

    A row has what is counted, the count, and whether the count is as it should be.
    """
    here = at.here
    for name in KEYS:  # made in the folder that is lost
        del here.environ[name]
    here.environ["BACKUP_KEY"] = base64.b64encode(os.urandom(32)).decode()
    here.start()
    with here.load.running():
        at.stop(0)
        time.sleep(CALM_SECONDS)
        here.carrier.free.clear()  # so that texts wait in the backup that go out after it
        time.sleep(1)
        made = at.run("backup", file)
        time.sleep(1)
        here.carrier.free.set()
        at.stop(STOPS)
        time.sleep(CALM_SECONDS)
        _lose(at, file)
        rows = _seen(at, made)
        return [*rows, *_taken_over(at), *_released(at)]


def _lose(at: Drill, file: Path) -> None:
    """Kill everything, damage the folder, restore the backup into a new folder, and start the line."""
    here = at.here
    here.kill_all()
    here.load.paused.set()
    at.left = here.data
    _break(at.left)
    time.sleep(LOOK_SECONDS)
    at.sent_before = len(here.carrier.sent)
    here.environ["DATA_DIR"] = str(here.data.with_name("new"))
    at.restored = at.run("restore", file)
    here.start()


def _break(data: Path) -> None:
    """Damage the line's folder as a dying disk may: remove files of it, and spoil the store's newest file."""
    files = data / "store" / "appendonlydir"
    newest = max(files.glob("*.incr.aof"))
    held = newest.read_bytes()
    middle = held.index(b"*", len(held) // 4)
    newest.write_bytes(held[:middle] + bytes(4) + held[middle + 4 : -TORN_BYTES])
    next(files.glob("*.manifest")).unlink()
    for name in KEYS:
        (data / name).unlink()


@contextmanager
def _store(at: Drill) -> Iterator["Store"]:
    """Open the line's store for the block, once the store is ready. ClickException if that takes too long."""
    with closing(at.here.open_store()) as store:
        _wait(store.is_ready)
        yield store


def _wait(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + DRAIN_SECONDS
    while not is_so():
        if time.monotonic() > until:
            raise click.ClickException(f"not so after {DRAIN_SECONDS} s")
        time.sleep(LOOK_SECONDS)


def _seen(at: Drill, made: dict[str, Any]) -> list[Row]:
    """Rows on whether the restored line has what was confirmed; `made` is what `flask backup` told."""
    taken, put_back = (
        datetime.fromisoformat(at.restored[name]).timestamp() for name in ("taken", "put_back")
    )
    time.sleep(WORKER_SECONDS)  # the worker would send now
    went = len(at.here.carrier.sent) - at.sent_before
    calls, texts = at.promised("callback"), at.promised("text")
    sent = {to for to, *_ in at.here.carrier.sent}
    with _store(at) as store:
        there = {number for number in calls if store.callbacks.open_of(number) is not None}
        there |= {number for number in texts if number in sent or store.jobs.of(store.people.key(number))}
        there |= {number for number in at.stopped if store.people.has_opted_out(number)}
        held = len(store.link.client.zrange("line:1:jobs:held", 0, -1))
    confirmed = {**calls, **texts, **at.stopped}
    before = {number for number, moment in confirmed.items() if moment < taken}
    lost = {number: moment for number, moment in confirmed.items() if number not in there}
    within = {number for number, moment in lost.items() if taken <= moment <= put_back}
    return [
        ("confirmed before the backup was taken", len(before), len(before) > STOPS),
        ("  of these not there after the restoring", len(before - there), before <= there),
        ("confirmed between the backup and the loss, and lost", len(lost), len(lost) > STOPS),
        (
            "  of these outside the span that `flask restore` told",
            len(lost) - len(within),
            len(within) == len(lost),
        ),
        ("texts that waited in the backup, held back", held, held > 0 and held == at.restored["held"]),
        ("texts that went out before an admin looked", went, not went),
        (
            "STOPs that `flask backup` counted",
            made["holds"]["opt-outs (STOP)"],
            made["holds"]["opt-outs (STOP)"] == STOPS,
        ),
    ]


def _taken_over(at: Drill) -> list[Row]:
    """Read from the damaged folder the STOPs sent since the backup; give the report's rows on them."""
    taken = datetime.fromisoformat(at.restored["taken"]).timestamp()
    since = [number for number, moment in at.stopped.items() if moment >= taken]

    def known() -> int:
        with _store(at) as store:
            return sum(store.people.has_opted_out(number) for number in since)

    before = known()
    at.run("restore", "--opt-outs-from", at.left)
    after, all_of_them = known(), len(since)
    return [
        ("STOPs after the backup, not known after the restoring", all_of_them - before, before < all_of_them),
        ("  of these not taken over from the broken folder", all_of_them - after, after == all_of_them),
    ]


def _released(at: Drill) -> list[Row]:
    """Send, under load again, the texts that the restored line held back; give the report's rows on them."""
    from store.desk.desk import desk_store

    taken = datetime.fromisoformat(at.restored["taken"]).timestamp()
    before = {number for number, moment in at.promised("text").items() if moment < taken}
    with _store(at) as store:
        at.here.load.paused.clear()
        time.sleep(1)
        desk_store(store).held.let_go(datetime.fromtimestamp(0, UTC))
        at.here.load.ended.set()
        _wait(lambda: store.jobs.waiting() == 0)
    sent = Counter(to for to, *_ in at.here.carrier.sent)
    twice, never = sum(count > 1 for count in sent.values()), len(before - sent.keys())
    return [
        ("texts sent twice, once an admin let them go", twice, not twice),
        ("texts confirmed before the backup, and never sent", never, not never),
    ]
