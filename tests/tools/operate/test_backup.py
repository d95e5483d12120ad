"""`flask backup`: one file of a line in use, in place of the last one only once it is whole."""

import json
import stat
from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from settings import last_backup
from store.copies.chunks import BadBackup
from store.copies.form import Backup
from store.copies.moving import Kept
from store.copies.on_disk import load, place_in, remove_old, save
from store.copies.picture import Picture
from store.desk.desk import desk_store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS, PLENTY
from tests.store.signing.open_reviews import lay_reviews
from tests.tools.operate.lost import BACKUP_KEY, KEYS, back_up, opened
from tests.wiring.stores import short_folder

NUMBER = new_number()


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """The folder of a line that runs while the backup is taken."""
    with short_folder() as folder, opened(folder) as store:
        store.callbacks.keep("CA1", NUMBER, "any", "call", DAYS, PLENTY, OPEN)
        store.outbox.send("CA2", NUMBER, "words for nobody else", OPEN)
        store.texts.settle("SM1", NUMBER, "", "", b"a reply", "out")
        desk_store(store).staff.add("anna", "admin", "hash")
        lay_reviews(desk_store(store), OPEN)
        yield folder


def test_a_file_holds_the_promises_and_the_keys_and_shows_none_of_them(data: Path, tmp_path: Path) -> None:
    made = back_up(data, tmp_path / "one.backup")
    assert made.exit_code == 0, made.output
    kinds = ("call-backs that wait", "texts to be sent", "accounts of staff", "opt-outs (STOP)")
    signing = ("signatures of clinicians", "signatures to countersign", "objections of clinicians")
    for what in (*kinds, *signing, "links for clinicians"):
        assert made.output.split(what)[1].split()[0] == "1", what
    assert [file.name for file in tmp_path.iterdir()] == ["one.backup"]
    *rows, _ = made.output.splitlines()
    assert len({len(row) for row in rows}) == 1, "the figures stand below each other"
    file = tmp_path / "one.backup"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    found = load(file, b64decode(BACKUP_KEY))
    assert found.keys == KEYS
    assert not [key for key in (*KEYS.values(), "callback", NUMBER) if key.encode() in file.read_bytes()]


def test_a_folder_keeps_the_newest_and_nothing_else_is_removed(data: Path, tmp_path: Path) -> None:
    old = [tmp_path / f"line-2026-01-0{n}T020000Z.backup" for n in (1, 2, 3)]
    for file in (*old, tmp_path / "line.backup", tmp_path / "notes"):
        file.write_text("")
    made = back_up(data, tmp_path, "--keep", 2, "--json")
    told = json.loads(made.output)
    assert (told["removed"], told["holds"]["call-backs that wait"]) == (2, 1)
    left = {file.name for file in tmp_path.iterdir()}
    assert left == {"line.backup", "notes", old[2].name, Path(told["file"]).name}
    assert last_backup(data).read_text().splitlines() == [told["taken"], told["file"]]
    ahead = tmp_path / "line-2099-01-01T020000Z.backup"
    ahead.write_text("")
    told = json.loads(back_up(data, tmp_path, "--keep", 1, "--json").output)
    assert Path(told["file"]).exists(), "the one that was just made, by a clock that was set back"
    assert told["taken"][:19].replace(":", "") == Path(told["file"]).name[5:22]


def test_old_ones_that_cannot_be_removed_are_told_and_the_new_one_counts(data: Path, tmp_path: Path) -> None:
    (tmp_path / "line-2026-01-01T020000Z.backup").mkdir()  # as what cannot be removed
    last_backup(data).unlink(missing_ok=True)
    made = back_up(data, tmp_path, "--keep", 1)
    assert made.exit_code == 1 and "not removed" in made.output and "no backup" not in made.output
    (file,) = [one for one in tmp_path.iterdir() if one.is_file()]
    taken = load(file, b64decode(BACKUP_KEY)).picture.taken
    assert last_backup(data).read_text().splitlines() == [taken.isoformat(), str(file)]


def test_what_fails_leaves_the_good_one_where_it_is(data: Path, tmp_path: Path) -> None:
    good = tmp_path / "one.backup"
    good.write_bytes(b"a good one")
    wrong = [
        (back_up(data, good, BACKUP_KEY=""), 2, "BACKUP_KEY"),
        (back_up(data, good, BACKUP_KEY="c2hvcnQ="), 2, "BACKUP_KEY"),
        (back_up(data, good, HASH_KEY=BACKUP_KEY), 1, "HASH_KEY"),
        (back_up(data, good, "--keep", 3), 2, "--keep"),
        (back_up(data, good, REDIS_URL="unix:///nonexistent/x.sock"), 1, "does not answer"),
        (back_up(tmp_path / "nothing", good), 2, "DATA_DIR"),
        (back_up(data, tmp_path / "no" / "folder" / "x.backup"), 1, "none was replaced"),
    ]
    for made, code, word in wrong:
        assert made.exit_code == code and word in made.output, made.output
    assert good.read_bytes() == b"a good one"
    assert [file.name for file in tmp_path.iterdir()] == ["one.backup"]


def test_what_is_read_back_as_another_thing_takes_nobodys_place(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"a good one")
    changed = Backup(Picture(OPEN, {b"key": Kept("list", (b"no list",), -1)}), KEYS, "")
    with pytest.raises(BadBackup, match="not what was written"):
        save(tmp_path / "one", bytes(32), changed)
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"a good one"]


@pytest.mark.parametrize("keep", [0, 1, 2, 3, 9])
def test_of_old_backups_as_many_stay_as_are_asked_for_and_the_one_just_made(
    tmp_path: Path, keep: int
) -> None:
    files = [place_in(tmp_path, OPEN + timedelta(days=day)) for day in range(3)]
    for file in files:
        file.touch()
    remove_old(tmp_path, keep, spare=files[0])
    assert sorted(tmp_path.iterdir()) == sorted({files[0], *files[max(0, 3 - keep) :]})


def test_a_folder_that_is_not_there_becomes_no_file(data: Path, tmp_path: Path) -> None:
    refused = back_up(data, tmp_path / "backups")
    assert refused.exit_code == 2 and "there is no such folder" in refused.output
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "one").write_bytes(b"an older one")
    assert back_up(data, tmp_path / "one").exit_code == 0, "a file that is there is meant"
