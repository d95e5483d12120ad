"""Words around a keyword that add nothing: "tell me about" before it, or "please" after it."""

import re
from collections.abc import Iterable

from menus.phrasing.phrases import Grammar, read_phrase
from menus.phrasing.tables import Table, strings


def frames(matching: Table, grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Two regular expressions: for words before a keyword ("tell me about"), and for words after it.

    They are made of the lists `before` and `after` of `matching`, the table of matching.toml.
    """
    before = _frame(strings(matching, "before"), grammar, r"\A (?:{})+")
    return before, _frame(strings(matching, "after"), grammar, r"(?<= )(?:{})+\Z")


def _frame(phrases: Iterable[str], grammar: Grammar, template: str) -> re.Pattern[str]:
    """A regular expression for words around a keyword that add nothing, such as "tell me about".

    `phrases` are these words, as the pack writes them. `template` has a blank for them, and determines
    whether they come before or after the keyword.
    """
    bodies = [read_phrase(source, "", grammar).expression for source in phrases]
    inside = "|".join(sorted(bodies, key=len, reverse=True))
    return re.compile(template.format(inside or "(?!)"))
