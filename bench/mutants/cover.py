"""Finds the tests that may fail for a mutant: first those that run its line, then those that run its file."""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.mutants.copies import Copy
from bench.mutants.draw import CORE
from bench.mutants.mutant import Mutant
from bench.mutants.recorder import INTO, mark

FIRST_OF_A_FILE = 8
BEFORE, BEHIND = 4, 12  # lines about a mutant
FEW = 20  # tests that run a line: so few are perhaps those that fill a cache
OWN_SHARE = 0.6  # of the time: for the tests of the mutant's own folder, which hold its rules one by one
# Seconds for tests that look over all code, whatever they run: what classes hide, bounds, names.
HOUSE, HOUSE_SECONDS = "tests/house/", 3.0
# Tests of a line in processes of its own, or of pages in a browser: no recorder here sees what they run. And
# walks through whole calls and lessons of the ear: each takes longer than a mutant may.
ELSEWHERE = re.compile(r"^from (?:bench\.crash|tests\.(?:\w+\.)*(?:browser|started_line))\b", re.M)
LONG = {"test_crawl.py", "test_heard.py", "test_ear_command.py"}


@dataclass(slots=True)
class Cover:
    """A record of which tests run which lines; `tests` has each test's id and the seconds it takes.

    `ran` has a number for each "file:line", and for each path of a Lua script. The number's bits stand for
    the tests in the order of `tests`: bit n is set if test n runs that line or script.
    """

    tests: dict[str, float] = field(default_factory=dict)
    ran: dict[str, int] = field(default_factory=dict)

    def add(self, tests: Mapping[str, float], ran: Mapping[str, int]) -> None:
        """Add the record of one test file: its tests with their seconds, and which lines they ran.

        In the numbers of `ran`, bit n stands for the nth of these `tests`.
        """
        shift = len(self.tests)
        self.tests |= tests
        for place, mask in ran.items():
            self.ran[place] = self.ran.get(place, 0) | mask << shift

    def named(self, mask: int) -> list[str]:
        """The ids of the tests whose bits are set in `mask`."""
        return [test for at, test in enumerate(self.tests) if mask >> at & 1]


def cover_of(copy: Copy, kept: Path, jobs: int) -> Cover:
    """Which tests of a commit run which lines, by the records of its test files in the folder `kept`.

    Test files without a record are run first, in `jobs` processes. A record is valid until its test file
    changes, or any file in the core's folders.
    """
    into = kept / _core(copy.tree)
    into.mkdir(parents=True, exist_ok=True)
    files = [file for file in sorted((copy.tree / "tests").rglob("test_*.py")) if not _left_out(file)]
    missing = [file for file in files if not (into / f"{mark(file)}.json").exists()]
    if missing:
        print(f"{len(missing)} of {len(files)} files of tests are run to see what they run", flush=True)
        _record(copy, into, missing, jobs)
    cover = Cover()
    for file in files:
        part = into / f"{mark(file)}.json"
        if part.exists():
            seen = json.loads(part.read_text(encoding="utf-8"))
            cover.add(seen["tests"], {place: int(mask, 16) for place, mask in seen["ran"].items()})
    return cover


def chosen_for(cover: Cover, mutant: Mutant, tree: Path, budget: float) -> list[str]:
    """The ids of the tests to run for a mutant, in order; together they take at most `budget` seconds.

    The first test is chosen even if it takes longer. `tree` is the folder of the project's files.
    """
    near = _near(cover, mutant, tree)
    of_file = _of_files(cover, {mutant.file})
    if not near | of_file:  # a table that another table is made of
        near = _of_files(cover, _importers(tree, mutant.file))
    rare = _rare(cover, mutant)
    own = _own(cover, mutant, tree)
    chosen = _within(cover, _in_turn(cover, near & own, rare), budget * OWN_SHARE)
    if mutant.binds:  # what runs at the import: a field that is hidden, a bound
        house = _in_turn(cover, _of_tests(cover, lambda file: file.startswith(HOUSE)), {})
        chosen += _within(cover, (test for test in house if test not in chosen), HOUSE_SECONDS)
    budget -= sum(cover.tests[test] for test in chosen)
    # What is kept after its first use, like a lexicon, seems to be run by the first test alone that needs it.
    room = _of_tests(cover, lambda file: file.startswith(f"tests/{mutant.file.partition('/')[0]}/"))
    tiers = (own, near, of_file, room) if near.bit_count() <= FEW else (near, of_file)
    others = dict.fromkeys(test for mask in tiers for test in _in_turn(cover, mask, rare))
    return [*chosen, *_within(cover, (test for test in others if test not in set(chosen)), budget)]


def _within(cover: Cover, tests: Iterable[str], budget: float) -> list[str]:
    """The tests, in their order, that fit into `budget` seconds together; at least the first."""
    chosen: list[str] = []
    for test in tests:
        if cover.tests[test] <= budget or not chosen:
            chosen.append(test)
            budget -= cover.tests[test]
    return chosen


def _own(cover: Cover, mutant: Mutant, tree: Path) -> int:
    """The tests that belong to the mutant's module, as a number: bit n stands for the cover's test n.

    A test belongs to the module if its file imports the module, or lies in the module's folder of tests. For
    a module in ivr/rooms/ that folder is tests/ivr/rooms/ or, if there is none, the nearest folder above.
    """
    above = Path("tests", mutant.file).parents
    folder = f"{next(path for path in above if (tree / path).is_dir()).as_posix()}/"
    return _of_tests(cover, lambda file: file.startswith(folder) or _imports(tree / file, mutant.file))


