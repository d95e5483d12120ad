"""What of a store's files counts as its data, when they count as lost, and what its keeper tells of it."""

from pathlib import Path

import pytest

from store.condition import WELL, Condition
from store.fitness.vitals import _name
from store.server import told
from store.server.files import (
    FILES,
    MANIFEST,
    MEND,
    NOTE,
    SINGLE,
    look,
    look_for,
    mark,
    note,
    noted,
    pieces,
    sizes,
    unmark,
)
from store.server.folder import StoreError

BASE, INCR = "appendonly.aof.1.base.rdb", "appendonly.aof.1.incr.aof"
LINES = f"file {BASE} seq 1 type b\nfile old.aof seq 1 type h\nnone of ours\nfile {INCR} seq 1 type i\n"


def laid(own: Path, manifest: str = LINES, base: bytes | None = b"12", incr: bytes | None = b"123") -> Path:
    (own / FILES).mkdir()
    (own / FILES / MANIFEST).write_text(manifest)
    for name, held in ((BASE, base), (INCR, incr)):
        if held is not None:
            (own / FILES / name).write_bytes(held)
    return own


def test_the_files_are_those_of_the_manifest_without_its_history(tmp_path: Path) -> None:
    assert [piece.name for piece in pieces(laid(tmp_path))] == [BASE, INCR]
    assert sizes(tmp_path) == {BASE: 2, INCR: 3}
    (tmp_path / FILES / INCR).unlink()
    assert sizes(tmp_path) == {BASE: 2, INCR: 0}
    (tmp_path / SINGLE).touch()
    assert pieces(tmp_path) == (tmp_path / SINGLE,)


def test_what_was_noted_is_read_again_and_a_broken_note_is_none(tmp_path: Path) -> None:
    note(tmp_path, {BASE: 2, INCR: 3})
    assert noted(tmp_path) == {BASE: 2, INCR: 3}
    (tmp_path / NOTE).write_text("broken")
    assert noted(tmp_path) == {} == noted(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("held", "seen", "said"),
    [
        ({}, {}, ""),
        ({}, {BASE: 2, INCR: 3}, ""),
        ({}, {INCR: 4}, "has 3 bytes, of 4 that were seen there"),
        ({"incr": b""}, {}, ""),
        ({"base": b""}, {}, "is empty"),
        ({"incr": None}, {}, "is missing"),
        ({"base": None}, {}, "is missing"),
        ({"manifest": ""}, {}, "is missing, or lists no file"),
        ({"manifest": f"file {INCR} seq 1 type i\n", "incr": b""}, {}, ""),
    ],
)
def test_data_are_lost_where_there_is_less_than_was_seen(
    tmp_path: Path, held: dict[str, bytes], seen: dict[str, int], said: str
) -> None:
    laid(tmp_path, **held)  # type: ignore[arg-type]
    note(tmp_path, seen)
    if not said:
        look(tmp_path)
        return
    with pytest.raises(StoreError, match=said) as error:
        look(tmp_path)
    assert error.value.name == "lost" and MEND in str(error.value)


def test_an_empty_folder_has_lost_nothing_unless_something_was_seen_there(tmp_path: Path) -> None:
    look(tmp_path)
    (tmp_path / FILES).mkdir()
    look(tmp_path)
    note(tmp_path, {BASE: 1})
    with pytest.raises(StoreError, match="lists no file"):
        look(tmp_path)


def test_a_folder_that_held_data_once_is_lost_whole_or_emptied_until_it_is_to_begin_anew(
    tmp_path: Path,
) -> None:
    own = tmp_path / "store"
    look_for(own)
    mark(own)
    with pytest.raises(StoreError, match="store is missing") as error:
        look_for(own)
    assert error.value.name == "lost" and MEND in str(error.value)
    own.mkdir()
    look_for(own)
    with pytest.raises(StoreError, match="lists no file"):
        look(own)
    unmark(own)
    assert look(own) == ""


@pytest.mark.parametrize("held", [None, "broken"])
def test_that_nobody_can_judge_what_is_lost_is_told_where_there_was_a_note(
    tmp_path: Path, held: str | None
) -> None:
    own = tmp_path / "store"
    own.mkdir()
    laid(own)
    assert look(own) == "", "no version before wrote a note"
    mark(own)
    if held is not None:
        (own / NOTE).write_text(held)
    said = look(own)
    assert str(own / NOTE) in said and "cannot be judged" in said and "\n" not in said
    note(own, sizes(own))
    assert look(own) == ""


FULL = Condition("full", "no room", promises=False, reads=True)
GONE = Condition("lost", "data are lost")
AWAY = Condition("away", "no answer")


def test_what_the_keeper_told_last_is_read_whole_whatever_it_told_before(tmp_path: Path) -> None:
    assert told.told(tmp_path) == WELL
    for condition in (FULL, Condition("lost", "x" * 1500), GONE, Condition("lost", "x" * 3000), GONE):
        told.tell(tmp_path, condition)
        assert told.told(tmp_path) == condition
    (tmp_path / told.FILE).write_text("[]")
    assert told.told(tmp_path) == WELL


def test_what_a_keeper_left_half_told_keeps_the_next_from_telling_nothing(tmp_path: Path) -> None:
    (tmp_path / told.FILE).with_suffix(".new").write_text('{"na')
    told.tell(tmp_path, FULL)
    assert told.told(tmp_path) == FULL


def test_what_is_told_is_written_over_the_last_as_a_full_disk_has_no_room_for_another(tmp_path: Path) -> None:
    told.tell(tmp_path, FULL)
    before = (tmp_path / told.FILE).stat()
    told.tell(tmp_path, GONE)
    after = (tmp_path / told.FILE).stat()
    assert told.told(tmp_path) == GONE and (after.st_ino, after.st_size) == (before.st_ino, before.st_size)


@pytest.mark.parametrize(
    ("found", "kept", "name"),
    [
        (WELL, WELL, "well"),
        (AWAY, WELL, "away"),
        (WELL, FULL, "full"),
        (WELL, GONE, "lost"),
        (AWAY, GONE, "lost"),
        (AWAY, FULL, "away"),
    ],
)
def test_the_keeper_knows_why_a_store_cannot_be_read_and_each_process_what_else(
    tmp_path: Path, found: Condition, kept: Condition, name: str
) -> None:
    told.tell(tmp_path, kept)
    assert _name(found, tmp_path) == name and _name(found, None) == found.name
