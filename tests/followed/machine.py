"""A Debian machine of its own for one test: a real systemd on a copy of this machine that is thrown away.

It needs root, and a kernel that lets root make namespaces. All that is written in it goes with it; its
network is a loopback alone, but for those commands that fetch something.
"""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from settings import HERE
from store.server.tether import tie_command
from tests.wiring.stores import wait_until

BOOT = HERE / "tests" / "followed" / "boot.sh"
SYSTEMD = Path("/lib/systemd/systemd")
# Where systemd keeps its control groups, by the way in which the kernel gives them out.
GROUPS = [Path("/sys/fs/cgroup") / name for name in (".", "systemd", "unified")]
ALL_BUT_NETWORK = ("mount", "pid", "uts", "ipc", "cgroup")
CLONE_NEWNET = 0x40000000


@dataclass(frozen=True)
class Machine:
    """A running machine: the process id of its systemd, as it is seen from here."""

    init: int

    def run(
        self, command: str, user: str = "root", network: bool = False, seconds: float = 300
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of the shell in the machine, in that user's home; `network` has it reach ours."""
        rooms = [f"--{room}" for room in (*ALL_BUT_NETWORK, *(() if network else ("net",)))]
        entering = ["nsenter", "--target", str(self.init), *rooms]
        # no session of a login: to open one waits for services of the machine that need not be there
        being = ["setpriv", "--reuid", user, "--regid", user, "--init-groups", "--reset-env"]
        return subprocess.run(
            [*entering, *being, "sh", "-c", f"cd; {command}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
        )

    def does(self, command: str, user: str = "root", network: bool = False, seconds: float = 300) -> str:
        """Run a command that must succeed; gives what it printed."""
        done = self.run(command, user, network, seconds)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout

    @contextmanager
    def network(self) -> Iterator[None]:
        """Have this thread reach the machine's network, in place of ours, until the end of the block."""
        with open("/proc/self/ns/net") as ours, open(f"/proc/{self.init}/ns/net") as its:  # noqa: PTH123
            _enter(its.fileno())
            try:
                yield
            finally:
                _enter(ours.fileno())


def _enter(network: int) -> None:
    if ctypes.CDLL(None, use_errno=True).setns(network, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns failed")


@contextmanager
def machine(folder: Path, repository: Path) -> Iterator[Machine]:
    """A machine whose files lie in `folder`, with an empty home for root, ended after the block.

    It finds `repository` at /srv/line.git.
    """
    if os.getuid() != 0 or not SYSTEMD.exists() or shutil.which("unshare") is None:
        pytest.skip("a machine of its own needs root, systemd and unshare")
    rooms = [f"--{room}" for room in (*ALL_BUT_NETWORK, "net")]
    with _groups() as groups, folder.with_suffix(".log").open("w+") as said:
        entering = "".join(f"echo $$ >{group}/cgroup.procs && " for group in groups)
        unshare = f"exec unshare --fork --kill-child {' '.join(rooms)} sh {BOOT} {folder} {repository}"
        started = subprocess.Popen(
            tie_command(["sh", "-c", entering + unshare]), stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        try:
            wait_until(lambda: started.poll() is not None or bool(_child(started.pid)), 10)
            made = Machine(_child(started.pid))
            wait_until(lambda: started.poll() is not None or _is_up(made), 60)
            assert started.poll() is None, folder.with_suffix(".log").read_text()
            made.does("mount -t tmpfs -o mode=700 empty /root")
            yield made
        finally:
            started.kill()
            started.wait()


def _child(pid: int) -> int:
    with suppress(OSError):
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return int(found[0]) if found else 0
    return 0


def _is_up(made: Machine) -> bool:
    try:
        told = made.run("systemctl is-system-running", seconds=5).stdout.strip()
    except subprocess.TimeoutExpired:
        return False
    return told in ("running", "degraded")


@contextmanager
def _groups() -> Iterator[list[Path]]:
    """Control groups for the machine alone, so that its systemd sees no other; removed after the block."""
    roots = [root for root in GROUPS if (root / "cgroup.procs").exists()]
    groups = [root / f"line-machine-{os.getpid()}" for root in roots]
    for group in groups:
        group.mkdir()
    try:
        yield groups
    finally:
        for group in groups:
            wait_until(partial(_removed, group), 10)


def _removed(group: Path) -> bool:
    """Remove a group and those below it; False while a process that was killed is still in one."""
    below = sorted((each for each in group.rglob("*") if each.is_dir()), reverse=True)
    for each in (*below, group):
        with suppress(OSError):
            each.rmdir()
    return not group.exists()
