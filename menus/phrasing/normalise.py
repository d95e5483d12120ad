"""Turns a received message into plain lower-case words, without quotes, accents and emoji."""

import re
import unicodedata
from functools import lru_cache
from itertools import chain

# Characters that are read: the longest text a carrier delivers. What lies behind them could only cost time.
LONGEST = 1600

LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
APOSTROPHES = re.compile(r"(?<=[^\W\d_])['\u2018\u2019\u02bc\u00b4`\u2032](?=[^\W\d_])")
WORDS = re.compile(r"[a-z]+|[0-9]+")
IN_ANY_SCRIPT = re.compile(r"[a-z]+|[0-9]+|[^\W\d_a-z]+")
# A phone number as people space it. Its parts are no words, or "do not ring 07400 100 999" would cry for 999.
PHONE = re.compile(r"(?<![^\W_])(?:\+?44|0)(?:[ ().–/-]{0,3}\d){9,10}(?![^\W_])")
NO_DIGIT = re.compile(r"\D+")
STRETCHED = re.compile(r"([a-z])\1{2,}")
SPELLED = {
    ord("&"): " and ",
    ord("æ"): "ae",
    ord("œ"): "oe",
    ord("ø"): "o",
    ord("ł"): "l",
    ord("ı"): "i",
    ord("\N{SQUARED SOS}"): " sos ",
}


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text's first 1,600 characters, in lower case and without accents.

    Each word has only letters from a to z, only letters of another script, or only digits. "Don’t" gives
    "dont", "40mg" gives "40" and "mg", and "soooo" gives "soo". A web address gives "weblink". A UK phone
    number gives all its digits as one word.
    """
    text = text[:LONGEST]
    if "://" in text or "." in text:  # each look whether a pattern can fit spares the pattern itself
        text = LINK.sub(" weblink ", text)
    if "0" in text or "44" in text:
        text = PHONE.sub(lambda number: NO_DIGIT.sub("", number.group()), text)
    if not text.isascii():
        # NFKD parts letters from their accents, and turns full-width letters into plain ones
        text = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text).casefold().translate(SPELLED))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
        return tuple(IN_ANY_SCRIPT.findall(STRETCHED.sub(r"\1\1", text)))
    if "'" in text or "`" in text:
        text = APOSTROPHES.sub("", text)
    text = text.lower().replace("&", " and ")
    return tuple(WORDS.findall(STRETCHED.sub(r"\1\1", text)))


@lru_cache(maxsize=16)
def words_of(texts: tuple[str, ...]) -> frozenset[str]:
    """Every word of some texts, and each word that ends in s also without the s; cached."""
    words = frozenset(chain.from_iterable(text.split() for text in texts))
    return words.union(word[:-1] for word in words if word.endswith("s"))
