"""Where the link that makes the desk's first account is told: at a terminal, and never in a log."""

import os
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from serve.first import first_link
from settings import Settings
from store.desk.desk import DeskStore
from store.proof import CHECK
from store.store import Store, open_store
from tests.conftest import NUMBER_KEYS
from tests.people.desk import HASH
from tests.wiring.started_line import started
from tests.wiring.stores import running, short_folder, wait_until

LINK = "/desk/start/"


@pytest.fixture
def settings(store: Store, hash_key: bytes, tmp_path: Path) -> Settings:
    """The settings of a line on the store of this test."""
    return Settings(data_dir=tmp_path, redis_url=store.link.url, hash_key=hash_key, number_keys=NUMBER_KEYS)


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_a_line_without_a_terminal_names_a_file_that_only_its_owner_reads() -> None:
    with started() as line:
        file = line.data / first_link.FILE
        wait_until(lambda: str(file) in line.words())
        assert LINK not in line.words()
        assert LINK in file.read_text() and mode(file) == 0o600


def test_at_a_terminal_the_link_is_given_and_kept_nowhere(settings: Settings) -> None:
    screen, end = os.openpty()
    with open(end, "w") as terminal:  # noqa: PTH123, a descriptor has no path
        assert LINK in first_link.tell(settings, terminal)
    os.close(screen)
    assert not (settings.data_dir / first_link.FILE).exists()


def test_a_file_that_lies_there_is_not_written_to(settings: Settings) -> None:
    file, other = settings.data_dir / first_link.FILE, settings.data_dir / "other"
    other.write_text("somebody else's")
    file.symlink_to(other)
    first_link.tell(settings)
    assert other.read_text() == "somebody else's"
    assert LINK in file.read_text() and mode(file) == 0o600 and not file.is_symlink()


def test_with_an_account_the_file_goes(
    settings: Settings, kept: DeskStore, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.staff.add("ann", "admin", HASH)
    (settings.data_dir / first_link.FILE).write_text("an earlier link")
    first_link.tell(settings)
    assert not (settings.data_dir / first_link.FILE).exists()
    assert capsys.readouterr().out == ""


def test_where_no_file_can_be_kept_the_way_to_the_link_is_told(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    first_link.tell(replace(settings, data_dir=tmp_path / "file"))
    told = capsys.readouterr()
    assert "flask staff link" in told.err and LINK not in told.err + told.out


def test_without_the_store_the_link_is_told_once_that_is_there(
    hash_key: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    with short_folder() as data:
        first_link.tell(Settings(data_dir=data, hash_key=hash_key, number_keys=NUMBER_KEYS), again=0.05)
        assert capsys.readouterr().out == ""
        with running(data):
            wait_until((data / first_link.FILE).exists)
            wait_until(lambda: str(data / first_link.FILE) in capsys.readouterr().err)


def test_a_store_of_another_key_is_told_at_the_start(
    settings: Settings, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_store(store.link.url, b"another" * 9, marks=True)) as other:
        assert other.is_ready()
    first_link.tell(settings, again=0.05)
    wait_until(lambda: "HASH_KEY is not the one" in capsys.readouterr().err)
    store.link.client.delete(CHECK)
    wait_until((settings.data_dir / first_link.FILE).exists)
