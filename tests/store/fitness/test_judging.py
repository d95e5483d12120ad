"""What a store says of itself is judged from a dict alone: what keeps no promise, what is only told (R53)."""

import pytest

from store.condition import WELL
from store.fitness.facts import FORBIDDEN, Facts, look
from store.fitness.judging import FOUR_LINES, condition_of, judge
from store.store import Store

GOOD = {
    "redis_version": "7.0.15",
    "redis_mode": "standalone",
    "cluster_enabled": "0",
    "role": "master",
    "used_memory": "1000000",
    "maxmemory": "0",
    "maxmemory-policy": "noeviction",
    "aof_enabled": "1",
    "appendfsync": "always",
    "no-appendfsync-on-rewrite": "no",
    "aof_last_write_status": "ok",
    "aof_last_bgrewrite_status": "ok",
    "rdb_last_bgsave_status": "ok",
    "stop-writes-on-bgsave-error": "yes",
    "save": "",
    "min-replicas-to-write": "0",
    FORBIDDEN: "",
}
KEEPS_NOTHING: list[tuple[str, dict[str, str], str]] = [
    ("cluster", {"cluster_enabled": "1"}, "one server"),
    ("sentinel", {"redis_mode": "sentinel"}, "REDIS_URL"),
    ("sentinel", {"server_mode": "sentinel"}, "REDIS_URL"),  # as Valkey calls it
    ("no append-only file", {"aof_enabled": "0"}, "appendonly yes"),
    ("fsync", {"appendfsync": "everysec"}, "appendfsync always"),
    ("fsync", {"no-appendfsync-on-rewrite": "yes"}, "no-appendfsync-on-rewrite no"),
    ("evicts", {"maxmemory-policy": "allkeys-lru"}, "maxmemory-policy noeviction"),
    ("replica", {"role": "slave"}, "primary"),
    ("replica", {"role": "replica"}, "primary"),
    ("too few replicas", {"min-replicas-to-write": "2", "min_slaves_good_slaves": "1"}, "min-replicas"),
    ("full", {"maxmemory": "1000000"}, "maxmemory"),
    ("disk", {"aof_last_write_status": "err"}, "disk"),
    ("snapshot", {"save": "60 1", "rdb_last_bgsave_status": "err"}, "disk"),
]
ONLY_TOLD: list[tuple[str, dict[str, str], str]] = [
    ("near full", {"maxmemory": "1100000"}, "maxmemory"),
    ("rewriting", {"aof_last_bgrewrite_status": "err"}, "disk"),
    ("version", {"redis_version": "5.0.14"}, "newer"),
    ("engine", {"dragonfly_version": "df-v1.2"}, "Redis or Valkey"),
    ("engine", {"kvrocks_version": "2.9.0"}, "Redis or Valkey"),
    (
        "snapshot",
        {"save": "60 1", "rdb_last_bgsave_status": "err", "stop-writes-on-bgsave-error": "no"},
        "disk",
    ),
    ("fsync unknown", {FORBIDDEN: "CONFIG"}, "CONFIG GET"),
    ("unknown", {FORBIDDEN: "INFO CONFIG"}, "INFO"),
]


def test_a_store_that_keeps_its_word_is_well() -> None:
    assert judge(GOOD) == ()
    assert condition_of(()) == WELL
    assert judge({**GOOD, "server_name": "valkey", "valkey_version": "9.0.1", "redis_version": "7.2.4"}) == ()


@pytest.mark.parametrize(("name", "changed", "mend"), KEEPS_NOTHING)
def test_on_what_keeps_no_promise_nothing_is_promised_and_the_mend_is_said(
    name: str, changed: dict[str, str], mend: str
) -> None:
    found = condition_of(judge({**GOOD, **changed}))
    assert (found.name, found.promises) == (name, False)
    assert mend in found.line and "\n" not in found.line


@pytest.mark.parametrize(("name", "changed", "mend"), ONLY_TOLD)
def test_what_is_only_worth_a_warning_stops_no_promise(name: str, changed: dict[str, str], mend: str) -> None:
    found = condition_of(judge({**GOOD, **changed}))
    assert (found.name, found.promises, found.reads) == (name, True, True)
    assert mend in found.line


def test_where_replicas_confirm_they_must_be_there_and_the_primary_must_not_go_on_alone() -> None:
    def found(wanted: int, **changed: str) -> tuple[str, bool]:
        condition = condition_of(judge({**GOOD, "connected_slaves": "1", **changed}, wanted))
        return condition.name, condition.promises

    guarded = {"min-replicas-to-write": "1", "min_slaves_good_slaves": "1"}
    assert found(0) == found(1, **guarded) == ("well", True)
    assert found(1) == ("unguarded", True)
    assert found(2, **guarded) == ("too few replicas", False)


