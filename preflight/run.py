"""Runs a preflight: does its checks in parallel, waits a bounded time, and judges the results."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

from menus.loading.pack import PackError
from menus.model import Pack
from preflight.asking.at_carrier import ask_carrier
from preflight.asking.here import look_here
from preflight.asking.inside import ask_inside
from preflight.asking.outside import ask_outside
from preflight.judging.every import Facts, judge
from preflight.judging.line import Line
from preflight.means import Means

MOST_SECONDS, LOOK_SECONDS = 18.0, 0.05
# The subjects of each row, in the order in which they are asked.
OUTSIDE = (
    "address",
    "certificate",
    "answers",
    "unsigned",
    "signature",
    "status",
    "proxies",
    "places",
)
CARRIER, INSIDE = ("carrier", "webhooks", "fallback"), ("store", "worker", "staff")
HERE = ("switches", "secrets", "backup", "zone", "holidays", "helpline", "pack")
Seen = Iterator[tuple[str, object]]


@dataclass(slots=True)
class Row:
    """Checks that are done one after another in a thread, and the facts `found` so far, by subject.

    `questions` is an iterator: each of its steps does one check, and gives a subject and its fact. `subjects`
    has the subjects of all these checks, in the same order. `ended` is true after the last check.
    """

    subjects: Sequence[str]
    questions: Seen
    found: dict[str, Any] = field(default_factory=dict)
    ended: bool = False

    def begin(self) -> threading.Thread:
        """Begin the checks in a daemon thread, so that a check that hangs does not hold up the process."""
        thread = threading.Thread(target=self._ask, daemon=True, name="preflight")
        thread.start()
        return thread

    def silent(self) -> str:
        """The first subject that has not answered; "" if all checks have ended."""
        left = (about for about in self.subjects if about not in self.found)
        return "" if self.ended else next(left, "")

    def _ask(self) -> None:
        for about, seen in self.questions:
            self.found[about] = seen
        self.ended = True


def run(means: Means, seconds: float = MOST_SECONDS) -> tuple[Line, ...]:
    """Do all checks, in parallel, and return a report line for each subject.

    A subject without an answer after `seconds` is a fault. Nothing is promised, counted, logged or sent.
    """
    until = means.watch() + seconds
    pack, why = _pack(means)
    rows = (
        Row(OUTSIDE, ask_outside(means, pack)),
        Row(CARRIER, ask_carrier(means, pack)),
        Row(INSIDE, ask_inside(means)),
        Row(HERE, look_here(means, pack, why)),
    )
    threads = [row.begin() for row in rows]
    while any(thread.is_alive() for thread in threads) and means.watch() < until:
        for thread in threads:
            thread.join(LOOK_SECONDS)
    late = {
        about: f"no answer within {seconds:.0f} s" if thread.is_alive() else "it could not be asked"
        for row, thread in zip(rows, threads, strict=True)
        if (about := row.silent())
    }
    return judge(_facts(means, pack, rows), late)


def _facts(means: Means, pack: Pack | None, rows: Iterable[Row]) -> Facts:
    now, settings = means.now(), means.settings
    today = now.astimezone(ZoneInfo(pack.hours.zone) if pack else UTC).date()
    found = {about: seen for row in rows for about, seen in tuple(row.found.items())}
    return Facts(now, today, settings.public_url, settings.trusted_proxies, **found)


def _pack(means: Means) -> tuple[Pack | None, str]:
    """The pack that is served, and ""; or None, and why there is none."""
    try:
        return means.pack(), ""
    except PackError as error:
        return None, str(error).partition("\n")[0]


def run_as_rows(means: Means) -> tuple[dict[str, str], ...]:
    """Run a preflight; return its report lines as stored for the desk: dicts of the fields of `Line`."""
    return tuple(asdict(line) for line in run(means))
