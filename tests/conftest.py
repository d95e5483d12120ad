"""What the tests act with: the shipped pack, a clock to set, the line, a caller and a texter."""

import gc
import itertools
import os
import shutil
import tempfile
from base64 import b64encode
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from hypothesis import settings as hypothesis_settings
from werkzeug.routing import Rule

import app as line_app
from app import create_app
from menus import longest
from menus.loading import files as load_files
from menus.loading import snapshots, weights
from menus.matcher.learnt.sorted_runs import SortedRuns
from menus.model import Language, Pack
from menus.phrasing import lexicon
from menus.rules import faults as rules
from menus.rules import lists as faults_matching
from menus.rules import wording
from menus.signing import version
from menus.tracing import trace
from settings import HERE, Settings
from store.desk import passwords
from store.desk.desk import DeskStore, desk_store
from store.proof import CHECK
from store.server.embedded import Embedded, start
from store.store import Store, open_store
from tests.caller import Caller
from tests.packs.broken import copy
from tests.packs.once import (
    Compared,
    Compiled,
    heard_by,
    languages_heard,
    listed,
    loads,
    look_heard,
    named_once,
    of_the_same,
    once,
    route_once,
    served,
    shipped,
    told_times,
    words_once,
)
from tests.packs.walked import reckoned_once_in_walks
from tests.people.desk import LIGHT
from tests.people.visitor import Visitor
from tests.stand_in.carrier import FakeCarrier, fake_carrier
from tests.texter import Texter
from tests.wiring.stores import patient, redis_server
from tests.wiring.wire import HOST, LINE, OTHER, TOKEN, Wire, in_process
from tools.words import check
from web.desk.needs import Carrier

# How long one example takes depends on what else the machine does.
hypothesis_settings.register_profile("line", deadline=None)
hypothesis_settings.load_profile("line")

LONDON = ZoneInfo("Europe/London")
OPEN = datetime(2026, 5, 19, 10, 0, tzinfo=LONDON)
CLOSED = datetime(2026, 5, 19, 22, 0, tzinfo=LONDON)
HASH_KEY = b"0" * 32
NUMBER_KEYS = ("MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",)
EVERYTHING = os.environ.get("EVERYTHING") == "1"
# Packs are many objects that live long: to look at them again and again for waste is a tenth of all work.
gc.set_threshold(100_000, 20, 20)
# What takes longest: begun first, in turn by one process each, so that none is left with it at the end.
LONGEST = (
    "bench/test_faults.py",
    "ivr/test_crawl.py",
    "web/chromium/test_pages_seen.py",
    "bench/test_crash.py",
    "serve/test_last_good.py",
    "ivr/test_heard.py",
    "line/off_air/test_processes.py",
    "web/chromium/test_desk.py",
    "tools/document/test_from_documents.py",
    "web/chromium/test_undone.py",
    "tools/hearing/test_ear_command.py",
    "store/failover/test_failover.py",
)
_numbers = itertools.count(100_000)


At = Callable[[str | datetime], None]


