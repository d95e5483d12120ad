"""A canary, a number and a sentence, in every form in which it could be written down; and the search."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

NATIONAL = "7400765432"
NUMBER = f"+44{NATIONAL}"
KEYED = "02079460987"
SENTENCE = "the canary sings of zorblification in brindlewick"
# Words of it that nobody else uses.
RARE = ("zorblification", "brindlewick")
BETWEEN = r"(?:[\s().+\-]|%[0-9A-Fa-f]{2}){0,3}"


def forms() -> dict[str, re.Pattern[bytes]]:
    """What to look for, by a name to tell: plain in any grouping, in hex, in base64, in a URL."""
    found = {}
    # With any grouping, and so E.164, national, with 0044 or a nought in brackets alike.
    for name, digits in (("number", NATIONAL), ("keyed", KEYED[1:])):
        found[f"{name} plain"] = re.compile(BETWEEN.join(digits).encode())
        for written in (digits, f"{digits[:4]} {digits[4:]}"):
            found |= encoded(f"{name} as {written!r}", written.encode())
    # A plain hash of a number is the number: there are only some hundred million.
    for written in (NUMBER, NATIONAL, f"0{NATIONAL}", NUMBER[1:]):
        for kind in ("md5", "sha1", "sha256"):
            digest = hashlib.new(kind, written.encode(), usedforsecurity=False).hexdigest()
            found[f"{kind} of {written}"] = re.compile(digest[:12].encode(), re.IGNORECASE)
    for word in RARE:
        found[f"{word} plain"] = re.compile(word.encode(), re.IGNORECASE)
        found |= encoded(word, word.encode())
    return found


def encoded(name: str, plain: bytes) -> dict[str, re.Pattern[bytes]]:
    """Hex, and base64 wherever in three bytes it begins; not the ends, which depend on what stands beside."""
    looked = {f"{name} in hex": re.compile(plain.hex().encode(), re.IGNORECASE)}
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + plain + b"\0" * 3)
        first, last = -(-shift * 8 // 6), (shift + len(plain)) * 8 // 6
        looked[f"{name} in base64, {shift}"] = re.compile(re.escape(whole[first:last]))
    return looked


FORMS = forms()


def found_in(held: bytes) -> list[str]:
    """The names of the forms that stand there."""
    return sorted(name for name, form in FORMS.items() if form.search(held))


def found_below(folder: Path) -> list[str]:
    """The same for every file below a folder, and its name."""
    return sorted(
        f"{path.relative_to(folder)}: {name}"
        for path in folder.rglob("*")
        if path.is_file()
        for name in found_in(str(path).encode() + b"\n" + path.read_bytes())
    )


def ways_to_write() -> Iterator[bytes]:
    """How a careless line of code could write the canary down: each of them has to be found."""
    n = NATIONAL
    plain = (NUMBER, f"0{n}", f"0044{n}", f"0{n[:4]} {n[4:]}")
    for number in (*plain, f"+44 (0) {n[:4]}-{n[4:7]}-{n[7:]}", " ".join(n)):
        yield f'{{"event": "rang", "to": "{number}"}}'.encode()
        yield f"/voice/en/check?number={quote_plus(number)}".encode()
        yield f"/voice/en/check?number={quote(number)}".encode()
    for number in plain:
        yield number.encode().hex().upper().encode()
        yield KEYED.encode()
        for before in ("", "a", "ab"):
            yield base64.b64encode(f"{before}{number}".encode())
            yield base64.urlsafe_b64encode(f"{before}{number} again".encode())
    yield hashlib.sha256(NUMBER.encode()).hexdigest().encode()
    for words in (SENTENCE, SENTENCE.upper(), quote(SENTENCE), repr(SENTENCE.split())):
        yield words.encode()
    yield base64.b64encode(SENTENCE.encode())
    yield SENTENCE.encode().hex().encode()
