"""Finds the intended word for an unknown one: misspelt, run together, split, or spelt by sound."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from menus.phrasing.sounds import most_consonants, sound, steady_consonants

# The thresholds below were tried one down and one up on tests/messages.tsv (4,073 rows) and on 1,872 keywords
# with one slip and as many with two ("mistyped"). Where nothing is said of that, no answer to a row changed.

# Letters of the shortest word that is mended: shorter ones are one slip from too many others. With 3 or 5,
# four or five answers change, and twice as many mistyped keywords (0.1 %) get a wrong topic.
SHORTEST = 4

# Consonants of the shortest sound that plain words make by no accident ("mike oh fennel late" is one
# medicine). With 5 one answer goes wrong, with 7 four.
PLAIN = 6

# Letters from which on a word may hold two slips, and three. With 9 for two, one answer goes wrong.
TWO_SLIPS, THREE_SLIPS = 8, 13

# Letters of the shortest word that may be two words run together or sound like a name; letters of the longest
# name, and the most pieces that it is split into. With 4 pieces one answer goes wrong.
LONG_WORD, LONGEST_NAME, MOST_PIECES = 6, 24, 6

# Consonants of the shortest sound that may name something.
SHORTEST_SOUND = 4

# How alike in letters a name must be to what sounds like it (0 to 1): as one word, and in pieces, where there
# is more to be wrong. With 0.5 for pieces one answer goes wrong; with 0.3 a mistyped keyword gets a wrong
# topic.
ALIKE, ALIKE_SPLIT = 0.6, 0.4
VERY_ALIKE = 0.85  # from here on the pieces are that name by themselves

# Letters of the shortest piece of a word run together, unless the pack lists it as short; and of the longest.
PIECE, LONGEST_PIECE = 3, 16

# What a piece of a word run together costs, and what it costs more if it is short: the cheapest split wins.
WANTED_COST, KNOWN_COST, SHORT_COST = 4, 7, 3


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """The tables by which an unknown word in a message is corrected to a word that the pack knows.

    `known` are words that are never changed. `wanted` are words that an unknown word may become. `by_length`
    maps the length of an unknown word to the wanted words that have at most two letters more or fewer.
    `names` are long names, which people may write as several words.

    The next three are for long names that people mishear. `names_by_sound` maps the sound of a name to the
    name, and `long_sounds` lists these sounds. `steady` has each name's letters b, l, m, n and r, for a quick
    test. `short` are words of one or two letters that may be found in several words run together.
    """

    known: frozenset[str]
    wanted: frozenset[str]
    by_length: Mapping[int, tuple[str, ...]]
    names_by_sound: Mapping[str, str]
    long_sounds: tuple[str, ...]
    steady: frozenset[str]
    names: frozenset[str]
    short: frozenset[str]


def build_near(
    wanted: Iterable[str],
    names: Iterable[str],
    spoken: Iterable[str],
    known: Iterable[str],
    short: Iterable[str] = (),
) -> Near:
    """Build the tables (`Near`) by which unknown words in messages are corrected.

    An unknown word may become one of `wanted`. Words in `known` are never changed. Several words may be
    joined into one of the long `names`. `spoken` are the long names that people mishear. `short` are words of
    one or two letters that may be found in several words run together.
    """
    targets = frozenset(word for word in wanted if word.isalpha())
    by_length: dict[int, list[str]] = {}
    for word in sorted(targets):
        if len(word) >= SHORTEST:
            for length in (len(word) - 2, len(word) - 1, len(word), len(word) + 1, len(word) + 2):
                by_length.setdefault(length, []).append(word)
    names = frozenset(name for name in names if name.isalpha())
    sounds: dict[str, str] = {}
    for name in sorted(spoken):
        sounds.setdefault(sound(name), name)
    lengths = {length: tuple(words) for length, words in by_length.items()}
    return Near(
        known=frozenset(known) | targets,
        wanted=targets,
        by_length=lengths,
        names_by_sound=sounds,
        long_sounds=tuple(sounds),
        steady=frozenset(map(steady_consonants, sounds.values())),
        names=names,
        short=frozenset(short),
    )


def _slips_allowed(word: str) -> int:
    """The number of wrong letters allowed in a word of this length if it is to be corrected."""
    if len(word) < TWO_SLIPS:
        return 1
    return 2 if len(word) < THREE_SLIPS else 3


def _typo(near: Near, word: str) -> str | None:
    """The word of `near.wanted` that a misspelt `word` was meant to be; None if none is near enough.

    One to three letters may be wrong: the longer `word` is, the more. A wrong first letter counts as two. The
    nearest word wins. If two words are equally near, a long name wins.
    """
    reach = _slips_allowed(word)
    targets = near.by_length.get(len(word), ())
    found = process.extract(word, targets, scorer=OSA.distance, score_cutoff=reach, limit=8)
    ranked = sorted(
        (slips + (near_to[0] != word[0]), near_to not in near.names, near_to) for near_to, slips, _ in found
    )
    return ranked[0][2] if ranked and ranked[0][0] <= reach else None


@lru_cache(maxsize=4096)
def _near_one_word(near: Near, word: str) -> bool:
    """Whether an unknown `word` is one wrong letter away from a word that the pack listens for.

    If so, it is a typing slip, and not a part of a long name that was split into several words.
    """
    near_to = _typo(near, word)
    return near_to is not None and OSA.distance(word, near_to) == 1


def _sound_alike(near: Near, word: str) -> str | None:
    """The long name, such as that of a medicine, that sounds like a misspelt `word`; None if none does."""
    key = sound(word)
    if len(key) < SHORTEST_SOUND or len(word) < LONG_WORD:
        return None
    name = near.names_by_sound.get(key)
    return name if name and OSA.normalized_similarity(word, name) >= ALIKE else None


def _split_up(near: Near, word: str) -> tuple[str, ...] | None:
    """The words that were run together into `word`; None unless all parts are known words.

    The split with the lowest cost wins. A word that the pack listens for (`near.wanted`) costs little, and
    another known word costs more. A word of one or two letters costs extra. The winner must hold a wanted
    word of 4 letters or more; otherwise the result is None.
    """
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())] + [None] * len(word)
    for end in range(1, len(best)):
        for start in range(max(0, end - LONGEST_PIECE), end):
            before, piece = best[start], word[start:end]
            if before is None or piece not in near.known or (len(piece) < PIECE and piece not in near.short):
                continue
            cost = before[0] + (WANTED_COST if piece in near.wanted else KNOWN_COST)
            cost += SHORT_COST if len(piece) < PIECE else 0
            here = best[end]
            if here is None or cost < here[0]:
                best[end] = (cost, (*before[1], piece))
    found = best[len(word)]
    if found is None or not any(piece in near.wanted and len(piece) >= SHORTEST for piece in found[1]):
        return None
    return found[1]


def mend(near: Near, word: str) -> tuple[str, ...]:
    """The word or words that `word` was meant to be.

    A known word, a short word, and a word not similar to any other stay unchanged.
    """
    if word in near.known or len(word) < SHORTEST or not word.isalpha():
        return (word,)
    if (near_to := _typo(near, word)) and (near_to in near.names or OSA.distance(word, near_to) == 1):
        return (near_to,)
    if len(word) >= LONG_WORD and (pieces := _split_up(near, word)):
        return pieces
    meant = near_to or _sound_alike(near, word)
    return (meant,) if meant else (word,)


def rejoin_names(near: Near, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, with each long name that was split ("immuno globe you lin") joined again."""
    out: list[str] = []
    place = 0
    while place < len(words):
        for width in range(min(MOST_PIECES, len(words) - place), 1, -1):
            if name := _name_made_of(near, words[place : place + width]):
                out.append(name)
                place += width
                break
        else:
            out.append(words[place])
            place += 1
    return tuple(out)


