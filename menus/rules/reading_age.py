"""Estimates the reading age of an English text by its Flesch-Kincaid grade (R19)."""

import re
from collections.abc import Container

from menus.sentences import plain_words, sentences

GROUPS = re.compile(r"[aeiouy]+")
# where a word has a syllable more than it has groups of vowels: di-et, vi-de-o, jan-u-ary, go-ing, ta-ble
MORE = re.compile(
    r"(?<![cstgqx])i[aou](?!n$)|sio(?!n)|tio$|iet|scien|(?<=[aeiou][^aeiou])ea$|eo(?=[lmnr])|eo$|^reac|eat(?=[ei])"
    r"|(?<!q)u(?:al|at|ou|ar(?=y))|[aeou]ing$|[bcdfgklmpsvz]n't$|(?<=[a-z])y[aeiou]|ism$|[^aeiouyl]le[ds]?$"
)
# and where it has one less: a silent e
LESS = re.compile(
    r"[^aeiouy]e$|[^aeiouycsxzg]es$|[^aeiouytd]ed$|[^aeiouy]e(?=(?:ly|ful|fully|less|ments?|ness|ty)$)"
    r"|(?<=som)e(?=[tw])|(?<=ev)e(?=ry)|^eye"
)


def syllables(word: str) -> int:
    """An estimate of how many syllables an English word has, at least one."""
    word = word.lower()
    return max(1, len(GROUPS.findall(word)) + len(MORE.findall(word)) - len(LESS.findall(word)))


def reading_age(text: str, names: Container[str] = ()) -> float:
    """The reading age of a text in years: its Flesch-Kincaid grade plus 5, and at least 5.

    Numbers, and the `names` (in lower case), are left out.
    """
    told = [[word for word in plain_words(sentence) if word not in names] for sentence in sentences(text)]
    told = [words for words in told if words]
    count = sum(map(len, told))
    if not count:
        return 5.0
    sounds = sum(syllables(word) for words in told for word in words)
    return max(5.0, 0.39 * count / len(told) + 11.8 * sounds / count - 15.59 + 5)
