"""Reads the files of a pack from its own folder and the base; an unusable file gives a fault."""

import re
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from menus.fault.lines import at_line
from menus.loading.fit import Key, blank, fit
from menus.loading.folders import Folders, join
from menus.loading.places import IN_BASE
from menus.loading.sets import misplaced
from menus.model import Fault

MEND = (
    'mend that line, or the one above: a text stands between two " and holds none itself, a list has a comma '
    "after each text and ends with ], a day is 2026-12-24, a key stands once"
)
GAVE_UP = re.compile(r" \(at line (\d+), column (\d+)\)")
Held = dict[str, Any] | None
TOPICS = "/topics/"
LARGEST = 1_000_000  # bytes: a hundred times the largest file that a pack has had


def read_sheet(folders: Folders, name: str, keys: Mapping[str, Key], faults: list[Fault]) -> dict[str, Any]:
    """Read a pack's file `name` as a dictionary with only the given `keys`.

    Each unexpected value is added to `faults`, and its key gets an empty value. A missing or unreadable file
    is a fault, too; then every key has an empty value.
    """
    data = read_table(folders, name, faults)
    if data is None:
        return blank(keys)
    faults.extend(misplaced(name, data, keys))
    return fit(name, data, keys, faults)


def read_table(folders: Folders, name: str, faults: list[Fault], needed: bool = True) -> Held:
    """Read a pack's file `name` with any keys: the base's file joined with the pack's own, key by key.

    A topic's file in the pack replaces the base's file entirely.

    If one of the two files cannot be read, the result is None, and a fault is added. If neither exists, the
    result is None too, but that is a fault only if the file is `needed`.
    """
    before = len(faults)
    base, own = (
        _parsed(folders, folders.base / name, f"{IN_BASE}/{name}", faults),
        _parsed(folders, folders.own / name, name, faults),
    )
    if len(faults) > before:
        return None
    if base is None and own is None:
        if needed:
            faults.append(Fault(name, "", "is missing", "add it: docs/pack.md says what it holds"))
        return None
    if own is not None and TOPICS in name:
        base = None  # a topic is signed as a whole, so it is never put together from two
    if needed and own == {} and not base:
        faults.append(Fault(name, "", "is empty", "fill it: docs/pack.md says what it holds"))
        return None
    folders.held[name] = base or {}, own or {}
    return join(base or {}, own or {})


def read_names(folders: Folders, name: str, faults: list[Fault]) -> list[str]:
    """The names of the TOML files in the folder `name` of the pack's own folder, in alphabetical order.

    A folder that is missing, is a link, or cannot be read gives a fault and no names.
    """
    folder = folders.own / name
    try:
        if folder.is_symlink():
            faults.append(Fault(name, "", "is a link to another place", "put the folder itself here"))
            return []
        found = sorted(path.name for path in folder.iterdir() if _counts(path.name))
        # a name of bytes that are no text could not be printed
        return [one.encode("utf-8", "backslashreplace").decode() for one in found]
    except OSError as error:
        faults.append(
            Fault(name, "", f"cannot be read: {error.strerror}", "add the folder, or let us read it")
        )
        return []


def is_named(faults: list[Fault], file: str, key: str) -> bool:
    """Whether the key or its whole file has a fault already, so that another fault would not help."""
    return any(fault.file in (file, f"{IN_BASE}/{file}") and fault.key in ("", key) for fault in faults)


def _counts(name: str) -> bool:
    """Whether a file is one of the pack's, not one that a text editor left (bones.toml~, .bones.toml.swp)."""
    return name.endswith(".toml") and not name.startswith(".")


def _parsed(folders: Folders, path: Path, shown: str, faults: list[Fault]) -> Held:
    """Read one TOML file; None if it is missing or cannot be read. Faults name the file as `shown`."""
    held = bytes_of(path, shown, faults)
    if held is None:
        return None
    folders.read[shown] = held
    text = decoded(held, shown, faults)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    # ValueError: bad TOML, and numbers of thousands of digits. RecursionError: thousands of nested brackets
    except (ValueError, RecursionError) as error:
        says = "is nested too deeply" if isinstance(error, RecursionError) else f"is not TOML: {error}"
        faults.append(_where_it_broke(Fault(shown, "", says, MEND), text, held))
        return None


def decoded(held: bytes, shown: str, faults: list[Fault]) -> str | None:
    """The text of a file from its bytes; None, with a fault that names it as `shown`, if it is not UTF-8."""
    try:
        return held.decode("utf-8-sig")  # Notepad begins UTF-8 with a mark
    except UnicodeDecodeError as error:
        mend = 'save it as "UTF-8" in your editor'
        fault = Fault(shown, "", f"is not UTF-8 (byte {error.start + 1})", mend)
        faults.append(at_line(fault, held, held[: error.start].count(b"\n") + 1))
        return None


def _where_it_broke(fault: Fault, text: str, held: bytes) -> Fault:
    """The fault of a text that is not valid TOML, placed at the line of the mistake.

    This is the line at which the parser gave up. But if the parser had read nothing of that line, it is the
    last line before it that is not empty.
    """
    lines = text.split("\n")
    met = GAVE_UP.search(fault.says)
    line, column = (int(met[1]), int(met[2])) if met else (len(lines), len(lines[-1]) + 1)
    if not lines[line - 1][: column - 1].strip():
        line = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip()), line)
    return at_line(fault, held, line)


def bytes_of(path: Path, shown: str, faults: list[Fault], most: int = LARGEST) -> bytes | None:
    """The bytes of a file; None if it is missing or must not be read.

    A missing file is no fault. A fault is added to `faults` if the file is no regular file, has over `most`
    bytes, or cannot be read. It names the file as `shown`.
    """
    try:
        about = path.lstat()
        # looked at before opening: opening a pipe would wait for ever, and a link could lead anywhere
        if not stat.S_ISREG(about.st_mode):
            says = f"is {_kind(about.st_mode)}, not a file"
            faults.append(Fault(shown, "", says, "put the file itself here"))
        elif about.st_size > most:
            faults.append(Fault(shown, "", f"is over {most} bytes", "cut it: this is no file of a pack"))
        else:
            return path.read_bytes()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        faults.append(Fault(shown, "", f"cannot be read: {error}", "let the line read it"))
    return None


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISLNK, "a link"), (stat.S_ISDIR, "a folder"))
    return next((words for test, words in kinds if test(mode)), "a device or a pipe")
