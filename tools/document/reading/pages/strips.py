"""Finds the white strips that part the columns of a page, and how far down they reach."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from tools.document.reading.pages.bands import Item, Run, bands_of, words_in
from tools.document.reading.pages.letters import Box, Word
from tools.document.reading.pages.lines import is_beside, rows

NARROW, WIDE = 0.7, 1.5  # of a letter's size: how wide a strip is beside many lines, and beside few
LEVEL = 1.0  # points between two lines of one level
DRAWN_APART = 0.35  # of it, where the lines are not drawn across the strip
MANY = 4  # lines
LEAST = 4.0  # points
MOST_CUTS = 8  # places at which columns may become other columns, those with most white first
SMALL_GAP = 1.3  # times the usual distance of lines: no new piece


@dataclass(frozen=True, slots=True)
class Parted:
    """A part of a page: what stands `above`, the `columns` beside one another, and what stands `below`."""

    above: tuple[Item, ...]
    columns: tuple[tuple[Item, ...], ...]
    below: tuple[Item, ...]


def parted(items: Sequence[Item]) -> Parted | None:
    """Part these items into columns, where white strips run between them; None if there are no columns.

    If the columns are not the same all the way down, only the part with the most words is parted.
    """
    bands = bands_of(items)
    found = next((span for span in _stretches(bands) if _strips(bands[span[0] : span[1] + 1])), None)
    if found is None:
        return None
    first, last = _trimmed(bands, *_alike(bands, *_trimmed(bands, *found)))
    inside = bands[first : last + 1]
    strips = _strips(inside)
    if not strips:
        return None
    columns = tuple(map(tuple, _between(strips, inside)))
    return Parted(_items(bands[:first]), columns, _items(bands[last + 1 :]))


def _stretches(bands: Sequence[Sequence[Run]]) -> list[tuple[int, int]]:
    """The parts of a page that a white strip runs through from top to bottom.

    Each is given by the numbers of its first and last band. The part with the most words comes first.
    """
    found: list[tuple[int, int, int]] = []
    for first in range(len(bands)):
        free: list[Span] = [(float("-inf"), float("inf"))]
        left, right, held = float("inf"), float("-inf"), 0
        for last in range(first, len(bands)):
            free = _without(free, bands[last])
            left = min(left, *(run.x0 for run in bands[last]))
            right = max(right, *(run.x1 for run in bands[last]))
            held += sum(len(run.items) for run in bands[last])
            if any(start > left and end < right for start, end in free):
                found.append((held, first, last))
    return [(first, last) for _, first, last in sorted(found, key=lambda one: (-one[0], one[1:]))]


def _items(bands: Iterable[Sequence[Run]]) -> tuple[Item, ...]:
    return tuple(item for band in bands for run in band for item in run.items)


Span = tuple[float, float]


def _without(free: list[Span], band: Iterable[Run]) -> list[Span]:
    """The parts of the `free` spans, from left to right, that the runs of a band leave free.

    Parts that are too narrow for a strip are dropped.
    """
    for run in band:
        free = [
            part
            for start, end in free
            for part in (
                ((start, end),) if run.x1 <= start or run.x0 >= end else ((start, run.x0), (run.x1, end))
            )
            if part[1] - part[0] >= LEAST
        ]
    return free


def _free(bands: Iterable[Sequence[Run]]) -> list[Span]:
    free: list[Span] = [(float("-inf"), float("inf"))]
    for band in bands:
        free = _without(free, band)
    return free


def _inner(free: Iterable[Span], bands: Iterable[Sequence[Run]]) -> Iterator[Span]:
    """The free spans that have words or boxes of the bands on both sides."""
    runs = [run for band in bands for run in band]
    left, right = min(run.x0 for run in runs), max(run.x1 for run in runs)
    return iter([(start, end) for start, end in free if start > left and end < right])


def _strips(bands: Sequence[Sequence[Run]]) -> list[Span]:
    """The white strips that separate the columns of these bands, from left to right; [] if there are none.

    A strip counts only if it is wide enough for the columns on both sides of it (`_holds`).
    """
    strips = list(_inner(_free(bands), bands))
    while strips:
        columns = _between(strips, bands)
        weak = [at for at, strip in enumerate(strips) if not _holds(strip, columns[at], columns[at + 1])]
        if not weak:
            return strips
        strips.pop(weak[0])
    return []


def _between(strips: Sequence[Span], bands: Iterable[Sequence[Run]]) -> list[list[Item]]:
    """The items of bands by column, from left to right; `strips` separate the columns."""
    columns: list[list[Item]] = [[] for _ in range(len(strips) + 1)]
    for band in bands:
        for run in band:
            columns[sum(run.x0 >= end for _, end in strips)] += run.items
    return columns


def _holds(strip: Span, left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Whether a white strip is wide enough to separate the columns `left` and `right` of it.

    How wide it must be depends on how many lines the columns have, and whether their lines go together. No
    strip separates two columns of at most one line each.
    """
    heights = [_lines(side) for side in (left, right)]
    words = words_in((*left, *right))
    size = median(word.size for word in words) if words else 10.0
    if max(heights) < 2:  # noqa: PLR2004 - a single line has no column beside it
        return False
    if strip[1] - strip[0] >= DRAWN_APART * size and _are_apart(words_in(left), words_in(right)):
        return True
    return strip[1] - strip[0] >= (NARROW if min(heights) >= MANY else WIDE) * size


