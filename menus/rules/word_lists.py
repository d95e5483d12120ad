"""Finds the words of a text that a list in checks.toml names, and checks that such lists are not empty."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from menus.model import Fault
from menus.said import Look

SHORT = 3  # letters: a unit like "g" is not the beginning of "group"


def words_listed(text: str, listed: Iterable[str], numbers: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The words of a text that are on a list, in lower case, each once.

    A listed word is also found at the beginning of a longer word, unless it has 3 letters or fewer. "# " in
    the list stands for a number, in digits or as one of the words in `numbers`.
    """
    held = listed if isinstance(listed, tuple) else tuple(listed)
    return tuple(dict.fromkeys(_any_of(held, numbers).findall(text.lower()))) if held else ()


@lru_cache(maxsize=64)  # every text of a pack is held against the same few lists
def _any_of(listed: tuple[str, ...], numbers: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_pattern(words, numbers) for words in listed))


def _pattern(listed: str, numbers: tuple[str, ...]) -> str:
    number = "|".join((r"\d[\d.,]*", *(rf"{re.escape(word)}\b" for word in numbers)))
    words = re.escape(listed.lower()).replace(r"\#\ ", rf"(?:{number})\s?").replace(r"\ ", r"\s+")
    last = listed.split()[-1] if listed.split() else ""
    return rf"\b{words}" + (r"s?\b" if len(last) <= SHORT else r"\w*")


def lists(look: Look) -> Iterator[Fault]:
    """Check that no list of words that a rule looks for is empty, since that rule would then find nothing.

    Only the pack's first language is checked; what another language lacks is reported by `untranslated`.
    """
    if look.language.first:
        return  # `untranslated` tells it
    for name, listed in (("banned", look.language.banned), *look.language.checks.items()):
        medicines = any(topic.medicine for topic in look.language.topics.values())
        may_lack = name in ("no_doses", "recruiting") or (name == "medicines" and not medicines)
        if not listed and not may_lack:
            file = look.phrases if name == "banned" else f"{look.language.code}/checks.toml"
            mend = f"list the {name}" if name == "medicines" else "list the words of this language"
            yield Fault(file, name, "is empty, so that its rule finds nothing", mend)
