"""Reads numbers that are written as words: "three hundred and sixty" is one number, 360."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from menus.tracing.traced import Lists

HUNDRED, THOUSAND, TEN = 100, 1000, 10
TENS = range(20, HUNDRED, TEN)  # which a number below ten may follow: "twenty five"


@dataclass(slots=True)
class _Sum:
    """A number that grows word by word: its whole thousands, and the rest below (None before any word)."""

    thousands: int = 0
    below: int | None = None

    @property
    def value(self) -> int:
        return self.thousands + (self.below or 0)

    def takes(self, value: int) -> bool:
        """Add one more word's `value`, if it belongs to this number; False, and nothing added, if not."""
        if self.below is None:
            self.thousands, self.below = (value, 0) if value == THOUSAND else (0, value)
            return True
        if value == THOUSAND:
            fits = not self.thousands and self.below > 0
            self.thousands, self.below = (self.below * THOUSAND, 0) if fits else (self.thousands, self.below)
        elif value == HUNDRED:
            fits = 0 < self.below < TEN
            self.below *= HUNDRED if fits else 1
        else:
            fits = self._has_room_for(value)
            self.below += value if fits else 0
        return fits

    def _has_room_for(self, value: int) -> bool:
        """Whether the number ends in enough noughts: five fits behind twenty, sixty behind a hundred."""
        below = self.below or 0
        rest = below % HUNDRED
        if rest in TENS:
            return 0 < value < TEN
        return rest == 0 and 0 < value < HUNDRED and (below > 0 or self.thousands > 0)


def in_words(
    said: tuple[str, ...], figures: Mapping[str, str], joiner: str
) -> Iterator[tuple[int, int, str]]:
    """Each number that a sentence has in words, as (its first token, the token after it, its figures).

    `said` are the sentence's tokens. `figures` maps number words to figures, and words like "half", which
    join no other number, to themselves. The `joiner` ("and") counts only after hundreds and thousands: "two
    hundred and fifty" is one number, "two and fifty" are two. "3 hundred" counts as words, too.
    """
    at = 0
    while at < len(said):
        end, value = _longest(said, at, figures, joiner)
        if end > at:
            yield at, end, value
        at = max(end, at + 1)


def _longest(said: tuple[str, ...], start: int, figures: Mapping[str, str], joiner: str) -> tuple[int, str]:
    """The end of the number that begins at the token `start`, and its figures; `start` if none does."""
    first = figures.get(said[start], said[start] if _before_large(said, start, figures) else "")
    if not first.isdigit():
        return (start + 1, first) if first else (start, "")
    found, end, at = _Sum(), start, start
    while at < len(said):
        value = figures.get(said[at], first if at == start else "")
        if value.isdigit() and found.takes(int(value)):
            end = at = at + 1
        elif said[at] == joiner and end > start and found.value % HUNDRED == 0 and at == end:
            at += 1
        else:
            break
    return end, str(found.value)


def _before_large(said: tuple[str, ...], at: int, figures: Mapping[str, str]) -> bool:
    """Whether the token is in figures, with "hundred" or "thousand" behind it."""
    large = {str(HUNDRED), str(THOUSAND)}
    return said[at].isdigit() and any(figures.get(behind) in large for behind in said[at + 1 : at + 2])


def counted(said: tuple[str, ...], lists: Lists) -> Iterator[tuple[str, str]]:
    """Each number of a sentence in figures, and the words that give it; "two hundred" is one number."""
    worded = {at: (end, value) for at, end, value in in_words(said, lists.numbers, "".join(lists.joins[:1]))}
    at = 0
    while at < len(said):
        end, value = worded.get(at, (at + 1, said[at] if said[at].isdigit() else ""))
        alone = value == "1" and end == at + 1 and not said[at].isdigit()
        after, third, *_ = (*said[end : end + 2], "", "")
        if value and (not alone or _counts(after, third, lists)):
            yield value, " ".join(said[at:end])
        at = end


def _counts(after: str, third: str, lists: Lists) -> bool:
    """Whether the word "one" is a number: "one week", "one in ten", not "one of our …".

    It is judged by the two words behind it, `after` and `third`.
    """
    many = third.isdigit() or third in lists.numbers or third in lists.counted
    return after in lists.counted and (many or after not in lists.shares)
