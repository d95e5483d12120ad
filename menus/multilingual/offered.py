"""Which languages a pack offers beside the one that somebody hears, and by which key."""

from menus.model import Language, Pack


def offers(pack: Pack, spoken: Language) -> tuple[tuple[str, Language], ...]:
    """The other languages in which a call can go on, each as (key, language).

    `spoken` is the language of the call. The key of each further language offers that language. But the key
    of `spoken` itself leads back to the pack's first language. A language is left out if it has no key, or no
    words that offer it.
    """
    first, *more = pack.languages.values()
    keyed = [(pack.language_keys.get(one.code, ""), first if one is spoken else one) for one in more]
    return tuple((key, one) for key, one in keyed if key and one.offered)


def is_english(language: Language) -> bool:
    """Whether the rules of English (spelling, ordinary words, reading age) apply to a language."""
    return language.code.startswith("en")
