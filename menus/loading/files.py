"""Reads one file of a pack, whatever lies at its place."""

import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from menus.loading.fit import Key, blank, fit
from menus.model import Fault

# The reader names the line on which it gave up, which is often the one below the slip.
MEND = (
    'mend that line, or the one above: a text stands between two " and holds none itself, a list has a comma '
    "after each text and ends with ], a day is 2026-12-24, a key stands once"
)
LARGEST = 1_000_000  # bytes: a hundred times the largest file that a pack has had


def sheet(folder: Path, name: str, keys: Mapping[str, Key], faults: list[Fault]) -> dict[str, Any]:
    """The file `name` of the pack, with each of `keys`; what is amiss is added to `faults` and left empty."""
    data = table(folder, name, faults)
    return blank(keys) if data is None else fit(name, data, keys, faults)


def table(folder: Path, name: str, faults: list[Fault], needed: bool = True) -> dict[str, Any] | None:
    """What a TOML file holds, of any keys; None if it cannot be read, or is not there."""
    text = _text(folder, name, faults, needed)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    # ValueError: bad TOML, and numbers of thousands of digits. RecursionError: thousands of nested brackets
    except (ValueError, RecursionError) as error:
        says = "is nested too deeply" if isinstance(error, RecursionError) else f"is not TOML: {error}"
        faults.append(Fault(name, "", says, MEND))
        return None


def names(folder: Path, name: str, faults: list[Fault]) -> list[str]:
    """The names of the TOML files in a folder of the pack, in order."""
    try:
        if (folder / name).is_symlink():
            faults.append(Fault(name, "", "is a link to another place", "put the folder itself here"))
            return []
        found = sorted(path.name for path in (folder / name).iterdir() if _counts(path.name))
        # a name of bytes that are no text could not be printed
        return [one.encode("utf-8", "backslashreplace").decode() for one in found]
    except OSError as error:
        faults.append(
            Fault(name, "", f"cannot be read: {error.strerror}", "add the folder, or let us read it")
        )
        return []


def told(faults: list[Fault], file: str, key: str) -> bool:
    """Whether a key was named already, or the whole file: a second line about it would only be in the way."""
    return any(fault.file == file and fault.key in ("", key) for fault in faults)


def _counts(name: str) -> bool:
    """False for what an editor or a computer leaves behind: .DS_Store, bones.toml~, .bones.toml.swp."""
    return name.endswith(".toml") and not name.startswith(".")


def _text(folder: Path, name: str, faults: list[Fault], needed: bool) -> str | None:
    path = folder / name
    try:
        about = path.lstat()
        # looked at before opening: opening a pipe would wait for ever, and a link could lead anywhere
        if not stat.S_ISREG(about.st_mode):
            faults.append(
                Fault(name, "", f"is {_kind(about.st_mode)}, not a file", "put the file itself here")
            )
        elif about.st_size > LARGEST:
            faults.append(Fault(name, "", f"is over {LARGEST} bytes", "cut it: this is no file of a pack"))
        else:
            return path.read_bytes()[: LARGEST + 1].decode("utf-8-sig")  # Notepad begins UTF-8 with a mark
    except FileNotFoundError:
        if needed:
            faults.append(Fault(name, "", "is missing", "add it: docs/pack.md says what it holds"))
    except UnicodeDecodeError as error:
        mend = 'save it as "UTF-8" in your editor'
        faults.append(Fault(name, "", f"is not UTF-8 (byte {error.start + 1})", mend))
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        faults.append(Fault(name, "", f"cannot be read: {error}", "let the line read it"))
    return None


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISLNK, "a link"), (stat.S_ISDIR, "a folder"))
    return next((words for test, words in kinds if test(mode)), "a device or a pipe")
