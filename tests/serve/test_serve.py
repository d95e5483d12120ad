"""`flask serve`: one command starts the line, what dies comes back, and nothing outlives it."""

import base64
import json
import os
import re
import shlex
import signal
import socket
import stat
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from environment.line_id import FILE, running_line
from serve.line import WORKER
from serve.patience import Pause
from serve.web import web_command
from settings import HERE, Settings
from store.server.embedded import answer
from tests.wiring.started_line import SERVE, Line, environment, free_port, run, started
from tests.wiring.stores import end, is_running, running, short_folder, wait_until
from tests.wiring.wire import connected
from tools.papers.folder import ENTRIES
from tools.people.join import join_store

HUNG_UP = """
import fcntl, sys, termios
fcntl.ioctl(sys.stdin, termios.TIOCSCTTY, 0)
from serve.running import heed_signals
signals = heed_signals()
print("begun", flush=True)
signals.renewed.wait()
print("renewed", flush=True)
signals.stopped.wait()
print("stopped", flush=True)
"""


def web_pids(line: Line) -> set[int]:
    """The web processes that run, of which there are two."""
    return {pid for pid in line.all_pids() if "serve.process" in Path(f"/proc/{pid}/cmdline").read_text()}


def test_it_answers_and_says_where_and_tells_systemd() -> None:
    with short_folder() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(folder / "notify"))
        systemd.settimeout(20)
        with started(NOTIFY_SOCKET=str(folder / "notify")) as line:
            while b"READY=1" not in (heard := systemd.recv(100)):
                assert heard == b"WATCHDOG=1"
            line.process.terminate()
            assert line.ends() == 0
            words = line.words()
    last = json.loads(words.splitlines()[-1])
    assert (last["event"], last["level"]) == ("line", "info")
    assert "ended" in last["said"] and "SIGTERM" in last["said"]
    for path in ("/voice", "/sms", "/health/ready", "/try"):
        assert f"http://127.0.0.1:{line.port}{path}" in words
    assert "TWILIO_AUTH_TOKEN" in words
    assert "Traceback" not in words


def test_told_to_end_it_ends_whole_and_writes_its_counts() -> None:
    with started() as line:
        for _ in range(20):
            line.asks("/keep", "POST")
        pids = line.all_pids()
        left = {path.name for path in line.data.iterdir()}
        assert "store" in left and left <= {entry.name for entry in ENTRIES}  # all that the papers name
        line.process.terminate()
        assert line.ends() == 0
        assert not [pid for pid in pids if is_running(pid)]
        with join_store(Settings(data_dir=line.data, hash_key=b"another" * 9)) as store:
            assert store.counts.day(date(2026, 5, 26)) == {"kept": 20}


def test_told_to_end_while_it_reads_its_settings_it_says_so_and_ends_well() -> None:
    with short_folder() as folder:
        environ = environment(folder, free_port())
        os.mkfifo(folder / "var" / "HASH_KEY")  # who reads it waits for the one who writes
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE], cwd=folder, env=environ, stderr=subprocess.PIPE, text=True
        )
        with (folder / "var" / "HASH_KEY").open("w") as key:
            process.terminate()
            key.write(base64.b64encode(bytes(32)).decode())
        said = process.communicate(timeout=120)[1].splitlines()
        assert process.returncode == 0 and "SIGTERM" in json.loads(said[-1])["said"]


def test_ctrl_c_ends_it_in_order() -> None:
    with short_folder() as data:
        kept = data / FILE
        kept.write_text("1\n")  # of a line that was killed
        with started(DATA_DIR=str(data)) as line:
            pids = line.all_pids()
            assert (kept.read_text(), stat.S_IMODE(kept.stat().st_mode)) == (f"{line.process.pid}\n", 0o600)
            os.killpg(line.process.pid, signal.SIGINT)
            assert line.ends() == 0
            assert "Traceback" not in line.words()
            assert "Ctrl-C" in line.words().splitlines()[-1]
            assert not [pid for pid in pids if is_running(pid)]
        assert not kept.exists()


