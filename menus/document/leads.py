"""Gives each item of a list the words that lead it in ("Never use:"), and never those of another list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from menus.document.block import Block
from menus.document.cutting import sentences_in
from menus.document.loose import Loose, leads_in

FLAT = ("",)  # the list of an item whose reader knows nothing of lists
NOT_SURE = "the reader cannot tell which words lead this item of a list in"
BEHIND = "this stands behind a list under a heading that leads the list in"
MORE = "this goes on with an item, and the words that lead its list in may not be meant for it"


@dataclass(slots=True)
class _Lead:
    """Words that lead a list in, such as "Never use:".

    `own` names the lists around the items that they lead in, and is None before the first of these items. If
    the words are an item themselves, `lists` names the lists around that item. `doubt` is why the words are
    in doubt, or "". If they are in doubt, so are the items. If `alone` is true, no lead of an outer list is
    said before the items.
    """

    words: str
    lists: tuple[str, ...] = ()
    own: tuple[str, ...] | None = None
    doubt: str = ""
    alone: bool = False


class Nesting:
    """Finds the list to which each item of a text belongs, by the item's mark and indentation."""

    def __init__(self) -> None:
        """Begin outside all lists."""
        self._open: list[tuple[int, str]] = []

    def leave(self) -> None:
        """End all lists."""
        self._open = []

    def lists(self, indent: int, mark: str) -> tuple[str, ...]:
        """Go on to an item, and give the lists around it, outermost first.

        The item belongs to a list with the same `indent` and `mark`. If no such list is open, the item begins
        one, inside the lists that are indented no further.
        """
        while self._open and self._open[-1][0] > indent:
            self._open.pop()
        if (indent, mark) in self._open:
            del self._open[self._open.index((indent, mark)) + 1 :]
        else:
            self._open.append((indent, mark))
        return tuple(f"{far}{sign}" for far, sign in self._open)


def led_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with the words that lead a list in ("Never use:") before each item of the list.

    Without those words, an item under "Do not" would say the opposite of what is meant. So might an item with
    the words of another list. So an item whose list is in doubt gets no such words, and its block has a
    `doubt`. A heading that leads a list in says nothing of a text below the list. So an earlier heading is
    repeated above that text.
    """
    leading = _Leading()
    for block in blocks:
        yield from leading.item(block) if block.kind == "item" else leading.other(block)
    yield from leading.flush()


class _Leading:
    """The state of `led_in` between two blocks: mainly the leads whose lists have not ended."""

    def __init__(self) -> None:
        """Begin without any lead."""
        self._leads: list[_Lead] = []
        self._unused: Block | None = None
        self._doubted: tuple[str, ...] | None = None
        self._outer: Block | None = None
        self._heading: Block | None = None
        self._loose = Loose()

    def flush(self, behind: Block | None = None) -> Iterator[Block]:
        """Give the block that was held back as a lead, unless an item below has got its words.

        `behind` is the block after the one held back. It is None before an item and at the end of the
        document.
        """
        if self._unused:
            last = sentences_in(self._unused)[-1]
            doubt = self._loose.unused(last, _leads(behind)) if behind else ""
            yield replace(self._unused, doubt=self._unused.doubt or doubt)
        self._unused = None

    def other(self, block: Block) -> Iterator[Block]:
        """Go on to a block that is no item, which ends all lists; give the blocks that are complete now."""
        yield from self.flush(block)
        led = bool(self._leads and self._leads[0].own)
        self._leads, self._doubted = [], None
        if block.kind == "heading":
            yield from self._headed(block)
            return
        doubt = self._loose.text(block)
        if self._heading and led:
            doubt = BEHIND
            if self._outer:
                self._loose.heading(self._outer)
                yield self._outer
        block = replace(block, doubt=doubt)
        self._heading = None
        yield from self._opened(block, block) if _leads(block) else (block,)

    def _headed(self, block: Block) -> Iterator[Block]:
        self._loose.heading(block)
        self._heading = block if leads_in(block) else None
        if self._heading:
            self._leads = [_Lead(f"{block.words.rstrip(':')}:")]
        else:
            self._outer = block
        yield block

    def item(self, block: Block) -> Iterator[Block]:
        """Go on to an item of a list, or to a further paragraph of an item; give the complete blocks."""
        held = block.lists or FLAT
        self._end(held)
        yield from self.flush()
        doubt = next((lead.doubt for lead in self._leads if lead.doubt), "")
        loose = self._loose.item(bool(self._leads), bool(self._heading) and len(self._leads) == 1)
        if self._is_doubtful(held) or (block.more and self._leads):
            told = replace(block, doubt=MORE if block.more else NOT_SURE)
        else:
            start = max((at for at, lead in enumerate(self._leads) if lead.alone), default=0)
            outer = " ".join(lead.words for lead in self._leads[start:])
            told = replace(block, words=f"{outer} {block.words}".strip(), doubt=doubt or loose)
        yield from self._opened(block, told) if _leads(block) else (told,)

    def _opened(self, block: Block, told: Block) -> Iterator[Block]:
        """Hold back the last sentence of `block` as a lead for the items below; give the sentences before it.

        `told` is the block as it is to be given if no item follows.
        """
        *before, last = sentences_in(block)
        sign = "\n" if block.kind == "lines" else " "
        if before:
            outer = told.words.removesuffix(block.words)
            yield replace(told, words=f"{outer}{sign.join(before)}")
            told = replace(told, words=f"{outer}{last}")
        self._unused = told
        lists = (block.lists or FLAT) if block.kind == "item" else ()
        self._leads.append(_Lead(last, lists, None, told.doubt, block.more and bool(self._leads)))

    def _end(self, held: tuple[str, ...]) -> None:
        """Close the leads whose lists ended before the next item; `held` names the lists around that item."""
        if self._doubted and held[: len(self._doubted)] != self._doubted:
            self._doubted = None
        while self._leads and self._leads[-1].lists and not _is_below(held, self._leads[-1].lists):
            lead = self._leads.pop()
            if lead.own is None and held == lead.lists:
                self._doubted = held
        if self._leads and self._leads[-1].own is None:
            self._leads[-1].own = held
            self._unused = self._unused if self._doubted else None  # its words stand before the item now

    def _is_doubtful(self, held: tuple[str, ...]) -> bool:
        if self._doubted:
            return True
        return bool(self._leads) and self._leads[-1].own != held


def _leads(block: Block) -> bool:
    return block.kind in ("text", "item", "lines") and block.words.endswith(":")


def _is_below(held: tuple[str, ...], lists: tuple[str, ...]) -> bool:
    return len(held) > len(lists) and held[: len(lists)] == lists
