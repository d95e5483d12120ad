"""Finds the words of a text that a list in checks.toml names, and checks that such lists are not empty."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from menus.loading.language import shares
from menus.model import Fault
from menus.said import Look

SHORT = 3  # letters: a unit like "g" is not the beginning of "group"
# A word that doubles its last letter before an ending ("drugged"), and one whose plural ends in "es".
DOUBLES, HISSES = re.compile("[^aeiou][aeiou][^aeiouwxy]$"), re.compile("(?:[sxz]|[cs]h)$")
DENIED = "(?:n['\u2019]t)?"  # as in "shouldn't"


def words_listed(text: str, listed: Iterable[str], numbers: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The words of a text that are on a list (`listed`), in lower case, each once; () if there are none.

    What an entry of the list finds depends on its form:

    (a) An entry of one word is found in its other forms ("drugs" for "drug", "shouldn't" for "should"). It is
        not found in other words that begin with it ("shoulder").
    (b) An entry of several words is also found with its last word in the plural ("pills" for "# pill").
    (c) An entry that is no English word, such as "donat", finds all words that begin with it.

    "# " in an entry stands for a number, in digits or as a word of `numbers`.
    """
    held = listed if isinstance(listed, tuple) else tuple(listed)
    return tuple(dict.fromkeys(_any_of(held, numbers).findall(text.lower()))) if held else ()


def entry_of(found: str, listed: Iterable[str], numbers: tuple[str, ...] = ()) -> str:
    """The entry of `listed` by which `words_listed` found the words `found`; an entry equal to them wins.

    If no entry fits, the result is `found`. Use the same `listed` and `numbers` as for finding the words.
    """
    held = tuple(listed)
    fits = (one for one in held if _any_of((one,), numbers).fullmatch(found))
    return found if found in held else next(fits, found)


@lru_cache(maxsize=512)  # every text of a pack is held against the same few lists
def _any_of(listed: tuple[str, ...], numbers: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_pattern(words, numbers) for words in listed))


def _pattern(listed: str, numbers: tuple[str, ...]) -> str:
    number = "|".join((r"\d[\d.,]*", *(rf"{re.escape(word)}\b" for word in numbers)))
    rest, _, last = listed.lower().rpartition(" ")
    before = (
        re.escape(f"{rest} " if rest else "").replace(r"\#\ ", rf"(?:{number})\s?").replace(r"\ ", r"\s+")
    )
    return rf"\b{before}{_forms(last, alone=not rest)}"


def _forms(word: str, *, alone: bool) -> str:
    """The pattern that finds a word of an entry, in the forms that the entry allows.

    `alone` is true if the word is the whole entry. Unless the word is very short, it is then found with "-ed"
    and "-ing", too, and not only in the plural. If `word` is only the beginning of words ("donat"), all words
    that begin so are found.
    """
    if len(word) <= SHORT:
        return rf"{re.escape(word)}s?\b"
    if word.isalpha() and word not in shares():
        return rf"{re.escape(word)}\w*"
    stem, endings = word, ["es" if HISSES.search(word) else "s"]
    if re.search("[^aeiou]y$", word):
        stem, endings = word[:-1], ["y", "ies", *(["ied", "ying"] if alone else [])]
    elif word.endswith("e"):
        stem, endings = word[:-1], ["e", "es", *(["ed", "ing"] if alone else [])]
    elif alone:
        twice = word[-1] if DOUBLES.search(word) else ""
        endings += [f"{last}{ending}" for last in {"", twice} for ending in ("ed", "ing")]
    optional = "?" if stem == word else ""
    return rf"{re.escape(stem)}(?:{'|'.join(endings)}){optional}{DENIED}\b"


def lists(look: Look) -> Iterator[Fault]:
    """Check that no list of words that a rule looks for is empty, because that rule would then find nothing.

    Only the pack's first language is checked; what another language lacks is reported by `untranslated`.
    """
    if look.language.first:
        return  # `untranslated` tells it
    for name, listed in (("banned", look.language.banned), *look.language.checks.items()):
        medicines = any(topic.medicine for topic in look.language.topics.values())
        may_lack = name in ("no_doses", "everyday", "alcohol", "recruiting") or (
            name == "medicines" and not medicines
        )
        if not listed and not may_lack:
            file = look.phrases if name == "banned" else f"{look.language.code}/checks.toml"
            mend = f"list the {name}" if name == "medicines" else "list the words of this language"
            yield Fault(file, name, "is empty, so that its rule finds nothing", mend)
