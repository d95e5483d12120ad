"""The Procfile with honcho: what it releases, starts and refuses, and an upgrade from one port to another."""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from settings import HERE
from tests.conftest import NUMBER_KEYS
from tests.followed.newcomer import commands
from tests.followed.ringing import Front, Load
from tests.wiring.proxy import nginx
from tests.wiring.started_line import free_port
from tests.wiring.stores import patient, running, short_folder, wait_until
from tests.wiring.wire import HOST, TOKEN

SECTION, MANY = "## 6a. A host that runs a Procfile", 20
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def folder() -> Iterator[Path]:
    with short_folder() as made:
        yield made


@pytest.fixture
def settings(folder: Path) -> Iterator[Path]:
    """The file of settings for a line on a store of its own, as honcho reads it."""
    keys = dict.fromkeys(("HASH_KEY", "NUMBER_KEY", "SECRET_KEY"), NUMBER_KEYS[0])
    with running(folder) as server:
        given = {**keys, "REDIS_URL": patient(server.url), "PUBLIC_URL": f"https://{HOST}"}
        given |= {"TWILIO_AUTH_TOKEN": TOKEN, "DATA_DIR": str(folder / "line"), "TRUSTED_PROXIES": "1"}
        file = folder / "line.env"
        file.write_text("".join(f"{name}={value}\n" for name, value in given.items()))
        yield file


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/health/live", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def honcho(settings: Path, doing: str, port: int = 0) -> list[str]:
    """The command of the page that has honcho `run` or `start`, with these settings, at this port."""
    (typed,) = [each for each in commands(SECTION) if each.startswith("honcho ") and f" {doing} " in each]
    return shlex.split(typed.replace("/etc/line.env", str(settings)).replace(" 8000 ", f" {port} "))


def environ() -> dict[str, str]:
    found = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {**found, "PATH": path, "PYTHONPATH": f"{HERE}:{os.environ.get('PYTHONPATH', '')}"}


@contextmanager
def started(settings: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The Procfile's web and worker, started as the page says, once they answer; ended with Ctrl-C."""
    with settings.with_suffix(f".{port}").open("w+") as said:
        typed = honcho(settings, "start", port)
        running_now = subprocess.Popen(typed, cwd=HERE, env=environ(), stdout=said, stderr=said, text=True)
        try:
            wait_until(lambda: running_now.poll() is not None or _answers(port), 60)
            yield running_now
        finally:
            running_now.send_signal(signal.SIGINT)
            running_now.wait(60)


def test_what_the_page_installs_brings_the_runner() -> None:
    assert commands(SECTION)[0] == "make tools"
    assert re.search(r"^honcho==", (HERE / "requirements-dev.txt").read_text(), re.M)


def test_the_release_looks_the_pack_over(settings: Path) -> None:
    release = re.findall(r"^release: (.+)$", (HERE / "Procfile").read_text(), re.M)[0]
    typed = honcho(settings, "run")
    assert typed[-2:] == release.split()
    found = subprocess.run(typed, cwd=HERE, env=environ(), capture_output=True, text=True)
    assert found.returncode == 0 and "0 errors" in found.stdout, found


def test_a_port_in_use_is_refused_in_one_line_and_ends_the_runner(settings: Path) -> None:
    with socket.create_server(("0.0.0.0", 0)) as other:  # noqa: S104, as the Procfile listens
        with started(settings, other.getsockname()[1]) as runner:
            assert runner.wait(30) != 0
        said = settings.with_suffix(f".{other.getsockname()[1]}").read_text()
    assert len(re.findall(r"PORT: cannot listen at \d+ \(Address already in use\)", said)) == 1, said
    assert "Traceback" not in said


def test_from_one_port_to_another_and_back_no_request_is_refused(settings: Path, folder: Path) -> None:
    old, new, listens = free_port(), free_port(), free_port()
    with nginx(folder, listens, old), ExitStack() as lines:
        first = lines.enter_context(started(settings, old))
        with Front(listens, HOST).load() as made:
            wait_until(lambda: made.answered > MANY, 30)
            second = lines.enter_context(started(settings, new))
            _switch(folder, old, new)
            _end(first, made)
            lines.enter_context(started(settings, old))
            _switch(folder, new, old)
            _end(second, made)
    assert made.refused == []


def _end(runner: subprocess.Popen[str], made: Load) -> None:
    """End a line as Ctrl-C does, and let many more calls come in after it."""
    runner.send_signal(signal.SIGINT)
    runner.wait(60)
    seen = made.answered
    wait_until(lambda: made.answered > seen + MANY, 30)


def _switch(folder: Path, before: int, after: int) -> None:
    """Write another port of the line into nginx's file, and have nginx read it."""
    file = folder / "nginx.conf"
    file.write_text(file.read_text().replace(f"server 127.0.0.1:{before}", f"server 127.0.0.1:{after}"))
    os.kill(int((folder / "pid").read_text()), signal.SIGHUP)
    time.sleep(0.5)