def test_only_what_cannot_change_by_itself_lasts() -> None:
    lasting = {one.name for _, changed, _ in KEEPS_NOTHING for one in judge({**GOOD, **changed}) if one.lasts}
    assert lasting == {"cluster", "no append-only file", "evicts"}


def test_only_what_cannot_be_read_is_as_good_as_away() -> None:
    unread = {
        name for name, changed, _ in KEEPS_NOTHING if not condition_of(judge({**GOOD, **changed})).reads
    }
    assert unread == {"cluster", "sentinel"}


def test_a_server_that_tells_nothing_is_told_of_and_not_taken_for_bad() -> None:
    told: Facts = {FORBIDDEN: "INFO CONFIG"}
    assert condition_of(judge(told)).promises


def test_what_info_alone_tells_is_heeded_where_config_is_forbidden() -> None:
    told = {name: value for name, value in GOOD.items() if "-" not in name and name != "appendfsync"}
    assert condition_of(judge({**told, FORBIDDEN: "CONFIG"})).name == "fsync unknown"
    evicts = {**told, FORBIDDEN: "CONFIG", "maxmemory_policy": "volatile-lru"}
    assert condition_of(judge(evicts)).name == "evicts"
    assert not condition_of(judge({**told, FORBIDDEN: "CONFIG", "aof_enabled": "0"})).promises


def test_all_that_stops_promises_stands_in_one_line_and_mere_warnings_do_not() -> None:
    found = condition_of(judge({**GOOD, "aof_enabled": "0", "role": "slave", "redis_version": "5.0.0"}))
    assert "append-only" in found.line and "replica" in found.line and "newer" not in found.line
    assert found.name == "no append-only file, replica" and found.line.count("; ") == 1


def test_the_four_lines_are_what_a_store_is_asked_to_set() -> None:
    settings = dict(line.split() for line in FOUR_LINES)
    assert {GOOD[name] for name in settings if name in GOOD} == {"always", "no", "noeviction"}
    assert settings["appendonly"] == "yes"


@pytest.mark.parametrize(
    ("used", "name"), [(899, "well"), (900, "near full"), (999, "near full"), (1000, "full"), (1001, "full")]
)
def test_a_store_is_near_full_from_nine_tenths_of_its_memory_on_and_full_at_the_last(
    used: int, name: str
) -> None:
    found = condition_of(judge({**GOOD, "used_memory": str(used), "maxmemory": "1000"}))
    assert found.name == name and ("90% full" in found.line) is (name == "near full")


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ({"redis_version": "5.9.9"}, "install 6 or newer"),
        ({"redis_version": "6.0.0"}, ""),
        ({"redis_version": "10.0.0"}, ""),
        ({"redis_version": "unstable"}, ""),
        ({"server_name": "valkey", "valkey_version": "5.0.0"}, ""),
    ],
)
def test_redis_is_old_below_its_sixth_version_and_valkey_never(version: dict[str, str], said: str) -> None:
    found = condition_of(judge({**GOOD, **version}))
    assert said in found.line if said else found == WELL


@pytest.mark.parametrize(
    ("wants", "has", "enough"), [(1, 1, True), (2, 2, True), (2, 1, False), (1, 0, False)]
)
def test_as_many_replicas_as_are_asked_for_are_enough(wants: int, has: int, enough: bool) -> None:
    told = {"connected_slaves": str(has), "min-replicas-to-write": str(wants)}
    assert condition_of(judge({**GOOD, **told}, wants)).promises is enough
    told["min_slaves_good_slaves"] = str(has)
    assert condition_of(judge({**GOOD, **told})).promises is enough


def test_a_server_is_asked_for_all_that_is_judged(store: Store) -> None:
    told = look(store.link.client)
    assert told.get("redis_mode", told.get("server_mode")) == "standalone"
    assert sorted(GOOD.keys() - told.keys() - {"redis_mode"}) == []


def test_what_a_server_does_not_say_is_no_fault() -> None:
    assert judge({}) == ()
    unsaid = {name: value for name, value in GOOD.items() if name not in ("aof_enabled", FORBIDDEN)}
    assert judge(unsaid) == ()
    assert [one.name for one in judge({**unsaid, "appendonly": "no"})] == ["no append-only file"]
    assert judge({**GOOD, "rdb_last_bgsave_status": "err"}) == (), "where it saves no snapshot none is missed"
