"""Knows the signs that stand before the items of a list, and takes them off."""

import re

SIGNS = "•▪·◦‣●○■□➢➤✓✔❖❑◆◇►▶➔→\u2043\u2219"
# A letter that a font has for itself, and one that has a number alone: at the start of an item, a bullet.
NO_LETTER = r"(?:\(cid:\d+\)|[\ue000-\uf8ff]|\ufffd)"
# What the kept text has for headings and tables is a bullet elsewhere, so that no sentence looks like them.
BULLET = re.compile(rf"^\s*(?:(?:[{SIGNS}|]|{NO_LETTER})+\s*|(?:[-–—*o]|#{{1,6}})(?:\s+|$))")
ALONE = re.compile(rf"[{SIGNS}]|{NO_LETTER}|[-–—*o]")


def has_bullet(words: str) -> bool:
    """Whether words begin with a bullet."""
    return bool(BULLET.match(words))


def is_bullet(words: str) -> bool:
    """Whether a word is a bullet and no more."""
    return bool(ALONE.fullmatch(words))


def unbulleted(words: str) -> str:
    """The words without the bullet before them; "" if there is nothing but a bullet."""
    while found := BULLET.match(words):
        words = words[found.end() :]
    return words.strip()
