"""The name of a document or heading for a text: short, and in the GSM-7 alphabet."""

import unicodedata

from menus.parts import is_gsm7

MOST, MOST_WORDS = 60, 12
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": "", "”": "", "–": "-", "—": "-", "[": "(", "]": ")"})


def named_in_text(name: str) -> str:
    """A name cut to 60 characters and 12 words, with "..." where it was cut, in GSM-7 (R24)."""
    spread = unicodedata.normalize("NFKD", name.translate(PLAIN).replace("{", "(").replace("}", ")"))
    plain = "".join(letter for letter in spread if is_gsm7(letter))
    words = plain.split()
    kept = words[:MOST_WORDS]
    while len(kept) > 1 and len(" ".join(kept)) > MOST:
        kept.pop()
    short = " ".join(kept)[:MOST]
    return short if len(kept) == len(words) else f"{short.rstrip(',.;:')}..."
