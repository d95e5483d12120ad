"""The line that a fault is tried on, run by `flask serve`, and all that the line depends on."""

import base64
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.crash.crash import free_port
from bench.crash.line import Carrier, carrier
from bench.faults.fault import Fault
from bench.faults.redis_beside import RedisBeside, Slow
from bench.faults.sentinels import Group, failing_over
from bench.faults.traffic import Load
from bench.signed_webhooks import HOST, LINE, TOKEN
from settings import HERE, SHIPPED, read
from store.server.embedded import address, end_process

if TYPE_CHECKING:
    from store.store import Store

# More than a part has processes.
MOST = 9
BEGUN = "The line answers"
SERVE = "from serve.line import serve; serve()"
START_SECONDS, END_SECONDS, TICK_SECONDS = 90.0, 20.0, 0.02
DISK, PLENTY = "32m", "callbacks_a_day = 9000"


@dataclass
class Rig:
    """A line under test, with all that a fault may break: its folder, Redis, processes and carrier.

    `load` rings and texts the line. `group` has the Redis servers that take over from each other, `process`
    is the line's main process. Each is None if there is none. `starts` has the seconds that each start took.
    """

    folder: Path
    environ: dict[str, str]
    carrier: Carrier
    load: Load
    redis: RedisBeside
    slow: Slow
    group: Group | None = None
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    @property
    def data(self) -> Path:
        """The line's data folder."""
        return Path(self.environ["DATA_DIR"])

    @property
    def port(self) -> int:
        """The port on which the line listens."""
        return self.load.port

    def launch(self, **more: str) -> "subprocess.Popen[bytes]":
        """Start `flask serve`, with `more` in its environment, and do not wait for it."""
        with (self.folder / "said").open("ab") as said:
            self.process = subprocess.Popen(  # noqa: S603, ours
                [sys.executable, "-c", SERVE],
                cwd=HERE,
                env={**self.environ, **more},
                stdout=said,
                stderr=said,
                process_group=0,
            )
        return self.process

    def start(self, **more: str) -> None:
        """Start the line with `more` in its environment; await its answer. ClickException if none comes."""
        began = time.monotonic()
        before = self.said().count(BEGUN) if self.starts else 0
        process = self.launch(**more)
        self._wait(self.is_up, process)
        self.starts.append(time.monotonic() - began)
        # until all its parts answer, one that ends is taken for a line that cannot start
        self._wait(lambda: self.said().count(BEGUN) > before, process)

    def _wait(self, is_so: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + START_SECONDS
        while not is_so():
            if process.poll() is not None or time.monotonic() > until:
                raise click.ClickException(f"the line does not answer: {self.said()[-1000:]}")
            time.sleep(TICK_SECONDS)

    def stop(self) -> None:
        """End the line in order, or kill it if it does not end."""
        if self.process is None:
            return
        end_process(self.process, END_SECONDS)
        self.process = None

    @contextmanager
    def ended(self, **more: str) -> Iterator[None]:
        """End the line for the block, then start it with `more` in its environment. The load is paused."""
        self.load.paused.set()
        self.stop()
        yield
        self.start(**more)
        self.load.paused.clear()

    def is_up(self) -> bool:
        """Whether the line answers at its port."""
        return bool(self.ask("/health/live"))

    def ask(self, path: str) -> bytes:
        """The body of the line's answer to a GET, whatever its status; b"" if none comes within a second."""
        asking = HTTPConnection("127.0.0.1", self.port, timeout=1)
        try:
            asking.request("GET", path)
            return asking.getresponse().read()
        except (OSError, HTTPException):
            return b""
        finally:
            asking.close()

    def said(self) -> str:
        """All that the line has printed."""
        return (self.folder / "said").read_text(errors="replace")

    def pids(self, part: str) -> list[int]:
        """The ids of the processes of one part of the running line: "web", "worker" or "store"."""
        words = {"web": "serve.process", "worker": "serve.worker", "store": "unixsocket"}[part]
        assert self.process is not None
        return sorted(pid for pid in _below(self.process.pid) if words in _command(pid))

    def signal(self, part: str, what: signal.Signals, most: int = MOST) -> list[int]:
        """Send a signal to at most `most` processes of a part of the line; return their ids."""
        found = self.pids(part)[:most]
        for pid in found:
            os.kill(pid, what)
        return found

    def kill_all(self) -> None:
        """Kill the line with all its processes at one moment, like a power cut."""
        assert self.process is not None
        for pid in (self.process.pid, *_below(self.process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def see_replaced(self, pids: list[int]) -> None:
        """Wait until the line has ended these processes. Raises ClickException if it does not."""
        until = time.monotonic() + END_SECONDS
        while any(map(_command, pids)):
            if time.monotonic() > until:
                raise click.ClickException("the line did not replace what hung")
            time.sleep(TICK_SECONDS)

    def open_store(self) -> "Store":
        """A connection to the line's store with long timeouts, to check afterwards what was kept."""
        from store.store import open_store

        settings = read(self.environ)
        own = f"redis://127.0.0.1:{self.redis.port}/0" if settings.redis_url else address(settings.data_dir)
        url = self.group.url if self.group else f"{own}?socket_timeout=5&socket_connect_timeout=5"
        return open_store(url, settings.hash_key, number_keys=settings.number_keys)


@contextmanager
def rig(fault: Fault, folder: Path) -> Iterator[Rig]:
    """Set up what a line needs to meet `fault`, but do not start the line; end all of it with the block."""
    from menus.loading.pack import load

    pack = folder / "pack"
    shutil.copytree(SHIPPED, pack)
    hours = pack / "hours.toml"
    hours.write_text(hours.read_text().replace("callbacks_a_day = 40", PLENTY))
    for name in ("redis", "disk"):
        (folder / name).mkdir()
    redis = RedisBeside(folder / "redis")
    slow = Slow(redis.port)
    with ExitStack() as stack:
        standing = stack.enter_context(carrier())
        environ = _environ(folder, pack, standing, fault)
        if fault.own_redis:
            stack.callback(redis.stop)
            redis.start()
            environ["REDIS_URL"] = f"redis://127.0.0.1:{slow.port if fault.through else redis.port}/0"
        group = stack.enter_context(failing_over(folder / "redis")) if fault.sentinels else None
        environ |= {"REDIS_URL": group.url} if group else {}
        if fault.disk:
            disk = str(Path(environ["DATA_DIR"]).parent)
            as_root("mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", disk)
            stack.callback(as_root, "umount", "--lazy", disk)
        if fault.through:
            stack.enter_context(slow.running())
        ringing = Load(int(environ["PORT"]), load(pack))
        found = Rig(folder, environ, standing, ringing, redis, slow, group)
        stack.callback(found.stop)
        yield found


def as_root(*command: str) -> None:
    """Run a command that only root may run. Raises ClickException if it fails."""
    try:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603, ours
    except (OSError, subprocess.CalledProcessError) as error:
        raise click.ClickException(f"{' '.join(command)}: {error}") from error


def _environ(folder: Path, pack: Path, standing: Carrier, fault: Fault) -> dict[str, str]:
    """The environment of the line under test, with no variable of this process but PATH."""
    keys = {name: base64.urlsafe_b64encode(os.urandom(32)).decode() for name in ("NUMBER_KEY", "HASH_KEY")}
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(HERE),
        "SECRET_KEY": os.urandom(16).hex(),
        "DATA_DIR": str(folder / "disk" / "var"),
        "PACK": str(pack),
        "PORT": str(free_port()),
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_NUMBER": LINE,
        "PUBLIC_URL": f"https://{HOST}",
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_API_BASE": standing.url,
        **keys,
        **dict(fault.environ),
    }


def _below(pid: int) -> list[int]:
    """All descendant processes of the process `pid`."""
    try:
        children = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return children + [one for child in children for one in _below(child)]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
