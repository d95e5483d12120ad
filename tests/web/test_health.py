"""Health: each part is told truly, and a line that can answer is ready whatever part is away."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flask import Flask

from app import create_app
from menus.loading.folders import Folders
from menus.loading.snapshots import name_of
from settings import Settings
from store.condition import WELL, Condition
from store.desk.pulse import Pulse
from store.server.told import FILE, tell, told
from store.store import Store
from tests.conftest import Clock, new_number
from tests.packs.broken import copy

FIELDS = {"ready", "store", "condition", "worker", "queue", "queue_age", "held", "pack", "pack_hash"} | {
    "off_air",
    "notice",
}


def ready(line: Flask) -> dict[str, object]:
    response = line.test_client().get("/health/ready")
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    found: dict[str, object] = json.loads(response.data)
    assert found["ready"] is True and found.keys() == FIELDS
    return found


def test_a_process_that_answers_is_live(line: Flask) -> None:
    response = line.test_client().get("/health/live")
    assert (response.status_code, response.json) == (200, {"live": True})
    assert response.headers["Cache-Control"] == "no-store"


def test_all_is_told_of_a_line_that_is_well(app: Flask, store: Store, clock: Clock) -> None:
    Pulse(store.link).beat(clock())
    found = ready(app)
    assert (found["store"], found["condition"], found["worker"]) == ("up", "well", "alive")
    assert (found["queue"], found["queue_age"], found["pack"]) == (0, 0, "served")


def test_a_dead_worker_and_what_it_left_undone_are_told(app: Flask, store: Store, clock: Clock) -> None:
    Pulse(store.link).beat(clock())
    store.outbox.send("CA1", new_number(), "words", clock())
    clock.now += timedelta(seconds=90)
    found = ready(app)
    assert (found["store"], found["worker"]) == ("up", "silent")
    assert (found["queue"], found["queue_age"]) == (1, 90)


def test_the_line_stays_ready_while_the_store_is_away(settings: Settings, away: Store, clock: Clock) -> None:
    found = ready(create_app(settings, store=away, now=clock))
    assert (found["store"], found["condition"], found["worker"]) == ("down", "away", "unknown")
    assert found["queue"] is None and found["queue_age"] is None


def test_what_is_wrong_with_the_embedded_stores_file_is_told_by_name_alone(
    settings: Settings, away: Store, clock: Clock, tmp_path: Path
) -> None:
    tell(tmp_path, Condition("lost", f"{tmp_path}/store is emptied: data are lost"))
    line = create_app(replace(settings, data_dir=tmp_path), store=away, now=clock)
    assert ready(line)["condition"] == "lost"
    assert str(tmp_path) not in line.test_client().get("/health/ready").text


def test_on_a_full_disk_what_is_wrong_is_written_over_what_was_told_before(tmp_path: Path) -> None:
    tell(tmp_path, WELL)
    file = tmp_path / FILE
    size, place = file.stat().st_size, file.stat().st_ino
    for condition in (Condition("full", "no room"), WELL):
        tell(tmp_path, condition)
        assert told(tmp_path) == condition
        assert (file.stat().st_size, file.stat().st_ino) == (size, place), "no new file, and no byte more"


def test_a_store_that_is_full_is_down_and_so_is_one_that_keeps_no_promise(
    line_with: Callable[..., Flask], store: Store
) -> None:
    assert store.is_ready()  # it was well when it was examined
    store.link.client.config_set("maxmemory", 1)
    try:
        found = ready(line_with())
        assert (found["store"], found["condition"]) == ("down", "keeps nothing") and store.link.suspect
    finally:
        store.link.client.config_set("maxmemory", 0)
    store.link.condition = Condition("replica", "The store is a replica", reads=True)
    found = ready(line_with())
    assert (found["store"], found["condition"]) == ("down", "replica")


def test_a_flood_of_questions_is_one_trip_a_second(line_with: Callable[..., Flask], store: Store) -> None:
    line = line_with()
    ready(line)
    before = store.link.client.info("commandstats")["cmdstat_zcard"]["calls"]
    client = line.test_client()
    for _ in range(20):
        assert client.get("/health/ready").status_code == 200
    assert store.link.client.info("commandstats")["cmdstat_zcard"]["calls"] - before <= 2


def test_another_pack_has_another_hash(tmp_path: Path, settings: Settings) -> None:
    other = copy(tmp_path / "pack")
    first = name_of(Folders(other.folder))
    assert first == name_of(Folders(other.folder)) == name_of(Folders(settings.pack))
    (other.folder / "menu.toml").write_text("# another\n")
    assert name_of(Folders(other.folder)) != first


def test_health_tells_nothing_else(line: Flask) -> None:
    client = line.test_client()
    assert client.post("/health/live").status_code == 405
    assert client.get("/health").status_code == 404
