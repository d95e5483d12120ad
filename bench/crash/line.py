"""The line that `flask bench crash` kills part by part, and the stand-in for the carrier beside it."""

import json
import logging
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from serve.children import Child, NoSign, Process
from serve.keeper import OwnStore
from serve.part import Part
from serve.running import Parts
from serve.web import web_command
from store.server.embedded import address

if TYPE_CHECKING:
    from store.store import Store

TICK_SECONDS = 0.02
HANGS_SECONDS = 60.0
PARTS = ("web", "worker", "store")


@dataclass
class Carrier:
    """A stand-in for the carrier's REST API, which counts the texts that it is asked to send.

    `url` is its address. `texts` counts, by the words of a text, how often that text came. `first` has, by
    a text's words, the time at which it first came, in seconds of the monotonic clock. `sent` has the number,
    words and date of each text. The stand-in answers only while `free` is set; requests wait until then.
    """

    url: str = ""
    texts: Counter[str] = field(default_factory=Counter)
    first: dict[str, float] = field(default_factory=dict)
    free: threading.Event = field(default_factory=threading.Event)
    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def those_to(self, number: str) -> Response:
        """Answer a request for the texts that were sent to `number`, as the carrier's API does."""
        found = [
            {"sid": f"SM{n}", "body": words, "date_created": at}
            for n, (to, words, at) in enumerate(self.sent)
            if to == number
        ]
        page = {"messages": found, "page": 0, "next_page_uri": None}
        return Response(json.dumps(page), mimetype="application/json")


@contextmanager
def carrier() -> Iterator[Carrier]:
    """Run a stand-in for the carrier's REST API on this machine until the end of the block."""
    counting = Carrier()
    counting.free.set()

    @Request.application
    def take(request: Request) -> Response:
        if request.method == "GET":
            return counting.those_to(request.args["To"])
        words = request.form["Body"]
        counting.free.wait(HANGS_SECONDS)
        counting.sent.append((request.form["To"], words, format_datetime(datetime.now(UTC))))
        counting.texts[words] += 1
        counting.first.setdefault(words, time.monotonic())
        return Response('{"sid": "SM00000000000000000000000000000000"}', 201, mimetype="application/json")

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, take, threaded=True)
    counting.url = f"http://127.0.0.1:{server.server_port}"
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        yield counting
    finally:
        counting.free.set()
        server.shutdown()
        serving.join()
        server.server_close()


class CrashLine:
    """The line that a crash run tests: its store, web and worker processes.

    `kill_one` kills a process at random. `tend` starts every ended process again, as `flask serve` does.
    `data` is the line's data folder. `environ` has more environment variables for its processes. Use this
    class from the main thread, because its processes die when that thread ends.
    """

    def __init__(self, data: Path, port: int, environ: dict[str, str]) -> None:
        self.data = data
        self.kills: Counter[str] = Counter()
        self._store = OwnStore(data, time.monotonic())
        self._environ = {**environ, "STORE_URL": address(data)}
        own = {**os.environ, **self._environ}

        def part(name: str, *command: str) -> Part:
            return Part(name, lambda: Process(Child(name, command), own, NoSign()))

        self._web = part("web", *web_command("127.0.0.1", port, 2, "bench.crash.parts:application"))
        self._worker = part("worker", sys.executable, "-m", "bench.crash.parts")
        self._parts = Parts([self._web], [self._worker])

    def tend(self) -> None:
        """Start every process again that has ended. Call this often."""
        now = time.monotonic()
        self._store.tend(now)
        self._parts.tend(now)

    def open_store(self) -> "Store":
        """A second connection to the line's store, to check afterwards which requests were kept."""
        from bench.crash.parts import open_bench_store

        return open_bench_store(self._environ)

    def kill_one(self, choose: random.Random) -> bool:
        """Kill a process with SIGKILL; `choose` chooses at random among store, worker and web.

        Gives False if no process of the chosen part runs. The web server's main process is never killed,
        because it starts the web workers again.
        """
        part = choose.choice(PARTS)
        match part:
            case "web":
                pids = _below(self._web.pid)
            case "worker":
                pids = [self._worker.pid] if self._worker.pid else []
            case _:
                pids = [self._store.pid] if self._store.pid else []
        if not pids:
            return False
        os.kill(choose.choice(pids), signal.SIGKILL)
        self.kills[part] += 1
        return True

    def stop(self) -> None:
        """End all processes of the line."""
        self._parts.end()
        self._store.stop()


def _below(pid: int) -> list[int]:
    """The ids of the web processes that the process `pid` keeps running; none if `pid` has ended."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
