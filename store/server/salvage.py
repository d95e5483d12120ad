"""Turns the copy of a broken store into a store that starts, with the readable data of some keys.

Only for keys that may be missing or too old without harm: nobody's promises are read like this.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from store.server.files import FILES, MANIFEST, NOTE, SINGLE, pieces
from store.server.mending import COUNT, end_of_command

READ = "appendonly.aof.1.incr.aof"
KEY = re.compile(rb"\*\d+\r\n\$\d+\r\n\w+\r\n\$\d+\r\n")


def salvage(own: Path, wanted: tuple[bytes, ...], base: bool) -> None:
    """Reduce a copy of a store's folder to what can be read of the keys that begin with one of `wanted`.

    `own` is the copy. Of its files of commands, only whole commands on these keys stay. With `base`, the
    snapshot that comes before all commands stays as it is, with all its keys. Without `base`, the snapshot is
    left out. Raises OSError if a file in `own` cannot be read or written.
    """
    found = [piece for piece in pieces(own) or _by_name(own / FILES) if piece.exists()]
    pictures = [piece for piece in found if piece.suffix == ".rdb" and piece.stat().st_size and base]
    left = b"".join(
        command
        for piece in found
        if piece.suffix == ".aof"
        for command in _commands(piece.read_bytes())
        if (key := KEY.match(command)) and command.startswith(wanted, key.end())
    )
    (own / NOTE).unlink(missing_ok=True)
    (own / SINGLE).unlink(missing_ok=True)
    (own / FILES).mkdir(exist_ok=True)
    (own / FILES / READ).write_bytes(left)
    lines = [f"file {piece.name} seq 1 type b\n" for piece in pictures[-1:]]
    (own / FILES / MANIFEST).write_text("".join([*lines, f"file {READ} seq 1 type i\n"]))


def _by_name(folder: Path) -> list[Path]:
    """The data files in a folder without a manifest, oldest first, by their names' numbers."""
    named = [(piece.name.split("."), piece) for piece in folder.glob("appendonly.aof.*.*.*")]
    return [piece for _, piece in sorted((int(name[2]), piece) for name, piece in named if name[2].isdigit())]


def _commands(held: bytes) -> Iterator[bytes]:
    """The whole commands in `held`, the bytes of a file; broken parts between them are passed over."""
    at = 0
    while at < len(held):
        if end := end_of_command(held, at):
            yield held[at:end]
            at = end
        else:
            behind = COUNT.search(held, at + 1)
            at = behind.start() if behind else len(held)
