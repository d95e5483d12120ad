"""The whole message as a keyword or synonym: exact, as a list of two, or a slip away."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from menus.lexicon import Lexicon
from menus.reading import Heard

_SHORTEST = 4


def _listed(lexicon: Lexicon, words: tuple[str, ...]) -> tuple[str, ...]:
    """The topics of "steroids and bones": every part between joining words a keyword of its own; none otherwise."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in lexicon.joiners:
            parts.append([])
        else:
            parts[-1].append(word)
    named = [lexicon.whole.get("".join(part), ()) for part in parts if part]
    if len(named) < 2 or not all(named):
        return ()
    return tuple(dict.fromkeys(topics[0] for topics in named))


def _near(lexicon: Lexicon, written: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The topics of the keywords that a short message is a slip or two away from, and the nearest keyword."""
    together = "".join(written)
    if len(written) > 3 or not _SHORTEST <= len(together) <= 24 or not together.isalpha():
        return (), ""
    plain = all(word in lexicon.near.known for word in written)
    # a plain English word may be a slip of a keyword ("boned"), never of some longer synonym
    targets = lexicon.keywords if plain else lexicon.whole
    if plain and len(written) > 1 and len(together) < 7:
        return (), ""
    reach = 1 if plain or len(together) < 5 else 2 if len(together) < 12 else 3
    found = process.extract(together, list(targets), scorer=OSA.distance, score_cutoff=reach, limit=6)
    if not found:
        return (), ""
    least = min(slips for _, slips, _ in found)
    nearest = sorted(entry for entry, slips, _ in found if slips == least)
    return tuple(dict.fromkeys(topic for entry in nearest for topic in targets[entry])), nearest[0]


def keyword_topics(lexicon: Lexicon, heard: Heard, short: int) -> tuple[tuple[str, ...], bool]:
    """The topics that the whole message names, and whether it has to be asked about: a near miss under `short` letters."""
    for words in (heard.bare, heard.words):
        entry = "".join(words)
        if topics := lexicon.whole.get(entry):
            return topics, len(entry) < short and not heard.guessed.isdisjoint(words)
    if topics := _listed(lexicon, heard.bare):
        return topics, False
    for words in (heard.bare, heard.words):
        topics, entry = _near(lexicon, words)
        if topics:
            plain = all(word in lexicon.near.known for word in words)
            return topics, plain or len(entry) < short or len(topics) > 1
    return (), False
