"""A pytest plugin that records which lines and Lua scripts of the core each test runs, and for how long."""

import hashlib
import json
import os
import re
import time
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path
from typing import Any

import coverage
import pytest
from redis.commands.core import Script

from bench.mutants.draw import CORE
from store.scripts import FOLDER, HEADER, read

INTO = "MUTANTS_COVER"
WAITED = 5


class Recorder:
    """A pytest plugin that writes a record for each test file: its tests' seconds, and the lines they run."""

    def __init__(self) -> None:
        self.here, self.into = Path.cwd(), Path(os.environ[INTO])
        sources = [str(self.here / room) for room in CORE]
        self.cover = coverage.Coverage(data_file=None, source=sources, config_file=False)
        self.seconds: dict[str, float] = {}
        self.scripts: dict[str, set[str]] = defaultdict(set)
        self.failed: set[str] = set()
        self.now = ""
        self.cover.start()
        self._watch_scripts()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(
        self, item: pytest.Item, nextitem: pytest.Item | None
    ) -> Generator[None, Any, Any]:
        """Run one test, tell coverage its id, and measure its time."""
        self.now = item.nodeid
        self.cover.switch_context(item.nodeid)
        began, worked = time.monotonic(), time.process_time()
        done = yield
        waited, worked = time.monotonic() - began, time.process_time() - worked
        # of a wait that others on this machine may have caused, a part
        self.seconds[item.nodeid] = worked + max(0.0, waited - worked) / WAITED
        if nextitem is None or nextitem.path != item.path:
            self._write(item.path)
        return done

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note each test that fails without a mutant, to leave the test out of the record.

        pytest calls this with the report of each test. A failing test could not show that a mutant was
        noticed.
        """
        if not report.passed:
            self.failed.add(report.nodeid)

    def _write(self, file: Path) -> None:
        """Write the record of a test file: the seconds of its tests, and which of them run each line.

        Each line has a hexadecimal number: its bit n is set if the nth of the tests runs the line.
        """
        name = file.relative_to(self.here).as_posix()
        tests = [test for test in self.seconds if test.partition("::")[0] == name and test not in self.failed]
        bit = {test: 1 << at for at, test in enumerate(tests)}
        ran = self._lines(name) | self.scripts
        masks = {place: sum(bit.get(test, 0) for test in found) for place, found in ran.items()}
        part = {
            "file": name,
            "tests": {test: round(self.seconds[test], 4) for test in tests},
            "ran": {place: f"{mask:x}" for place, mask in masks.items() if mask},
        }
        written = self.into / f"{mark(file)}.json"
        written.with_suffix(".new").write_text(json.dumps(part), encoding="utf-8")
        written.with_suffix(".new").replace(written)

    def _lines(self, file: str) -> dict[str, set[str]]:
        data = self.cover.get_data()
        data.set_query_contexts([f"^{re.escape(file)}::"])
        return {
            f"{Path(source).relative_to(self.here).as_posix()}:{line}": set(tests)
            for source in data.measured_files()
            for line, tests in data.contexts_by_lineno(source).items()
        }

    def _watch_scripts(self) -> None:
        names = {read(name).lua: f"store/lua/{name}.lua" for name in _scripts()}
        run = Script.__call__

        def watched(script: Script, *given: Any, **named: Any) -> Any:
            self.scripts[names.get(str(script.script), "")].add(self.now)
            return run(script, *given, **named)

        Script.__call__ = watched  # type: ignore[method-assign, assignment]


def mark(file: Path) -> str:
    """The file name for a test file's record: the test file's name and a hash of its content."""
    return f"{file.stem}-{hashlib.sha256(file.read_bytes()).hexdigest()[:16]}"


def _scripts() -> list[str]:
    texts = {file.stem: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.lua")}
    return [name for name, text in texts.items() if HEADER.match(text)]


def pytest_configure(config: pytest.Config) -> None:
    """Start to record which lines each test runs, in each process that runs tests.

    A process that only hands out tests to others (pytest-xdist) records nothing.
    """
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        config.pluginmanager.register(Recorder())
