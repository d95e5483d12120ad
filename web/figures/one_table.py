"""One table of counts, to show, plot and download; a count from 1 to 4 is shown as "<5" (R42)."""

from dataclasses import dataclass

from web.figures.rough import FEW
from web.figures.spans import MONTHS

# The most rows of a plot with horizontal bars, and the height in pixels of a plot with upright bars.
MOST_PLOTTED, UPRIGHT = 20, 420
PLAIN = ("rung", "closed", "about", "alarms", "limits", "languages")
NO_ROWS = {
    "rung": "No call-back was rung, or that was not counted then.",
    "closed": "No call-back was closed.",
    "about": "Of nothing it was said what it was about.",
    "alarms": "No emergency was noticed.",
    "limits": "No limit was reached.",
    "languages": "No language was chosen.",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of counts; each row has a label and its counts.

    `name` is its name in the URL. `title` and `note` are shown above it. `head` has the head of each column;
    the first column has the labels. With `sideways`, its plot has horizontal bars.
    """

    name: str
    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    sideways: bool = False

    @property
    def none(self) -> str:
        """The sentence shown instead of a table without rows."""
        return NO_ROWS.get(self.name, "Nothing was counted.")

    @property
    def height(self) -> int:
        """The height of the table's plot in pixels; the width is 960."""
        if not self.sideways:
            return UPRIGHT
        return 120 + min(len(self.rows), MOST_PLOTTED) * (26 * len(self.plotted) + 14)

    @property
    def plotted(self) -> tuple[str, ...]:
        """The heads of the columns that the table's plot shows."""
        return self.head[1:2] if self.name == "places" else self.head[1:]

    @property
    def plain(self) -> bool:
        """Whether the table is so short that it needs no plot."""
        return self.name in PLAIN

    @property
    def labels(self) -> list[str]:
        """The labels of the rows on a page: days and months as people write them."""
        return [_as_written(label) if self.name == "days" else label for label, _ in self.rows]

    @property
    def written(self) -> list[tuple[str, ...]]:
        """The table's rows as in `cells`, but with days and months as people write them."""
        return [(label, *cells[1:]) for label, cells in zip(self.labels, self.cells, strict=True)]

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The table's rows as texts to show: the label, then each count, with 1 to 4 as "<5"."""
        return [(label, *map(count_words, numbers)) for label, numbers in self.rows]


def count_words(count: int) -> str:
    """A count in the form in which it may be shown: "<5" for 1 to 4."""
    return f"<{FEW}" if 0 < count < FEW else f"{count:,}"


def _as_written(label: str) -> str:
    """A day ("2026-10-01") or month ("2026-10") as people write it: "1 Oct", "Oct 2026"."""
    year, month, *day = label.split("-")
    name = MONTHS[int(month) - 1][:3]
    return f"{int(day[0])} {name}" if day else f"{name} {year}"
