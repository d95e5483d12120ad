"""Copies of a commit to run tests in, so that the working tree is never changed."""

import json
import math
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from pathlib import Path
from tarfile import TarFile

from bench.mutants.chosen import LIST
from bench.mutants.mutant import Mutant
from store.server.tether import tie_command

GREEN, NONE_FOUND = 0, 5
COMPLAINED, TYPES_SECONDS = 1, 120.0  # mypy's exit code; the first time it reads every file
PATIENCE = 3
QUIETLY = ("-q", "-x", "--no-header", "--tb=line", "-p", "no:cacheprovider", "-p", "no:randomly")
_moments = count(1_000_000_000)


@dataclass(frozen=True, slots=True)
class Ran:
    """The result of a run of tests: `code` is pytest's exit code, None if it took too long.

    `said` is the last line of the output that names a failed test; without one, the very last line.
    """

    code: int | None
    said: str


@dataclass(slots=True)
class Copy:
    """A copy of a commit: its files in `tree`, within a `folder` that also takes the tests' leftovers.

    `process` is the run of pytest or mypy that goes on in the copy; None if none does.
    """

    folder: Path
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def tree(self) -> Path:
        """The folder with the files of the copied commit; it lies within `folder`."""
        return self.folder / "tree"

    def pytest(self, words: Sequence[str], seconds: float | None, **environ: str) -> Ran:
        """Run pytest in the copy, and give the result of the run.

        `words` are pytest's arguments. It may use at most `seconds` of processor time; None sets no limit.
        All processes that the tests started are killed at the end.
        """
        code, said = self._run(("pytest", *QUIETLY, *words), seconds, **environ)
        return Ran(code, _last(said) if code is not None else "took too long")

    def refused(self, file: str) -> str:
        """Ask mypy about one file of the copy, and give its first complaint; "" if it has none.

        Mypy is run as `make check` runs it, with the cache of what it knows of the other files.
        """
        code, said = self._run(("mypy", "--no-color-output", file), TYPES_SECONDS)
        complaints = [
            line for line in said.splitlines() if line.startswith(f"{file}:") and " error: " in line
        ]
        return complaints[0] if code == COMPLAINED and complaints else ""

    def _run(self, words: Sequence[str], seconds: float | None, **environ: str) -> tuple[int | None, str]:
        """Run a module of Python in the copy, and give its exit code (None if too slow) and its output."""
        inherited = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        temporary = {"TMPDIR": str(self.folder / "tmp"), "PYTHONPATH": str(self.tree)}
        said = self.folder / "said"
        with said.open("wb") as into:
            self.process = subprocess.Popen(  # noqa: S603, our own tests
                tie_command([sys.executable, "-m", *words]),
                cwd=self.tree,
                env={**inherited, **temporary, **environ},
                stdout=into,
                stderr=into,
                start_new_session=True,
            )
        try:
            code = _within(self.process, seconds)
        finally:
            self.end()
        return code, said.read_text(errors="replace")

    def chosen(self, tests: Sequence[str], seconds: float) -> Ran:
        """Run only these tests in the copy, in this order, until one fails; give the result of the run.

        The tests may use at most `seconds` of processor time.
        """
        listed = self.folder / "tests.json"
        listed.write_text(json.dumps(tests), encoding="utf-8")
        files = sorted({test.partition("::")[0] for test in tests})
        return self.pytest(files, seconds, PYTEST_PLUGINS="bench.mutants.chosen", **{LIST: str(listed)})

    @contextmanager
    def mutated(self, mutant: Mutant) -> Iterator[None]:
        """Write the mutant into the copy, and undo it at the end of the block."""
        path = self.tree / mutant.file
        before = path.read_bytes()
        _write(path, mutant.applied(before))
        try:
            yield
        finally:
            _write(path, before)

    def end(self) -> None:
        """Kill the run that goes on and the processes it started, if they still run."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None  # its id may be a stranger's from now on


def git(home: Path, *words: str) -> bytes:
    """The output of `git` with `words` in the repository `home`. Raises CalledProcessError if it fails."""
    return subprocess.run(["git", *words], cwd=home, check=True, capture_output=True).stdout  # noqa: S603, S607


@contextmanager
def copy_of(home: Path, commit: str) -> Iterator[Copy]:
    """A copy of a commit in a temporary folder, which is removed at the end of the block.

    Raises CalledProcessError if the repository `home` has no such commit.
    """
    copy = Copy(Path(tempfile.mkdtemp(prefix="mutant-")))
    try:
        copy.tree.mkdir()
        (copy.folder / "tmp").mkdir()
        with TarFile(fileobj=BytesIO(git(home, "archive", commit))) as packed:
            packed.extractall(copy.tree, filter="data")
        yield copy
    finally:
        copy.end()
        shutil.rmtree(copy.folder, ignore_errors=True)


def _within(process: subprocess.Popen[bytes], seconds: float | None) -> int | None:
    """Wait for a process, and give its exit code; None if it takes too long.

    Too long is more than `seconds` of processor time, or more than three times `seconds` by the clock.
    """
    began = time.monotonic()
    while (code := process.poll()) is None:
        waited = time.monotonic() - began
        if seconds and (waited > PATIENCE * seconds or (waited > seconds and _spent(process.pid) > seconds)):
            return None
        time.sleep(0.05)
    return code


def _spent(process: int) -> float:
    """The seconds of processor time that a process has used; infinity if they cannot be read."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return math.inf
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _write(path: Path, source: bytes) -> None:
    """Write a file with a modification time that no earlier version of it had.

    Otherwise Python might run the cached bytecode of the earlier version.
    """
    path.write_bytes(source)
    moment = next(_moments)
    os.utime(path, (moment, moment))


def _last(said: str) -> str:
    failed = [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return (failed or said.splitlines() or [""])[-1]
