"""The sounds of words: proposals from misaki's list of British English, or from espeak-ng."""

import importlib.util
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from menus.document.medicines import recalled

LISTS = ("gb_gold.json", "gb_silver.json")
# misaki writes a diphthong as one letter, and the stress before the vowel instead of before the syllable.
AS_IPA = {"A": "eɪ", "I": "aɪ", "O": "əʊ", "Q": "əʊ", "W": "aʊ", "Y": "ɔɪ"}
AS_IPA |= {"ʤ": "dʒ", "ʧ": "tʃ", "r": "ɹ", "a": "æ", "ᵊ": "ə", "ɐ": "ə", "ɛː": "ɛə", "ɜɹ": "ɜː"}
LETTERS = re.compile("|".join(sorted(AS_IPA, key=len, reverse=True)))
PART = 3  # letters of a word that another is put together from
# What may begin a syllable before a stressed vowel.
ONSET = re.compile(
    r"((?:s[ptk][ɹlj]?|[pbkɡfdtθʃ][ɹ]|[pbkɡfs]l|[pbtdkɡfvmnhls]j|[tdskɡ]w|s[mnf]|dʒ|tʃ|[pbtdkɡfvθðszʃʒhmnlɹjw])?)([ˈˌ])"
)
ESPEAK, VOICE, LONGEST_SECONDS = "espeak-ng", "en-gb-x-rp", 10
NOT_THERE = "espeak-ng is not installed: with it (`apt-get install espeak-ng`) you hear the words"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal for how a word sounds, in IPA, and its source."""

    sounds: str
    source: str


def proposals(word: str) -> Proposal | None:
    """How a word in small letters may sound; None if no source knows.

    The sources are tried in this order: misaki's list for the word or its singular, our own list of
    medicines, misaki's list for two words that make up this one, and espeak-ng's rules, if it is installed.
    """
    listed = _listed()
    if word in listed:
        return Proposal(as_ipa(listed[word]), "misaki, British English")
    one = word.removesuffix("s")
    if one in listed and one != word:
        return Proposal(as_ipa(listed[one]) + _plural(as_ipa(listed[one])), "misaki, from the singular")
    if told := recalled(word):
        return Proposal(told, "recalled: listen to it")
    for at in range(PART, len(word) - PART + 1):
        first, second = word[:at], word[at:]
        if first in listed and second in listed:
            sounds = as_ipa(listed[first]) + as_ipa(listed[second]).replace("ˈ", "ˌ")
            return Proposal(sounds, f"misaki, {first} and {second}: listen to it")
    sounds = _spelt_by_espeak(word)
    return Proposal(sounds, "espeak-ng by its rules: listen to it") if sounds else None


def as_ipa(written: str) -> str:
    """Turn `written`, a pronunciation in the spelling of misaki's list, into IPA.

    Each stress mark moves to the beginning of its syllable.
    """
    ipa = LETTERS.sub(lambda found: AS_IPA[found[0]], written)
    return ONSET.sub(r"\2\1", ipa)


def _plural(sounds: str) -> str:
    if sounds.endswith(("s", "z", "ʃ", "ʒ")):
        return "ɪz"
    return "s" if sounds.endswith(("p", "t", "k", "f", "θ")) else "z"


@cache
def _listed() -> Mapping[str, str]:
    """The pronunciation of each word in misaki's lists; empty if misaki is not installed.

    If two lists have the word, the more reliable list counts.
    """
    found = importlib.util.find_spec("misaki")
    words: dict[str, str] = {}
    for name in reversed(LISTS) if found and found.origin else ():
        file = Path(str(found and found.origin)).with_name("data") / name
        for word, sounds in json.loads(file.read_text(encoding="utf-8")).items():
            told = sounds.get("DEFAULT") if isinstance(sounds, dict) else sounds
            if told:
                words[word.lower() if word.lower() not in words else word] = told
    return words


def has_espeak() -> bool:
    """Whether espeak-ng is installed."""
    return shutil.which(ESPEAK) is not None


def _spelt_by_espeak(word: str) -> str:
    return _espeak("-q", "--ipa", word).replace("_", "").replace("r", "ɹ").strip() if has_espeak() else ""


def speak(word: str) -> None:
    """Speak a word aloud with espeak-ng; do nothing if espeak-ng is not installed or fails."""
    if has_espeak():
        _espeak(word)


def _espeak(*arguments: str) -> str:
    command = [ESPEAK, "-v", VOICE, *arguments]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ended.stdout if ended.returncode == 0 else ""
