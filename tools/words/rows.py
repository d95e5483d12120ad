"""Messages whose right answers are known, and what the matcher made of each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.words.match import NEWLINE

TROUBLE = frozenset({"EMERGENCY", "ATONCE", "WORRIED"})
"""Labels whose reply gives the numbers to ring: an emergency that gets any of them is heard."""


@dataclass(frozen=True, slots=True)
class Row:
    """One message, the labels that are right for it, and the kind of mistake or trap that it stands for."""

    text: str
    right: frozenset[str]
    kind: str

    @property
    def group(self) -> str:
        """Which figures the row counts for: in scope, out of scope, safety, or (more than one view is
        right) lenient.
        """
        if self.right == {"NONE"}:
            return "oos"
        if self.right == {"EMERGENCY"}:
            return "safety"
        return "lenient" if self.right & {"NONE", "EMERGENCY"} else "inscope"


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and what the matcher made of it."""

    row: Row
    label: str

    @property
    def asked(self) -> bool:
        """True when the answer was a question."""
        return self.label.startswith("?")

    @property
    def meant(self) -> str:
        """The label itself, or the first right one of those offered, or the first one offered."""
        offers = self.label.lstrip("?").split("|")
        return next((offer for offer in offers if offer in self.row.right), offers[0])

    @property
    def right(self) -> bool:
        """Right at once; where nothing would be right too, a question back is no mistake."""
        if self.asked:
            return self.row.group in ("oos", "lenient")
        return self.meant in self.row.right

    @property
    def heard(self) -> bool:
        """True when the reply gives the numbers to ring."""
        return self.meant in TROUBLE


def rows_of(file: Path) -> tuple[Row, ...]:
    """The rows of a file: a header, then text, right labels (A|B: any is right) and kind, with tabs
    between.
    """
    lines = file.read_text(encoding="utf-8").split("\n")[1:]
    cells = (line.split("\t") for line in lines if line)
    return tuple(
        Row(text.replace(NEWLINE, "\n"), frozenset(right.split("|")), kind) for text, right, kind in cells
    )


def judged(rows: Iterable[Row], answer: Callable[[str], str]) -> tuple[Judged, ...]:
    """Each row with the label that `answer` gives its text."""
    return tuple(Judged(row, answer(row.text)) for row in rows)
