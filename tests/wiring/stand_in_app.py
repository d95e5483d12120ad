"""A small application that takes the place of app.py where the start of the line is tested."""

import json
import os
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from settings import read
from store.link import Unreachable
from store.server.embedded import address
from store.store import Store, open_store
from web.logs import log_uncaught, set_up

NUMBER = "+447700900123"


def create_app() -> Callable[..., Iterable[bytes]]:
    """The stand-in application. This file is copied as app.py into the folder where the line is started."""
    if os.environ.get("STAND_IN") == "broken":
        raise SystemExit("the pack cannot be served: a made-up reason")
    settings = read(os.environ, make=True)
    store = open_store(settings.redis_url or address(settings.data_dir), settings.hash_key)
    answers = {"/who": who, "/keep": keep, "/kept": kept, "/hang": hang}

    def application(request: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        if request["PATH_INFO"] == "/health/works":
            start("204 No Content", [])
            return []
        answer = answers.get(request["PATH_INFO"])
        start("200 OK" if answer else "404 Not Found", [("Content-Type", "application/json")])
        return [json.dumps(answer(store, request) if answer else {}).encode()]

    return application


def fails() -> Callable[..., Iterable[bytes]]:
    """Fail, once the log is set up, of what nobody foresaw."""
    log_uncaught(set_up())
    raise PermissionError(NUMBER)


def who(_: Store, request: dict[str, Any]) -> dict[str, object]:
    """The process that answers, its server, and the names of secrets that the request wrongly holds."""
    held = sorted(name for name in request if name.endswith(("_TOKEN", "_KEY")))
    return {"pid": os.getpid(), "server": os.getppid(), "held": held}


def hang(_: Store, __: dict[str, Any]) -> dict[str, object]:
    """Never answer: the thread is lost."""
    threading.Event().wait()
    return {}


def keep(store: Store, _: dict[str, Any]) -> dict[str, object]:
    """Count once, and ask the store to keep an opt-out; tells whether it was kept."""
    store.counts.add(datetime(2026, 5, 26, tzinfo=UTC), "kept")
    try:
        store.people.opt_out(NUMBER)
    except Unreachable:
        return {"kept": False}
    return {"kept": True}


def kept(store: Store, _: dict[str, Any]) -> dict[str, object]:
    """Whether the opt-out is kept; None if the store cannot be reached."""
    try:
        return {"kept": store.people.has_opted_out(NUMBER)}
    except Unreachable:
        return {"kept": None}
