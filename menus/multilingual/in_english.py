"""What staff call the languages of a pack: by their English names, which no caller or texter hears."""

from collections.abc import Mapping

from menus.model import Language, Pack


def kept(language: Language) -> str:
    """What a record, such as a call-back, keeps of its language: its code, or "" for the pack's first."""
    return language.code if language.first else ""


def _name_of(language: Language) -> str:
    """The English name of a language ("Welsh"); its code in quotation marks if it does not say its name."""
    return language.name or f"“{language.code}”"


def names(pack: Pack) -> Mapping[str, str]:
    """The English names of a pack's languages, by what a record keeps: "" for the first, else the code.

    The result is empty for a pack of one language.
    """
    return {kept(pack.languages[code]): name for code, name in by_code(pack).items()}


def by_code(pack: Pack) -> Mapping[str, str]:
    """The English names of a pack's languages by their codes; empty for a pack of one language."""
    several = len(pack.languages) > 1
    return {code: _name_of(one) for code, one in pack.languages.items()} if several else {}


def spoken(pack: Pack, code: str) -> str:
    """The English name of the language in which something was asked; "" for a pack of one language.

    `code` is what the record keeps. A language that the pack no longer has is told by its code.
    """
    return names(pack).get(code, f"“{code}”" if code else "")


def beside(pack: Pack, code: str) -> str:
    """What staff see beside a request made in a further language ("in Welsh"); "" for the first language.

    `code` is what the record keeps.
    """
    return f"in {spoken(pack, code)}" if code else ""
