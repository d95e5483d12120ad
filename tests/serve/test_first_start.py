"""LIVE=1 refuses a first start on a store that can keep nothing, and never one that has passed."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
import pytest
from redis import Redis

from serve.first.first_start import PASSED, begin, tell_store
from settings import Settings
from store.fitness.judging import FOUR_LINES
from store.link import KeepsNothing
from tests.conftest import opened
from tests.wiring.started_line import run
from tests.wiring.stores import redis_server, short_folder

KEYS = {"SECRET_KEY": "0" * 64, "NUMBER_KEY": "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA="}


@pytest.fixture(scope="module")
def stock() -> Iterator[str]:
    """The address of a `redis-server` as Debian ships it: it keeps no append-only file."""
    with redis_server("--appendonly", "no", "--appendfsync", "everysec") as url:
        yield url


@pytest.fixture
def server(stock: str) -> Iterator[Redis]:
    """A client of that server, which is as Debian ships it again after the test."""
    client = Redis.from_url(stock)
    yield client
    for name, value in (("appendonly", "no"), ("maxmemory", "0"), ("maxmemory-policy", "noeviction")):
        client.config_set(name, value)
    client.close()


def live(url: str, folder: Path) -> Settings:
    return Settings(data_dir=folder, redis_url=url, live=True, hash_key=b"k" * 32)


def test_debians_redis_is_refused_at_the_first_start_with_the_four_lines_to_write(stock: str) -> None:
    with short_folder() as folder:
        given = {**KEYS, "HASH_KEY": KEYS["NUMBER_KEY"]}
        found = run(folder, LIVE="1", REDIS_URL=stock, **given)
    assert found.returncode == 1 and "Traceback" not in found.stderr
    assert [line.strip() for line in found.stderr.splitlines()[-4:]] == list(FOUR_LINES)


@pytest.mark.parametrize("setting", ["appendonly no", "maxmemory-policy allkeys-lru"])
def test_what_has_passed_once_is_never_refused_again(
    setting: str, stock: str, server: Redis, tmp_path: Path
) -> None:
    server.config_set("appendonly", "yes")
    begin(live(stock, tmp_path))
    server.config_set(*setting.split())
    begin(live(stock, tmp_path))
    with pytest.raises(click.ClickException, match="LIVE=1"):
        begin(live(f"{stock}?db=0", tmp_path))
    assert stock not in (tmp_path / PASSED).read_text()
    (tmp_path / PASSED).write_bytes(b"caf\xe9")
    with pytest.raises(click.ClickException, match="LIVE=1"):  # what cannot be read has passed nothing
        begin(live(stock, tmp_path))


def test_a_full_store_and_one_that_is_away_are_not_refused(stock: str, server: Redis, tmp_path: Path) -> None:
    server.config_set("appendonly", "yes")
    with suppress(OSError):
        server.config_set("maxmemory", "1000")
    begin(live(stock, tmp_path / "full"))
    begin(live("unix:///nonexistent/store.sock", tmp_path / "away"))
    assert not (tmp_path / "away" / PASSED).exists()


def test_a_cluster_is_refused_by_name(tmp_path: Path) -> None:
    with redis_server("--cluster-enabled", "yes") as url:
        with pytest.raises(click.ClickException, match=r"is a Redis Cluster.*REDIS_URL to one server"):
            begin(live(url, tmp_path))
        with opened(url, b"k" * 32) as store, pytest.raises(KeepsNothing, match="Redis Cluster"):
            store.people.has_opted_out("+447400123456")


def test_without_live_nothing_is_refused_and_the_fault_is_said(
    stock: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data_dir=tmp_path, redis_url=stock)
    begin(settings)
    tell_store(settings)
    assert "appendonly yes" in capsys.readouterr().err
