"""Judges by a store's facts whether it keeps a promise, and how to mend it if it does not (R53).

A fact that is unknown, because INFO or CONFIG is forbidden or the server does not give it, is reported, but
not taken for a fault.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from store.condition import WELL, Condition
from store.fitness.facts import FORBIDDEN, Facts

# What stands in redis.conf where promises are kept. A server that holds data already takes the first by
# CONFIG SET, before it is started again: it would begin with an empty file (docs/deploy.md).
FOUR_LINES = (
    "appendonly yes",
    "appendfsync always",
    "no-appendfsync-on-rewrite no",
    "maxmemory-policy noeviction",
)
NEAR_FULL = 0.9
OLDEST = 6
ENGINES = ("redis", "valkey")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a store: a `name` of a word or two, and a `line` that says how to mend it.

    If `promises` is true, the store keeps promises in spite of the fault, which is only reported. If `lasts`
    is true, the fault cannot end by itself: with LIVE=1 the phone line then refuses its first start on this
    store. If `reads` is false, the store cannot be used at all.
    """

    name: str
    line: str
    promises: bool = False
    lasts: bool = False
    reads: bool = True


def judge(facts: Facts, replicas: int = 0) -> tuple[Finding, ...]:
    """The faults of a store by its server's `facts`, and a report of the facts that are unknown.

    The result is () if nothing is wrong and all facts are known. Faults that keep the store from making
    promises come first. `replicas` is how many replicas must confirm a promise.
    """
    found = [*_kind(facts), *_file(facts), *_role(facts, replicas), *_room(facts), *_unknown(facts)]
    return tuple(sorted(found, key=lambda one: one.promises))


def condition_of(findings: tuple[Finding, ...]) -> Condition:
    """Join findings about a store into one condition; WELL if there are none.

    If some findings keep the store from making promises, the condition holds only those findings.
    """
    grave = [one for one in findings if not one.promises] or list(findings)
    if not grave:
        return WELL
    line = "; ".join(one.line for one in grave)
    nothing = "" if grave[0].promises else ". Until then nothing is promised"
    return Condition(
        ", ".join(one.name for one in grave),
        f"The store {line}{nothing}.",
        promises=grave[0].promises,
        reads=all(one.reads for one in grave),
    )


def _kind(facts: Facts) -> Iterator[Finding]:
    if facts.get("cluster_enabled") == "1":
        line = "is a Redis Cluster, in which no promise can be made in one step: set REDIS_URL to one server"
        yield Finding("cluster", line, lasts=True, reads=False)
    if "sentinel" in (facts.get("redis_mode"), facts.get("server_mode")):
        yield Finding(
            "sentinel", "is a sentinel, which keeps nothing: set REDIS_URL to its server", reads=False
        )
    engine, version = _engine(facts)
    if engine not in ("", *ENGINES):
        yield Finding(
            "engine", f"is {engine}, with which the line was never tried: use Redis or Valkey", True
        )
    major = version.partition(".")[0]
    if engine == "redis" and major.isdecimal() and int(major) < OLDEST:
        yield Finding("version", f"is Redis {version}: install {OLDEST} or newer, or Valkey", promises=True)


def _engine(facts: Facts) -> tuple[str, str]:
    """The kind of the server, in lower case, and its version; "" for what the server does not say."""
    others = [
        name.removesuffix("_version") for name in facts if name in ("dragonfly_version", "kvrocks_version")
    ]
    named = next(iter(others), facts.get("server_name", "redis" if "redis_version" in facts else ""))
    return named, facts.get(f"{named}_version", "")


def _file(facts: Facts) -> Iterator[Finding]:
    """The faults of the file to which the server writes each promise."""
    if facts.get("aof_enabled", facts.get("appendonly")) in ("0", "no"):
        line = "keeps no append-only file, so that what it took is lost when it ends: set `appendonly yes`"
        yield Finding("no append-only file", line, lasts=True)
    elif facts.get("appendfsync", "always") != "always":
        line = "confirms what is not on the disk yet: set `appendfsync always`"
        yield Finding("fsync", line)
    elif facts.get("no-appendfsync-on-rewrite", "no") != "no":
        line = "confirms what is not on the disk yet while it rewrites its file: "
        yield Finding("fsync", f"{line}set `no-appendfsync-on-rewrite no`")
    if facts.get("maxmemory-policy", facts.get("maxmemory_policy", "noeviction")) != "noeviction":
        line = "throws away what it was given when its memory is full: set `maxmemory-policy noeviction`"
        yield Finding("evicts", line, lasts=True)


def _role(facts: Facts, replicas: int) -> Iterator[Finding]:
    if facts.get("role") in ("slave", "replica"):
        yield Finding("replica", "is a replica, which takes nothing: set REDIS_URL to its primary")
    good = "min_slaves_good_slaves"
    if good in facts and _number(facts, good) < _number(facts, "min-replicas-to-write"):
        line = "has fewer replicas than min-replicas-to-write asks for: bring the others back"
        yield Finding("too few replicas", line)
    elif _number(facts, "connected_slaves") < replicas and "connected_slaves" in facts:
        line = f"has fewer replicas than must confirm a promise ({replicas}): bring the others back"
        yield Finding("too few replicas", line)
    if facts.get("min-replicas-to-write") == "0" and replicas:
        line = (
            "goes on writing when it is cut off from its replicas, and what it took is thrown away when it "
        )
        yield Finding("unguarded", f"{line}is back: set `min-replicas-to-write {replicas}`", promises=True)


def _room(facts: Facts) -> Iterator[Finding]:
    """The faults of the store's memory or disk, by the server's own `facts`."""
    used, most = _number(facts, "used_memory"), _number(facts, "maxmemory")
    if most and used >= most:
        yield Finding("full", "is full: raise its `maxmemory`")
    elif most and used >= NEAR_FULL * most:
        yield Finding("near full", f"is over {NEAR_FULL:.0%} full: raise its `maxmemory`", promises=True)
    if facts.get("aof_last_write_status", "ok") != "ok":
        yield Finding("disk", "cannot write its file: make room on its disk")
    if facts.get("aof_last_bgrewrite_status", "ok") != "ok":
        line = "could not rewrite its file, which grows: look at its log, and at the room on its disk"
        yield Finding("rewriting", line, promises=True)
    if facts.get("save") and facts.get("rdb_last_bgsave_status", "ok") != "ok":
        refuses = facts.get("stop-writes-on-bgsave-error") == "yes"
        yield Finding("snapshot", "could not save its snapshot: make room on its disk", promises=not refuses)


def _unknown(facts: Facts) -> Iterator[Finding]:
    forbidden = facts.get(FORBIDDEN, "").split()
    if "INFO" in forbidden:
        line = (
            "does not let the line ask how it is, so that nobody knows: allow its user INFO and `CONFIG GET`"
        )
        yield Finding("unknown", line, promises=True)
    elif "CONFIG" in forbidden:
        line = "does not let the line ask for appendfsync, which must be always: allow its user `CONFIG GET`"
        yield Finding("fsync unknown", line, promises=True)


def _number(facts: Facts, name: str) -> int:
    said = facts.get(name, "")
    return int(said) if said.isdecimal() else 0
