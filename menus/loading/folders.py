"""Where a pack lies: a folder of its own, over the base that every line has."""

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
    """The two folders that a pack is read from.

    Whoever reads a file notes in `held` what it is made of: the base's table and the pack's own, of which one
    may be empty.
    """

    own: Path
    base: Path = BASE
    held: dict[str, tuple[Table, Table]] = field(default_factory=dict)


def home(folder: Path, file: str, base: Path = BASE) -> Path:
    """The folder from which a fault names its file: the pack's, or that in which the base lies."""
    return base.parent if file.startswith(f"{BASE.name}/") else folder


def join(base: Table, own: Table, path: str = "") -> dict[str, Any]:
    """Lay a file of the pack over the base's: the one place that says how.

    Table by table and key by key. A list of the pack stands before the base's, and takes nothing from it;
    anything else goes over what the base has.
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
