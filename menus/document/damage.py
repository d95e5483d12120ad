"""Finds damaged words in a document (run together, broken, cut short); mends the sure cases."""

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from menus.document.medicines import NAMES, is_medicine

# An address, whose words are run together on purpose.
ADDRESS = re.compile(r"\S*@\S+|(?:https?://|www\.)\S+|\b[\w-]+(?:\.[a-z]{2,})+\b(?:/\S*)?")
LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Letters of UTF-8 that were read as Windows-1252.
MISREAD = re.compile(r"[ÂÃâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŽžŸ¡-¿]{1,2}")
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
LIGATURES = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ﬀﬁﬂﬃﬄﬅﬆ"}
LEAST_LETTERS, LEAST_PART = 10, 3  # of words run together, and of each of the two
PLACES = 5  # that are named of damage that is met often
ENDINGS = ("s", "es", "ness", "ly", "ing", "ed")
ITS_OWN = 3  # times that a word is met, to be one of its own
# What stands before another word without a space, and is a word of its own to a list of words.
OPENINGS = """
physio psycho neuro cardio radio hydro immuno micro anti over under inter post non multi semi ultra photo
electro chemo auto bio thermo hypo hyper osteo methyl hydroxy pre super sub trans counter extra out self fore
mid
"""
BEFORE = frozenset(OPENINGS.split())
# What stands behind another word without a space: "nightclothes", "wholegrain", "answerphone".
ENDS_OF_WORDS = "clothes grain grains phone phones wear proof board boards holder holders maker makers"
BEHIND = frozenset(ENDS_OF_WORDS.split())
JOINED = re.compile(r"[a-z]{2,}[A-Z][a-z]{2,}")
GLUED = re.compile(r"[a-z]{2,}[.!?,;:][A-Z][a-z]+")
BROKEN = re.compile(r"\b([^\W\d_]{2,})[-‐] ([a-z]{2,})\b")
# A sign of a symbol font that stands alone, as a telephone before a number: no letters are lost with it.
SYMBOL = re.compile(r"(?<!\S)[\ue000-\uf8ff](?!\S)")
LOST = re.compile(r"[\ufffd\ue000-\uf8ff\u0000-\u0008\u000b-\u001f]|\(cid:\d+\)")
DOUBLED = re.compile(r"\b([^\W\d_]{3,}) \1\b", re.I)


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where a document's words look broken: its line in the kept text, what is wrong, what to do.

    `line` counts from 1. Staff get one message on all damage with the same `kind`. If `kind` is "", damage
    with the same `says` is taken together.
    """

    line: int
    says: str
    mend: str
    kind: str = ""

    def __str__(self) -> str:
        """The damage as a line for staff."""
        return f"{self.line}: {self.says}: {self.mend}"


def gathered(found: Iterable[Damage]) -> Iterator[str]:
    """A message to staff about each kind of damage.

    If a kind stands at several places, its message has their number and the first of their lines.
    """
    kinds: dict[str, list[Damage]] = {}
    for one in found:
        kinds.setdefault(one.kind or one.says, []).append(one)
    for kind, places in kinds.items():
        first, *others = places
        if others:
            lines = ", ".join(str(one.line) for one in places[:PLACES])
            more = ", …" if len(places) > PLACES else ""
            yield f"{lines}{more}: {kind}, {len(places)} times: {first.mend}"
        else:
            yield str(first)


def mended(words: str) -> str:
    """The words with all certain damage mended: ligatures, invisible characters, spaces, misread UTF-8."""
    words = words.translate(UNSEEN).translate(LIGATURES)
    if MISREAD.search(words):
        words = MISREAD.sub(lambda found: _read_again(found[0]), words)
    return " ".join(words.split())


def _read_again(letters: str) -> str:
    try:
        return letters.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return letters


def rejoined(first: str, second: str, known: Container[str], met: Container[str]) -> str:
    """The word that the end of a line broke at a hyphen, joined from its halves `first` and `second`.

    The hyphen goes if the word without it is in `known` (words of the language) or in `met` (words of the
    document). Both are in lower case. Otherwise the hyphen stays, because it may belong to the word
    ("self-care").
    """
    both = f"{first}{second}"
    return both if both.lower() in known or both.lower() in met else f"{first}-{second}"


def damages(lines: Iterable[str], known: Container[str]) -> Iterator[Damage]:
    """Find words in the lines of a document's text that lost letters, were cut, or ran together.

    `known` holds the words of the language.
    """
    lines = tuple(lines)
    met = Counter(word.lower() for line in lines for word in LETTERS.findall(line))
    for number, line in enumerate(lines, 1):
        yield from _lost(number, line)
        yield from (Damage(number, says, mend) for says, mend in _in_line(line, known, met))


def _lost(number: int, line: str) -> Iterator[Damage]:
    for found in LOST.finditer(line):
        near = line[max(0, found.start() - 20) : found.end() + 20]
        if SYMBOL.match(line, found.start()):
            kind = "a sign of a symbol font stands alone"
            yield Damage(number, f'{kind} near "{near}"', "write what it says, if anything", kind)
            continue
        sign = found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
        yield Damage(
            number, f'letters are lost near "{near}"', "write them anew", f'letters are lost as "{sign}"'
        )


def _in_line(line: str, known: Container[str], met: Counter[str]) -> Iterator[tuple[str, str]]:
    for found in MISREAD.finditer(line):
        yield f'"{found[0]}" is a letter that was read wrongly', "write the right one, and save as UTF-8"
    for found in BROKEN.finditer(line):
        yield (
            f'"{found[0]}" looks like a word broken at a line\'s end',
            f'write "{found[1]}{found[2]}" if it is one word',
        )
    for found in GLUED.finditer(line):
        yield f'"{found[0]}" lacks a space', "put one behind the mark"
    for found in DOUBLED.finditer(line):
        if found[1].lower() not in ("had", "that"):
            yield f'"{found[0]}" says a word twice', "take one out if it is a slip"
    for word in dict.fromkeys(LETTERS.findall(ADDRESS.sub(" ", line))):
        if two := _run_together(word, known, met):
            yield f'"{word}" looks like words run together', f'write "{two}", if so'


def _run_together(word: str, known: Container[str], met: Counter[str]) -> str | None:
    """The two words that ran together into `word`, with a space between them; None if they are not found.

    `known` holds the words of the language. `met` counts the words of the document.

    (a) A capital after small letters always begins the second word ("doseTake").
    (b) Any other `word` is split only if it is long, rare in the document, and no word of the language. Each
        half must be a word of the language or the document, or a medicine's name.
    """
    if found := JOINED.search(word):
        at = next(n for n, letter in enumerate(found[0]) if letter.isupper()) + found.start()
        return f"{word[:at]} {word[at:]}"
    low = word.lower()
    if len(low) < LEAST_LETTERS or low in known or met[low] >= ITS_OWN or "'" in low or "’" in low:
        return None
    if low.removesuffix("s") in NAMES or _is_form(low, known):
        return None
    for at in range(len(low) - LEAST_PART, LEAST_PART - 1, -1):
        first, second = low[:at], low[at:]
        if (
            first not in BEFORE
            and second not in BEHIND
            and _stands(first, known, met)
            and _stands(second, known, met)
            # "bendroflumethiazide" ends as medicines do, and so does what is behind "bend"
            and (not is_medicine(low) or is_medicine(first) or second in NAMES or second in met)
        ):
            return f"{word[:at]} {word[at:]}"
    return None


def _is_form(low: str, known: Container[str]) -> bool:
    """Whether the language has a word only in another form: "painkiller" as "painkillers".

    `low` is the word in lower case, `known` the words of the language.
    """
    shorter = (low.removesuffix(ending) for ending in ENDINGS if low.endswith(ending))
    return any(word in known for word in (*shorter, *(f"{low}{ending}" for ending in ENDINGS)))


def _stands(part: str, known: Container[str], met: Counter[str]) -> bool:
    return part in met or is_medicine(part) or (len(part) > LEAST_PART and part in known)
