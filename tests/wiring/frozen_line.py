"""The line at a standstill: the real application at a moment that does not pass, for a server to serve."""

import multiprocessing
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask

from app import create_app
from settings import read
from store.server.embedded import address
from store.server.tether import tie
from store.store import Store, open_store

LONDON = ZoneInfo("Europe/London")
# A call or a message whose id ends so fails inside its webhook.
FAILING = "dead"


def application() -> Flask:
    """The line at MOMENT ("2026-12-25T10:00", London's time), by the rest of its environment's settings."""
    return frozen(lambda store: store)


def faulty() -> Flask:
    """The same, but what the store is asked for an id that ends in FAILING raises, with all it was given."""
    return frozen(
        lambda store: replace(store, calls=Failing(store.calls), texts=Failing(store.texts))  # type: ignore[arg-type]
    )


def frozen(changed: Callable[[Store], Store]) -> Flask:
    """The line, with its store changed."""
    server = multiprocessing.parent_process()
    if server is not None and server.pid is not None:
        tie(server.pid)
    moment = datetime.fromisoformat(os.environ["MOMENT"]).replace(tzinfo=LONDON)
    settings = read(os.environ)
    url = os.environ.get("STORE_URL") or address(settings.data_dir)
    store = open_store(url, settings.hash_key, LONDON, settings.number_keys)
    return create_app(settings, store=changed(store), now=lambda: moment)


class Failing:
    """A promise that is kept, but for ids that end in FAILING."""

    def __init__(self, kept: object) -> None:
        self._kept = kept

    def note(self, key: str, *given: Any) -> Any:
        """As of calls."""
        return self._ask("note", key, given)

    def seen(self, key: str, *given: Any) -> Any:
        """As of texts."""
        return self._ask("seen", key, given)

    def settle(self, key: str, *given: Any) -> Any:
        """As of texts."""
        return self._ask("settle", key, given)

    def _ask(self, name: str, key: str, given: tuple[Any, ...]) -> Any:
        if key.endswith(FAILING):
            raise RuntimeError(f"{name} {key} {given}")
        return getattr(self._kept, name)(key, *given)
