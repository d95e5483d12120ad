"""The real application with a clock that stands still, for a web server in tests to serve."""

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
from store.store import Store, open_store

LONDON = ZoneInfo("Europe/London")
# A call or a message whose id ends so fails inside its webhook.
FAILING = "dead"


def application() -> Flask:
    """The line at the moment that MOMENT gives ("2026-12-25T10:00", London's time).

    Its settings are those of the environment.
    """
    return frozen(lambda store: store)


def faulty() -> Flask:
    """The line at MOMENT, with a store that raises for the id of a call or text that ends in FAILING."""
    return frozen(
        lambda store: replace(store, calls=Failing(store.calls), texts=Failing(store.texts))  # type: ignore[arg-type]
    )


def frozen(changed: Callable[[Store], Store]) -> Flask:
    """The line at MOMENT, with the store that `changed` makes of its own."""
    moment = datetime.fromisoformat(os.environ["MOMENT"]).replace(tzinfo=LONDON)
    settings = read(os.environ, make=True)
    url = os.environ.get("STORE_URL") or address(settings.data_dir)
    store = open_store(url, settings.hash_key, LONDON, settings.number_keys)
    return create_app(settings, store=changed(store), now=lambda: moment)


class Failing:
    """A promise of the store that raises for ids ending in FAILING, and else does what the real one does."""

    def __init__(self, kept: object) -> None:
        self._kept = kept

    def note(self, key: str, *given: Any) -> Any:
        """Do as the store's promise about calls does."""
        return self._ask("note", key, given)

    def seen(self, key: str, *given: Any) -> Any:
        """Do as the store's promise about texts does."""
        return self._ask("seen", key, given)

    def settle(self, key: str, *given: Any) -> Any:
        """Do as the store's promise about texts does."""
        return self._ask("settle", key, given)

    def _ask(self, name: str, key: str, given: tuple[Any, ...]) -> Any:
        if key.endswith(FAILING):
            raise RuntimeError(f"{name} {key} {given}")
        return getattr(self._kept, name)(key, *given)
