"""Reads a paragraph of a DOCX: the words that it shows, its text boxes, notes and comments."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from menus.document.damage import mended

PUT_IN = ("ins", "moveTo")
GOES_IN = frozenset(
    ("r", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)
GOES_IN |= {*PUT_IN, "oMath", "oMathPara"}
SPACES = frozenset(("tab", "br", "cr", "ptab"))
OFF = frozenset(("del", "moveFrom"))
HOLDERS = frozenset(("drawing", "pict", "object"))
NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote", "commentReference": "comment"}
FIRST_WORDS = 6


@dataclass(slots=True)
class Shown:
    """The words that a paragraph of a DOCX shows, and what else is found in it.

    `words` are the words so far. `off` has the words that tracked changes delete, and `put_in` is the number
    of tracked insertions. `hidden` has the words that Word does not show. `pictures` has the description of
    each picture, or "". `boxes` has the elements of text boxes. `notes` has the kind and id of each note or
    comment.
    """

    words: list[str] = field(default_factory=list)
    off: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    put_in: int = 0

    @property
    def told(self) -> str:
        """The words joined to one line, mended where letters or spaces are damaged."""
        return mended("".join(self.words))


def name_of(element: Any) -> str:
    """The name of an element without its namespace, "" for a comment of XML."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Any, name: str) -> str:
    """The attribute of an element with this name, whatever namespace it has; "" if there is none."""
    return next((held for key, held in element.attrib.items() if key.rpartition("}")[2] == name), "")


def inside(element: Any, *names: str) -> Iterator[Any]:
    """The elements within an element, itself included, that have one of these `names`, in order."""
    return (one for one in element.iter() if name_of(one) in names)


def shown(paragraph: Any) -> Shown:
    """Read a paragraph element's words, and the boxes, notes and pictures in it."""
    found = Shown()
    _read(paragraph, found)
    return found


def _read(element: Any, found: Shown) -> None:
    for child in element:
        name = name_of(child)
        if name == "t":
            found.words.append(child.text or "")
        elif name in SPACES:
            found.words.append(" ")
        elif name == "noBreakHyphen":
            found.words.append("-")
        elif name == "sym":
            found.words.append(chr(int(value(child, "char") or "fffd", 16)))
        elif name in NOTES:
            found.notes.append((NOTES[name], value(child, "id")))
        elif name in OFF:
            found.off.append("".join(one.text or "" for one in inside(child, "t", "delText")))
        elif name == "AlternateContent":  # the same for several versions of Word
            _read(child[0], found)
        elif name in HOLDERS:
            _hang(child, found)
        elif name == "r" and any(name_of(one) in ("vanish", "webHidden") for one in _looks(child)):
            found.hidden.append("".join(one.text or "" for one in inside(child, "t")))
        elif name in GOES_IN:
            found.put_in += name in PUT_IN
            _read(child, found)


def _looks(run: Any) -> Iterator[Any]:
    return (
        look for one in run if name_of(one) == "rPr" for look in one if value(look, "val") not in OFF_VALUES
    )


OFF_VALUES = ("0", "false", "off")


def _hang(holder: Any, found: Shown) -> None:
    """Note in `found` the text boxes of a drawing; if it has none, the description of its picture."""
    boxes = list(inside(holder, "txbxContent"))
    found.boxes += [one for one in boxes if not any(above in boxes for above in one.iterancestors())]
    if not boxes:
        told = (value(one, "descr") or value(one, "alt") for one in inside(holder, "docPr", "shape"))
        found.pictures.append(next((words for words in told if words), ""))


def first_words(words: str) -> str:
    """The first six words of a text, by which it is found again; " …" follows if there are more."""
    cut = words.split()
    return " ".join(cut[:FIRST_WORDS]) + (" …" if len(cut) > FIRST_WORDS else "")
