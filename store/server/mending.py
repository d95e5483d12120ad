"""Cuts off a broken end of the store's append-only file: half a command, zeros or garbage.

A power cut leaves such an end. The file is only ever written at its end, and data were on the disk before
they were acknowledged. So nothing after the last whole command was promised to anybody. Two signs show
another fault, and then nothing is cut: (a) whole commands follow the fault; (b) more bytes of the file were
once known to be whole than are whole now.
"""

import mmap
import os
import re
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from store.server import aside
from store.server.engine import Engine
from store.server.files import MEND, lost, noted, pieces
from store.server.folder import StoreError, refused
from store.server.how_ended import how_ended

# Servers contain their own tool for this: which of the two they are they tell from the name they are run by.
TOOL = "{}-check-aof"
TOOL_OF_PICTURES = "{}-check-rdb"
TOOL_SECONDS = 600
AGAIN = "each new start tries it again; does this machine have the memory that the store needs?"
GOOD_UP_TO = re.compile(r"size=(\d+), ok_up_to=(\d+)")
COUNT = re.compile(rb"\*(\d{1,9})\r\n")
LENGTH = re.compile(rb"\$(\d{1,9})\r\n")
END = b"\r\n"


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut of `size` bytes off the end of `file`, of which a whole copy is kept at `copy`."""

    file: Path
    size: int
    copy: Path

    def __str__(self) -> str:
        return (
            f"{self.file}: {self.size} bytes were cut off its end, as they were no whole command; the whole "
            f"file is kept for {aside.KEPT.days} days as {self.copy}"
        )


def mend(data: Path, own: Path, server: Engine, now: datetime) -> Cut | None:
    """Cut a broken end off the store's data in its folder `own`; None if all is whole.

    A whole copy is kept in the data folder `data` first, named by the moment `now`. `server` is the program
    that checks the data. Raises StoreError, and changes nothing, if more than the end is broken, the data
    cannot be checked, or the copy fails.
    """
    _demand_whole(server, [piece for piece in pieces(own) if piece.suffix == ".rdb"])
    # A rewrite that was broken off leaves an empty file behind the one that was written to.
    last = [piece for piece in pieces(own) if piece.stat().st_size][-1:]
    if not last or last[0].suffix != ".aof":
        return None
    size, good = _check(server, last[0])
    if good == size:
        return None
    seen = noted(own).get(last[0].name, 0)
    if good < seen:
        raise lost(last[0], f"is whole up to byte {good} alone, of {seen} that were seen there")
    with last[0].open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        if follows(held, good):
            raise lost(last[0], f"is broken at byte {good}, and whole behind that")
    try:
        copy = aside.copy(last[0], data, now)
        with last[0].open("r+b") as cut:
            cut.truncate(good)
            os.fsync(cut.fileno())
    except OSError as error:
        raise refused(data, error) from error
    return Cut(last[0], size - good, copy)


def follows(held: bytes | mmap.mmap, at: int) -> bool:
    """Whether a whole command follows the first fault in the bytes `held`: then not only the end is broken.

    `at` is the byte where the last whole change ends. The file may be cut off in the middle of a transaction.
    Then whole commands of the transaction stand between `at` and the fault; they do not follow the fault.
    """
    while after := end_of_command(held, at):
        at = after
    return any(end_of_command(held, found.start()) for found in COUNT.finditer(held, at + 1))


def end_of_command(held: bytes | mmap.mmap, at: int) -> int:
    """The byte after the command that begins at byte `at` of `held`; 0 if no whole command begins there."""
    count = COUNT.match(held, at)
    if not count or not int(count[1]):
        return 0
    at = count.end()
    for _ in range(int(count[1])):
        length = LENGTH.match(held, at)
        if not length:
            return 0
        at = length.end() + int(length[1]) + len(END)
        if held[at - len(END) : at] != END:
            return 0
    return at


def _check(server: Engine, file: Path) -> tuple[int, int]:
    """The size of the file in bytes, and the byte up to which it is whole, as the server's own tool says.

    Raises StoreError if the tool cannot run, or does not say up to where the file is whole.
    """
    said = GOOD_UP_TO.search(_run(server, TOOL, file).stdout)
    if said is None:
        raise StoreError(f"{file} is broken, and where is not known: {MEND}", "broken")
    return int(said[1]), int(said[2])


def _demand_whole(server: Engine, pictures: list[Path]) -> None:
    """Raise StoreError if the server's own tool finds one of its snapshots broken, or cannot run.

    A broken snapshot is never mended by cutting: it was written whole before the manifest named it.
    """
    for picture in pictures:
        if _run(server, TOOL_OF_PICTURES, picture).returncode:
            raise lost(picture, "is broken")


def _run(server: Engine, tool: str, file: Path) -> "subprocess.CompletedProcess[str]":
    """Run a tool of the server program on a file.

    Raises StoreError if the tool cannot run, takes too long, or is killed, for instance for lack of memory:
    a killed tool has not found the file broken.
    """
    try:
        done = subprocess.run(  # noqa: S603, ours
            [tool.format(server.kind), str(file)],
            executable=server.program,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=TOOL_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StoreError(
            f"{file} may be broken, and cannot be checked ({error}): {MEND}", "broken"
        ) from error
    if done.returncode < 0:
        why = f"{tool.format(server.kind)} was {how_ended(done.returncode)}"
        raise StoreError(f"{file} may be broken, and cannot be checked ({why}): {AGAIN}", "broken")
    return done
