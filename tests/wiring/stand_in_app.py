"""The application in whose place the line is tried: it tells who answers, counts, and asks the store."""

import os
from datetime import UTC, datetime

from flask import Flask, request

from settings import read
from store.link import Unreachable
from store.server.embedded import address
from store.store import open_store


def create_app() -> Flask:
    """As app.py does, but small. Copied as app.py into the folder that the line is started in."""
    if os.environ.get("STAND_IN") == "broken":
        raise SystemExit("the pack cannot be served: a made-up reason")
    settings = read(os.environ)
    store = open_store(settings.redis_url or address(settings.data_dir), settings.hash_key)
    app = Flask(__name__)

    @app.get("/who")
    def who() -> dict[str, object]:
        held = sorted(name for name in request.environ if name.endswith(("_TOKEN", "_KEY")))
        return {"pid": os.getpid(), "server": os.getppid(), "held": held}

    @app.post("/keep")
    def keep() -> dict[str, object]:
        store.counts.add(datetime(2026, 5, 26, tzinfo=UTC), "kept")
        try:
            store.people.opt_out("+447700900123")
            return {"kept": True}
        except Unreachable:
            return {"kept": False}

    @app.get("/kept")
    def kept() -> dict[str, object]:
        try:
            return {"kept": store.people.opted_out("+447700900123")}
        except Unreachable:
            return {"kept": None}

    return app
