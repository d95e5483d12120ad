"""What staff call the languages of a pack: by their English names, which no caller or texter hears."""

from collections.abc import Mapping

from menus.model import Language, Pack


def name_of(language: Language) -> str:
    """The English name of a language ("Welsh"); its code in quotation marks if it does not say its name."""
    return language.name or f"“{language.code}”"


def names(pack: Pack) -> Mapping[str, str]:
    """The English names of a pack's languages, by what a record keeps: "" for the first, else the code.

    Empty for a pack of one language, of which there is nothing to tell.
    """
    several = len(pack.languages) > 1
    return {one.differs: name_of(one) for one in pack.languages.values()} if several else {}


def spoken(pack: Pack, kept: str) -> str:
    """The English name of the language in which something was asked, "" where a pack has one language.

    `kept` is what the record keeps. A language that the pack has no longer is told by its code.
    """
    return names(pack).get(kept, f"“{kept}”" if kept else "")


def beside(pack: Pack, kept: str) -> str:
    """What is told beside a request in another language than the first, "in Welsh"; "" for the first."""
    return f"in {spoken(pack, kept)}" if kept else ""