def _name_made_of(near: Near, words: tuple[str, ...]) -> str | None:
    """The long name of the pack that `words`, joined, spell or sound like ("buyer logics"); None if none."""
    together = "".join(words)
    if not LONG_WORD <= len(together) <= LONGEST_NAME or any(
        word in near.names and len(word) >= SHORTEST for word in words
    ):
        return None
    strange = [word for word in words if word not in near.known]
    if not strange and steady_consonants(together) not in near.steady:
        return None
    if any(len(word) > SHORTEST and _near_one_word(near, word) for word in strange):
        return None
    if strange and together in near.names:
        return together
    if most_consonants(together) < (SHORTEST if strange else PLAIN):
        return None
    key = sound(together)
    name = near.names_by_sound.get(key) or (_nearest_sound(near, key) if strange else None)
    alike = OSA.normalized_similarity(together, name or "")
    if name is None or alike < ALIKE_SPLIT or _is_name_without_one(words, name, alike):
        return None
    return name if strange or len(key) >= PLAIN else None


def _is_name_without_one(words: tuple[str, ...], name: str, alike: float) -> bool:
    """Whether `words` hold the name and other words before or after it: "immune suppressant twice".

    `alike` is how similar all words together are to the name. What is left without the other words must be
    very similar to the name, and at least as similar as `alike`.
    """
    parts = chain.from_iterable((words[at:], words[:at]) for at in range(1, len(words)))
    left = map("".join, parts)
    return max(OSA.normalized_similarity(part, name) for part in left) >= max(alike, VERY_ALIKE)


def _nearest_sound(near: Near, key: str) -> str | None:
    """The one long name of a topic or medicine that sounds like `key`; None if there is none, or several.

    `key` spells how an unknown word sounds. The name's sounds may differ by one consonant.
    """
    if len(key) < PLAIN:
        return None
    sounds = process.extract(key, near.long_sounds, scorer=OSA.distance, score_cutoff=1, limit=2)
    return near.names_by_sound[sounds[0][0]] if len(sounds) == 1 else None
