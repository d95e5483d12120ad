"""Tells which words of a sentence are names, so that its facts must have them."""

from dataclasses import dataclass

from menus.tracing.tokens import stem

# Letters that a word needs to be a name for being unknown.
NAME = 5


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Which words count as names: a fact must have each name that its sentence has.

    (a) `medicines` are the pack's medicines, in the singular.
    (b) `listed` has the stems of listed words.
    (c) `endings` has the ends of medicines' names ("mab"): a word with such an end is a name.
    (d) `ordinary` has ordinary words: a long word that is not among them is a name.
    """

    medicines: frozenset[str]
    listed: frozenset[str]
    endings: tuple[str, ...]
    ordinary: frozenset[str]

    def in_words(self, words: tuple[str, ...]) -> dict[str, str]:
        """The names among some words, each under its stem."""
        return {stem(word): word for word in words if self.is_medicine(word) or self._is_name(word)}

    def is_medicine(self, word: str) -> bool:
        """Whether a word is the name of a medicine of the pack."""
        return word.removesuffix("s") in self.medicines

    def _is_name(self, word: str) -> bool:
        known = stem(word) in self.listed or word.removesuffix("s").endswith(self.endings)
        return known or (word.isalpha() and len(word) >= NAME and not self._is_ordinary(word))

    def _is_ordinary(self, word: str) -> bool:
        return word in self.ordinary or word.removesuffix("s") in self.ordinary
