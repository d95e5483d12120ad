"""Tries mutants out, and writes each result to a file at once, so that a stopped run can go on."""

import json
import time
import tomllib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import SimpleQueue

from bench.mutants.copies import GREEN, NONE_FOUND, Copy, Ran
from bench.mutants.cover import Cover, chosen_for
from bench.mutants.mutant import Mutant

EQUIVALENT = Path(__file__).with_name("equivalents.toml")
MOST_SECONDS, BUDGET_SECONDS = 40.0, 20.0
TYPED = "noticed by the types"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result for a mutant: its `fate` is "killed", `TYPED`, "survived" or "equivalent".

    "killed": a test failed or took far too long. `TYPED` ("noticed by the types"): only mypy complained.
    "survived": nothing noticed the mutant. "equivalent": nobody can notice it.

    `key` identifies the mutant. `why` is the line of pytest's or mypy's output that shows the fate, or the
    reason why a mutant is equivalent. `seconds` is the time that the trial took.
    """

    key: str
    fate: str
    why: str
    seconds: float = 0.0


def judged(
    mutants: Sequence[Mutant], sources: Mapping[str, bytes], cover: Cover, copies: Sequence[Copy], kept: Path
) -> list[Verdict]:
    """The verdicts on the mutants, in the same order.

    Mutants with a verdict from an earlier run, in the file `kept`, are not tried again. The others are tried
    in the `copies`, one in each at a time. `sources` has the bytes of each mutated file, by its path.
    """
    known = _read(kept)
    free: SimpleQueue[Copy] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def one(mutant: Mutant) -> Verdict:
        if reason := _why_equivalent(mutant, sources[mutant.file]):
            return Verdict(mutant.key, "equivalent", reason)
        if mutant.key in known:
            return known[mutant.key]
        copy = free.get()
        try:
            verdict = _try_out(mutant, cover, copy)
        finally:
            free.put(copy)
        with kept.open("a", encoding="utf-8") as results:
            results.write(json.dumps(asdict(verdict)) + "\n")
        return verdict

    pool = ThreadPoolExecutor(len(copies))
    try:
        return list(pool.map(one, mutants))
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for copy in copies:
            copy.end()
        raise


def _try_out(mutant: Mutant, cover: Cover, copy: Copy) -> Verdict:
    """Run the tests that may fail for a mutant; if none does, ask mypy. Give the verdict."""
    began = time.monotonic()
    tests = chosen_for(cover, mutant, copy.tree, BUDGET_SECONDS)
    ran = _tested(mutant, tests, copy) if tests else Ran(GREEN, "no test runs it")
    fate, why = "survived" if ran.code in (GREEN, NONE_FOUND) else "killed", ran.said
    if fate == "survived" and (complaint := _refused(mutant, copy)):
        fate, why = TYPED, complaint
    return Verdict(mutant.key, fate, f"{why} (of {len(tests)})", round(time.monotonic() - began, 1))


def _tested(mutant: Mutant, tests: Sequence[str], copy: Copy) -> Ran:
    """Run `tests` on a mutant, and give the result: green (all passed) unless something noticed the mutant.

    Tests that take longer than 40 s (`MOST_SECONDS`) are stopped, which counts as noticed. But the mutant may
    not be the cause. So the tests are run again without the mutant: if that takes over 20 s, the result is
    green.
    """
    with copy.mutated(mutant):
        ran = copy.chosen(tests, MOST_SECONDS)
    slow = ran.code is None and copy.chosen(tests, MOST_SECONDS / 2).code is None
    return Ran(GREEN, ran.said) if slow else ran


def _refused(mutant: Mutant, copy: Copy) -> str:
    """Ask mypy about a mutant, and give its complaint.

    It is "" if mypy has no complaint, or has one about the file even without the mutant.
    """
    if not mutant.file.endswith(".py"):
        return ""
    with copy.mutated(mutant):
        complaint = copy.refused(mutant.file)
    return complaint if complaint and not copy.refused(mutant.file) else ""


def _why_equivalent(mutant: Mutant, source: bytes) -> str:
    """The reason why nobody can notice this mutant, from equivalents.toml; "" if it is not in there."""
    code = mutant.code(source)
    for same in equivalents():
        named = same["file"], same["code"], same["operator"], same.get("instead", mutant.instead)
        if named == (mutant.file, code, mutant.operator, mutant.instead):
            return same["because"]
    return ""


def equivalents() -> list[dict[str, str]]:
    """The entries of equivalents.toml: file, line of code, operator, and why nobody can notice the mutant."""
    named: list[dict[str, str]] = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("same", [])
    return named


def _read(kept: Path) -> dict[str, Verdict]:
    """The verdicts that earlier runs wrote to the file `kept`, by mutant; none if there is no file."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    lines = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    return {verdict.key: verdict for line in lines for verdict in [Verdict(**json.loads(line))]}
