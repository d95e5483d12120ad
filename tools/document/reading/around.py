"""Finds the parts of an HTML page that are not its document, such as menus; removes and names them."""

import re
from collections.abc import Iterator
from typing import Any

from menus.document.block import folded
from tools.document.reading.clicked import is_hidden

HEADS = frozenset(f"h{level}" for level in range(1, 7)) | {"summary"}
NEVER = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "button",
    "select",
    "option",
    "form",
    "object",
}

NEVER |= {"nav", "footer", "dialog", "head", "audio", "video", "canvas", "input", "textarea"}
ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
}
# A word in the class or id of what stands round a document.
ROUND_IT = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|nav|navbar|navigation|menu|footer|masthead|share|sharing|"
    r"social|related|sidebar|newsletter|subscribe|signup|advert|ads?|promo|popup|modal|skip|skiplink|pagination|"
    r"pager|comments?|feedback|donate|search|toolbar|toc)(?:$|[\s_-])",
    re.I,
)
# A word in the class of a box that stands beside the text.
BOX = re.compile(
    r"(?:^|[\s_-])(?:callout|alert|warning|caution|danger|inset|highlight|infobox|box|notice|care-card|"
    r"admonition|message|tip)(?:$|[\s_-])",
    re.I,
)
MOSTLY = 0.5  # of a page's letters: what holds as many is the document, whatever its class says
UNREAD = {
    "img": "a picture",
    "iframe": "a frame",
    "video": "a film",
    "audio": "a recording",
    "object": "a film",
}
UNREAD |= {"embed": "a film"}


def letters(element: Any) -> int:
    """How many characters the text of an element of a page has, each run of white space counted as one."""
    return len(folded(element.text_content()))


def round_it(root: Any, content: frozenset[Any]) -> list[Any]:
    """The outermost elements of a page that are not its document, such as menus.

    Elements in `content` belong to the document whatever they are called, and are never given. Neither is an
    element with half of the page's text or more, unless its tag never holds a document's text.
    """
    whole = sum(len(folded(text)) for text in root.xpath(".//p//text()|.//li//text()|.//td//text()")) or 1
    found: list[Any] = []
    inside: set[Any] = set()
    for element in root.iterdescendants():
        if not isinstance(element.tag, str) or element.getparent() in inside:
            inside.add(element)
        elif (
            element not in content
            and _is_round_it(element)
            and (element.tag in NEVER or letters(element) < MOSTLY * whole)
        ):
            found.append(element)
            inside.add(element)
    return found


def _is_round_it(element: Any) -> bool:
    return is_hidden(element) or is_furniture(element)


def is_furniture(element: Any) -> bool:
    """Whether an element is no part of a document, such as a menu, by its tag, role, class or id."""
    named = f"{element.get('class', '')} {element.get('id', '')}"
    if element.tag in NEVER or element.get("role") in ROLES:
        return True
    return element.tag not in HEADS and not element.xpath(".//h1") and bool(ROUND_IT.search(named))


def boxed(root: Any) -> frozenset[Any]:
    """The elements in boxes beside the text of a page ("Call 999 if").

    A heading in a box is the heading of that box alone, not of the text after it.
    """
    found = (one for one in root.iterdescendants() if isinstance(one.tag, str) and one.tag not in HEADS)
    boxes = [one for one in found if one.tag == "aside" or BOX.search(one.get("class", ""))]
    whole = letters(root)
    return frozenset(inside for one in boxes if letters(one) < MOSTLY * whole for inside in one.iter())


def take_out(element: Any) -> str:
    """Remove an element from the page, but not the text after it; return its line number and words as a text.

    The text is "" if the element has no words.
    """
    words = "" if element.tag in ("script", "style", "svg") else folded(" ".join(element.itertext()))
    told = f"line {element.sourceline}: {words}" if words else ""
    element.drop_tree()
    return told


def unread(root: Any) -> Iterator[str]:
    """A report line for each thing in a page that is not read: frame, film, sound or described picture.

    It has the line number, the kind, and the description or address ("without words" for none).
    """
    for element in root.xpath(".//img[normalize-space(@alt)]|.//iframe|.//video|.//audio|.//object|.//embed"):
        says = ("alt", "title", "src", "data")
        told = next((words for name in says if (words := folded(element.get(name, "")))), "without words")
        yield f"line {element.sourceline}: {UNREAD[element.tag]}: {told}"
