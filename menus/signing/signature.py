"""A clinician's signature over one version of one thing, and why it may not count (R22, R58)."""

import hashlib
import json
import re
from calendar import monthrange
from dataclasses import asdict, dataclass, replace
from datetime import date

LETTERS = re.compile(r"[^\W\d_]+")
# The register's name in capitals or as it writes itself, then the entry: "GMC 7012345", "NMC 12A3456E".
REGISTRATION = re.compile(r"[A-Za-z]{2,8} (?=(?:[A-Z]*\d){4})[A-Z0-9]{4,12}")
SHAPE = '"GMC 7012345", "NMC 12A3456E" or "GPhC 2012345"'
TITLES = frozenset(
    {"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame", "sister", "rev"}
)
# Words that stand where a name is still to be written.
NOBODY = frozenset(
    {"an", "anon", "anonymous", "another", "anybody", "author", "clinician", "consultant", "doctor", "dummy"}
    | {"example", "foo", "here", "me", "name", "na", "nobody", "none", "nurse", "our", "person", "pharmacist"}
    | {"physio", "physiotherapist", "placeholder", "reader", "reviewer", "sample", "signature", "signed"}
    | {
        "somebody",
        "someone",
        "surname",
        "tba",
        "tbc",
        "tbd",
        "test",
        "tester",
        "the",
        "todo",
        "unknown",
        "we",
    }
    | {"you", "your"}
)
FEWEST = 3  # different digits of an entry: "0000000" is none


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature: over which `version` of a thing, by whom, and until when it counts.

    `version` is the hash that `menus.signing.version` gives. `registration` is the register and the entry in
    it ("GMC 7012345"), `countersigned_by` the admin who entered it. `seal` is a hash of all the rest and of
    what was signed, so that no date or name is changed by itself.
    """

    version: str
    name: str
    role: str
    registration: str
    signed_on: date
    review_by: date
    countersigned_by: str
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether one thing is signed as it is now: its `version`, and the newest `signature` of it, if any.

    `why` is why that does not count; "" if it counts, or if there is none. `by_line` is true of a topic that
    counts by a line of text in its file, as in packs of the version before.
    """

    version: str
    signature: Signature | None = None
    why: str = ""
    by_line: bool = False

    @property
    def counts(self) -> bool:
        """Whether somebody has signed or, in a pack of the version before, is named in the topic's file."""
        return self.by_line or (self.signature is not None and not self.why)


def sealed(of: str, signature: Signature) -> Signature:
    """The signature with its seal; `of` is the id of what was signed ("en/topics/bones")."""
    return replace(signature, seal=_seal(of, signature))


def why_void(of: str, signature: Signature, version: str, author: str, months: int) -> str:
    """Why a signature does not count, in words after "and"; "" if it does.

    `version` is that of what is said now, `author` whoever wrote it ("" for nobody known), `months` how long
    a review of it may last.
    """
    if signature.seal != _seal(of, signature):
        return "what it says of itself was changed since"
    if signature.version != version:
        return "it has changed since"
    return (
        why_no_signer(signature.name, signature.registration, author)
        or why_no_countersigner(signature.countersigned_by, signature.name, author)
        or why_no_span(signature.signed_on, signature.review_by, months)
    )


def why_no_countersigner(who: str, name: str, author: str) -> str:
    """Why the account `who` may not countersign what `name` signed and `author` wrote; "" if it may."""
    if not who.strip():
        return "nobody countersigned it"
    if is_same_person(who, author):
        return f"{who} wrote it, and countersigned it"
    return f"{who} signed it, and countersigned it" if is_same_person(who, name) else ""


def why_no_signer(name: str, registration: str, author: str) -> str:
    """Why nobody of this name may sign what `author` wrote; "" if they may."""
    if is_placeholder(name):
        return f'"{name}" is nobody\'s name'
    if is_same_person(name, author):
        return f"{name} wrote it"
    digits = [letter for letter in registration if letter.isdigit()]
    if not REGISTRATION.fullmatch(registration) or len(set(digits)) < FEWEST:
        return f'"{registration}" is no entry of a register, such as {SHAPE}'
    return ""


def why_no_span(start: date, end: date, months: int) -> str:
    """Why a review cannot last from one day to another; "" if it can."""
    if end <= start:
        return "its review ends before it begins"
    if end > (latest := later(start, months)):
        return f"its review lasts for more than {months} months (until {latest} at the latest)"
    return ""


def is_placeholder(name: str) -> bool:
    """Whether a name stands where one is still to be written: "x", "TODO", "A. Clinician"."""
    words = _words(name)
    real = [word for word in words if word not in NOBODY and len(word) > 1 and len(set(word)) > 1]
    return not real


def is_same_person(one: str, other: str) -> bool:
    """Whether two names are of one person, titles, order and signs aside: "ann.smith" is "Dr Ann Smith"."""
    return bool(_words(one)) and sorted(_words(one)) == sorted(_words(other))


def later(day: date, months: int) -> date:
    """The same day of the month some months later; the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _words(name: str) -> list[str]:
    return [word for word in LETTERS.findall(name.casefold()) if word not in TITLES]


def _seal(of: str, signature: Signature) -> str:
    held = [of, asdict(replace(signature, seal=""))]
    return hashlib.sha256(json.dumps(held, sort_keys=True, default=str).encode()).hexdigest()
