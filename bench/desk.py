"""`flask bench desk`: how long the staff's pages take in a store with years of counts and call-backs."""

import gc
import re
import shutil
import sys
import tempfile
import time
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.desk_years import YEARS_DAYS, Size, fill
from tools.words.packs import pack_of

if TYPE_CHECKING:
    from werkzeug.test import Client

    from store.desk.desk import DeskStore

LIMIT_MS = 100.0
PASSWORD = "a password of the bench"  # noqa: S105, of a store that is thrown away
NUMBER_KEY = "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA="
YEAR, YEARS = "?from={a_year}&to={today}", "?from={years}&to={today}"
# A page of the desk with nothing on it: what is slower than this is its own contents.
BARE = "/asked/nothing.csv"
PAGES = (
    *("", "/callbacks", "/callbacks?page=190", "/callbacks?best=evening&state=free", "/callbacks?ends=123"),
    *("/callbacks.csv", "/callbacks?show=closed", "/callbacks/{id}", "/messages", "/messages/{message}"),
    *("/openings", "/bounds", "/days", "/off-air", "/flagged"),
    *("/asked", "/asked?month={month}", f"/asked{YEAR}", f"/asked{YEARS}"),
    *("/asked/month/{month}", "/asked/month/{old_month}"),
    *("/asked/days-light.svg", f"/asked/days-light.svg{YEARS}", f"/asked/places-light.svg{YEARS}"),
    *("/asked/topics-light.svg", f"/asked/topics.csv{YEARS}"),
    *("/content", "/content/bones", "/staff", "/trail", "/account"),
)


@dataclass(frozen=True, slots=True)
class Spent:
    """The milliseconds of one request: `waited` by the clock, `worked` of processor time alone."""

    waited: float
    worked: float


@click.command()
@click.option("--times", default=100, show_default=True, help="How often each page is asked for.")
def desk(times: int) -> None:
    """Fill a store, ask for each page of the desk in turn, and print how long each took.

    "first" (the first request), p50 and p99 are what a person waits. "work" is the p99 of the processor time
    alone, which says more on a busy machine. "bare" is the p50 divided by the p50 of an empty page. Exit code
    1 if the p99 of a page is over 100 ms.
    """
    folder = Path(tempfile.mkdtemp(prefix="line-"))
    try:
        with redirect_stdout(StringIO()):  # the line's log
            found = _measure(folder, times)
    finally:
        shutil.rmtree(folder)
    bare = _part([one.waited for one in found[BARE][1:]], 0.5)
    slow = []
    click.echo(f"{'page':<52}{'first':>8}{'p50':>8}{'p99':>8}{'work':>8}  ms{'bare':>8}")
    for page, (first, *others) in found.items():
        p50, p99 = (_part([one.waited for one in others], part) for part in (0.5, 0.99))
        work = _part([one.worked for one in others], 0.99)
        click.echo(
            f"/desk{page:<47}{first.waited:>8.1f}{p50:>8.1f}{p99:>8.1f}{work:>8.1f}{p50 / bare:>11.1f}x"
        )
        slow += [f"/desk{page}"] if p99 > LIMIT_MS else []
    click.echo(f"over {LIMIT_MS:.0f} ms at p99: {', '.join(slow) or 'none'}")
    sys.exit(1 if slow else 0)


def _part(numbers: list[float], part: float) -> float:
    """The quantile `part` (0 to 1) of `numbers`."""
    return sorted(numbers)[int(len(numbers) * part)]


def _measure(folder: Path, times: int) -> dict[str, list[Spent]]:
    """Fill a store in `folder`, request each page of the desk, and give the times by the page's address.

    Each page is requested `times` + 1 times, the pages in turn; its times are in the order of its requests.
    """
    from app import create_app  # here: every `flask` command imports this file
    from settings import Settings
    from store.desk.desk import desk_store
    from store.desk.passwords import hash_password
    from store.server.embedded import start
    from store.store import open_store

    settings = Settings(
        data_dir=folder,
        secret_key="0" * 64,
        number_keys=(NUMBER_KEY,),
        hash_key=b"0" * 32,
    )
    server = start(folder)
    # one that waits: what a busy machine does to a page is measured, not taken for a store that is away
    store = open_store(f"{server.url}?socket_timeout=30", settings.hash_key, UTC, settings.number_keys)
    try:
        began = time.perf_counter()
        kept, now = desk_store(store), datetime.now(UTC)
        fill(kept, pack_of(str(settings.pack), {}), now, Size())
        kept.staff.add("bench", "admin", hash_password(PASSWORD))
        click.echo(f"filled in {time.perf_counter() - began:.0f} s", err=True)
        names = _names(kept, now)
        client = _sign_in(create_app(settings, store=store).test_client())
        gc.freeze()  # as each process of the line does once it is up (`serve/process.py`)
        paths = {page: f"/desk{page.format(**names)}" for page in (BARE, *PAGES)}
        found: dict[str, list[Spent]] = {page: [] for page in paths}
        for _ in range(times + 1):
            for page, path in paths.items():
                found[page].append(_time_answer(client, path))
        return found
    finally:
        store.close()
        server.stop()


def _names(kept: "DeskStore", now: datetime) -> dict[str, str]:
    """The values to put into the addresses of pages: ids of open records, days and months."""
    return {
        "id": kept.line.callbacks.waiting(now, most=1)[0].id,
        "message": kept.line.messages.waiting(now, most=1)[0].id,
        "today": now.date().isoformat(),
        "a_year": _date_before(now, 364),
        "years": _date_before(now, YEARS_DAYS - 1),
        "month": _date_before(now, now.day)[:7],
        "old_month": _date_before(now, YEARS_DAYS // 2)[:7],
    }


def _date_before(now: datetime, days: int) -> str:
    """The day `days` before `now`, as text (2026-11-26)."""
    return datetime.fromordinal(now.toordinal() - days).date().isoformat()


def _sign_in(client: "Client") -> "Client":
    """Sign a test browser in to the desk, and return it."""
    page = client.get("/desk/sign-in").text
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]
    client.post("/desk/sign-in", data={"csrf_token": token, "name": "bench", "password": PASSWORD})
    return client


def _time_answer(client: "Client", path: str) -> Spent:
    """Request a page, and return the time it took. Raises ClickException if its status is not as expected."""
    began, worked = time.perf_counter(), time.thread_time()
    answer = client.get(path)
    spent = Spent((time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000)
    if answer.status_code != (HTTPStatus.NOT_FOUND if path.endswith(BARE) else HTTPStatus.OK):
        raise click.ClickException(f"{path}: {answer.status}")
    return spent
