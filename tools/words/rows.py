"""Messages whose right answers are known, and how the matcher answered each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.words.match import NEWLINE

# Labels whose reply gives the numbers to ring: an emergency that gets any of them is heard.
TROUBLE = frozenset({"EMERGENCY", "ATONCE", "WORRIED"})


@dataclass(frozen=True, slots=True)
class Row:
    """One message, the labels that are right for it, and the kind of mistake or trap that it stands for."""

    text: str
    right: frozenset[str]
    kind: str

    @property
    def group(self) -> str:
        """The group that the row is counted in, by its right labels.

        "oos" (out of scope) has no right label but NONE, "safety" none but EMERGENCY. "lenient" has one of
        the two beside another label. "inscope" is any other row.
        """
        if self.right == {"NONE"}:
            return "oos"
        if self.right == {"EMERGENCY"}:
            return "safety"
        return "lenient" if self.right & {"NONE", "EMERGENCY"} else "inscope"


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, and the label that the matcher gave to its text."""

    row: Row
    label: str

    @property
    def is_question(self) -> bool:
        """Whether the answer was a question."""
        return self.label.startswith("?")

    @property
    def best_label(self) -> str:
        """The label of the answer; of a question, the first label offered that is right, else the first."""
        offers = self.label.lstrip("?").split("|")
        return next((offer for offer in offers if offer in self.row.right), offers[0])

    @property
    def right(self) -> bool:
        """Whether the answer is right; a question is so only for a row of the group "oos" or "lenient"."""
        if self.is_question:
            return self.row.group in ("oos", "lenient")
        return self.best_label in self.row.right

    @property
    def gives_numbers(self) -> bool:
        """Whether the reply gives numbers to ring for help."""
        return self.best_label in TROUBLE


def rows_of(file: Path) -> tuple[Row, ...]:
    """The rows of a file of messages: a header, then text, right labels and kind, with tabs between.

    In the second column A|B means that either label is right.
    """
    lines = file.read_text(encoding="utf-8").split("\n")[1:]
    cells = (line.split("\t") for line in lines if line)
    return tuple(
        Row(text.replace(NEWLINE, "\n"), frozenset(right.split("|")), kind) for text, right, kind in cells
    )


def judge(rows: Iterable[Row], answer: Callable[[str], str]) -> tuple[Judged, ...]:
    """Each row with the label that `answer` gives to its text."""
    return tuple(Judged(row, answer(row.text)) for row in rows)
