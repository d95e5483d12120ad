"""What a pack may hold today: `python -m tests.menus.loading.shape_now` writes it down anew.

shape_now.tsv has a row for each key: its file, the keys above it, what it holds, whether it is needed, and
what it is where it is absent.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from menus.loading.fit import Key
from tests.packs.shapes import FILES

SHAPE = Path(__file__).with_name("shape_now.tsv")
HOW = "meant? then `.venv/bin/python -m tests.menus.loading.shape_now` writes it down"


def rows_now() -> list[str]:
    """A row for each key that a file of a pack may have."""
    return [row for file, keys in FILES.items() for row in _rows(f"{file}\t", keys)]


def _rows(path: str, keys: Mapping[str, Key]) -> Iterator[str]:
    for name, key in keys.items():
        here = f"{path}{name}"
        yield f"{here}\t{key.holds}\t{'needed' if key.needed else 'may be absent'}\t{key.default}"
        yield from _rows(f"{here}.", {**(key.inside or {}), **({"*": key.others} if key.others else {})})


if __name__ == "__main__":
    SHAPE.write_text("".join(f"{row}\n" for row in rows_now()), encoding="utf-8")
