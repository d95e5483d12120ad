"""Health: the process answers, and the line can answer calls even while the store is away."""

import json

from flask import Flask

from app import create_app
from settings import Settings
from store.store import Store
from tests.conftest import Clock


def test_a_process_that_answers_is_live(line: Flask) -> None:
    response = line.test_client().get("/health/live")
    assert (response.status_code, response.json) == (200, {"live": True})
    assert response.headers["Cache-Control"] == "no-store"


def test_ready_tells_that_the_store_is_up(line: Flask) -> None:
    response = line.test_client().get("/health/ready")
    assert (response.status_code, response.json) == (200, {"ready": True, "store": "up", "pack": "served"})


def test_the_line_stays_ready_while_the_store_is_away(settings: Settings, away: Store, clock: Clock) -> None:
    client = create_app(settings, store=away, now=clock).test_client()
    assert json.loads(client.get("/health/ready").data)["store"] == "down"
    assert client.get("/health/ready").status_code == 200


def test_health_tells_nothing_else(line: Flask) -> None:
    client = line.test_client()
    assert client.post("/health/live").status_code == 405
    assert client.get("/health").status_code == 404
    assert client.get("/health/ready").data.count(b":") == 3
