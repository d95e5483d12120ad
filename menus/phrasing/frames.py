"""Words beside a keyword that add nothing to it, such as "tell me about" before it or "please" behind it."""

import re
from collections.abc import Iterable

from menus.phrasing.phrases import Grammar, read_phrase
from menus.phrasing.tables import Table, strings


def frames(matching: Table, grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Two patterns: for what may stand before a keyword ("tell me about"), and for what may follow it."""
    before = _frame(strings(matching, "before"), grammar, r"\A (?:{})+")
    return before, _frame(strings(matching, "after"), grammar, r"(?<= )(?:{})+\Z")


def _frame(phrases: Iterable[str], grammar: Grammar, template: str) -> re.Pattern[str]:
    """A pattern for words beside a keyword that add nothing to it, such as "tell me about".

    `phrases` are these words, as the pack writes them. `template` has a blank for them, and says whether they
    stand before or after the keyword.
    """
    bodies = [read_phrase(source, "frame", grammar).expression for source in phrases]
    inside = "|".join(body.removeprefix("(?<= )") for body in sorted(bodies, key=len, reverse=True))
    return re.compile(template.format(inside or "(?!)"))
