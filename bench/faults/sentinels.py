"""A primary, replicas and three sentinels on loopback; a replica takes over within 3 s."""

import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from redis import Redis
from redis.exceptions import RedisError

from bench.crash.crash import free_port
from store.server.tether import tie_command

NAME, PASSWORD = "line", "sesame"
KEEPS = ("--appendonly", "yes", "--appendfsync", "always", "--save", "", "--repl-diskless-sync-delay", "0")
# How long nothing is heard of a primary until it counts as down.
DOWN_MILLISECONDS = 500
START_SECONDS = 20.0


@dataclass
class Group:
    """A group of stores that take over from each other: the ports of its servers and sentinels.

    The first of `servers` is the primary when the group starts. `processes` has the process at each port.
    """

    servers: tuple[int, ...]
    sentinels: tuple[int, ...]
    processes: dict[int, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address of the store, with timeouts that suit a busy machine."""
        hosts = ",".join(f"127.0.0.1:{port}" for port in self.sentinels)
        waits = "socket_timeout=0.4&socket_connect_timeout=0.4"
        return f"redis+sentinel://:{PASSWORD}@{hosts}/{NAME}/0?{waits}&sentinel_password={PASSWORD}"

    def primary(self) -> int:
        """The port of the present primary, from the first sentinel; RedisError if the sentinel is silent."""
        with _asking(self.sentinels[0]) as sentinel:
            said = sentinel.execute_command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME)
        return int(said[1])

    def hold(self, port: int) -> None:
        """Pause a server (SIGSTOP): its connections stay open, but it answers nobody."""
        self.processes[port].send_signal(signal.SIGSTOP)

    def let_go(self, port: int) -> None:
        """Resume a paused server."""
        self.processes[port].send_signal(signal.SIGCONT)


@contextmanager
def _asking(port: int) -> Iterator[Any]:
    """A client of the server or sentinel at this port, until the end of the block."""
    client: Any = Redis(port=port, password=PASSWORD, socket_timeout=5)
    try:
        yield client
    finally:
        client.close()


@contextmanager
def failing_over(folder: Path, replicas: int = 2) -> Iterator[Group]:
    """Run a primary, replicas that are up to date, and three sentinels that know each other.

    They end with the block. Raises ClickException if redis-server is not installed, or they do not come up.
    """
    program = shutil.which("redis-server")
    if program is None:
        raise click.ClickException("no redis-server: apt-get install redis-server")
    ports = [free_port() for _ in range(1 + replicas + 3)]
    group = Group(tuple(ports[: 1 + replicas]), tuple(ports[1 + replicas :]))
    try:
        for port in group.servers:
            _start(group, port, program, folder, _server(group, port))
        _wait(lambda: _replicas_in_step(group))
        for port in group.sentinels:
            _write_sentinel(group, port, folder)
            _start(group, port, program, folder, (str(folder / f"{port}.conf"), "--sentinel"))
        _wait(lambda: all(_knows_all(group, port) for port in group.sentinels))
        yield group
    finally:
        for process in group.processes.values():
            process.kill()
            process.wait()


def _wait(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + START_SECONDS
    while not is_so():
        if time.monotonic() > until:
            raise click.ClickException("the servers and their sentinels do not come up")
        time.sleep(0.02)


def _start(group: Group, port: int, program: str, folder: Path, options: tuple[str, ...]) -> None:
    place = folder / str(port)
    place.mkdir()
    command = tie_command([program, *options])
    group.processes[port] = subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL)  # noqa: S603, ours


def _server(group: Group, port: int) -> tuple[str, ...]:
    follows = ("--replicaof", f"127.0.0.1 {group.servers[0]}") if port != group.servers[0] else ()
    secret = ("--requirepass", PASSWORD, "--masterauth", PASSWORD)
    return ("--port", str(port), "--bind", "127.0.0.1", *secret, *KEEPS, *follows)


def _write_sentinel(group: Group, port: int, folder: Path) -> None:
    """Write a sentinel's configuration, with what it would otherwise have to learn from the others first."""
    others = [
        f"sentinel known-sentinel {NAME} 127.0.0.1 {other} {_identity(other)}"
        for other in group.sentinels
        if other != port
    ]
    lines = [
        f"port {port}\nbind 127.0.0.1\nrequirepass {PASSWORD}\nsentinel sentinel-pass {PASSWORD}",
        f"sentinel myid {_identity(port)}",
        f"sentinel monitor {NAME} 127.0.0.1 {group.servers[0]} 2",
        f"sentinel auth-pass {NAME} {PASSWORD}",
        f"sentinel down-after-milliseconds {NAME} {DOWN_MILLISECONDS}",
        f"sentinel failover-timeout {NAME} 3000",
        *(f"sentinel known-replica {NAME} 127.0.0.1 {replica}" for replica in group.servers[1:]),
        *others,
    ]
    (folder / f"{port}.conf").write_text("\n".join(lines) + "\n")


def _identity(port: int) -> str:
    return f"{port:040x}"


def _replicas_in_step(group: Group) -> bool:
    with _asking(group.servers[0]) as primary:
        try:
            said = primary.info("replication")
        except RedisError:  # it starts
            return False
    return sum("online" in str(value) for value in said.values()) == len(group.servers) - 1


def _knows_all(group: Group, port: int) -> bool:
    with _asking(port) as sentinel:
        try:
            said = sentinel.sentinel_master(NAME)
        except RedisError:  # it starts
            return False
    return (said["num-slaves"], said["num-other-sentinels"], said["flags"]) == (
        len(group.servers) - 1,
        2,
        "master",
    )
