"""Draws which code folder imports which, from their import statements."""

import ast
from collections.abc import Iterator
from pathlib import Path

# The folders and files of the line, from the ground up.
ROOMS = (
    "environment",
    "counted",
    "menus",
    "ivr",
    "sms",
    "play",
    "store",
    "carrier",
    "web",
    "preflight",
    "app",
    "serve",
    "tools",
    "bench",
)


def draw_house(root: Path) -> str:
    """A Mermaid diagram of the code folders below `root`, with an arrow from each to those it imports."""
    arrows = {
        (source, target) for source in ROOMS for target in _rooms_imported(root, source) if target != source
    }
    ordered = sorted(arrows, key=lambda arrow: (ROOMS.index(arrow[0]), ROOMS.index(arrow[1])))
    return "\n".join(["graph BT", *(f"  {source} --> {target}" for source, target in ordered)])


def _rooms_imported(root: Path, room: str) -> set[str]:
    """The names in `ROOMS` (the code folders) that the files of the code folder `room` import."""
    return {name for file in files(root, room) for name in _names(file) if name in ROOMS}


def files(root: Path, room: str) -> list[Path]:
    """The Python files of a code folder below `root`; for a module such as app.py, only that file."""
    alone = root / f"{room}.py"
    return [alone] if alone.exists() else sorted((root / room).rglob("*.py"))


def _names(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
        elif isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
