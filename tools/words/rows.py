"""Messages with their right answers, and the answers that the matcher gave."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from menus.messages.written import written
from tools.words.match import NEWLINE

OF_A_ROW = 2  # tabs
# Labels whose reply gives the numbers to ring: an emergency that gets any of them is heard.
TROUBLE = frozenset({"EMERGENCY", "ATONCE", "WORRIED"})


@dataclass(frozen=True, slots=True)
class Row:
    """One message, the labels that are right for it, and the kind of example that it is (`kind`)."""

    text: str
    right: frozenset[str]
    kind: str

    @property
    def group(self) -> str:
        """The group in which the figures count the message, by its right labels.

        "oos" (out of scope): only NONE is right. "safety": only EMERGENCY is right. "lenient": NONE or
        EMERGENCY is right, and another label too. "inscope": any other message.
        """
        if self.right == {"NONE"}:
            return "oos"
        if self.right == {"EMERGENCY"}:
            return "safety"
        return "lenient" if self.right & {"NONE", "EMERGENCY"} else "inscope"


@dataclass(frozen=True, slots=True)
class Judged:
    """A message with its right labels, and the label that the matcher gave it."""

    row: Row
    label: str

    @property
    def is_question(self) -> bool:
        """Whether the matcher's answer is a question ("Did you mean …?")."""
        return self.label.startswith("?")

    @property
    def best_label(self) -> str:
        """The one label by which the matcher's answer is judged.

        If the answer is a question, it is the first label on offer that is right for the message, or the
        first on offer if none is right.
        """
        offers = self.label.lstrip("?").split("|")
        return next((offer for offer in offers if offer in self.row.right), offers[0])

    @property
    def right(self) -> bool:
        """Whether the matcher's answer is right for the message.

        A question ("Did you mean …?") is right only for messages of two groups: "oos", for which only NONE is
        right, and "lenient", for which NONE or EMERGENCY is right and another label too.
        """
        if self.is_question:
            return self.row.group in ("oos", "lenient")
        return self.best_label in self.row.right

    @property
    def gives_numbers(self) -> bool:
        """Whether the reply to the matcher's answer gives the sender phone numbers for help."""
        return self.best_label in TROUBLE


def rows_of(file: Path) -> tuple[Row, ...]:
    """The messages in a file: after a header, lines of text, right labels and kind, separated by tabs.

    A|B as right labels means that either of the two is right. A file without a header is a pack's
    messages.tsv. All its messages have the kind "own"; messages without an answer, or still to be written,
    are left out. Raises OSError if the file cannot be read, and ValueError for a line with more or fewer
    cells.
    """
    sheet = file.read_text(encoding="utf-8")
    if sheet.partition("\n")[0].count("\t") != OF_A_ROW:
        own = (row for row in written(sheet) if row.right and not row.to_write)
        return tuple(Row(row.text, row.right, "own") for row in own)
    return tuple(_row(at, line) for at, line in enumerate(sheet.split("\n")[1:], 2) if line)


def _row(at: int, line: str) -> Row:
    """The message in line number `at` of a file. Raises ValueError unless the line has three cells."""
    cells = line.split("\t")
    if len(cells) != OF_A_ROW + 1:
        raise ValueError(f"line {at} has {len(cells)} cells: write text, right labels and kind, tabs between")
    text, right, kind = cells
    return Row(text.replace(NEWLINE, "\n"), frozenset(right.split("|")), kind)


def judge(rows: Iterable[Row], answer: Callable[[str], str]) -> tuple[Judged, ...]:
    """The messages with their labels from `answer`, the matcher under test."""
    return tuple(Judged(row, answer(row.text)) for row in rows)
