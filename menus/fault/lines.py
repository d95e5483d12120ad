"""Finds the line of a key in a TOML file, so that a fault can show it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from menus.fault.fault import Fault

TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""+|\'\'\'.*?\'\'\'+|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\n\[\]{}=,]|[ \t\r]+'
    r"""|[^\s"'#\[\]{}=,]+|.""",
    re.DOTALL,
)
PART = re.compile(r'"((?:\\.|[^"\\])*)"|\'([^\']*)\'|([^\s".\'\[\]]+)')
QUOTED = re.compile(r'"([^"]+)"|\{\w+\}')
OPEN, CLOSED = frozenset("[{"), frozenset("]}")
LONGEST = 120  # characters of a line that are shown
BEFORE = 40  # of them, how many stand before the words that are wrong
FEWEST = 12  # letters by which a sentence is found again


@dataclass(slots=True)
class _Sheet:
    """The first and last line of each key of a TOML file (`spans`).

    Some tables of a list have a key `name`. `named` maps the list's key with that name to the table's key
    with its number, such as "additions.alcohol" to "additions[2]".
    """

    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)


def placed(read: Mapping[str, bytes], fault: Fault) -> Fault:
    """A copy of a fault with its line number and line; `read` holds the bytes of each file of a pack.

    The fault is unchanged if it has a line already, or if no line of the file fits.
    """
    held = read.get(fault.file)
    if held is None or fault.line or not (fault.key or fault.about):
        return fault
    text = held.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    lines = text.split("\n")
    span = _span(_sheet(text), fault.key) if fault.key else (1, len(lines))
    if span is None:
        return fault
    first, last = span
    line, words = next(_met(fault, lines, first, last), (first, ""))
    return replace(fault, line=line, shown=cut(lines[line - 1], words))


def at_line(fault: Fault, held: bytes, line: int) -> Fault:
    """A copy of a fault, placed at a line (from 1) of a file whose bytes are `held`.

    A line beyond the end means the last one.
    """
    lines = held.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    line = min(max(line, 1), len(lines))
    return replace(fault, line=line, shown=cut(lines[line - 1], ""))


def cut(line: str, words: str) -> str:
    """A line to be shown, without outer spaces; of a long line only the part around `words`, with "…".

    That part is the beginning if `words` is "" or not in the line.
    """
    line = "".join(letter if letter.isprintable() or letter == "\t" else "\ufffd" for letter in line.strip())
    start = max(line.find(words) - BEFORE, 0) if len(line) > LONGEST else 0
    part = line[start : start + LONGEST]
    return f"{'…' if start else ''}{part}{'…' if start + LONGEST < len(line) else ''}"


def _met(fault: Fault, lines: list[str], first: int, last: int) -> Iterator[tuple[int, str]]:
    """The lines from `first` to `last` that hold words of a fault, each with the words found.

    Lines with the words in the fault's `about` come before lines with words that the fault quotes.
    """
    quoted = [(met.group(), met.group().strip('"')) for met in QUOTED.finditer(fault.says)]
    for words in (fault.about, *(each for pair in quoted for each in pair)):
        words = words.removesuffix("…")
        for part in (words, words[: max(len(words) // 2, FEWEST)]) if words else ():
            yield from ((n, part) for n in range(first, last + 1) if part.lower() in lines[n - 1].lower())


def _span(sheet: _Sheet, key: str) -> tuple[int, int] | None:
    """The first and last line of a key, or else of the table that should hold it; None if neither exists."""
    if name := max((name for name in sheet.named if f"{key}.".startswith(f"{name}.")), default=""):
        key = f"{sheet.named[name]}{key.removeprefix(name)}"
    while key and key not in sheet.spans:
        shorter = re.sub(r"\[\d+\]$", "", key)
        key = shorter if shorter != key else key.rpartition(".")[0]
    return sheet.spans.get(key)


@lru_cache(maxsize=64)
def _sheet(text: str) -> _Sheet:
    """The lines of each key in a TOML text, which has to be valid."""
    sheet, prefix, counts = _Sheet(), "", dict[str, int]()
    for line, said in _statements(text):
        last = line + sum(piece.count("\n") for _, piece in said)
        words = [piece for _, piece in said if piece.strip() and not piece.startswith("#")]
        if words[0] == "[":
            many = words[1:2] == ["["]
            prefix = _table(_dotted("".join(words)), many, counts)
            sheet.spans.setdefault(prefix, (line, last))
            _stretch(sheet, prefix, line, last)
        elif "=" in words:
            key = _dotted("".join(words[: words.index("=")]))
            _note(sheet, f"{prefix}.{key}" if prefix else key, said, line, last)
            _stretch(sheet, prefix, line, last)
            if key == "name" and prefix.endswith("]"):
                whole = prefix.rpartition("[")[0]
                sheet.named[f"{whole}.{_dotted(words[-1])}"] = prefix
    return sheet


def _stretch(sheet: _Sheet, prefix: str, line: int, last: int) -> None:
    """Make a table reach to the line `last`; a list that has this table as an element reaches there, too."""
    for name in {prefix, prefix.partition("[")[0]} - {""}:
        sheet.spans[name] = sheet.spans.get(name, (line, last))[0], last


def _note(sheet: _Sheet, key: str, said: list[tuple[int, str]], line: int, last: int) -> None:
    """Record the lines of a key, and of each element if its value is a list.

    `said` are the tokens of the key's statement, each with its line.
    """
    sheet.spans[key] = line, last
    depth, count, waiting = 0, 0, False
    for at, piece in said[[piece for _, piece in said].index("=") :]:
        if piece in CLOSED:
            depth -= 1
        elif depth == 1 and waiting and piece.strip() and piece[0] not in "#,":
            count, waiting = count + 1, False
            sheet.spans[f"{key}[{count}]"] = at, at + piece.count("\n")
        if piece == "," and depth == 1:
            waiting = True
        if piece in OPEN:
            depth += 1
            waiting = waiting or (depth == 1 and piece == "[")


def _statements(text: str) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Each statement of a TOML text: the number of its first line, and its tokens with their lines."""
    line, depth, said = 1, 0, list[tuple[int, str]]()
    for piece in TOKEN.findall(text):
        if piece == "\n" and depth == 0:
            if any(one.strip() and not one.startswith("#") for _, one in said):
                yield said[0][0], said
            said = []
        elif said or piece.strip():
            said.append((line, piece))
            depth += (piece in OPEN) - (piece in CLOSED)
        line += piece.count("\n")
    if any(one.strip() and not one.startswith("#") for _, one in said):
        yield said[0][0], said


def _table(name: str, many: bool, counts: dict[str, int]) -> str:
    """The path of the table that begins at the header line [name], or [[name]] if `many` is true.

    [[name]] begins one more table of a list. Its path holds its number in the list, from 1. `counts` holds
    how many tables each list has so far.
    """
    if many:
        counts[name] = counts.get(name, 0) + 1
    parts, path = name.split("."), ""
    for n, part in enumerate(parts, 1):
        path = f"{path}.{part}" if path else part
        plain = ".".join(parts[:n])
        path = f"{path}[{counts[plain]}]" if plain in counts else path
    return path


def _dotted(key: str) -> str:
    """A key as faults write it: its parts without quotes, joined by dots."""
    return ".".join(_plain(met[1]) if met[1] else met[2] or met[3] or "" for met in PART.finditer(key))


def _plain(quoted: str) -> str:
    """The characters between two quotes, without escapes; unchanged if the escapes are not JSON's."""
    try:
        return str(json.loads(f'"{quoted}"'))
    except ValueError:
        return quoted
