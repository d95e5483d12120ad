"""The messages from which the second ear learns: our own, and ordinary texts without trouble."""

import hashlib
import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click

from menus.phrasing.normalise import plain_words
from tools.words.rows import TROUBLE, Row, rows_of

HERE = Path(__file__).resolve().parents[2]
# Rows that the rules were tuned to, and rows that were written to be learnt from.
TUNED, WRITTEN = HERE / "tests" / "messages.tsv", HERE / "tests" / "ear_rows.tsv"

# Lines of the ordinary texts that a reader took for trouble, after the SHA-256 of their file.
LEFT_OUT = HERE / "tests" / "ear_left_out.txt"

Source = Literal["tuned", "written", "ordinary"]
# What one row counts, against 1: an ordinary text, trouble told calmly, care with a medicine (which has an
# answer of its own), a row that the rules know by heart. Chosen by cross-validation: docs/decisions/0016.
ORDINARY, CALM, CAREFUL, TUNED_TO = 32.0, 2.0, 0.3, 0.5


@dataclass(frozen=True, slots=True)
class TaughtRow:
    """One message to learn from, with its words.

    `row` is the message with its right labels. `trouble` says whether it tells of trouble. `counts` is its
    weight as an example. `source` is "tuned" (the rules were tuned to it), "written" (written to be learnt
    from) or "ordinary". `ruled` is the label that the rules alone give to the message.
    """

    row: Row
    words: tuple[str, ...]
    trouble: bool
    counts: float
    source: Source
    ruled: str


def own_rows(ruled: Callable[[str], str], files: Iterable[Path] = (TUNED, WRITTEN)) -> list[TaughtRow]:
    """The messages in our own `files`, as examples of trouble and of no trouble for the second ear.

    A message is left out if both a label of trouble and another label are right for it. `ruled` is a function
    from a text to the label that the rules alone give it. Raises OSError if a file cannot be read, ValueError
    for a line that is no row.
    """
    found = []
    for file in files:
        source: Source = "tuned" if file == TUNED else "written"
        for row in rows_of(file):
            trouble = row.right <= TROUBLE
            if trouble or not row.right & TROUBLE:
                found.append(_taught_row(row, trouble, _counts_for(row, source), source, ruled))
    return found


def _counts_for(row: Row, source: Source) -> float:
    """The weight of a message that we wrote as an example for the second ear; usually 1."""
    if "SAFETY" in row.right:
        return CAREFUL
    calm = CALM if row.right <= {"ATONCE", "WORRIED"} else 1.0
    return calm * (TUNED_TO if source == "tuned" else 1.0)


def ordinary_rows(file: Path, ruled: Callable[[str], str]) -> list[TaughtRow]:
    """The ordinary texts of a file, as examples without trouble for the second ear.

    A text is left out if the rules or the person who read the file found trouble in it. `ruled` gives the
    label of a text by the rules. Raises UsageError if none is left, or if nobody has read the file; OSError
    if it cannot be read, ValueError for a line that is no row.
    """
    marked = left_out(file)
    kept = []
    for line, row in enumerate(rows_of(file), 2):
        if line not in marked and ruled(row.text) not in TROUBLE:
            plain = Row(html.unescape(row.text), row.right, row.kind)
            kept.append(_taught_row(plain, False, ORDINARY, "ordinary", ruled))
    if not kept:
        raise click.UsageError(f"{file} holds no ordinary text")
    return kept


def left_out(file: Path, marks: Path = LEFT_OUT) -> frozenset[int]:
    """The line numbers of those ordinary texts in `file` in which a reader found trouble.

    The file `marks` lists these numbers, below the hash of the file that was read. Raises UsageError if
    `file` has another hash, because then nobody has read it, or if a line of `marks` is no number. Raises
    OSError if either file cannot be read.
    """
    lines = (line.strip() for line in marks.read_text(encoding="utf-8").splitlines())
    read_by, *marked = [line for line in lines if line and not line.startswith("#")] or [""]
    if read_by != digest(file):
        raise click.UsageError(f"nobody has read {file}: mark the lines that tell of trouble in {marks}")
    if odd := [line for line in marked if not line.isdecimal()]:
        raise click.UsageError(f"{marks}: “{odd[0]}” is no line number: write one a line, comments above")
    return frozenset(map(int, marked))


def digest(file: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal. Raises OSError if it cannot be read."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _taught_row(
    row: Row, trouble: bool, counted: float, source: Source, ruled: Callable[[str], str]
) -> TaughtRow:
    return TaughtRow(row, plain_words(row.text), trouble, counted, source, ruled(row.text))
