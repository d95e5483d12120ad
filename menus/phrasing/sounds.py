"""How words sound: their consonants, so that what is spelt by ear is found ("fisio" for "physio")."""

import re

SILENT = str.maketrans("", "", "aeiouywh")

SOUNDS = tuple(
    (re.compile(pattern), as_heard)
    for pattern, as_heard in (
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
LETTERS = str.maketrans({"c": "s", "x": "ks", "z": "s", "v": "f"} | dict.fromkeys("aeiouywh"))
DOUBLED = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """The consonants of a word as they sound; "fisio" and "physio" give the same."""
    for pattern, as_heard in SOUNDS:
        word = pattern.sub(as_heard, word)
    return DOUBLED.sub(r"\1", word.translate(LETTERS))


def most_consonants(word: str) -> int:
    """An upper limit on how many consonants the `sound` of a word has.

    It is a quick test, before the sound is made: names found by sound are long, so a word with few consonants
    cannot be one of them.
    """
    return len(word.translate(SILENT)) + word.count("x")


# Letters that a sound keeps whatever stands beside them; all others change, or go, with their neighbours.
UNSTEADY = str.maketrans("", "", "acdefghijkopqstuvwxyz")


def steady_consonants(word: str) -> str:
    """The letters b, l, m, n and r of a word as it sounds; words that sound alike have the same.

    So it is a quick test whether two words may sound alike, before their `sound` is made.
    """
    return DOUBLED.sub(r"\1", word.removeprefix("pn").translate(UNSTEADY))
