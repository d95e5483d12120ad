"""What the version before kept and said: its data folder and its pack, as they were when the rooms moved.

tests/before holds both: a folder with two open call-backs, an opt-out, a text that waits and an account that
waits for its password, and the pack of the same day. Later versions keep these promises, too, also by way of
a backup: one made of that folder now, and one that the first version with `flask backup` made of it.
"""

import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

import settings as environment
from app import create_app, its_store
from menus.loading.pack import load
from menus.rules.faults import faults
from settings import HERE, Settings
from sms.flow import step
from sms.model import Talk, Texted
from store.desk.desk import desk_store
from store.moments import DAY, seconds
from store.store import Store
from tests.caller import Caller
from tests.texter import Texter
from tests.tools.operate.lost import back_up, put_back
from tests.wiring.stores import running, short_folder
from tests.wiring.wire import HOST, LINE, TOKEN, Wire, in_process

BEFORE = HERE / "tests" / "before"
NOW = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)


def unpacked(name: str, folder: Path) -> Path:
    """One of the two, in a folder of this test's own."""
    with tarfile.open(BEFORE / f"{name}.tar.gz") as packed:
        packed.extractall(folder, filter="data")
    return folder


@pytest.fixture(scope="module", params=["folder", "backup of it", "first backup"])
def data(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with short_folder() as folder:
        if request.param == "folder":
            unpacked("data", folder)
        else:
            restore(request.param, folder, tmp_path_factory.mktemp("before"))
        with running(folder):
            yield folder


def restore(which: str, data: Path, place: Path) -> None:
    """Restore into a new data folder one of the two backups."""
    file = BEFORE / "line.backup"
    if which == "backup of it":
        file = place / "line.backup"
        unpacked("data", place)
        assert back_up(place, file, HASH_KEY="", NUMBER_KEY="", SECRET_KEY="").exit_code == 0
    done = put_back(data, file)
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def told(data: Path) -> Settings:
    given = {"TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_NUMBER": LINE, "PUBLIC_URL": f"https://{HOST}"}
    return environment.read({"DATA_DIR": str(data), **given})


@pytest.fixture(scope="module")
def kept(told: Settings) -> Iterator[Store]:
    """The line's store, whose threads end before it does."""
    store = its_store(told, load(told.pack))
    yield store
    store.close()


@pytest.fixture(scope="module")
def line(told: Settings, kept: Store) -> Flask:
    return create_app(told, store=kept, now=lambda: NOW)


@pytest.fixture
def wire(line: Flask) -> Wire:
    return Wire(in_process(line))


def test_an_opt_out_still_counts(wire: Wire) -> None:
    assert Texter(wire, "+447400100002").text("hello") == ""
    assert "Reply 1" in Texter(wire, "+447400100009").text("hello")


def test_a_call_back_keeps_its_place_and_can_be_taken_back(wire: Wire) -> None:
    by_text = Texter(wire, "+447400100001")
    assert "before" in by_text.text("CALLME", "1", "4")
    assert "cancelled" in by_text.text("NOCALL")
    assert "before" in Texter(wire, "+447400100004").text("CALLME", "1", "4"), "asked for in a call"


def test_who_asked_for_another_that_was_ended_before_hears_of_their_own(told: Settings, kept: Store) -> None:
    """The version before kept no last digits of it, and its number was erased as it closed."""
    number = "+447400100004"
    ended = f"{kept.callbacks.queue.asked}ended:{kept.people.key(number)}"
    kept.link.client.hset(ended, "0" * 40, f"{seconds(NOW) + DAY} 2026-11-27 others")
    wire = Wire(in_process(create_app(told, store=kept, now=lambda: NOW.replace(hour=22))))
    assert "A call back is waiting" in Caller(wire, number=number).call().press("0", "0", "3").heard


def test_what_waits_for_the_worker_and_for_staff_still_waits(kept: Store) -> None:
    assert kept.jobs.waiting() == 1
    assert [account.name for account in desk_store(kept).staff.all()] == ["anna"]


def test_a_whole_pack_of_before_still_loads_and_answers(tmp_path: Path) -> None:
    """It has all of its files itself; the base lies below it, and changes nothing that it says or hears."""
    pack = load(unpacked("pack", tmp_path) / "menus")
    assert pack.languages["en"].topics["exercise"].keyword
    said = {"STOP": "stop", "STOPP": "stop_slip", "menu": "menu", "HELP": "help", "vet bill": "unknown"}
    said |= {"i cant breathe": "urgent", "can i stop my methotrexate": "careful", "pred": "topic.steroids.1"}
    assert {text: step(pack, Talk(), Texted(text), NOW).kind for text in said} == said
    assert [str(fault) for fault in faults(pack, NOW.date()) if fault.level == "error"] == []
