"""The folders of a pack's files: its own folder, and the base that all packs share."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from menus.model import Table
from menus.tracing.marks import Mark

BASE = Path(__file__).resolve().parents[1] / "base"
SHIPPED = BASE.with_name("muscle")
# The pack that `flask new` begins with: all of it is still to be written.
BLANK = BASE.with_name("blank")

# Names in a row of their own, as many as a week or a year has: a pack that gives them gives all.
ROWS = frozenset(f"times.{key}" for key in ("days", "months", "short_days", "short_months"))


@cache
def as_begun(file: str) -> Table:
    """The initial contents of a file in a new pack, before anybody edits it; empty if there are none.

    `file` is its path in the pack ("en/phrases.toml"). Do not change the result: it is cached.
    """
    path = BLANK / file
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@dataclass(frozen=True, slots=True)
class Folders:
    """The two folders from which a pack is read, and what was read from them so far.

    `own` is the pack's own folder, and `base` the folder that every pack shares. The other three are filled
    while files are read:

    - `held` has two tables under each file's name, the base's and the pack's own. A table is empty if its
      folder has no such file.
    - `read` has the bytes of each file under its name. The name of a file of the base begins with "base/".
    - `marks` has the marks (ids of facts, "[A9]") that were removed from the ends of sentences. They are
      under the file and the key of their text.
    """

    own: Path
    base: Path = BASE
    held: dict[str, tuple[Table, Table]] = field(default_factory=dict)
    read: dict[str, bytes] = field(default_factory=dict)
    marks: dict[tuple[str, str], tuple[Mark, ...]] = field(default_factory=dict)


def home(folder: Path, file: str, base: Path = BASE) -> Path:
    """The folder to which the path `file`, the name of a file in a fault, is relative.

    It is the pack's `folder` or, for a file of the base, the parent of `base`. The path of a file of the base
    begins with the name of the base's folder.
    """
    return base.parent if file.startswith(f"{BASE.name}/") else folder


def join(base: Table, own: Table, path: str = "") -> dict[str, Any]:
    """Join the base's table of a file with the pack's own table, key by key.

    If both tables have a key, these rules are tried in this order:

    (a) Two tables are joined in this same way.
    (b) Two lists become one: the pack's entries, then the base's. A text that is in both is kept once. But
        the pack's list of the names of days or months replaces the base's.
    (c) Any other value of the pack replaces the base's.

    `path` is the dotted key of the two tables in their file; "" stands for the whole file.
    """
    both = dict(base)
    for key, value in own.items():
        both[key] = _join(base.get(key), value, f"{path}.{key}" if path else key)
    return both


def _join(base: object, own: object, path: str) -> object:
    match base, own:
        case Mapping(), Mapping():
            return join(base, own, path)
        case list(), list() if path not in ROWS:
            texts = {one for one in own if isinstance(one, str)}
            return [*own, *(one for one in base if not isinstance(one, str) or one not in texts)]
    return own
