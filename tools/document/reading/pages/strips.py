"""Finds the white strips that part the columns of a page, and how far down they reach."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from menus.document.bullets import is_bullet
from tools.document.reading.pages.letters import Box, Word
from tools.document.reading.pages.lines import INNER, rows

Item = Word | Box
NARROW, WIDE = 0.7, 1.5  # of a letter's size: how wide a strip is beside many lines, and beside few
MANY = 4  # lines
LEAST = 4.0  # points
HANGING = 40.0  # points from a bullet or number to its text at most
SMALL_GAP = 1.3  # times the usual distance of lines: no new piece


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words that belong together sideways: a bullet and the word behind it are one."""

    x0: float
    top: float
    x1: float
    bottom: float
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """A part of a page: what stands `above`, the `columns` beside one another, and what stands `below`."""

    above: tuple[Item, ...]
    columns: tuple[tuple[Item, ...], ...]
    below: tuple[Item, ...]


def words_in(items: Iterable[Item]) -> list[Word]:
    """The words among the words and boxes of a part of a page."""
    return [one for one in items if isinstance(one, Word)]


def parted(items: Sequence[Item]) -> Parted | None:
    """The tallest part of these items that white strips part into columns; None if there is none."""
    bands = _bands(_runs(items))
    found = next((span for span in _stretches(bands) if _has_columns(bands[span[0] : span[1] + 1])), None)
    if found is None:
        return None
    first, last = _trimmed(bands, *found)
    inside = bands[first : last + 1]
    columns = _columns(inside, _free(inside))
    if not columns:
        return None
    return Parted(_items(bands[:first]), tuple(map(tuple, columns)), _items(bands[last + 1 :]))


def _stretches(bands: Sequence[Sequence[Run]]) -> list[tuple[int, int]]:
    """The first and last band of each part with a white strip through it, that with most in it first."""
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


def _runs(items: Sequence[Item]) -> list[Run]:
    found = [Run(one.x0, one.top, one.x1, one.bottom, (one,)) for one in items if isinstance(one, Box)]
    for row in rows(words_in(items)):
        waiting: list[Word] = []
        for word in row:
            if waiting and word.x0 - waiting[-1].x1 > HANGING:
                found += [Run(one.x0, one.top, one.x1, one.bottom, (one,)) for one in waiting]
                waiting = []
            waiting.append(word)
            if not _leads(word.words):
                top, bottom = min(one.top for one in waiting), max(one.bottom for one in waiting)
                inner = INNER * (word.bottom - word.top)
                found.append(Run(waiting[0].x0, top + inner, word.x1, bottom - inner, tuple(waiting)))
                waiting = []
        found += [Run(one.x0, one.top, one.x1, one.bottom, (one,)) for one in waiting]
    return found


def _leads(words: str) -> bool:
    """Whether a word is a bullet, or the number of an item, and so belongs to the word behind it."""
    number = words.rstrip(".)")
    return is_bullet(words) or (
        number != words and (number.isdigit() or len(number) == 1) and len(number) < 3
    )


def _bands(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs in bands from top to bottom, with white between them over the whole width."""
    found: list[list[Run]] = []
    bottom = float("-inf")
    for run in sorted(runs, key=lambda one: one.top):
        if not found or run.top >= bottom:
            found.append([])
        found[-1].append(run)
        bottom = max(bottom, run.bottom)
    return found


Span = tuple[float, float]


def _without(free: list[Span], band: Iterable[Run]) -> list[Span]:
    """The spans that are still free when the runs of a band are taken off."""
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
    """The free spans that have something on both sides."""
    runs = [run for band in bands for run in band]
    left, right = min(run.x0 for run in runs), max(run.x1 for run in runs)
    return iter([(start, end) for start, end in free if start > left and end < right])


def _columns(bands: Sequence[Sequence[Run]], free: list[Span]) -> list[list[Item]]:
    """The items of each column between the strips that are wide enough; none where there is no such strip."""
    strips = list(_inner(free, bands))
    if not strips:
        return []
    runs = [run for band in bands for run in band]
    while strips:
        columns: list[list[Item]] = [[] for _ in range(len(strips) + 1)]
        for run in runs:
            columns[sum(run.x0 >= end for _, end in strips)] += run.items
        weak = [at for at, strip in enumerate(strips) if not _holds(strip, columns[at], columns[at + 1])]
        if not weak:
            return columns
        strips.pop(weak[0])
    return []


def _holds(strip: Span, left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Whether a strip is wide enough for what stands beside it, and that is more than a line."""
    heights = [_lines(side) for side in (left, right)]
    words = words_in((*left, *right))
    size = median(word.size for word in words) if words else 10.0
    if max(heights) < 2:  # noqa: PLR2004 - a single line has no column beside it
        return False
    return strip[1] - strip[0] >= (NARROW if min(heights) >= MANY else WIDE) * size


def _lines(items: Sequence[Item]) -> int:
    boxes = sum(isinstance(one, Box) for one in items)
    return len(rows(words_in(items))) + MANY * boxes


def _trimmed(bands: Sequence[Sequence[Run]], first: int, last: int) -> tuple[int, int]:
    """The columns without the headings above and below them that stand over the whole width.

    Such a heading is short, so that it lies within one column; white parts it from the columns, or what
    follows it goes over the whole width.
    """
    tops = [min(run.top for run in band) for band in bands]
    gaps = [top - max(run.bottom for run in band) for band, top in zip(bands, tops[1:], strict=False)]
    usual = median(gaps[first:last]) if last > first else 0.0
    sides = [_sides(bands[first : last + 1], band) for band in bands]
    while (
        first < last
        and len(sides[first]) == 1
        and (sides[first] == {0} or gaps[first] > SMALL_GAP * usual + 1)
        and _has_columns(bands[first + 1 : last + 1])
    ):
        first += 1
    end = last
    while end > first and len(sides[end]) == 1:
        end -= 1
        if gaps[end] > SMALL_GAP * usual + 1 and last + 1 < len(bands) and last - end <= MANY // 2:
            return first, end
    return first, last


def _has_columns(bands: Sequence[Sequence[Run]]) -> bool:
    return bool(_columns(bands, _free(bands)))


def _sides(bands: Sequence[Sequence[Run]], band: Sequence[Run]) -> set[int]:
    strips = list(_inner(_free(bands), bands))
    return {sum(run.x0 >= end for _, end in strips) for run in band}
