"""Faults of the store while the line runs: of the embedded store, and of a separate Redis."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from bench.crash.crash import free_port
from bench.faults.fault import Fault
from bench.faults.redis_beside import KEEPS
from bench.faults.rig import Rig

SLOW_SECONDS = 0.4
EVICTS = ("--appendonly", "no", "--maxmemory", "50mb", "--maxmemory-policy", "allkeys-lru")


@contextmanager
def _own_killed(rig: Rig) -> Iterator[None]:
    rig.signal("store", signal.SIGKILL)
    yield


@contextmanager
def _killed(rig: Rig) -> Iterator[None]:
    rig.redis.stop()
    yield
    rig.redis.start()


@contextmanager
def _hung(rig: Rig) -> Iterator[None]:
    os.kill(rig.redis.pid, signal.SIGSTOP)
    yield
    os.kill(rig.redis.pid, signal.SIGCONT)


@contextmanager
def _slow(rig: Rig) -> Iterator[None]:
    rig.slow.seconds = SLOW_SECONDS
    yield
    rig.slow.seconds = 0.0


@contextmanager
def _full(rig: Rig) -> Iterator[None]:
    rig.redis.client.config_set("maxmemory", "1")
    yield
    rig.redis.client.config_set("maxmemory", "0")


@contextmanager
def _replica(rig: Rig) -> Iterator[None]:
    rig.redis.client.replicaof("127.0.0.1", "1")
    yield
    rig.redis.client.replicaof("NO", "ONE")


@contextmanager
def _cluster(rig: Rig) -> Iterator[None]:
    rig.redis.stop()
    rig.redis.start("--cluster-enabled", "yes", "--cluster-port", str(free_port()))
    yield
    rig.redis.stop()
    rig.redis.start()


@contextmanager
def _evicts(rig: Rig) -> Iterator[None]:
    rig.redis.stop()
    rig.redis.start(keeps=EVICTS)
    yield
    rig.redis.stop()
    rig.redis.start(keeps=KEEPS)


@contextmanager
def _fails_over(rig: Rig) -> Iterator[None]:
    assert rig.group is not None
    old = rig.group.primary()
    rig.group.hold(old)
    yield
    rig.group.let_go(old)


@contextmanager
def _absent(rig: Rig) -> Iterator[None]:
    rig.redis.stop()
    yield
    rig.redis.start()


FAULTS = (
    Fault("store killed", "SIGKILL to the embedded store", _own_killed, 3, heals=True, short=True),
    Fault("Redis killed", "SIGKILL; started again after 4 s", _killed, own_redis=True),
    Fault("Redis hung", "SIGSTOP for 4 s", _hung, own_redis=True, short=True),
    Fault("Redis slow", "each packet waits 0.4 s for 4 s", _slow, own_redis=True, through=True),
    Fault("Redis full", "`maxmemory 1` and `noeviction` for 4 s", _full, own_redis=True, short=True),
    Fault("Redis a replica", "`REPLICAOF` one that is away, for 4 s", _replica, own_redis=True, short=True),
    Fault("Redis Cluster", "in a plain Redis's place, for 4 s", _cluster, own_redis=True, first=True),
    Fault("Redis that evicts", "and keeps no append-only file", _evicts, own_redis=True, first=True),
    Fault("fail-over", "SIGSTOP to the primary of three, for 10 s", _fails_over, 10, True, sentinels=True),
    Fault("no store at the start", "a Redis comes 4 s after the line", _absent, own_redis=True, first=True),
)  # fmt: skip