@dataclass
class Clock:
    """The line's clock in a test: calling it gives `now`, and `at` sets it."""

    now: datetime = OPEN

    def __call__(self) -> datetime:
        return self.now

    def at(self, when: str | datetime) -> None:
        """Set the clock to a moment, or to a text such as "2026-12-25T10:00" (London's time)."""
        self.now = when if isinstance(when, datetime) else datetime.fromisoformat(when).replace(tzinfo=LONDON)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each process begin with some of the test files that take longest; the others stay in their order.

    Processes begin with a part of the list each, and help those that have more left.
    """
    places = {HERE / "tests" / file: place for place, file in enumerate(LONGEST)}
    longest = sorted((item for item in items if item.path in places), key=lambda item: places[item.path])
    others = [item for item in items if item.path not in places]
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    each = -(-len(items) // processes)
    items.clear()
    for process in range(processes):
        first = [item for item in longest if places[item.path] % processes == process]
        room = max(0, each - len(first))
        items += [*first, *others[:room]]
        del others[:room]
    items += others


def pytest_collection_finish() -> None:
    """Let Python look for lost objects seldom, and never among the many that are collected to the end.

    Walks through all calls make millions of objects that live: at its usual pace it would look through them
    for a fourth of the suite's time.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make a skipped test a failure under EVERYTHING=1, as CI has all that the tests need."""
    report = yield
    if report.skipped and EVERYTHING and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped under EVERYTHING=1: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def _cheap() -> Iterator[None]:
    """Do once what many tests would repeat: on files of a pack, what the matcher hears, templates, routes.

    Tests load many packs, each of which differs from the shipped one in a line, make a line each, and sign in
    very often: so passwords are hashed with little work. `flask check` hears every alarm in each of its
    choices, but not again for a language that is heard alike.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load_files, "tomllib", SimpleNamespace(loads=loads))
        judged = once(faults_matching.faults_matching, languages_heard)
        patch.setattr(faults_matching, "faults_matching", judged)
        patch.setattr(lexicon, "_build", once(lexicon._build, heard_by))
        for name in ("_openings", "_dues"):
            patch.setattr(longest, name, once(listed(getattr(longest, name)), told_times))
        heard = once(check.faults_hearing, lambda language, rows: (heard_by(language), rows))
        patch.setattr(check, "faults_hearing", heard)
        patch.setattr(rules, "answered", once(listed(rules.answered), look_heard))
        patch.setattr(trace, "compare", Compared(trace.compare))
        patch.setattr(weights, "_unpacked", lru_cache(maxsize=8)(weights._unpacked))
        patch.setattr(weights, "_weights", lru_cache(maxsize=16)(weights._weights))
        patch.setattr(wording, "words_listed", words_once(wording.words_listed))
        patch.setattr(version, "_runs", of_the_same(version._runs, SortedRuns))
        patch.setattr(line_app, "load_kept", served)
        patch.setattr(snapshots, "name_of", named_once(snapshots.name_of))
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": Compiled()})
        patch.setattr(Rule, "compile", route_once(Rule.compile))
        patch.setattr(passwords, "HASHER", LIGHT)
        patch.setattr(passwords, "NOBODY", LIGHT.hash("nobody's"))
        yield


@pytest.fixture(scope="module")
def reckoned_once() -> Iterator[None]:
    """Reckon once what a walk through all calls asks again and again of one pack at one moment."""
    with reckoned_once_in_walks():
        yield


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The shipped pack."""
    return shipped()


@pytest.fixture(scope="session")
def english(pack: Pack) -> Language:
    """The shipped pack's language."""
    return pack.languages["en"]


@contextmanager
def embedded_server() -> Iterator[Embedded]:
    """An embedded store, in a folder of its own with a short path."""
    folder = Path(tempfile.mkdtemp(prefix="line-"))
    server = start(folder)
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def embedded() -> Iterator[Embedded]:
    """The embedded store of this test process, which tests empty and fill."""
    with embedded_server() as server:
        yield server


@contextmanager
def opened(url: str, hash_key: bytes, clock: Clock | None = None) -> Iterator[Store]:
    """A store at this address whose timeouts are long enough for a busy machine, closed after the block.

    It believes the line's clock, and not its own; without one it is always the same morning.
    """
    told = clock or Clock()
    store = open_store(patient(url), hash_key, LONDON, NUMBER_KEYS)
    store.link.clock = lambda: str(int(told().timestamp()))
    yield store
    store.close()


@pytest.fixture(scope="session")
def line_store(line_clock: Clock) -> Iterator[Store]:
    """The store of the line that tests share. Each caller and texter in it has a number of their own.

    Its counts are written a moment late, so it has a server of its own beside the one that tests empty.
    """
    with embedded_server() as server, opened(server.url, HASH_KEY, line_clock) as store:
        yield store


@pytest.fixture
def places(line_store: Store) -> Iterator[None]:
    """Leave each scene, and whoever comes next, all places of a day: others may have few of them."""
    line_store.link.client.flushdb()
    yield
    line_store.link.client.flushdb()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a real Redis server; a test that wants it is skipped where there is none."""
    with redis_server() as url:
        yield url


@pytest.fixture
def hash_key() -> bytes:
    """The key with which the store of this test hashes numbers, and every line of the tests."""
    return HASH_KEY


@pytest.fixture(params=("embedded", "redis") if EVERYTHING else ("embedded",))
def store(request: pytest.FixtureRequest, hash_key: bytes, clock: Clock) -> Iterator[Store]:
    """An empty store for this test; with EVERYTHING=1 the test runs once more, on a real Redis."""
    real = request.param == "redis"
    url = request.getfixturevalue("redis_url") if real else request.getfixturevalue("embedded").url
    with opened(url, hash_key, clock) as store:
        store.link.client.flushdb()  # a queue is one for the whole line, whoever it is about
        yield store
        store.link.client.delete(CHECK)  # others use this server with keys of their own


@pytest.fixture
def kept(store: Store) -> DeskStore:
    """What only the desk keeps, in the store of this test."""
    return desk_store(store)


@pytest.fixture
def environ(store: Store, hash_key: bytes) -> dict[str, str]:
    """The environment in which a command finds the store of this test."""
    return {
        "REDIS_URL": store.link.url,
        "SECRET_KEY": "0" * 64,
        "HASH_KEY": b64encode(hash_key).decode(),
        "NUMBER_KEY": NUMBER_KEYS[0],
        "PUBLIC_URL": f"https://{HOST}",
    }


@pytest.fixture
def carrier() -> Iterator[FakeCarrier]:
    """A stand-in for the carrier's REST server, on this machine."""
    with fake_carrier() as server:
        yield server