def _of_tests(cover: Cover, fits: Callable[[str], bool]) -> int:
    """The tests in all test files for whose path `fits` is true, as bits of a number."""
    files = {file for file in {test.partition("::")[0] for test in cover.tests} if fits(file)}
    return sum(1 << at for at, test in enumerate(cover.tests) if test.partition("::")[0] in files)


def _of_files(cover: Cover, files: Collection[str]) -> int:
    return _union(cover, (place for place in cover.ran if place.partition(":")[0] in files))


def _importers(tree: Path, file: str) -> set[str]:
    found = (path for core in CORE for path in (tree / core).rglob("*.py"))
    return {path.relative_to(tree).as_posix() for path in found if _imports(path, file)}


def _imports(path: Path, file: str) -> bool:
    """Whether the Python file at `path` imports the module in `file`, or names from it."""
    room, _, name = file.removesuffix(".py").replace("/", ".").rpartition(".")
    spelt = rf"from {re.escape(room)}\.{name} import|from {re.escape(room)} import .*\b{name}\b"
    return path.exists() and re.search(spelt, path.read_text("utf-8")) is not None


def _near(cover: Cover, mutant: Mutant, tree: Path) -> int:
    """The tests that run the mutant's statement, or a Lua script that is changed; as bits of a number.

    A statement outside all functions, such as a constant, runs when its module is imported, so no test may
    run it itself. Then two groups of tests are taken: (a) those that belong to the module (`_own`), and (b)
    those that run any line with a name that the statement defines.
    """
    if mutant.file.endswith(".lua"):
        return _union(cover, _users(tree, mutant.file))
    lines = range(mutant.first, mutant.last + 1)
    near = cover.ran.get(f"{mutant.file}:{mutant.line}", 0)
    near = near or _union(cover, (f"{mutant.file}:{line}" for line in lines))
    if near or not mutant.binds:
        return near
    return _own(cover, mutant, tree) | _union(cover, _naming(tree, mutant.binds))


def _rare(cover: Cover, mutant: Mutant) -> dict[str, float]:
    """A score from 0 to 1 for each test that runs a line near the mutant: how few tests run that line.

    If n tests run a line, each of them gets 1/n. A test that runs several of the lines keeps its largest
    score. Tests with a high score are run first.
    """
    found: dict[str, float] = {}
    for line in range(mutant.line - BEFORE, mutant.line + BEHIND + 1):
        if mask := cover.ran.get(f"{mutant.file}:{line}", 0):
            found |= {test: max(found.get(test, 0), 1 / mask.bit_count()) for test in cover.named(mask)}
    return found


def _users(tree: Path, script: str) -> list[str]:
    """The Lua scripts whose tests also test `script`, as paths below `tree`.

    They are the scripts that include `script`, which is then never run by itself. If no script includes it,
    the result is `script` alone.
    """
    included = re.compile(rf"^-- with:.*\b{Path(script).stem}\b", re.M)
    texts = {path: path.read_text(encoding="utf-8") for path in (tree / "store" / "lua").glob("*.lua")}
    users = [path.relative_to(tree).as_posix() for path, text in texts.items() if included.search(text)]
    return users or [script]


def _naming(tree: Path, names: Iterable[str]) -> Iterator[str]:
    spelt = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    for room in CORE:
        for path in (tree / room).rglob("*.py"):
            for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if spelt.search(text):
                    yield f"{path.relative_to(tree).as_posix()}:{line}"


def _union(cover: Cover, places: Iterable[str]) -> int:
    mask = 0
    for place in places:
        mask |= cover.ran.get(place, 0)
    return mask


def _in_turn(cover: Cover, mask: int, rare: Mapping[str, float]) -> list[str]:
    """The tests whose bits are set in `mask`, in the order to run them: a few of each file come first.

    Tests of different files notice different things. Within a file, the tests with the rarest lines (`rare`)
    come first, then the quickest.
    """
    by_file: dict[str, list[str]] = {}
    for test in sorted(cover.named(mask), key=lambda test: (-rare.get(test, 0), cover.tests[test])):
        by_file.setdefault(test.partition("::")[0], []).append(test)
    parts = [(tests[:FIRST_OF_A_FILE], tests[FIRST_OF_A_FILE:]) for tests in by_file.values()]
    parts.sort(key=lambda part: sum(cover.tests[test] for test in part[0]))
    return [test for first, _ in parts for test in first] + [test for _, rest in parts for test in rest]


def _core(tree: Path) -> str:
    """A hash of all files in the core's folders, including the packs; it changes if any file does."""
    found = (path for room in CORE for path in sorted((tree / room).rglob("*")) if path.is_file())
    files = [path for path in found if path.parent.name != "__pycache__"]
    kept = b"".join(path.relative_to(tree).as_posix().encode() + path.read_bytes() for path in files)
    return hashlib.sha256(kept).hexdigest()[:16]


def _left_out(file: Path) -> bool:
    return file.name in LONG or ELSEWHERE.search(file.read_text(encoding="utf-8")) is not None


def _record(copy: Copy, into: Path, files: list[Path], jobs: int) -> None:
    """Run some test files, without a mutant, to record which lines of code each of their tests runs.

    A record for each file is written into the folder `into`.
    """
    together = ("-n", str(jobs), "--dist", "loadfile") if jobs > 1 else ()
    named = [file.relative_to(copy.tree).as_posix() for file in files]
    plugin = {"PYTEST_PLUGINS": "bench.mutants.recorder", INTO: str(into)}
    ran = copy.pytest(("--maxfail=1000000", *together, *named), None, **plugin)
    print(f"the unmutated tests: {ran.said}", flush=True)
