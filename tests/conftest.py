"""What the tests act with: the shipped pack, a clock to set, the line, a caller and a texter."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from app import create_app
from menus.loading import files as load_files
from menus.loading.pack import load
from menus.model import Pack
from menus.rules import lists as faults_matching
from settings import HERE, Settings
from store.desk.desk import DeskStore, desk_store
from store.server.embedded import Embedded, start
from store.store import Store, open_store
from tests.caller import Caller
from tests.packs.broken import copy
from tests.packs.once import languages_heard, loads, once
from tests.people.desk import line_with_desk
from tests.people.visitor import Visitor, line_with_phone
from tests.texter import Texter
from tests.wiring.fake_carrier import FakeCarrier, fake_carrier
from tests.wiring.stores import patient, redis_server
from tests.wiring.wire import HOST, LINE, TOKEN, Wire, in_process

LONDON = ZoneInfo("Europe/London")
OPEN = datetime(2026, 5, 19, 10, 0, tzinfo=LONDON)
CLOSED = datetime(2026, 5, 19, 22, 0, tzinfo=LONDON)
NUMBER_KEYS = ("MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",)
EVERYTHING = os.environ.get("EVERYTHING") == "1"
# What takes longest: begun first, so that no process is left with it at the end.
LONGEST = (
    "bench/test_crash.py",
    "ivr/test_crawl.py",
    "web/chromium/test_desk.py",
    "tools/hearing/test_ear_command.py",
    "ivr/test_heard.py",
)
_numbers = itertools.count(100_000)


At = Callable[[str | datetime], None]


@dataclass
class Clock:
    """The line's clock in a test: set `now`, or call it with "2026-12-25T10:00" (London's time)."""

    now: datetime = OPEN

    def __call__(self) -> datetime:
        return self.now

    def at(self, when: str | datetime) -> None:
        """Set the clock."""
        self.now = when if isinstance(when, datetime) else datetime.fromisoformat(when).replace(tzinfo=LONDON)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest files first; the others stay in their order."""
    places = {HERE / "tests" / file: place for place, file in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(LONGEST)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With EVERYTHING=1 a skipped test is a failure: CI has all that the tests need."""
    report = yield
    if report.skipped and EVERYTHING and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped under EVERYTHING=1: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def _once() -> Iterator[None]:
    """A file of a pack is parsed once, and what the matcher hears is judged once: tests load many packs,
    each of which differs from the shipped one in a line.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load_files, "tomllib", SimpleNamespace(loads=loads))
        judged = once(faults_matching.faults_matching, languages_heard)
        patch.setattr(faults_matching, "faults_matching", judged)
        yield


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The shipped pack."""
    return load(HERE / "menus")


@pytest.fixture(scope="session")
def embedded() -> Iterator[Embedded]:
    """The embedded store of this test process, in a short path of its own."""
    folder = Path(tempfile.mkdtemp(prefix="line-"))
    server = start(folder)
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def line_store(embedded: Embedded) -> Iterator[Store]:
    """The store of the line. Scenes share it: each caller and texter has a number of their own."""
    opened = open_store(patient(embedded.url), os.urandom(32), LONDON, NUMBER_KEYS)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a real Redis."""
    with redis_server() as url:
        yield url


@pytest.fixture(params=("embedded", "redis") if EVERYTHING else ("embedded",))
def store_url(request: pytest.FixtureRequest) -> str:
    """The address of the store of a test; with EVERYTHING=1 a real Redis in turn too."""
    real = request.param == "redis"
    return patient(request.getfixturevalue("redis_url") if real else request.getfixturevalue("embedded").url)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """The store, empty, with a hash key that nobody else has."""
    opened = open_store(store_url, os.urandom(32), LONDON, NUMBER_KEYS)
    opened.link.client.flushdb()  # a queue is one for the whole line, whoever it is about
    yield opened
    opened.close()


@pytest.fixture
def kept(store: Store) -> DeskStore:
    """What the desk keeps in that store."""
    return desk_store(store)


@pytest.fixture
def app(pack: Pack, clock: Clock, settings: Settings, store: Store) -> Flask:
    """The line on that store, with its desk."""
    return line_with_desk(pack, clock, settings, store)


@pytest.fixture
def carrier() -> Iterator[FakeCarrier]:
    """The carrier's REST server."""
    with fake_carrier() as server:
        yield server


@pytest.fixture
def away() -> Iterator[Store]:
    """A store that is not there."""
    opened = open_store("unix:///nonexistent/store.sock", os.urandom(32), LONDON, NUMBER_KEYS)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a line that the tests' carrier calls."""
    return Settings(
        data_dir=tmp_path_factory.mktemp("data"),
        auth_tokens=(TOKEN,),
        public_url=f"https://{HOST}",
        number=LINE,
        secret_key="0" * 64,
        number_keys=NUMBER_KEYS,
        hash_key=b"0" * 32,
    )


@pytest.fixture(scope="session")
def line_clock() -> Clock:
    """The clock of the line, which goes on from test to test."""
    return Clock()


@pytest.fixture
def clock(line_clock: Clock) -> Clock:
    """The line's clock, set to a Tuesday in May, 10 in the morning: the helpline is open."""
    line_clock.now = OPEN
    return line_clock


@pytest.fixture
def at(clock: Clock) -> At:
    """Sets the line's clock."""
    return clock.at


@pytest.fixture(scope="session")
def line(settings: Settings, line_store: Store, line_clock: Clock) -> Flask:
    """The line in this process. It keeps nothing about a call, so scenes share it."""
    return create_app(settings, store=line_store, now=line_clock)


@pytest.fixture
def wire(line: Flask, clock: Clock) -> Wire:  # noqa: ARG001, each scene starts at the same hour
    """The carrier's wire to the line."""
    return Wire(in_process(line))


@pytest.fixture
def caller(wire: Wire) -> Caller:
    """Somebody with a phone."""
    return Caller(wire, number=new_number())


@pytest.fixture
def texter(wire: Wire) -> Texter:
    """Somebody who texts."""
    return Texter(wire, number=new_number())


@pytest.fixture
def with_settings(settings: Settings, store: Store, clock: Clock) -> Callable[..., Wire]:
    """A wire to a line with other settings."""

    def make(**changes: object) -> Wire:
        changed = replace(settings, **changes)  # type: ignore[arg-type]
        return Wire(in_process(create_app(changed, store=store, now=clock)))

    return make


@pytest.fixture
def phone_app(pack: Pack, clock: Clock, settings: Settings) -> Flask:
    """The line with its browser phone on."""
    return line_with_phone(pack, clock, replace(settings, try_on=True))


@pytest.fixture
def visitor(phone_app: Flask) -> Visitor:
    """Somebody at the browser phone."""
    return Visitor(phone_app)


def changed_pack(folder: Path, file: str, before: str, after: str) -> Path:
    """A copy of the shipped pack below `folder` in which one file reads otherwise."""
    pack = copy(folder)
    pack.swap(file, before, after)
    return pack.folder


def new_number() -> str:
    """A valid UK mobile number that no other test of this process uses."""
    return f"+447400{next(_numbers)}"
