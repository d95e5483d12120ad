"""Where a pack's files lie: in a folder of its own, and in the base that all packs build on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from menus.model import Table

BASE = Path(__file__).resolve().parents[1] / "base"
SHIPPED = BASE.with_name("muscle")

# Names in a row of their own, as many as a week or a year has: a pack that gives them gives all.
ROWS = frozenset(f"times.{key}" for key in ("days", "months", "short_days", "short_months"))


@dataclass(frozen=True, slots=True)
class Folders:
    """The two folders that a pack is read from: its own, and the base.

    `held` collects each file as it is read: by its name, the base's table and the pack's own; one may be
    empty.
    """

    own: Path
    base: Path = BASE
    held: dict[str, tuple[Table, Table]] = field(default_factory=dict)


def home(folder: Path, file: str, base: Path = BASE) -> Path:
    """The folder to which a fault's file name is relative: the pack's own, or the one that holds the base."""
    return base.parent if file.startswith(f"{BASE.name}/") else folder


def join(base: Table, own: Table, path: str = "") -> dict[str, Any]:
    """Join the base's table of a file with the pack's own, key by key; no other code says how.

    Tables are joined in the same way. A list of the pack's is put before the base's list, of which nothing
    is lost. Any other value of the pack's, and its names of days and months, replace the base's.
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
