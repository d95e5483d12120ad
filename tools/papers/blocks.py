"""Puts generated text into a page, between two marks, and leaves the rest of the page alone."""

import re
from collections.abc import Mapping

BLOCK = re.compile(r"(<!-- made: (\S+) -->\n).*?(<!-- end -->)", re.S)


def fill(page: str, made: Mapping[str, str]) -> str:
    """The page with the text of each block replaced; `made` has the new texts, by the names of the blocks.

    Raises ValueError if `page` and `made` name different blocks.
    """
    there = sorted(name for _, name, _ in BLOCK.findall(page))
    if there != sorted(made):
        raise ValueError(f"the page has the blocks {there}, and there are {sorted(made)}")
    return BLOCK.sub(lambda block: f"{block[1]}\n{made[block[2]]}\n\n{block[3]}", page)
