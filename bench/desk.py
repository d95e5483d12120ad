"""`flask bench desk`: how long the staff's pages take in a store with years of counts and call-backs."""

import re
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.desk_years import YEARS_DAYS, Size, fill
from tools.words.packs import pack_of

if TYPE_CHECKING:
    from werkzeug.test import Client

LIMIT_MS = 100.0
PASSWORD = "a password of the bench"  # noqa: S105, of a store that is thrown away
NUMBER_KEY = "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA="
YEAR, YEARS = "?from={a_year}&to={today}", "?from={years}&to={today}"
PAGES = (
    *("", "/callbacks", "/callbacks?page=190", "/callbacks?best=evening&state=free", "/callbacks?ends=123"),
    *("/callbacks.csv", "/callbacks?show=closed", "/callbacks/{id}", "/messages"),
    *("/openings", "/asked", f"/asked{YEAR}", f"/asked{YEARS}"),
    *("/asked/days-light.svg", f"/asked/days-light.svg{YEARS}", f"/asked/places-light.svg{YEARS}"),
    *("/asked/topics-light.svg", f"/asked/topics.csv{YEARS}"),
    *("/content", "/content/bones", "/staff", "/trail", "/account"),
)


@click.command()
@click.option("--times", default=100, show_default=True, help="How often each page is asked for.")
def desk(times: int) -> None:
    """Fill a store, ask for each page of the desk, and print the first time, p50 and p99.

    Exit code 1 if the p99 of a page is over 100 ms.
    """
    folder = Path(tempfile.mkdtemp(prefix="line-"))
    try:
        found = _measure(folder, times)
    finally:
        shutil.rmtree(folder)
    click.echo(f"{'page':<52}{'first':>9}{'p50':>9}{'p99':>9}  ms")
    for page, spent in found.items():
        first, ranked = spent[0], sorted(spent[1:])
        p50, p99 = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.99)]
        click.echo(f"/desk{page:<47}{first:>9.1f}{p50:>9.1f}{p99:>9.1f}")
    slow = [page for page, spent in found.items() if sorted(spent[1:])[int((times - 1) * 0.99)] > LIMIT_MS]
    click.echo(f"over {LIMIT_MS:.0f} ms at p99: {', '.join(f'/desk{page}' for page in slow) or 'none'}")
    sys.exit(1 if slow else 0)


def _measure(folder: Path, times: int) -> dict[str, list[float]]:
    """For each page, the milliseconds of each request; the first request comes first."""
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
    # filled by a link that waits; asked by one as the line has it
    slow = open_store(f"{server.url}?socket_timeout=30", settings.hash_key, UTC, settings.number_keys)
    store = open_store(server.url, settings.hash_key, UTC, settings.number_keys)
    try:
        began = time.perf_counter()
        kept, now = desk_store(slow), datetime.now(UTC)
        fill(kept, pack_of(str(settings.pack), {}), now, Size())
        kept.staff.add("bench", "admin", hash_password(PASSWORD))
        click.echo(f"filled in {time.perf_counter() - began:.0f} s", err=True)
        names = {
            "id": kept.line.callbacks.waiting(now, most=1)[0].id,
            "today": now.date().isoformat(),
            "a_year": _date_before(now, 364),
            "years": _date_before(now, YEARS_DAYS - 1),
        }
        client = _sign_in(create_app(settings, store=store).test_client())
        return {page: _time_answers(client, f"/desk{page.format(**names)}", times) for page in PAGES}
    finally:
        store.close()
        slow.close()
        server.stop()


def _date_before(now: datetime, days: int) -> str:
    """The day `days` before `now`, as text (2026-11-26)."""
    return datetime.fromordinal(now.toordinal() - days).date().isoformat()


def _sign_in(client: "Client") -> "Client":
    """Sign a test browser in to the desk, and give it back."""
    page = client.get("/desk/sign-in").text
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]
    client.post("/desk/sign-in", data={"csrf_token": token, "name": "bench", "password": PASSWORD})
    return client


def _time_answers(client: "Client", path: str, times: int) -> list[float]:
    """Ask for a page `times` times after a first time; gives the milliseconds of each."""
    spent = []
    for _ in range(times + 1):
        began = time.perf_counter()
        answer = client.get(path)
        spent.append((time.perf_counter() - began) * 1000)
        if answer.status_code != HTTPStatus.OK:
            raise click.ClickException(f"{path}: {answer.status}")
    return spent
