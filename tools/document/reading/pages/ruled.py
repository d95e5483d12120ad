"""Finds the tables with drawn lines, and the boxes, of a page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tools.document.reading.pages.letters import Box, Sheet, Word
from tools.document.reading.pages.lines import rows, text_of
from tools.document.reading.pages.tabular import judged

NEAR = 2.5  # points: two edges as near are one, or meet
MOST_EDGES = 1_500  # of a page: with more it is a drawing
FEWEST = 4  # edges of a grid
LONG_CELL = 60  # words: a cell with more is a column of text
LEAST_LINES = 2  # of a box that is more than the colour behind a heading


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table with lines drawn round its cells: its place, and its words by rows and columns.

    A cell over several columns or rows has its words in each of them. `unsure` is true if its rows and
    columns may be wrong.
    """

    box: Box
    cells: tuple[tuple[str, ...], ...]
    unsure: bool = False


def ruled_tables(sheet: Sheet) -> Iterator[tuple[Ruled | None, list[Box]]]:
    """The grids of drawn lines with words in them: each is either a table or some boxes.

    A table comes as (table, []). A grid that is no table comes as (None, its cells). A grid is no table if a
    cell holds a long text, or if it has only one row or column. On a page with too many lines no grid is
    found.
    """
    edges = _merged(sheet.edges)
    if len(edges) > MOST_EDGES:
        return
    for grid in _grids(edges):
        cells = _cells(grid)
        if len({row for row, _ in cells}) * len(cells) <= 1:
            continue
        held = {at: [word for word in sheet.words if box.holds(word)] for at, box in cells.items()}
        if not any(held.values()):
            continue
        across = len({column for _, column in cells}) > 1 and len({row for row, _ in cells}) > 1
        if across and all(len(words) <= LONG_CELL for words in held.values()):
            yield _table(grid, cells, held), []
        else:
            yield None, list(dict.fromkeys(cells.values()))


def _table(
    grid: Sequence[Box], cells: dict[tuple[int, int], Box], held: dict[tuple[int, int], list[Word]]
) -> Ruled:
    down, right = (max(at[n] for at in cells) + 1 for n in (0, 1))
    told: list[tuple[str, ...]] = []
    unsure = False
    for row in range(down):
        columns = [held[row, column] for column in range(right)]
        judgement = (
            judged(columns)
            if len({word.at for words in columns for word in words}) == sum(map(len, columns))
            else None
        )
        if judgement and judgement.cells:  # no lines are drawn between its rows
            told += map(tuple, judgement.cells)
        else:
            told.append(tuple(" ".join(map(text_of, rows(words))) for words in columns))
            unsure = unsure or bool(judgement and not judgement.sure)
    return Ruled(
        Box(
            min(one.x0 for one in grid),
            min(one.top for one in grid),
            max(one.x1 for one in grid),
            max(one.bottom for one in grid),
        ),
        tuple(told),
        unsure,
    )


def framed(sheet: Sheet, taken: Iterable[Box]) -> list[Box]:
    """The boxes of a page that hold several lines of text, but not all the text of the page.

    Left out are a box inside another such box, and a box inside or around one of `taken`, the boxes that are
    read already.
    """
    found: list[Box] = []
    for box in sorted(sheet.boxes, key=lambda one: (one.x0 - one.x1) * (one.bottom - one.top)):
        inside = [word for word in sheet.words if box.holds(word)]
        if len(inside) == len(sheet.words) or len(rows(inside)) < LEAST_LINES:
            continue
        if not any(other.holds(box) or box.holds(other) for other in (*found, *taken)):
            found.append(box)
    return found


def _merged(edges: Iterable[Box]) -> list[Box]:
    """The edges, with those joined that overlap or that continue one another."""
    levels: defaultdict[tuple[bool, int], list[tuple[float, float, float]]] = defaultdict(list)
    for one in edges:
        flat = one.x1 - one.x0 >= one.bottom - one.top
        level = (one.top + one.bottom) / 2 if flat else (one.x0 + one.x1) / 2
        start, end = (one.x0, one.x1) if flat else (one.top, one.bottom)
        levels[flat, round(level / NEAR)].append((start, end, level))
    found = []
    for (flat, _), pieces in levels.items():
        start, end, level = min(pieces)
        for a, b, at in sorted(pieces):
            if a > end + NEAR:
                found.append(_edge(flat, start, end, level))
                start, end, level = a, b, at
            end = max(end, b)
        found.append(_edge(flat, start, end, level))
    return found


def _edge(flat: bool, start: float, end: float, level: float) -> Box:
    return Box(start, level, end, level) if flat else Box(level, start, level, end)


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x0 - NEAR <= other.x1
        and other.x0 - NEAR <= one.x1
        and one.top - NEAR <= other.bottom
        and other.top - NEAR <= one.bottom
    )


def _grids(edges: Sequence[Box]) -> list[list[Box]]:
    """The edges in groups whose members meet; a group with too few edges for a grid is left out."""
    left, found = list(edges), []
    while left:
        group, queue = [], [left.pop()]
        while queue:
            one = queue.pop()
            group.append(one)
            near = [other for other in left if _meet(one, other)]
            queue += near
            left = [other for other in left if other not in near]
        if len(group) >= FEWEST:
            found.append(group)
    return found


def _places(levels: Iterable[float]) -> list[float]:
    found: list[float] = []
    for level in sorted(levels):
        if not found or level - found[-1] > 2 * NEAR:
            found.append(level)
    return found


def _cells(grid: Sequence[Box]) -> dict[tuple[int, int], Box]:
    """The box of each cell by row and column, from 0; places with no line between them share one box.

    `grid` are the drawn edges of one table.
    """
    flat = [one for one in grid if one.x1 - one.x0 >= one.bottom - one.top]
    tall = [one for one in grid if one not in flat]
    xs = _places([x for one in tall for x in (one.x0,)] + [x for one in flat for x in (one.x0, one.x1)])
    ys = _places([y for one in flat for y in (one.top,)] + [y for one in tall for y in (one.top, one.bottom)])
    found: dict[tuple[int, int], Box] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            found[row, column] = Box(xs[column], ys[row], xs[column + 1], ys[row + 1])
    for row, column in list(found):
        here = found[row, column]
        middle = (ys[row] + ys[row + 1]) / 2
        if (row, column + 1) in found and not any(
            abs(one.x0 - xs[column + 1]) <= 2 * NEAR and one.top <= middle <= one.bottom for one in tall
        ):
            _join(found, here, found[row, column + 1])
        here, middle = found[row, column], (xs[column] + xs[column + 1]) / 2
        if (row + 1, column) in found and not any(
            abs(one.top - ys[row + 1]) <= 2 * NEAR and one.x0 <= middle <= one.x1 for one in flat
        ):
            _join(found, here, found[row + 1, column])
    return found


def _join(found: dict[tuple[int, int], Box], one: Box, other: Box) -> None:
    """Replace two boxes by the one box round both, at all places that have either."""
    both = Box(
        min(one.x0, other.x0), min(one.top, other.top), max(one.x1, other.x1), max(one.bottom, other.bottom)
    )
    for at, box in found.items():
        if box in (one, other):
            found[at] = both
