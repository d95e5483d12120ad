"""Which languages a pack offers beside the one that somebody hears, and by which key."""

from menus.model import Language, Pack


def offers(pack: Pack, spoken: Language) -> tuple[tuple[str, Language], ...]:
    """The other languages that a caller can go on in, each after its key, as (key, language).

    The key of the language that is `spoken` leads back to the pack's first one. A language without a key, or
    without words that offer it, is left out.
    """
    first, *more = pack.languages.values()
    keyed = [(pack.language_keys.get(one.code, ""), first if one is spoken else one) for one in more]
    return tuple((key, one) for key, one in keyed if key and one.offered)


def is_english(language: Language) -> bool:
    """Whether the rules of English (spelling, ordinary words, reading age) apply to a language."""
    return language.code.startswith("en")
