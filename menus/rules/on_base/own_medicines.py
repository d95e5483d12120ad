"""The rule that safety.toml has a name of each medicine topic for which it promises careful replies (R29)."""

from collections.abc import Iterator

from menus.model import Fault, Language
from menus.phrasing.field import by_themselves
from menus.phrasing.lexicon import lexicon
from menus.phrasing.phrases import NO_PHRASES, hits
from menus.phrasing.tables import spaced, strings, table
from menus.phrasing.vocabulary import names_of

LISTS = ("topics", "beside", "no_medicine")


def careful_names(language: Language) -> Iterator[Fault]:
    """Find each medicine topic of `careful.topics` in safety.toml that has no name in `careful.medicines`.

    The careful rules are those for messages on stopping or changing a medicine. Names of topics that do not
    exist, in `careful.topics`, `careful.beside` or `careful.no_medicine`, are found too.
    """
    file, careful = f"{language.code}/safety.toml", table(language.matching, "safety", "careful")
    known = lexicon(language).lists.get("careful medicines", NO_PHRASES)
    for key in LISTS:
        for name in (name for name in strings(careful, key) if name not in language.topics):
            yield Fault(
                file, f"careful.{key}", f'names the topic "{name}", which is not there', "take it out"
            )
    by_hand = {*strings(careful, "topics")} - {*by_themselves(language, table(language.matching, "safety"))}
    for name in (name for name in by_hand if name in language.topics and language.topics[name].medicine):
        if not any(hits(known, (spaced(words.split()),)) for words in names_of(language, name)):
            says = f'"{name}" is on medicines, and its names are in no careful rule'
            yield Fault(
                file, "careful.medicines", says, "add them, or take the topic out of `no_medicine` (R29)"
            )