def _are_apart(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether the lines left and right of a strip are mostly separate lines, and not one line with a gap.

    Two lines side by side are separate if they do not stand on the same level, or if the page does not draw
    one straight after the other. `left` and `right` are the words on both sides of the strip.
    """
    lines = rows(left)
    votes = []
    for other in rows(right):
        # what is drawn before it stands lower: it begins anew at the top
        votes += (
            [True]
            if any(row[0].top >= other[0].top + LEVEL and row[0].at < other[0].at for row in lines)
            else []
        )
        for row in lines:
            if is_beside(row, other):
                level = abs(row[-1].bottom - other[0].bottom) <= LEVEL
                votes.append(not level or row[-1].at + 1 != other[0].at)
                if not votes[-1] and other[0].x0 - row[-1].x1 < NARROW * row[-1].size:
                    return False
    return len(votes) > 1 and sum(votes) > len(votes) / 2


def _lines(items: Sequence[Item]) -> int:
    boxes = sum(isinstance(one, Box) for one in items)
    return len(rows(words_in(items))) + MANY * boxes


def _trimmed(bands: Sequence[Sequence[Run]], first: int, last: int) -> tuple[int, int]:
    """The positions of the first and last band of some columns, without the headings above and below them.

    `first` and `last` are the positions with the headings. A short heading lies within one column, and looks
    like a line of its text. It is taken for a heading if more white than usual separates it from the columns.
    Above the columns, a band in the first column alone is a heading even without such white.
    """
    gaps = _gaps(bands)
    usual = median(gaps[first:last]) if last > first else 0.0
    sides = [_sides(bands[first : last + 1], band) for band in bands]
    while (
        first < last
        and len(sides[first]) == 1
        and (sides[first] == {0} or gaps[first] > SMALL_GAP * usual + 1)
        and _strips(bands[first + 1 : last + 1])
    ):
        first += 1
    end = last
    while end > first and len(sides[end]) == 1:
        end -= 1
        if gaps[end] > SMALL_GAP * usual + 1 and last + 1 < len(bands) and last - end <= MANY // 2:
            return first, end
    return first, last


def _alike(bands: Sequence[Sequence[Run]], first: int, last: int) -> tuple[int, int]:
    """The first and last position of those bands, between `first` and `last`, that share the same columns.

    If white parts the bands into an upper and a lower part with different columns, the result is the upper
    part, or the lower part if the upper has no columns. Otherwise it is all the bands.
    """
    gaps = _gaps(bands)
    usual = median(gaps[first:last]) if last > first else 0.0
    whole = _strips(bands[first : last + 1])
    for at in sorted(range(first, last), key=lambda one: -gaps[one])[:MOST_CUTS]:
        if gaps[at] >= usual:
            above, below = _strips(bands[first : at + 1]), _strips(bands[at + 1 : last + 1])
            if _is_other(above, whole):
                return first, at
            if _is_other(below, whole):
                return (first, at) if above else (at + 1, last)
    return first, last


def _gaps(bands: Sequence[Sequence[Run]]) -> list[float]:
    """The height of the white space below each band but the last."""
    tops = [min(run.top for run in band) for band in bands]
    return [top - max(run.bottom for run in band) for band, top in zip(bands, tops[1:], strict=False)]


def _is_other(strips: Iterable[Span], whole: Sequence[Span]) -> bool:
    """Whether one of `strips` overlaps none of the strips in `whole`."""
    return any(not any(start < b and a < end for a, b in whole) for start, end in strips)


def _sides(bands: Sequence[Sequence[Run]], band: Sequence[Run]) -> set[int]:
    strips = list(_inner(_free(bands), bands))
    return {sum(run.x0 >= end for _, end in strips) for run in band}