def test_a_second_line_on_the_same_data_folder_is_refused_and_the_first_is_still_found() -> None:
    with started() as line:
        told = run(line.said.parent)
        assert told.returncode == 1
        (last,) = told.stderr.splitlines()
        assert f"process {line.process.pid}" in json.loads(last)["said"]
        assert running_line(line.data) == line.process.pid
        assert line.answers()


def test_a_closed_terminal_is_known_from_a_wish_for_renewal() -> None:
    """A program of its own, in a terminal of its own, that says what a SIGHUP asked for."""
    near, far = os.openpty()
    with subprocess.Popen(
        # whoever runs the tests with nohup would have it ignore the signal
        ["env", "--default-signal=HUP", sys.executable, "-c", HUNG_UP],
        cwd=HERE,
        stdin=far,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as asked:
        os.close(far)
        assert asked.stdout is not None
        assert asked.stdout.readline() == b"begun\n"
        asked.send_signal(signal.SIGHUP)
        assert asked.stdout.readline() == b"renewed\n"
        os.close(near)
        assert asked.stdout.readline() == b"stopped\n"


@pytest.mark.parametrize("stopped", [False, True])
def test_killed_it_leaves_nothing_behind(stopped: bool) -> None:
    with started() as line:
        pids = line.all_pids()
        assert len(pids) == 4, "store, two web processes, worker"
        if stopped:
            os.kill(line.store_pid(), signal.SIGSTOP)
        end(line.process.pid)
        wait_until(lambda: not [pid for pid in pids if is_running(pid)])
        assert not line.answers()


def test_a_killed_web_process_comes_back_while_the_other_answers() -> None:
    with started() as line:
        workers = web_pids(line)
        killed = workers.pop()
        end(killed)
        wait_until(lambda: not is_running(killed))
        assert line.answers()
        wait_until(lambda: len(web_pids(line)) == 2)
        assert workers <= web_pids(line)


def worker_pid(line: Line) -> int:
    return next(pid for pid in line.all_pids() if "serve.worker" in Path(f"/proc/{pid}/cmdline").read_text())


def test_hung_processes_are_replaced_and_a_renewal_refuses_no_request_and_may_fail() -> None:
    with started() as line:
        os.kill(worker := worker_pid(line), signal.SIGSTOP)
        os.kill(hung := min(web_pids(line)), signal.SIGSTOP)
        assert all(line.answers() for _ in range(20)), "it takes no call from the other"
        wait_until(lambda: not is_running(worker) and not is_running(hung))
        old = {*web_pids(line), worker_pid(line)}
        code = line.data.parent / "app.py"
        code.write_text(code.read_text().replace('"held": held', '"held": held, "upgraded": True'))
        os.kill(int((line.data / FILE).read_text()), signal.SIGHUP)
        with connected(line.port) as kept_open:
            while "renewed" not in line.words() or any(map(is_running, old)):
                assert line.answers()
                assert kept_open("GET", "/who", {}, b"").status == 200
                time.sleep(0.02)
        assert line.asks("/who")["upgraded"]
        wait_until(lambda: len(line.all_pids()) == 4)
        renewed = line.all_pids()
        code.write_text("raise SystemExit('no more')")
        os.kill(line.process.pid, signal.SIGHUP)
        wait_until(lambda: "not renewed" in line.words())
        assert line.answers()
        wait_until(lambda: line.all_pids() == renewed)


def test_a_killed_store_comes_back_with_all_it_acknowledged() -> None:
    with started() as line:
        assert line.asks("/keep", "POST") == {"kept": True}
        killed = line.store_pid()
        end(killed)
        wait_until(lambda: not is_running(killed) and answer(line.data) == "+PONG")
        wait_until(lambda: line.asks("/kept") == {"kept": True})


def test_a_store_that_was_joined_is_started_when_its_owner_ends() -> None:
    with short_folder() as folder, running(folder) as first, started(DATA_DIR=str(folder)) as line:
        assert len(line.all_pids()) == 3, "two web processes, worker"
        assert line.asks("/keep", "POST") == {"kept": True}
        first.stop()
        wait_until(lambda: line.asks("/kept") == {"kept": True})
        wait_until(lambda: len(line.all_pids()) == 4)


def test_a_port_in_use_is_refused_in_one_line() -> None:
    with short_folder() as folder, socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        found = run(folder, PORT=port)
    assert found.returncode == 1
    assert found.stderr.count("\n") == 1
    assert port in found.stderr


def test_a_bad_setting_is_misuse_and_named() -> None:
    with short_folder() as folder:
        found = run(folder, WEB_CONCURRENCY="many")
    assert found.returncode == 2
    assert found.stderr.count("\n") == 1
    assert "WEB_CONCURRENCY" in found.stderr


def test_without_its_store_it_answers_and_promises_nothing_until_that_is_mended() -> None:
    with short_folder() as folder:
        (folder / "store").mkdir()
        (folder / "store" / "engine").write_text("redis 6\n")
        with started(DATA_DIR=str(folder)) as line:
            assert line.asks("/keep", "POST") == {"kept": False}
            assert line.words().count("redis 6") == 1
            (folder / "store" / "engine").unlink()
            wait_until(lambda: line.asks("/keep", "POST") == {"kept": True})
            file = folder / "store" / "appendonlydir" / "appendonly.aof.1.incr.aof"
            os.kill(line.store_pid(), signal.SIGSTOP)
            with file.open("ab") as broken:
                broken.write(bytes(64 * 1024))
            end(line.store_pid())
            wait_until(lambda: "65536 bytes" in line.words())
            wait_until(lambda: line.asks("/kept") == {"kept": True})


def test_an_application_that_cannot_start_ends_the_line_with_its_reason() -> None:
    with short_folder() as folder:
        found = run(folder, STAND_IN="broken")
        assert found.returncode == 1
        assert "a made-up reason" in found.stderr
        last = json.loads(found.stderr.splitlines()[-1])
        assert re.search(r"did not start: .*(web|worker).* ended at once", last["said"])
        assert last["level"] == "error"
        assert "Traceback" not in found.stderr
        assert answer(folder / "var") == ""


def test_requests_do_not_carry_secrets() -> None:
    with started(TWILIO_AUTH_TOKEN="not-for-requests") as line:
        assert line.asks("/who")["held"] == []


def test_the_procfile_starts_the_same_web_processes_and_worker() -> None:
    parts = dict(re.findall(r"^(\w+): exec (.+)$", (HERE / "Procfile").read_text(), re.M))
    assert shlex.split(parts["worker"].replace("python", sys.executable)) == list(WORKER)
    words = shlex.split(parts["web"])
    given = {"${PORT:-8000}": "8000", "${WEB_CONCURRENCY:-2}": "2", "python": sys.executable}
    assert tuple(given.get(word, word) for word in words) == web_command("0.0.0.0", 8000, 2)  # noqa: S104


def test_a_command_starts_a_store_for_its_own_length_only() -> None:
    with short_folder() as folder:
        with join_store(Settings(data_dir=folder, hash_key=b"k" * 32)) as store:
            store.people.opt_out("+447700900123")
        assert answer(folder) == ""
        with running(folder), join_store(Settings(data_dir=folder, hash_key=b"k" * 32)) as store:
            assert store.people.has_opted_out("+447700900123")
        with running(folder) as owned:
            with join_store(Settings(data_dir=folder, hash_key=b"k" * 32)):
                pass
            assert owned.process is not None
            assert is_running(owned.process.pid)


def test_starts_that_fail_wait_longer_each_time_up_to_a_bound() -> None:
    pause = Pause()
    assert [pause.after(0.01) for _ in range(8)] == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0]
    assert pause.after(60) == 0
    assert pause.after(0.01) == 0.1


def test_the_command_has_a_help_page() -> None:
    found = subprocess.run(
        [sys.executable, "-c", "from serve.line import serve; serve()", "--help"],
        cwd=HERE,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Ctrl-C" in found.stdout
