"""The rows of a messages.tsv: the right answer, a tab, and a message as somebody may write it."""

from collections.abc import Iterator
from dataclasses import dataclass

# The head of a file of the version before, whose rows are text, answer, and kind.
OLD_HEAD = "text\texpected\tkind"
TO_WRITE = "..."  # stands for a message that is still to be written
NEWLINE = "\\n"  # a line break within a message


@dataclass(frozen=True, slots=True)
class Written:
    """One row: `line` is its number from 1, `whole` the whole line, `text` the message.

    Any answer in `right` is right; a row without a tab has none. The row of an alarm may name a topic on
    medicines: then `of` is the keyword of that topic, else "". A row with two alarms may name one topic.
    """

    line: int
    whole: str
    right: frozenset[str]
    of: str
    text: str

    @property
    def to_write(self) -> bool:
        """Whether the message is still to be written: it is empty, or only "..."."""
        return self.text.strip() in ("", TO_WRITE, "…")


def written(sheet: str) -> Iterator[Written]:
    """The rows of a messages.tsv, without empty lines and lines that begin with #."""
    old = sheet.startswith(OLD_HEAD)
    for number, line in enumerate(sheet.splitlines(), 1):
        if line.strip() and not line.startswith("#") and not (old and number == 1):
            cells = line.split("\t", 2 if old else 1)
            answer, text = (cells[1], cells[0]) if old else (cells[0], cells[-1])
            parts = [one.strip().partition(" ") for one in answer.strip().upper().split("|")]
            right = frozenset(name for name, _, _ in parts) if len(cells) > 1 else frozenset[str]()
            of = "|".join(dict.fromkeys(topic.strip() for _, _, topic in parts if topic.strip()))
            yield Written(number, line, right, of, text.strip().replace(NEWLINE, "\n"))
