"""The weights of runs of letters in one sorted byte table, a tenth of the size of a dictionary."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# A run's mark has 24 bits; its first 12 say where in the table to look.
HEADS, REST = 1 << 12, 12

# A weight from -127 to 127 is kept as a byte that is larger by so much.
ZERO = 128

# Bytes of a mark where the table is written down, the highest first.
MARK = 3


@dataclass(frozen=True, slots=True)
class SortedRuns:
    """The weights of runs of letters in a small table: for each run, `wide` weights, one for each subject.

    `marks` holds the hashes of the runs in ascending order. `weights` holds, in the same order, `wide` bytes
    for each run; each byte is a weight plus 128. `heads` makes the search quick. It has, for each value of
    the first bits of a hash, the index in `marks` at which the hashes with these bits begin.
    """

    marks: "array[int]" = field(repr=False)
    weights: bytes = field(repr=False)
    wide: int
    heads: "array[int]" = field(repr=False)

    def get(self, mark: int, otherwise: int = 0) -> int:
        """The first weight of the run with this hash; `otherwise` if there is no such run."""
        places = self._places((mark,))
        return self.weights[places[0] * self.wide] - ZERO if places else otherwise

    def __iter__(self) -> Iterator[int]:
        return iter(self.marks)

    def __len__(self) -> int:
        return len(self.marks)

    def total(self, found: Iterable[int]) -> int:
        """The sum of the first weights of the runs with these hashes; an unknown hash adds nothing."""
        places, wide, weights = self._places(found), self.wide, self.weights
        return sum(weights[at * wide] for at in places) - ZERO * len(places)

    def sums(self, found: Iterable[int]) -> tuple[int, ...]:
        """For each subject, the sum of the weights of the runs with these hashes; unknown ones count 0."""
        places, wide, weights = self._places(found), self.wide, self.weights
        rows = [weights[at * wide : (at + 1) * wide] for at in places]
        none = ZERO * len(rows)
        return tuple(sum(column) - none for column in zip(*rows, strict=True)) if rows else (0,) * wide

    def _places(self, found: Iterable[int]) -> list[int]:
        """The indices in `marks` of these hashes; unknown hashes are left out."""
        marks, heads, places = self.marks, self.heads, list[int]()
        for mark in found:
            head = mark >> REST
            first, end = heads[head], heads[head + 1]
            if first < end:
                at = bisect_left(marks, mark, first, end)
                if at < end and marks[at] == mark:
                    places.append(at)
        return places


def sorted_runs(marks: Iterable[int], weights: bytes, wide: int) -> SortedRuns:
    """Make the table from hashes in ascending order, and `wide` bytes of weights for each."""
    ordered = array("I", marks)
    heads = array("H", (bisect_left(ordered, head << REST) for head in range(HEADS + 1)))
    return SortedRuns(ordered, weights, wide, heads)
