"""`flask empty-store`: only what is broken and cannot be mended is set aside, and only on purpose."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from environment.line_id import line_id
from store.server import aside, files
from store.server.embedded import StoreError, answer, start
from tests.wiring.stores import running, short_folder
from tools.empty_store import empty_store


@pytest.fixture
def data() -> Iterator[Path]:
    """The folder of a store that has run, and has lost its manifest since."""
    with short_folder() as folder:
        with running(folder):
            pass
        (folder / "store" / "appendonlydir" / "appendonly.aof.manifest").unlink()
        yield folder


def run(data: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(empty_store, words, env={"DATA_DIR": str(data), "REDIS_URL": ""}, input=typed)


def test_what_is_left_is_set_aside_and_the_next_start_is_empty(data: Path) -> None:
    assert run(data, typed="y\n").exit_code == 0
    (kept,) = aside.held(data)
    assert (kept / "appendonlydir" / "appendonly.aof.1.incr.aof").exists()
    with running(data):
        assert answer(data) == "+PONG"


def test_a_store_whose_folder_is_gone_begins_anew_in_the_same_way(data: Path) -> None:
    files.mark(data / "store")
    shutil.rmtree(data / "store")
    assert "is missing" in run(data, typed="n\n").output
    with pytest.raises(StoreError, match="is missing"):
        start(data)
    done = run(data, typed="y\n")
    assert done.exit_code == 0 and "empty store" in done.output and not aside.held(data)
    with running(data):
        assert answer(data) == "+PONG"


def test_while_a_line_runs_it_refuses_before_it_asks(data: Path) -> None:
    with line_id(data, print):
        done = run(data, typed="y\n")
    assert done.exit_code == 1 and f"process {os.getpid()}" in done.output and "STOP" not in done.output
    assert not aside.held(data)


def test_whoever_thinks_again_loses_nothing(data: Path) -> None:
    done = run(data, typed="n\n")
    assert done.exit_code == 1 and "STOP" in done.output
    assert not aside.held(data)


def test_where_no_line_has_kept_a_store_it_makes_none_and_says_so(tmp_path: Path) -> None:
    done = run(tmp_path / "var", "--yes")
    assert done.exit_code == 1 and "no line has kept a store" in done.output
    assert not list(tmp_path.iterdir())


def test_a_store_that_starts_is_left_alone() -> None:
    with short_folder() as data:
        assert "nothing was done" in run(data, "--yes").output
        with running(data):
            assert "nothing was done" in run(data, "--yes").output
        (data / "store" / "engine").write_text("redis 6\n")
        assert "redis 6" in run(data, "--yes").output
        assert not aside.held(data)
