"""The processes that `flask bench crash` kills: a web process for requests, a worker for texts."""

import os
import signal
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

from serve.heeded import heed
from store.link import Unreachable
from store.promises.promise import Promise
from store.store import Store, open_store

# A job of a killed worker is another's after this: the real minute would only make the bench wait.
LEASE_SECONDS = 6
PLENTY = 100_000


def open_bench_store(environ: Mapping[str, str] = os.environ) -> Store:
    """The store of the crash run, opened just as the processes of a real line open theirs.

    `environ` has its address (STORE_URL) and its keys (HASH_KEY, NUMBER_KEY); KeyError if one is missing.
    """
    key = environ["NUMBER_KEY"]
    return open_store(environ["STORE_URL"], environ["HASH_KEY"].encode(), UTC, (key,))


def application() -> Callable[..., Iterable[bytes]]:
    """A WSGI application that takes requests for call-backs (/callback) and texts (/text).

    A request has an id and a number in its query. The answer is "kept", "already" or "refused", as the store
    answers, or 503 if the store cannot be reached.
    """
    store = open_bench_store()

    def answer(environ: dict[str, Any], start_response: Callable[..., object]) -> list[bytes]:
        if not environ["QUERY_STRING"]:  # whoever keeps the process asks whether it answers
            start_response("204 No Content", [])
            return []
        asked = {name: value for name, (value,) in parse_qs(environ["QUERY_STRING"]).items()}
        try:
            promise = _make_wish(store, environ["PATH_INFO"], asked["id"], asked["number"])
        except Unreachable:
            start_response("503 Service Unavailable", [("Content-Length", "0")])
            return [b""]
        said = type(promise).__name__.lower().encode()
        start_response("200 OK", [("Content-Length", str(len(said)))])
        return [said]

    return answer


def _make_wish(store: Store, path: str, wish_id: str, number: str) -> Promise:
    """Make a request to the store, and give the store's answer, such as "kept".

    For the `path` "/callback" the request is for a call-back to `number`, for any other path for a text to
    `number`; `wish_id` is the request's id.
    """
    now = datetime.now(UTC)
    if path == "/callback":
        return store.callbacks.keep(wish_id, number, "any", "call", (now + timedelta(days=1),), PLENTY, now)
    return store.outbox.send(wish_id, number, wish_id, now)


def _work() -> None:
    """Run the worker until it gets the signal to end.

    If it is killed, another worker can take its jobs over 6 s (`LEASE_SECONDS`) later.
    """
    from carrier.account import Account
    from carrier.bell import Staff
    from carrier.worker import Worker

    store = open_bench_store()
    stopped = threading.Event()
    heed({signal.SIGTERM: stopped.set})
    Worker(
        store=replace(store, jobs=replace(store.jobs, lease=LEASE_SECONDS)),
        account=Account("AC" + "0" * 32, "none", "+442079460123", os.environ["CARRIER_URL"]),
        staff=Staff(),
        service="bench",
        is_open=lambda _: False,
        now=lambda: datetime.now(UTC),
        log=_Silence(),
    ).run(stopped)


class _Silence:
    """A log that writes nothing; the crash run prints a table instead."""

    def info(self, event: str, **values: object) -> None:
        """Do nothing: ignore the log entry with this name and these values."""

    def warning(self, event: str, **values: object) -> None:
        """Do nothing: ignore the warning with this name and these values."""


if __name__ == "__main__":
    _work()
