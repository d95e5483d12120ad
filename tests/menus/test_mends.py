"""Each fault that a pack can have is told with what is wrong and how to mend it, in words."""

import ast
import re
from collections.abc import Iterator

from settings import HERE

NAMED = re.compile(r"says|mends?|\w+_mend|(?:MEND|SAY|BEGIN|BY_HAND|NO_WEIGHTS|EXAMPLE)\w*")
FILES = sorted((HERE / "menus").rglob("*.py"))
# Faults of a pack begin with the file and the key, which may be "": a whole file, or the pack.
TOLD = {"Fault": 2, "_fault": 2}


def told(tree: ast.Module) -> Iterator[ast.expr]:
    """What a module tells in its faults: their words, and whatever is named as such."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=args) if name in TOLD:
                yield from args[TOLD[name] : 4]
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if NAMED.fullmatch(name):
                yield value
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                pairs = zip(names, values, strict=False)
                yield from (value for name, value in pairs if NAMED.fullmatch(getattr(name, "id", "")))


def test_no_fault_is_told_with_empty_words() -> None:
    for file in FILES:
        for value in told(ast.parse(file.read_text(encoding="utf-8"))):
            parts = value.values if isinstance(value, ast.Dict) else [value]
            empty = any(isinstance(part, ast.Constant) and part.value == "" for part in parts)
            assert not empty, (file.name, value.lineno, ast.unparse(value))
