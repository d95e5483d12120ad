"""What a strange word was meant to be: a slip, words run together, a split name, a sound-alike."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters of the shortest word that is mended: shorter ones are one slip from too many others."""

PLAIN = 6
"""Consonants of the shortest sound that plain words make by no accident ("mike oh fennel late" is one
medicine).
"""

_SILENT = str.maketrans("", "", "aeiouywh")

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"^(?:ps|pn)", "s"),
        (r"^kn", "n"),
        (r"igh", "i"),
        (r"ght", "t"),
        (r"tch|sh|ch|ti(?=on)|ci(?=a)", "j"),
        (r"ck|[qk]|c(?![eiyh])", "k"),
        (r"dg|g(?=[ei])", "j"),
    )
)
_LETTERS = str.maketrans({"c": "s", "x": "ks", "z": "s", "v": "f"} | dict.fromkeys("aeiouywh"))
_DOUBLED = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """The consonants of a word as they sound: "methatrexate" and "methotrexate" share one, so do "stare
    oids" joined.
    """
    for pattern, as_heard in _SOUNDS:
        word = pattern.sub(as_heard, word)
    return _DOUBLED.sub(r"\1", word.translate(_LETTERS))


def _consonants(word: str) -> int:
    """How long the sound of a word can be at most: far quicker to say than the sound itself."""
    return len(word.translate(_SILENT)) + word.count("x")


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """The words to mend towards: by length for typos, by sound for long names; `known` words are never
    touched.
    """

    known: frozenset[str]
    wanted: frozenset[str]
    by_length: Mapping[int, tuple[str, ...]]
    names_by_sound: Mapping[str, str]
    long_sounds: tuple[str, ...]
    names: frozenset[str]
    short: frozenset[str]


def near(
    wanted: Iterable[str],
    names: Iterable[str],
    spoken: Iterable[str],
    known: Iterable[str],
    short: Iterable[str] = (),
) -> Near:
    """Ready to mend towards `wanted` words and `names`, leaving all `known` words as they are.

    `spoken` are the long names that people mishear and that speech recognition splits; `short` are the words
    of one or two letters that may come out of words run together.
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
    return Near(frozenset(known) | targets, targets, lengths, sounds, tuple(sounds), names, frozenset(short))


def _reach(word: str) -> int:
    """How many slips a word of its length may hold and still be mended."""
    if len(word) < 8:
        return 1
    return 2 if len(word) < 13 else 3


def typo(near: Near, word: str) -> str | None:
    """The one wanted word that `word` is a slip away from; a first letter that stays is worth more. None if
    none is.
    """
    reach = _reach(word)
    targets = near.by_length.get(len(word), ())
    found = process.extract(word, targets, scorer=OSA.distance, score_cutoff=reach, limit=8)
    ranked = sorted(
        (slips + (near_to[0] != word[0]), near_to not in near.names, near_to) for near_to, slips, _ in found
    )
    return ranked[0][2] if ranked and ranked[0][0] <= reach else None


@lru_cache(maxsize=4096)
def near_one_word(near: Near, word: str) -> bool:
    """True when a strange word is one slip from a wanted one: then it is that, and no part of a longer
    name.
    """
    near_to = typo(near, word)
    return near_to is not None and OSA.distance(word, near_to) == 1


def alike(near: Near, word: str) -> str | None:
    """The long name that sounds as `word` does; None if none does."""
    key = sound(word)
    if len(key) < 4 or len(word) < 6:
        return None
    name = near.names_by_sound.get(key)
    return name if name and OSA.normalized_similarity(word, name) >= 0.6 else None


def apart(near: Near, word: str) -> tuple[str, ...] | None:
    """The known words that were run together into `word`, the fewest there are; None if that cannot be."""
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 16), end):
            before, piece = best[start], word[start:end]
            if before is None or piece not in near.known or (len(piece) < 3 and piece not in near.short):
                continue
            cost = before[0] + (4 if piece in near.wanted else 7) + (3 if len(piece) < 3 else 0)
            here = best[end]
            if here is None or cost < here[0]:
                best[end] = (cost, (*before[1], piece))
    found = best[len(word)]
    if found is None or not any(piece in near.wanted and len(piece) >= SHORTEST for piece in found[1]):
        return None
    return found[1]


def mend(near: Near, word: str) -> tuple[str, ...]:
    """What `word` was meant to be, as one word or more; itself when it is known, short or like nothing."""
    if word in near.known or len(word) < SHORTEST or not word.isalpha():
        return (word,)
    if (near_to := typo(near, word)) and (near_to in near.names or OSA.distance(word, near_to) == 1):
        return (near_to,)
    if len(word) >= 6 and (pieces := apart(near, word)):
        return pieces
    meant = near_to or alike(near, word)
    return (meant,) if meant else (word,)


def joined(near: Near, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with every long name that was split ("immuno globe you lin") put together again."""
    if len(words) < 2:
        return words
    out: list[str] = []
    place = 0
    while place < len(words):
        for width in range(min(6, len(words) - place), 1, -1):
            if name := _one_name(near, words[place : place + width]):
                out.append(name)
                place += width
                break
        else:
            out.append(words[place])
            place += 1
    return tuple(out)


def _one_name(near: Near, words: tuple[str, ...]) -> str | None:
    """The long name that these words make together, written or spoken; None when they make none."""
    together = "".join(words)
    if not 6 <= len(together) <= 24 or any(word in near.names and len(word) > 3 for word in words):
        return None
    strange = [word for word in words if word not in near.known]
    if any(len(word) > SHORTEST and near_one_word(near, word) for word in strange):
        return None
    if strange and together in near.names:
        return together
    if _consonants(together) < (SHORTEST if strange else PLAIN):
        return None
    key = sound(together)
    name = near.names_by_sound.get(key) or (_nearly(near, key) if strange else None)
    if name is None or OSA.normalized_similarity(together, name) < 0.4:
        return None
    return name if strange or len(key) >= PLAIN else None


def _nearly(near: Near, key: str) -> str | None:
    """The one name whose long sound is a single consonant away ("buyer logics"); None when there is not
    just one.
    """
    if len(key) < 6:
        return None
    sounds = process.extract(key, near.long_sounds, scorer=OSA.distance, score_cutoff=1, limit=2)
    return near.names_by_sound[sounds[0][0]] if len(sounds) == 1 else None
