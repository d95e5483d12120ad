"""Who sent STOP after the backup, from what is left of the lost folder, also a damaged one, or later."""

import json
import re
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.server.files import FILES, MANIFEST, NOTE, pieces, sizes
from store.server.files import note as note_sizes
from tests.conftest import new_number
from tests.tools.operate.lost import KEYS, back_up, opened, put_back
from tests.wiring.stores import short_folder

BEFORE, SINCE = [new_number() for _ in range(5)], [new_number() for _ in range(21)]
AN_OPT_OUT = re.compile(rb"\*3\r\n\$3\r\nSET\r\n\$\d+\r\nline:1:out:")


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """The folder of a line that was lost, and a backup of it from before 21 of 26 people sent STOP."""
    file = tmp_path_factory.mktemp("kept") / "one.backup"
    with short_folder() as data:
        with opened(data) as store:
            for number in BEFORE:
                store.people.opt_out(number)
            assert back_up(data, file).exit_code == 0
            for number in SINCE:
                store.people.opt_out(number)
        note_sizes(data / "store", sizes(data / "store"))
        yield data, file


@pytest.fixture
def left(lost: tuple[Path, Path]) -> Iterator[Path]:
    """What is left of it, to be damaged."""
    with short_folder() as folder:
        shutil.copytree(lost[0] / "store", folder / "left" / "store")
        yield folder / "left"


def newest(data: Path) -> Path:
    return pieces(data / "store")[-1]


def shorten(data: Path) -> None:
    newest(data).write_bytes(newest(data).read_bytes()[:-200])


def zero(data: Path) -> None:
    """Four zero bytes at the head of a command: that of the third to last who sent STOP."""
    whole = newest(data).read_bytes()
    at = list(AN_OPT_OUT.finditer(whole))[-3].start()
    newest(data).write_bytes(whole[:at] + bytes(4) + whole[at + 4 :])


def lose_manifest(data: Path) -> None:
    (data / "store" / FILES / MANIFEST).unlink()


def break_picture(data: Path) -> None:
    pieces(data / "store")[0].write_bytes(b"REDIS of which nothing is left")


def lose_note_and_manifest(data: Path) -> None:
    (data / "store" / NOTE).unlink()
    lose_manifest(data)


def out_in(data: Path) -> int:
    """How many of those who sent STOP since are out in the line of a folder; all of before are."""
    with opened(data) as store:
        assert all(store.people.has_opted_out(number) for number in BEFORE)
        return sum(store.people.has_opted_out(number) for number in SINCE)


@pytest.mark.parametrize(
    ("damage", "known"),
    [(shorten, 18), (zero, 20), (lose_manifest, 21), (break_picture, 21), (lose_note_and_manifest, 21)],
)
def test_of_a_damaged_folder_what_is_readable_is_taken_and_the_span_stays_as_it_was(
    lost: tuple[Path, Path], left: Path, damage: Callable[[Path], None], known: int
) -> None:
    damage(left)
    before = {path: path.read_bytes() for path in left.rglob("*") if path.is_file()}
    new = left.with_name("new")
    done = put_back(new, lost[1], "--opt-outs-from", left, "--json")
    assert done.exit_code == 0, done.output
    assert "read in part" in done.stderr
    told = json.loads(done.stdout)
    assert told["opt_outs_until"] == told["taken"], "whoever is missing is within the span"
    assert {path: path.read_bytes() for path in left.rglob("*") if path.is_file()} == before
    assert known <= out_in(new) < 21 + (known == 21)


def test_opt_outs_are_added_to_a_line_that_runs_already_and_each_is_added_once(
    lost: tuple[Path, Path], left: Path
) -> None:
    new = left.with_name("new")
    done = put_back(new, lost[1])
    assert "while the line runs" in done.output
    with opened(new) as store:
        store.people.opt_out(SINCE[0])
        added = [
            put_back(new, "--opt-outs-from", left, "--json", **KEYS).stdout,
            put_back(new, "--opt-outs-from", left, "--json").stdout,
        ]
        assert [json.loads(one)["added"] for one in added] == [20, 0]
        assert all(store.people.has_opted_out(number) for number in SINCE)


def test_nothing_is_added_from_another_line_or_to_none(lost: tuple[Path, Path], left: Path) -> None:
    new = left.with_name("new")
    assert put_back(new, lost[1]).exit_code == 0
    other = b64encode(b"1" * 32).decode()
    wrong = [
        (put_back(new), 2, "--opt-outs-from"),
        (put_back(left.with_name("none"), "--opt-outs-from", left), 2, "DATA_DIR"),
        (put_back(new, "--opt-outs-from", left, HASH_KEY=other), 1, "another HASH_KEY"),
    ]
    for done, code, word in wrong:
        assert done.exit_code == code and word in done.output, done.output
    assert out_in(new) == 0
