"""How a word sounds, in English letters for people who cannot read IPA: "az-uh-THY-oh-preen"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

VOWELS: Mapping[str, str] = {
    "aɪ": "y",
    "eɪ": "ay",
    "ɔɪ": "oy",
    "əʊ": "oh",
    "oʊ": "oh",
    "aʊ": "ow",
    "iː": "ee",
    "uː": "oo",
    "ɑː": "ah",
    "ɔː": "aw",
    "ɜː": "ur",
    "ɛː": "air",
    "ɛə": "air",
    "eə": "air",
    "ɪə": "eer",
    "ʊə": "oor",
    "æ": "a",
    "ɛ": "e",
    "e": "e",
    "ɪ": "i",
    "i": "ee",
    "ɒ": "o",
    "ʌ": "u",
    "ʊ": "uu",
    "u": "oo",
    "ə": "uh",
}
CONSONANTS: Mapping[str, str] = {
    "tʃ": "ch",
    "dʒ": "j",
    "θ": "th",
    "ð": "dh",
    "ʃ": "sh",
    "ʒ": "zh",
    "ŋ": "ng",
    "ɹ": "r",
    "r": "r",
    "ɡ": "g",
    "g": "g",
    "j": "y",
    "x": "kh",
    **{letter: letter for letter in "bdfhklmnpstvwz"},
}
# These end in a consonant: in "a-zuh" one would read another vowel than in "az-uh".
SHORT = frozenset("æɛeɪɒʌʊ")
# An r after one of these is doubled, or it would be read with the vowel, as in "her" and not in "herring".
BEFORE_R = SHORT - {"ʊ"}
STRESS, WEAK = "ˈ", "ˌ"
# A diphthong that ends in ə is none before ʊ: that begins another one.
SOUND = re.compile(
    r"[ˈˌ]|(?:ɛə|eə|ɪə|ʊə)(?!ʊ)|"
    + "|".join(sorted({*VOWELS, *CONSONANTS} - {"ɛə", "eə", "ɪə", "ʊə"}, reverse=True))
)
# What may begin a syllable, beside any one consonant.
ONSETS = re.compile(r"s?[ptkfbdɡgθʃ][ɹrlwj]|s[ptkmnflw]|[mnhlvsz]j")


@dataclass(frozen=True, slots=True)
class Sound:
    """A word that is not said as it is spelt: in IPA as the voice is told, and in English letters.

    `respelt` is "" where English letters do not tell it.
    """

    word: str
    ipa: str
    respelt: str

    @property
    def told(self) -> str:
        """The respelling and the IPA: "az-uh-THY-oh-preen (ˌæzəˈθaɪəʊpɹiːn)"; or the IPA alone."""
        return f"{self.respelt} ({self.ipa})" if self.respelt else self.ipa


def respelt(ipa: str) -> str:
    """A pronunciation in English letters, its syllables joined by hyphens and the stressed one in capitals.

    Gives "" if English letters cannot show one of its sounds, as in words of other languages. A clinician
    signs what is shown, so a guess must not stand for the sound that callers hear.
    """
    words = [_word(word) for word in ipa.split()]
    return " ".join(words) if all(words) else ""


def _word(ipa: str) -> str:
    sounds = SOUND.findall(ipa)
    if "".join(sounds) != ipa or not any(sound in VOWELS for sound in sounds):
        return ""
    return "-".join(_written(syllable) for syllable in _syllables(sounds))


def _syllables(sounds: list[str]) -> list[list[str]]:
    """The sounds of a word by syllables, each with its stress sign before it, if it has one."""
    found: list[list[str]] = [[]]
    for at, sound in enumerate(sounds):
        has_vowel = any(one in VOWELS for one in found[-1])
        if sound in (STRESS, WEAK) or (has_vowel and (sound in VOWELS or _begins(found[-1], sounds[at:]))):
            found.append([])
        found[-1].append(sound)
    return [one for one in found if one]


def _begins(before: list[str], rest: list[str]) -> bool:
    """Whether a new syllable begins with the consonants before the next vowel.

    `before` is the syllable so far, `rest` the sounds behind it, up to the end of the word.
    """
    ends = next((at for at, sound in enumerate(rest) if sound in VOWELS or sound in (STRESS, WEAK)), None)
    if ends is None or rest[ends] not in VOWELS:
        return False
    if before[-1] in SHORT and before[-2:-1] != ["j"]:
        return False
    return ends == 1 or ONSETS.fullmatch("".join(rest[:ends])) is not None


def _written(syllable: list[str]) -> str:
    sounds = [sound for sound in syllable if sound not in (STRESS, WEAK)]
    written = "".join(_letters(sounds, at) for at in range(len(sounds)))
    return written.upper() if syllable[0] == STRESS else written


def _letters(sounds: list[str], at: int) -> str:
    sound, alone, last = sounds[at], len(sounds) == 1, at == len(sounds) - 1
    if sound == "aɪ":
        return "eye" if alone else VOWELS[sound] if last else "igh"
    if sound == "ʊ" and sounds[at - 1 : at] == ["j"]:
        return "oo"
    if sound in ("ɹ", "r") and last and at and sounds[at - 1] in BEFORE_R:
        return "rr"
    return VOWELS.get(sound) or CONSONANTS[sound]
