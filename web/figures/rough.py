"""Amounts as people say them ("about a tenth more"), from no more than the page shows (R42)."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

FEW = 5
# "About" means within a twentieth of the whole; a part within a two-hundredth is named without "about".
ABOUT, EXACT = Fraction(1, 20), Fraction(1, 200)
# Fewer are not compared, as words would say more than the numbers do: one call more would be "a tenth more".
ENOUGH = 20
MOST_TIMES = 10
LITTLE = "under a tenth"

PARTS = {
    Fraction(1, 10): "a tenth",
    Fraction(1, 5): "a fifth",
    Fraction(1, 4): "a quarter",
    Fraction(1, 3): "a third",
    Fraction(1, 2): "half",
    Fraction(2, 3): "two thirds",
    Fraction(3, 4): "three quarters",
    Fraction(4, 5): "four fifths",
    Fraction(9, 10): "nine in ten",
}
TIMES = (
    *("", "", "twice", "three times", "four times", "five times"),
    *("six times", "seven times", "eight times", "nine times", "ten times"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as a reader of the page knows it: at least `least`, and at most `most`.

    The two differ for a count shown as "<5". Sentences about counts are made from these two alone, so that
    nobody learns from words what the numbers do not tell.
    """

    least: int
    most: int

    def __add__(self, other: "Shown") -> "Shown":
        return Shown(self.least + other.least, self.most + other.most)

    @property
    def known(self) -> bool:
        """Whether the page shows the exact number."""
        return self.least == self.most


NONE = Shown(0, 0)


def shown(count: int) -> Shown:
    """What the page tells of a count; for 1 to 4, only that it is in this range."""
    return Shown(1, FEW - 1) if 0 < count < FEW else Shown(count, count)


def amount(count: Shown, one: str, no: str = "no") -> str:
    """A count with its noun: "214 calls", "fewer than 5 calls", "no calls".

    `one` is the noun in the singular, `no` the word before it for a count of 0.
    """
    if count.most == 0:
        return f"{no} {one}s"
    return f"{count.least:,} {one}s" if count.known else f"fewer than {FEW} {one}s"


def share(part: Shown, whole: Shown) -> str:
    """How much of `whole` the count `part` is: "half", "about a third", "over half", "under a tenth".

    "" if the whole is less than 20, or the page shows too little for a comparison.
    """
    if whole.least < ENOUGH:
        return ""
    least, most = Fraction(part.least, whole.most), min(Fraction(1), Fraction(part.most, whole.least))
    if least == 1:
        return "all"
    if least >= 1 - ABOUT:
        return "nearly all"
    return _about(least, most) or (LITTLE if most < min(PARTS) else _over(least))


def compared(now: Shown, before: Shown) -> str:
    """The comparison of `now` with `before` in words: "about a tenth more than", "as many as".

    "" if the page shows too little for a comparison.
    """
    if now.known and now == before:
        return "as many as"
    if min(now.least, before.least) < ENOUGH:
        return _more_or_fewer(now, before)
    least, most = Fraction(now.least, before.most), Fraction(now.most, before.least)
    if abs(least - 1) <= ABOUT and abs(most - 1) <= ABOUT:
        return "about as many as"
    said = next(_times(least, most), "") or _part_more(least - 1, most - 1) or _part_left(least, most)
    return said or _more_or_fewer(now, before)


def _more_or_fewer(now: Shown, before: Shown) -> str:
    if now.least > before.most:
        return "more than"
    return "fewer than" if now.most < before.least else ""


def _times(least: Fraction, most: Fraction) -> Iterator[str]:
    """The ways to say that a count is `least` to `most` times as high as before; the best comes first.

    Gives none for a rise that is too small to be called "about twice as many as".
    """
    for times in range(2, MOST_TIMES + 1):
        off = max(abs(least / times - 1), abs(most / times - 1))
        if off <= ABOUT:
            yield f"{'' if off <= EXACT else 'about '}{TIMES[times]} as many as"
    below = min(ceil(least) - 1, MOST_TIMES)
    if TIMES[max(below, 0)]:
        yield f"over {TIMES[below]} as many as"


def _part_more(least: Fraction, most: Fraction) -> str:
    """The words for a count that has grown by a part of what it was: "about a tenth more than".

    The part lies between `least` and `most`. "" if no words fit, as for a count that has not grown.
    """
    said = _about(least, most) or _over(least)
    if said.endswith("half"):
        return f"{said} as many again as"
    return f"{said} more than" if said else ""


def _part_left(least: Fraction, most: Fraction) -> str:
    """The words for a count that is down to a part of what it was: "about a tenth fewer than".

    The part that is left lies between `least` and `most`. "" if no words fit.
    """
    half = Fraction(1, 2)
    if most >= 1:
        return ""
    if least > half + ABOUT:
        said = _about(1 - most, 1 - least) or _over(1 - most)
        return f"{said} fewer than" if said else ""
    said = _about(least, most)
    if said:
        return f"{said} as many as"
    above = [part for part in PARTS if most <= part <= half]
    return f"fewer than {PARTS[min(above)]} as many as" if above else ""


def _about(least: Fraction, most: Fraction) -> str:
    """A simple part that is near both `least` and `most`, in words: "half", "about half"; "" if none is."""

    def off(part: Fraction) -> Fraction:
        return max(abs(least - part), abs(most - part))

    nearest = min(PARTS, key=off)
    if off(nearest) > ABOUT:
        return ""
    return PARTS[nearest] if off(nearest) <= EXACT else f"about {PARTS[nearest]}"


def _over(least: Fraction) -> str:
    """The largest simple part below `least`, in words: "over a third"; "" if there is none."""
    below = [part for part in PARTS if part < least]
    return f"over {PARTS[max(below)]}" if below else ""
