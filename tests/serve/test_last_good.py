"""Whatever stands on disk, a line serves the pack that passed last, and takes another without a lost call."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path

from menus.loading import snapshots
from menus.loading.folders import SHIPPED
from serve.packs.choice import Choice
from settings import HERE, Settings, current_pack
from tests.caller import Caller
from tests.packs.broken import copy
from tests.wiring.server import REAL, Server, serving
from tests.wiring.started_line import SERVE, free_port, keep_pack
from tests.wiring.stores import end, is_running, short_folder, wait_until
from tests.wiring.wire import HOST, TOKEN, Wire, connected

AGAIN_SECONDS = 0.02


class Ringing:
    """Callers who ring one after the other all the while, and what the newest of them heard first."""

    def __init__(self, port: int) -> None:
        self.heard = ""
        self.failed: list[BaseException] = []
        self.between = threading.Lock()  # held, nobody is being answered
        self._port = port
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._go_on)

    def _go_on(self) -> None:
        while not self._ended.wait(AGAIN_SECONDS):
            with self.between:
                try:
                    with connected(self._port) as send:
                        self.heard = Caller(Wire(send)).call().heard
                except (AssertionError, OSError, HTTPException) as error:
                    self.failed.append(error)

    def __enter__(self) -> "Ringing":
        self._thread.start()
        wait_until(lambda: bool(self.heard))
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()


def web_pid(server: Server) -> int:
    pid = server.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return next(
        int(each) for each in children if "serve.process" in Path(f"/proc/{each}/cmdline").read_text()
    )


def test_nonsense_on_disk_and_a_killed_process_fail_no_call_and_a_renewal_takes_what_passes() -> None:
    with short_folder() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(folder / "notify"))
        systemd.settimeout(30)
        pack = copy(folder)
        data = folder / "var"
        environ = {"DATA_DIR": str(data), "PACK": str(pack.folder), "PUBLIC_URL": f"https://{HOST}"}
        environ["NOTIFY_SOCKET"] = str(folder / "notify")
        with (
            serving(REAL, folder, **environ, TWILIO_AUTH_TOKEN=TOKEN) as server,
            Ringing(server.port) as ringing,
        ):
            before = ringing.heard
            while b"READY=1" not in systemd.recv(100):
                pass  # one that ends before has not come up, and ends the line
            pack.path("menu.toml").write_text("nonsense [")
            with ringing.between:
                end(killed := web_pid(server))
            wait_until(lambda: not is_running(killed))
            with ringing.between:
                ringing.heard = ""
            wait_until(lambda: ringing.heard == before)
            pack.path("menu.toml").write_text((SHIPPED / "menu.toml").read_text())
            pack.put("menu.toml", "service", '"Muscle Kin"')
            os.kill(server.process.pid, signal.SIGHUP)
            wait_until(lambda: "Muscle Kin" in ringing.heard)
            wait_until(lambda: "renewed: all" in server.said.read_text())
            link = current_pack(data)
            wait_until(lambda: snapshots.noted(link, snapshots.RENEWED) == link.resolve().name)
        assert not ringing.failed


class Renewal:
    """Parts that only say what they are asked for."""

    def renew(self, once: Callable[[], bool], tell: Callable[[bool], None]) -> None:
        self.once, self.tell = once, tell


def test_a_start_that_is_refused_says_the_first_reason_in_its_last_line_and_how_many_there_are() -> None:
    with short_folder() as folder:
        data, port = folder / "var", free_port()
        environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(HERE), "DATA_DIR": str(data), "LIVE": "1"}
        done = subprocess.run(
            [sys.executable, "-c", SERVE],
            cwd=folder,
            env={**environ, "PORT": str(port), "TWILIO_NUMBER": "+441632960000"},
            capture_output=True,
            text=True,
            timeout=120,
        )
        said = [json.loads(line)["said"] for line in done.stderr.splitlines()]
        head, *reasons, last = said[next(n for n, line in enumerate(said) if "cannot start" in line) :]
        assert done.returncode == 1 and len(reasons) > 2 and str(SHIPPED) in head
        assert f"did not start with the pack {SHIPPED}: {reasons[0]}" in last
        assert f"{len(reasons)} reasons" in last and not [line for line in said if "\n" in line]
        misused = subprocess.run(
            [sys.executable, "-c", SERVE],
            cwd=folder,
            env={**environ, "TWILIO_NUMBER": "+441632960000", "BELL_TO": "+441632960000"},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert misused.returncode == 2 and misused.stderr.startswith("Error: BELL_TO: ")
        assert misused.stderr.count("\n") == 1


def test_what_passed_before_is_taken_at_once_and_told_when_all_serve_it(tmp_path: Path) -> None:
    settings, link = Settings(data_dir=tmp_path), current_pack(tmp_path)
    place = keep_pack(tmp_path, live=False)
    snapshots.note(link, snapshots.REFUSED, "it was nonsense")
    choice, parts = Choice(settings), Renewal()
    with choice.begun(threading.Event()):
        assert snapshots.current(link) == place
        assert not snapshots.noted(link, snapshots.REFUSED)
    assert choice.environ["KEPT_PACK"] == str(link)
    choice.renew(parts)  # type: ignore[arg-type]
    assert parts.once(), "nothing has to be looked at"
    parts.tell(False)
    assert snapshots.noted(link, snapshots.RENEWED) == "not renewed"
    parts.tell(True)
    assert snapshots.noted(link, snapshots.RENEWED) == place.name
