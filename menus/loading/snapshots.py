"""The snapshots of packs that passed the checks, and the link to the served snapshot (ADR 29).

Each snapshot is a whole pack with its base. `link` is everywhere the path of that symbolic link; the
snapshots are beside it. Only the line's own user can read them.
"""

import hashlib
import os
import shutil
import stat
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from menus.loading.files import LARGEST
from menus.loading.folders import Folders
from menus.loading.places import IN_BASE

OWN = "pack"
# In a snapshot: that its pack passed, and that it passed as a live line's.
PASSED, PASSED_LIVE = "passed", "passed-live"
# Beside the link: why the pack on disk is not served, and what became of the last renewal.
REFUSED, RENEWED = "refused", "renewed"
TRIAL = "trial"
MOST = 5
# What a file of a pack is, below its folder.
SHAPES = ("*.toml", "*/*.toml", "*/topics/*.toml", "*/messages.tsv")
# Letters alone: the log takes runs of digits for numbers of people.
LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
LENGTH = 12
# What a line reads of the base's languages that it does not offer (ADR 56).
HEARD_UNOFFERED = ("matching.toml", "safety.toml")


def keep(link: Path, read: Mapping[str, bytes]) -> Path:
    """Save the files of a pack as a snapshot, in a folder beside `link`; give that folder.

    `read` has the bytes of the files by their names. The folder is named after a hash of the files. If there
    is a snapshot of the same files already, it is used. A damaged snapshot is replaced. Raises OSError if the
    files cannot be written.
    """
    place = link.with_name(_name(read))
    if place.is_dir() and dict(_files(folders_of(place))) == dict(read):
        return place
    link.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = link.with_name(f".{place.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        for name, held in read.items():
            _write(draft / (name if name.startswith(f"{IN_BASE}/") else f"{OWN}/{name}"), held)
        for folder in (draft, *(path for path in draft.rglob("*") if path.is_dir())):
            _sync(folder)
        shutil.rmtree(place, ignore_errors=True)  # one that was damaged
        draft.rename(place)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return place


def mark_passed(place: Path, live: bool) -> None:
    """Mark a snapshot, in the folder `place`, as fit to be served.

    If `live` is true, it may be served by a line with LIVE=1, too. Raises OSError if it cannot be marked.
    """
    for mark in (PASSED, PASSED_LIVE)[: 2 if live else 1]:
        (place / mark).touch(mode=0o600)


def has_passed(place: Path, live: bool) -> bool:
    """Whether the snapshot in the folder `place` is marked as fit to be served; False if it is missing.

    If `live` is true, it must be marked as fit for a line with LIVE=1.
    """
    return (place / (PASSED_LIVE if live else PASSED)).exists()


def make_current(link: Path, place: Path) -> None:
    """Point the link to the snapshot in the folder `place`, atomically; then remove old snapshots.

    This snapshot and the newest four others stay. Raises OSError if the link cannot be made, or the
    snapshots cannot be listed; an old one that cannot be removed stays.
    """
    draft = link.with_name(f".{link.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    draft.symlink_to(place.name)
    draft.replace(link)
    _sync(link.parent)
    others = sorted(_all(link), key=lambda each: each.stat().st_mtime, reverse=True)
    for old in [each for each in others if each.name != place.name][MOST - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def current(link: Path) -> Path | None:
    """The folder of the served snapshot, to which the symbolic link points; None if either is missing."""
    return link.resolve() if link.is_dir() else None


def find_same(link: Path, folder: Path, live: bool) -> Path | None:
    """The folder of a snapshot that passed the checks and has the files that `folder` and the base have now.

    The snapshots are beside `link`. If `live` is true, the checks are those of a line with LIVE=1. None if
    there is no such snapshot, or files cannot be read.
    """
    with suppress(OSError):
        now = dict(_files(Folders(folder)))
        passed = (each for each in _all(link) if has_passed(each, live))
        return next((each for each in passed if dict(_files(folders_of(each))) == now), None)
    return None


def folders_of(place: Path) -> Folders:
    """The two folders inside a snapshot of a pack: the pack's own, and the base's."""
    return Folders(place / OWN, place / IN_BASE)


def note(link: Path, name: str, words: str) -> str:
    """Write `words` into a note for other processes: the file `name` beside `link`.

    Empty `words` remove the note. Gives "" or, if the note cannot be written, the reason. Raises nothing.
    """
    draft = link.with_name(f".{name}.{os.getpid()}")
    try:
        if not words:
            link.with_name(name).unlink(missing_ok=True)
            return ""
        link.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        _write(draft, words.encode())
        draft.replace(link.with_name(name))
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        return f"{link.parent} cannot be written ({error.strerror})"
    return ""


def try_noting(link: Path) -> str:
    """Write a note beside `link` and remove it again; returns "", or why notes cannot be written there."""
    return note(link, TRIAL, "written") or note(link, TRIAL, "")


def noted(link: Path, name: str) -> str:
    """Read the note called `name`, a file beside `link`; "" if there is none or it cannot be read."""
    with suppress(OSError, UnicodeDecodeError):
        return link.with_name(name).read_text(encoding="utf-8")
    return ""


def name_of(folders: Folders) -> str:
    """The name of a snapshot of these folders: a hash of the bytes of all their files.

    Raises OSError if one of the files cannot be read.
    """
    return _name(dict(_files(folders)))


def _name(read: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name, held in sorted(read.items()):
        whole.update(f"{len(name)} {name} {len(held)} ".encode() + held)
    return whole.hexdigest().translate(LETTERS)[:LENGTH]


def _all(link: Path) -> list[Path]:
    listed = link.parent.iterdir() if link.parent.is_dir() else ()
    return [
        each for each in listed if each.is_dir() and not each.is_symlink() and not each.name.startswith(".")
    ]


def _files(folders: Folders) -> Iterator[tuple[str, bytes]]:
    """Each file in these folders that may be a pack's, by its name as faults give it. Raises OSError.

    Folders of languages that menu.toml does not name are left out. But the base's safety.toml and
    matching.toml of every language are given: by these the line hears alarms and opt-outs in it.
    """
    named = _languages(folders.own / "menu.toml")
    for folder, before in ((folders.base, f"{IN_BASE}/"), (folders.own, "")):
        for path in (path for shape in SHAPES for path in folder.glob(shape)):
            about, name = path.lstat(), path.relative_to(folder).as_posix()
            is_file = stat.S_ISREG(about.st_mode) and not path.name.startswith(".")
            is_told = named is None or "/" not in name or name.partition("/")[0] in named
            is_told = is_told or (folder == folders.base and path.name in HEARD_UNOFFERED)
            if is_file and is_told and about.st_size <= LARGEST:
                yield f"{before}{name}", path.read_bytes()


def _languages(menu: Path) -> frozenset[object] | None:
    """The codes of the languages that a pack's file `menu` names; None if it cannot be read or names none."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        return frozenset(tomllib.loads(menu.read_text(encoding="utf-8-sig"))["languages"])
    return None


def _write(path: Path, held: bytes) -> None:
    for folder in reversed(path.parents):
        folder.mkdir(mode=0o700, exist_ok=True)  # `parents=True` would let others look into those between
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(held)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