@pytest.fixture
def away(clock: Clock) -> Iterator[Store]:
    """A store that cannot be reached."""
    with opened("unix:///nonexistent/store.sock", os.urandom(32), clock) as store:
        yield store


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of a line that takes the webhooks of the tests' carrier."""
    return Settings(
        data_dir=tmp_path_factory.mktemp("data"),
        auth_tokens=(TOKEN,),
        public_url=f"https://{HOST}",
        number=LINE,
        self_test_number=OTHER,
        secret_key="0" * 64,
        number_keys=NUMBER_KEYS,
        hash_key=HASH_KEY,
    )


@pytest.fixture(scope="session")
def line_clock() -> Clock:
    """The clock of the line that tests share; it keeps the time that the last test set."""
    return Clock()


@pytest.fixture
def clock(line_clock: Clock) -> Clock:
    """The line's clock, set to a Tuesday in May, 10 in the morning: the helpline is open."""
    line_clock.now = OPEN
    return line_clock


@pytest.fixture
def at(clock: Clock) -> At:
    """The function that sets the clock of the line."""
    return clock.at


@pytest.fixture(scope="session")
def line(settings: Settings, line_store: Store, line_clock: Clock) -> Flask:
    """The line, in this process. Tests share it, as it keeps nothing about a call itself."""
    return create_app(settings, store=line_store, now=line_clock)


@pytest.fixture
def wire(line: Flask, line_store: Store, clock: Clock) -> Wire:  # noqa: ARG001, scenes start at one hour
    """The way on which the carrier's webhooks come to the line that tests share; nobody is known to it."""
    line_store.link.client.flushdb()
    return Wire(in_process(line))


@pytest.fixture
def caller(wire: Wire) -> Caller:
    """A caller of the line, with a number of their own."""
    return Caller(wire, number=new_number())


@pytest.fixture
def texter(wire: Wire) -> Texter:
    """A texter to the line, with a number of their own."""
    return Texter(wire, number=new_number())


@pytest.fixture
def line_with(settings: Settings, store: Store, clock: Clock) -> Callable[..., Flask]:
    """A function that makes a line with other settings; it uses this test's store unless given another."""

    def make(*, store: Store = store, carrier: Carrier | None = None, **changes: object) -> Flask:
        changed = replace(settings, **changes)  # type: ignore[arg-type]
        return create_app(changed, store=store, now=clock, carrier=carrier)

    return make


@pytest.fixture
def app(line_with: Callable[..., Flask]) -> Flask:
    """A line of its own for this test, on the store of this test."""
    return line_with()


@pytest.fixture
def with_settings(line_with: Callable[..., Flask]) -> Callable[..., Wire]:
    """A function that makes a line with other settings, and gives the way on which webhooks come to it."""
    return lambda **changes: Wire(in_process(line_with(**changes)))


@pytest.fixture(scope="session")
def phone_app(settings: Settings, line_store: Store, line_clock: Clock) -> Flask:
    """A line with the browser phone (/try) on."""
    return create_app(replace(settings, try_on=True), store=line_store, now=line_clock)


@pytest.fixture
def visitor(phone_app: Flask, clock: Clock) -> Visitor:  # noqa: ARG001, each scene starts at the same hour
    """Somebody who uses the browser phone (/try)."""
    return Visitor(phone_app)


def changed_pack(folder: Path, file: str, before: str, after: str) -> Path:
    """The folder of a copy of the shipped pack, with `before` replaced by `after` in one file."""
    pack = copy(folder)
    pack.swap(file, before, after)
    return pack.folder


def new_number() -> str:
    """A valid UK mobile number that no other test of this process uses."""
    return f"+447400{next(_numbers)}"
