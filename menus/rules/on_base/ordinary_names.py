"""The rule that no topic's name in matching.toml is an ordinary word, which may stand in any sentence."""

from collections.abc import Iterator

from menus.model import Fault, Language
from menus.phrasing.tables import plain, strings, table


def ordinary_names(language: Language) -> Iterator[Fault]:
    """Find the topics' names that are ordinary words: any sentence with such a word would get the topic.

    A word in the pack's list `clinical` is allowed. All others give one fault, with the entries that an
    editor may add to that list: each word in singular and plural, if both are ordinary words.
    """
    matching = table(language.matching, "matching")
    clinical = frozenset(strings(matching, "clinical"))
    found: dict[str, str] = {}
    for topic in language.topics:
        for name in map(plain, strings(table(matching, "topics", topic), "names")):
            if name in language.ordinary and name not in clinical:
                found.setdefault(name, f"topics.{topic}.names")
    if not found:
        return
    both = [one for name in found for one in (name, _other_number(name)) if one in language.ordinary]
    listed = ", ".join(f'"{one}"' for one in dict.fromkeys(both) if one not in clinical)
    told, *others = found
    more = f" ({len(others)} others too: {', '.join(others)})" if others else ""
    says = f'"{told}" is an ordinary word and would answer in the middle of any sentence{more}'
    mend = f"move it to words, or where it means one thing only on your line, add to clinical: [{listed}]"
    yield Fault(f"{language.code}/matching.toml", found[told], says, mend)


def _other_number(name: str) -> str:
    return name.removesuffix("s") if name.endswith("s") else f"{name}s"
