"""Chooses mutants at random, by a seed, from the whole core; some are always of Lua scripts."""

import random
from collections.abc import Iterator
from pathlib import Path

from bench.mutants import lua, python
from bench.mutants.mutant import Mutant

# What answers when somebody rings or texts, what it keeps, and what reads and checks the words for it.
CORE = ("counted", "menus", "ivr", "sms", "play", "store", "carrier")
LEAST_LUA = 0.1


def every(tree: Path) -> tuple[list[Mutant], list[Mutant]]:
    """All mutants of the code in the project folder `tree`: a list for Python, and a list for Lua scripts.

    Only the files in the core's folders (`CORE`, such as ivr/) and the store's Lua scripts are changed.
    """
    files = [path for room in CORE for path in sorted((tree / room).rglob("*.py"))]
    scripts = sorted((tree / "store" / "lua").glob("*.lua"))
    return (
        [one for path in files for one in python.mutants(_named(tree, path), path.read_bytes())],
        [one for path in scripts for one in lua.mutants(_named(tree, path), path.read_bytes())],
    )


def drawn(tree: Path, seed: int, count: int) -> list[Mutant]:
    """The mutants of the project folder `tree` that a seed chooses: `count`, or fewer if there are too few.

    The share of Lua scripts is the same as among all mutants, but at least one in ten.
    """
    of_python, of_lua = every(tree)
    share = len(of_lua) / (len(of_python) + len(of_lua))
    scripts = round(count * max(share, LEAST_LUA))
    chance = random.Random(seed)  # noqa: S311, a sample that can be drawn again
    picked = _first(_shuffled(chance, of_python), tree, count - scripts)
    picked += _first(_shuffled(chance, of_lua), tree, scripts)
    return sorted(picked)


def _shuffled(chance: random.Random, mutants: list[Mutant]) -> Iterator[Mutant]:
    return iter(chance.sample(mutants, len(mutants)))


def _first(mutants: Iterator[Mutant], tree: Path, count: int) -> list[Mutant]:
    found: list[Mutant] = []
    for one in mutants:
        if len(found) == count:
            break
        after = one.applied((tree / one.file).read_bytes())
        if one.file.endswith(".lua") or python.is_program(after):
            found.append(one)
    return found


def _named(tree: Path, path: Path) -> str:
    return path.relative_to(tree).as_posix()
