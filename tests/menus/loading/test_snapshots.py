"""The packs that have passed are kept whole, and one link leads to the one that is served."""

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from menus.loading.folders import SHIPPED, Folders
from menus.loading.pack import PackError, load, load_from, load_kept
from menus.loading.snapshots import (
    REFUSED,
    current,
    find_same,
    folders_of,
    has_passed,
    keep,
    make_current,
    mark_passed,
    note,
    noted,
)
from menus.model import Pack
from tests.packs.broken import BONES, Copy, copy


@pytest.fixture
def link(tmp_path: Path) -> Path:
    """Where the link is to be, in a data folder that is not there yet."""
    return tmp_path / "data" / "packs" / "current"


@pytest.fixture
def made(tmp_path: Path) -> Copy:
    """A copy of the shipped pack, on the base of the line."""
    return copy(tmp_path)


def kept(link: Path, folder: Path = SHIPPED, live: bool = False) -> Path:
    folders = Folders(folder)
    load_from(folders)
    place = keep(link, folders.read)
    mark_passed(place, live)
    make_current(link, place)
    return place


def test_what_was_read_is_kept_whole_for_its_owner_alone(link: Path, pack: Pack) -> None:
    place = kept(link)
    assert load_kept(link, link / "nowhere").files == pack.files
    assert all(letter.isalpha() for letter in place.name), "the log would mask digits"
    for path in (link.parent, *link.parent.rglob("*")):
        assert path.is_symlink() or stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_kept_again_it_is_the_same_and_what_was_damaged_is_mended(link: Path, pack: Pack) -> None:
    place = kept(link)
    (place / "pack" / "menu.toml").write_text("half a")
    assert kept(link) == place
    assert load(place / "pack", place / "base").files == pack.files


def test_whatever_stands_on_disk_the_link_decides(link: Path, made: Copy, pack: Pack) -> None:
    kept(link, made.folder)
    made.path("menu.toml").write_text("nonsense [")
    assert load_kept(link, made.folder).files == pack.files
    with pytest.raises(PackError):
        load_kept(None, made.folder)
    assert load_kept(link.with_name("none"), SHIPPED).files == pack.files


def test_code_that_needs_more_of_the_base_takes_todays(link: Path, pack: Pack) -> None:
    place = kept(link)
    (place / "base" / "phrase_names.toml").unlink()
    with pytest.raises(PackError):
        load(place / "pack", place / "base")
    assert load_kept(link, link / "nowhere").files == pack.files


@pytest.mark.parametrize(("channel", "name"), [("call", "hang_up"), ("text", "unknown_off")])
def test_a_base_of_before_that_knows_fewer_sentences_gives_way_to_todays(
    link: Path, pack: Pack, channel: str, name: str
) -> None:
    base = kept(link) / "base"
    for file in (base / "phrase_names.toml", *base.glob("*/phrases.toml")):
        words = file.read_text(encoding="utf-8").replace(f'"{name}", ', "").replace(f', "{name}"', "")
        file.write_text(re.sub(rf"(?m)^{name} = .*\n", "", words), encoding="utf-8")
    before = load(base.with_name("pack"), base).languages["en"]
    assert name not in getattr(before, channel), "by itself it loads"
    english = load_kept(link, link / "nowhere").languages["en"]
    assert getattr(english, channel)[name] == getattr(pack.languages["en"], channel)[name]


@pytest.mark.parametrize(
    "edit",
    [
        lambda made: made.put(BONES, "title", '"Bones."'),
        lambda made: made.path("en/topics/another.toml").write_text(""),
        lambda made: made.path("en/ear.toml").write_text(""),
        lambda made: made.path(BONES).unlink(),
        lambda made: made.path("menu.toml").write_bytes(b"x" * 2_000_000),
    ],
)
def test_what_has_passed_is_known_again_and_any_change_is_another(
    edit: Callable[[Copy], object], link: Path, made: Copy
) -> None:
    assert find_same(link, made.folder, live=False) is None
    place = kept(link, made.folder)
    assert find_same(link, made.folder, live=False) == place
    assert find_same(link, made.folder, live=True) is None, "only a live line's check passes for a live line"
    mark_passed(place, live=True)
    assert find_same(link, made.folder, live=True) == place
    edit(made)
    assert find_same(link, made.folder, live=False) is None


def test_what_is_kept_but_never_passed_is_not_known(link: Path, made: Copy) -> None:
    folders = Folders(made.folder)
    load_from(folders)
    assert not has_passed(keep(link, folders.read), live=False)
    assert find_same(link, made.folder, live=False) is None


def test_the_newest_four_others_stay_and_never_goes_the_one_that_is_served(link: Path) -> None:
    read = {"menu.toml": b"1"}
    places = []
    for number in range(8):
        places.append(keep(link, replace_number(read, number)))
        make_current(link, places[-1])
    assert current(link) == places[-1]
    assert len([path for path in link.parent.iterdir() if path != link]) == 5
    assert len(places[-1].name) == 12
    assert folders_of(places[-1]).own.is_dir()


def replace_number(read: dict[str, bytes], number: int) -> dict[str, bytes]:
    return {name: held + bytes([number]) for name, held in read.items()}


def test_a_note_is_written_whole_and_taken_away(link: Path) -> None:
    assert noted(link, REFUSED) == ""
    note(link, REFUSED, "menu.toml: is empty")
    assert noted(link, REFUSED) == "menu.toml: is empty"
    note(link, REFUSED, "")
    assert noted(link, REFUSED) == ""
    note(Path("/proc/packs/current"), REFUSED, "no such folder can be made")


def test_the_messages_of_a_pack_are_kept_with_it_and_one_more_makes_another_pack(
    link: Path, made: Copy
) -> None:
    place = kept(link, made.folder)
    assert load_kept(link, made.folder).languages["en"].messages == made.load().languages["en"].messages
    assert find_same(link, made.folder, live=False) == place
    made.add("en/messages.tsv", "BONES\tare my bones all right\n")
    assert find_same(link, made.folder, live=False) is None
