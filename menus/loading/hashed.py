"""The hash of a pack's files, by which it is known whether two processes serve the same."""

import hashlib
from pathlib import Path

from menus.loading.folders import BASE

DIGITS = 12


def pack_hash(folder: Path, base: Path = BASE) -> str:
    """Twelve hexadecimal digits that stand for the names and bytes of all files of a pack and of its base.

    Raises OSError.
    """
    found = hashlib.sha256()
    for home in (base, folder):
        for file in sorted(home.rglob("*.toml")):
            found.update(f"{file.relative_to(home).as_posix()}\0{file.stat().st_size}\0".encode())
            found.update(file.read_bytes())
    return found.hexdigest()[:DIGITS]
