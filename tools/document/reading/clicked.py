"""Finds what an HTML page shows only after a click: it is content, with its button as its heading."""

import re
from collections.abc import Iterator
from typing import Any

UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
OPENS = re.compile(
    r"(?:^|[\s_-])(?:accordion|collaps\w*|expand\w*|toggle|tab-?pane|tab-?panel)(?:$|[\s_-])", re.I
)
TOLD = "{0} pieces are shown only when they are clicked: they are taken, see that they still hold"


def is_hidden(element: Any) -> bool:
    """Whether an element of a page is hidden at first: by its style, `hidden` or `aria-hidden`."""
    unseen = bool(UNSEEN.search(element.get("style", "")))
    return unseen or "hidden" in element.attrib or element.get("aria-hidden") == "true"


def opened(tree: Any) -> list[Any]:
    """The elements of a page that are shown only after a click.

    They are the elements that a button or link of the page opens, and hidden elements of a class such as
    "accordion". Other hidden elements are left out, because nobody reads them. An element of both kinds comes
    twice.
    """
    by_id = {element.get("id"): element for element in tree.xpath("//*[@id]")}
    found = [by_id[name] for control in list(_controls(tree)) for name in _targets(control) if name in by_id]
    found += [
        one
        for one in tree.xpath("//*[@hidden or @aria-hidden or @style]")
        if is_hidden(one) and (one.get("role") == "tabpanel" or OPENS.search(one.get("class", "")))
    ]
    return found


def _controls(tree: Any) -> Iterator[Any]:
    return iter(tree.xpath("//*[@aria-controls or @data-target or @data-bs-target]"))


def _targets(control: Any) -> list[str]:
    named = (control.get(name, "") for name in ("aria-controls", "data-target", "data-bs-target"))
    return [one.lstrip("#") for names in named for one in names.split()]


def name_buttons(tree: Any, content: list[Any]) -> None:
    """Turn each button that opens content into a heading; turn a button inside a heading into plain words.

    `tree` is the parsed page of HTML, which is changed. `content` are the elements that its buttons open.
    """
    ids = {element.get("id") for element in content}
    for button in tree.xpath("//button"):
        in_heading = any(re.fullmatch(r"h[1-6]|summary", str(one.tag)) for one in button.iterancestors())
        if in_heading:
            button.tag = "span"
        elif ids & set(_targets(button)) or OPENS.search(button.get("class", "")):
            button.tag = "summary"
