"""What must outlive a power cut is on the disk before its file takes its name, and a backup’s name too."""

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from carrier.number.before import Before
from carrier.number.wanted import Change
from store.copies.form import Backup
from store.copies.on_disk import remove_old, save
from store.copies.picture import Picture
from store.server import aside, files
from tests.conftest import OPEN

KEY, BACKUP = b"k" * 32, Backup(Picture(OPEN, {}), {}, "check")
DRAFT = f".file.{os.getpid()}"


def synced(deed: Callable[[], object]) -> list[str]:
    """The name of each file or folder that the deed has the system put on the disk, in turn."""
    told: list[str] = []

    def note(frame: FrameType, event: str, called: object) -> None:
        if event == "c_call" and called is os.fsync:
            held = frame.f_locals.values()
            streams = [one.fileno() for one in held if isinstance(one, io.IOBase) and one.writable()]
            numbers = [one for one in held if isinstance(one, int)]
            told.extend(Path(f"/proc/self/fd/{one}").readlink().name for one in (*streams, *numbers))

    sys.setprofile(note)
    try:
        deed()
    finally:
        sys.setprofile(None)
    return told


@pytest.mark.parametrize(
    ("deed", "names"),
    [
        (lambda at: save(at / "file", KEY, BACKUP), [DRAFT, "folder"]),
        (lambda at: Before(at / "file").note("PN1", [Change("voice_url", "a", "b")]), [DRAFT]),
        (lambda at: files.note(at, {"a.aof": 7}), ["seen.new"]),
        (lambda at: aside.copy(at / "old", at, OPEN), ["2026-05-19T090000Z.old"]),
    ],
    ids=["backup", "what our number had", "what was seen of the store", "what is broken"],
)
def test_it_is_on_the_disk_before_it_counts(
    tmp_path: Path, deed: Callable[[Path], object], names: list[str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "old").touch()
    assert synced(lambda: deed(folder)) == names


@pytest.mark.parametrize(
    ("keep", "gone"), [(1, [1, 2]), (2, [1]), (3, []), (9, [])], ids=["one", "two", "all", "more"]
)
def test_the_newest_backups_stay_and_the_one_just_made_whatever_its_name(
    tmp_path: Path, keep: int, gone: list[int]
) -> None:
    made = [tmp_path / f"line-2026-05-{day:02}T090000Z.backup" for day in range(4)]
    for file in (*made[1:], tmp_path / "line-2026.backup"):
        file.touch()
    made[0].touch()  # by a clock that was set back
    assert list(remove_old(tmp_path, keep, made[0])) == [made[day] for day in gone]
    assert sum(file.exists() for file in made) == 4 - len(gone)
