"""Makes the mutants of a Lua script; each changes one token or one statement."""

import re
from collections.abc import Iterator

from bench.mutants.mutant import Mutant

TOKEN = re.compile(
    r'(?P<words>--[^\n]*|"[^"\n]*")|(?P<sign>==|~=|<=|>=|\.\.|[<>+*-])|(?P<name>[A-Za-z_]\w*)|(?P<number>\d+)'
)
INSTEAD = {
    "==": ("comparison", "~="),
    "~=": ("comparison", "=="),
    "<": ("comparison", "<="),
    "<=": ("comparison", "<"),
    ">": ("comparison", ">="),
    ">=": ("comparison", ">"),
    "and": ("and/or", "or"),
    "or": ("and/or", "and"),
    "not": ("not dropped", ""),
    "true": ("flag flipped", "false"),
    "false": ("flag flipped", "true"),
    "+": ("arithmetic", "-"),
    "-": ("arithmetic", "+"),
    "*": ("arithmetic", "+"),
}
RETURNED = re.compile(r"\breturn (?!end\b)[^\n]*?(?= end$|$)", re.M)
ALONE = re.compile(r"^\s*(redis\.call|put)\(", re.M)
GUARD = re.compile(r"^ *if [^\n]* end$", re.M)
FIELD = re.compile(r', "\w+"(?=[,)])')


def mutants(file: str, source: bytes) -> list[Mutant]:
    """Every mutant of a Lua script: each a small change, in one place, that some test should notice.

    `file` is the script's path, `source` its content. The comments at its head, which list keys and
    arguments, are not changed.
    """
    text = source.decode()
    changes = [*_tokens(text), *_longer(text)]
    header = max((one.end() for one in re.finditer(r"^-- (keys|arguments|with):.*\n", text, re.M)), default=0)
    found = []
    for operator, start, end, instead in changes:
        if start >= header and text[start:end] != instead:
            line = text.count("\n", 0, start) + 1
            begins, ends = (len(text[:at].encode()) for at in (start, end))
            found.append(Mutant(file, begins, ends, instead, operator, line, line, line))
    return sorted(found)


def _tokens(text: str) -> Iterator[tuple[str, int, int, str]]:
    for token in TOKEN.finditer(text):
        place = token.start(), token.end()
        if token["number"]:
            yield ("number + 1", *place, str(int(token[0]) + 1))
            yield ("number - 1", *place, f"({int(token[0]) - 1})")
        elif found := INSTEAD.get(token[0]):
            operator, instead = found
            yield (operator, *place, instead)


def _longer(text: str) -> Iterator[tuple[str, int, int, str]]:
    code = re.sub(r"--[^\n]*", lambda comment: " " * len(comment[0]), text)
    for found in RETURNED.finditer(code):
        yield "return nil", found.start(), found.end(), "return nil"
    for found in GUARD.finditer(code):
        yield "statement removed", found.start(), found.end(), ""
    for found in ALONE.finditer(code):
        yield "statement removed", found.start(1), _closes(code, found.end()), ""
    for found in FIELD.finditer(code):
        yield "argument dropped", found.start(), found.end(), ""


def _closes(code: str, at: int) -> int:
    """The offset just after the closing bracket; `at` is the offset just after its opening bracket."""
    depth = 1
    while depth:
        depth += {"(": 1, ")": -1}.get(code[at], 0)
        at += 1
    return at
