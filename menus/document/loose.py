"""Finds pieces of a document whose meaning may depend on words above them, such as "Never use:"."""

import re
from dataclasses import dataclass, field

from menus.document.block import Block

OPEN_ENDS = (" if", " when", " unless")  # of a heading that leads a list in without a colon
# A heading or a lead with such words turns round, or binds, what belongs to it.
TURNS = re.compile(
    r"\b(?:if|when|unless|until|except|only|not|cannot|never|no|nor|without|avoid|stop|less|limit|999)\b"
    r"|n[’']t\b",
    re.I,
)
FORBIDS = re.compile(r"(?:do not|don[’']t|never|avoid|stop)\b", re.I)  # a heading that does, without a colon
# What may lead a list in without a colon: it points to the list, or has so many words and no full stop.
POINTS_ON = re.compile(r"\bfollowing\b|\b(?:below|of these|these(?: \w+)?)\W*$|[?,]$", re.I)
MANY = 5
LOST = "the words above it may lead it in"
ALONE = "this leads in what the reader cannot tell"
ANY = 9  # a level below that of all headings: the next heading of whatever level ends it


def leads_in(heading: Block) -> bool:
    """Whether a heading is the beginning of what stands below it, such as "Call 999 if"."""
    return heading.words.endswith((":", *OPEN_ENDS))


@dataclass(slots=True)
class _Over:
    level: int
    turns: bool


@dataclass(slots=True)
class Loose:
    """What stands above the next piece and may change its meaning: headings, a text, leads ("Never use:").

    `head` is the last heading, and `over` are the headings and leads above it that may still hold. `begun`
    says whether anything stands below `head`, and `listed` whether a list does. `first` is true if the next
    text is the first below a heading or a list. `before` is the text just above, or "". `led` is true if a
    list with a lead stands just above, and `went_on` if one stood above `before`. `left` says for how many
    more pieces a lead without a list may hold.
    """

    head: Block | None = None
    over: list[_Over] = field(default_factory=list)
    begun: bool = False
    listed: bool = False
    led: bool = False
    first: bool = True
    before: str = ""
    went_on: bool = False
    left: int = 0

    def heading(self, block: Block) -> None:
        """Go on to a heading; put into `over` what stands above it and may still hold below it."""
        self.over = [one for one in self.over if block.level > one.level]
        head = self.head if self.head and leads_in(self.head) else None
        if self.left:
            self.over.append(_Over(ANY, turns=True))
        elif head and (not self.begun or block.level > head.level):
            turns = bool(TURNS.search(head.words))
            if turns or not self.listed:
                self.over.append(_Over(head.level if block.level > head.level else ANY, turns))
        self.head, self.begun, self.listed, self.first = block, False, False, True
        self.before, self.went_on, self.led, self.left = "", False, False, 0

    def text(self, block: Block) -> str:
        """Go on to a piece that is no item; give why its meaning is in doubt, or "".

        A block of kind "lines" is never in doubt, because an editor has seen it.
        """
        turns = any(one.turns for one in self.over) or self._head_turns()
        doubt = LOST if block.kind != "lines" and (self.left > 1 or (self.first and turns)) else ""
        self.begun, self.first = True, False
        self.before, self.went_on, self.led = block.words, self.led, False
        self.left = max(self.left - 1, 0)
        return doubt

    def item(self, led: bool, by_heading: bool) -> str:
        """Go on to an item; give why its meaning is in doubt, or "".

        `led` is true if the item has a lead. `by_heading` is true if this lead is only a heading.
        """
        self.begun = self.listed = self.first = True
        self.led = self.led or led
        if led:
            return LOST if by_heading and any(one.turns for one in self.over) else ""
        return LOST if self.over or self.left or self._may_be_led() else ""

    def _head_turns(self) -> bool:
        return bool(self.head and leads_in(self.head) and TURNS.search(self.head.words))

    def _may_be_led(self) -> bool:
        """Whether the words above a list without a lead may belong to it."""
        head = self.head and (leads_in(self.head) or FORBIDS.match(self.head.words))
        goes_on = self.before[-1:] not in tuple('.!)”"') and (
            TURNS.search(self.before) or len(self.before.split()) >= MANY
        )
        return bool(head or goes_on or self.went_on or POINTS_ON.search(self.before))

    def unused(self, lead: str, is_lead: bool) -> str:
        """Go on past a lead without items; give why the lead's meaning is in doubt, or "".

        `lead` holds its words. `is_lead` says whether the piece after it is a lead too.
        """
        turns = bool(TURNS.search(lead))
        self.left = 2 if turns or is_lead else 0
        return ALONE if turns or is_lead else ""
