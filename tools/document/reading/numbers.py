"""Counts the list items of a DOCX that Word numbers by itself: their numbers are not among their words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Any

from tools.document.needs import library
from tools.document.reading.runs import inside, value

PLACE = re.compile(r"%(\d)")
LISTED = re.compile(r"List\b.* (\d)$")  # the style of an item of a list in a list
AROUND = " .)(:-"  # of a number as Word writes it, "(1)" or "1."


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it is counted ("decimal"), its text ("%1.%2."), and its first number."""

    counted: str
    text: str
    start: int


@dataclass(slots=True)
class Numbers:
    """The numbered lists of a DOCX, and how far each has been counted.

    `lists` has the levels of each list, by the list's id; the outermost level is 0. `kinds` has each list's
    kind: all lists of one kind are counted together, as one list. `starts` has the number from which a list
    is to start anew, by the list's id and level; a list without such a number goes on counting. `so_far` has
    the last number counted, by kind and level.
    """

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    so_far: dict[str, dict[int, int]] = field(default_factory=dict)

    def before(self, paragraph: Any) -> str:
        """The number that Word shows before a paragraph, such as "2)"; "" if it shows a bullet or no number.

        Each call counts the paragraph, so call this once for each paragraph, in order. The number ends with a
        bracket, because a full stop would end a sentence.
        """
        its, depth = _of(paragraph)
        level = self.lists.get(its, {}).get(depth)
        if level is None or level.counted in ("bullet", "none"):
            return ""
        counted = self.so_far.setdefault(self.kinds[its], {})
        begins = self.starts.pop((its, depth), None)
        counted[depth] = begins if begins is not None else counted.get(depth, level.start - 1) + 1
        for deeper in [one for one in counted if one > depth]:
            del counted[deeper]
        told = PLACE.sub(lambda place: self._told(its, int(place[1]) - 1), level.text).strip(AROUND)
        return f"{told})" if told else ""

    def _told(self, its: str, depth: int) -> str:
        level = self.lists[its].get(depth)
        number = self.so_far[self.kinds[its]].get(depth, level.start if level else 1)
        return _written(number, level.counted if level else "decimal")


def numbers_of(document: Any) -> Numbers:
    """Read which lists a DOCX (`document`, of python-docx) has; without lists the `Numbers` is empty."""
    related = document.part.rels.values()
    held = [one.target_part.blob for one in related if one.reltype.endswith("/numbering")]
    found = Numbers()
    for tree in (library("lxml.etree", "lxml").fromstring(blob) for blob in held):
        kinds = {value(one, "abstractNumId"): dict(_levels(one)) for one in inside(tree, "abstractNum")}
        for one in inside(tree, "num"):
            its = value(one, "numId")
            kind = next((value(each, "val") for each in inside(one, "abstractNumId")), "")
            found.kinds[its], found.lists[its] = kind, {**kinds.get(kind, {})}
            for changed in inside(one, "lvlOverride"):
                found.lists[its] |= dict(_levels(changed))
                for start in inside(changed, "startOverride"):
                    found.starts[its, _number(value(changed, "ilvl"))] = _number(value(start, "val"))
    return found


def _levels(holder: Any) -> Iterator[tuple[int, Level]]:
    for one in inside(holder, "lvl"):
        its: Mapping[str, str] = {
            name: value(each, "val") for name in ("numFmt", "lvlText", "start") for each in inside(one, name)
        }
        level = Level(its.get("numFmt", "decimal"), its.get("lvlText", ""), _number(its.get("start", "1")))
        yield _number(value(one, "ilvl")), level


def _of(paragraph: Any) -> tuple[str, int]:
    """The id of a paragraph's list, and its level in that list, 0 for the outermost.

    If the paragraph itself names no list, its styles may. The id is "" if they name none, either.
    """
    held, style = paragraph._p.xpath("./w:pPr/w:numPr"), paragraph.style
    while not held and style is not None:
        held, style = style.element.xpath("./w:pPr/w:numPr"), style.base_style
    its = next((value(one, "val") for one in inside(held[0], "numId")), "") if held else ""
    depth = next((value(one, "val") for one in inside(held[0], "ilvl")), "0") if held else "0"
    return its, _number(depth)


def lists_around(paragraph: Any) -> tuple[str, ...]:
    """The levels of the lists around a paragraph, from the outermost, "0", to the paragraph's own.

    The paragraph's own level is the level that its list gives it, or the level in the name of its style
    ("List Bullet 2"), whichever is deeper.
    """
    depth = _of(paragraph)[1]
    found = LISTED.match(paragraph.style.name or "") if paragraph.style is not None else None
    named = _number(found[1]) - 1 if found else 0
    return tuple(map(str, range(max(depth, named) + 1)))


def _number(digits: str) -> int:
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _written(number: int, counted: str) -> str:
    """A number as the list shows it: a letter ("b") in a list counted by letters, otherwise figures.

    Roman numbers become figures, too.
    """
    if not counted.endswith("Letter") or not 0 < number <= len(ascii_lowercase):
        return str(number)
    letter = ascii_lowercase[number - 1]
    return letter.upper() if counted.startswith("upper") else letter
