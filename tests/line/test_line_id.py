"""Who runs on a data folder: one line, or in an upgrade two, and no file that is another's is taken away."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from environment.line_id import FILE, LineRunsError, line_id, running_line
from settings import HERE
from tests.wiring.stores import wait_until

RUNS = """
import sys
from pathlib import Path
from environment.line_id import line_id
with line_id(Path(sys.argv[1]), print, beside=True):
    print("runs", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A line of another process on the folder, which ends with the block or once its input is closed."""
    with subprocess.Popen(
        [sys.executable, "-c", RUNS, folder], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as line:
        assert line.stdout and line.stdin and line.stdout.readline() == b"runs\n"
        yield line
        line.stdin.close()


def test_a_second_line_is_refused_and_leaves_the_file_of_the_first(tmp_path: Path) -> None:
    with another(tmp_path) as first:
        with pytest.raises(LineRunsError, match=f"process {first.pid}"), line_id(tmp_path, print):
            pass
        assert running_line(tmp_path) == first.pid
    assert list(tmp_path.iterdir()) == []


def test_of_two_in_an_upgrade_the_one_that_stays_is_found(tmp_path: Path) -> None:
    with another(tmp_path) as old:
        with line_id(tmp_path, print, beside=True):
            assert running_line(tmp_path) == os.getpid()
        assert running_line(tmp_path) == old.pid, "the new one has failed"
        with line_id(tmp_path, print, beside=True):
            assert old.stdin
            old.stdin.close()
            old.wait()
            assert running_line(tmp_path) == os.getpid()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_a_dead_line_left_is_replaced(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("1\n")
    assert running_line(tmp_path) == 0
    with line_id(tmp_path, print):
        assert running_line(tmp_path) == os.getpid()


def in_the_way(folder: Path) -> Path:
    """Something by which nothing can be written into the folder: its place is a file's."""
    folder.write_text("a file stands in its way")
    return folder


def test_a_line_on_a_folder_that_takes_no_writes_is_found_as_soon_as_it_does(tmp_path: Path) -> None:
    folder, said = in_the_way(tmp_path / "var"), list[str]()
    with line_id(folder, said.append, again=0.01):
        assert running_line(folder) == 0 and "not kept" in said[0]
        folder.unlink()
        wait_until(lambda: running_line(folder) == os.getpid())
        wait_until(lambda: len(said) == 2)
        assert "kept now" in said[1]
        with pytest.raises(LineRunsError), line_id(folder, print):
            pass
    assert list(folder.iterdir()) == []


def test_where_another_line_was_quicker_that_is_told_once_and_its_file_stays_its_own(tmp_path: Path) -> None:
    folder, said, there = tmp_path / "var", list[str](), tmp_path / "there"
    folder.symlink_to(in_the_way(tmp_path / "blocked"))
    with line_id(folder, said.append, again=0.01):
        with another(there) as quicker:
            (tmp_path / "new").symlink_to(there)
            (tmp_path / "new").replace(folder)
            wait_until(lambda: len(said) == 2)
            assert f"process {quicker.pid}" in said[1] and running_line(folder) == quicker.pid
        wait_until(lambda: running_line(folder) == os.getpid())
    assert len(said) == 3 and list(there.iterdir()) == []


def test_a_line_that_ends_before_the_folder_takes_writes_leaves_nothing(tmp_path: Path) -> None:
    folder = in_the_way(tmp_path / "var")
    with line_id(folder, print, again=0.01):
        pass
    folder.unlink()
    assert list(tmp_path.iterdir()) == []
