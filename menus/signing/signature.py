"""A clinician's signature over one version of one thing, and the reasons against it (R22, R58)."""

import hashlib
import json
import re
from calendar import monthrange
from dataclasses import asdict, dataclass, replace
from datetime import date

from menus.signing.person import is_placeholder, may_be_same_person, mixes_alphabets, says_nobody

# The register's name in capitals or as it writes itself, then the entry: "GMC 7012345", "NMC 12A3456E".
REGISTRATION = re.compile(r"[A-Za-z]{2,8} (?=(?:[A-Z]*\d){4})[A-Z0-9]{4,12}")
SHAPE = '"GMC 7012345", "NMC 12A3456E" or "GPhC 2012345"'
FEWEST = 3  # different digits of an entry: "0000000" is none


@dataclass(frozen=True, slots=True)
class Signature:
    """A person's signature over one version of a thing.

    `version` is the hash of what was signed (`menus.signing.version`). `registration` is the signer's
    register and entry in it ("GMC 7012345"). `review_by` is the last day on which the signature is valid.
    `countersigned_by` is the admin who entered it. `seal` is a hash of the signed thing's id and of all other
    fields here. It shows if a date or a name was changed later. `withdrawn` says who withdrew the signature,
    and when ("by maria, 2026-11-27"). It is "" if nobody did.
    """

    version: str
    name: str
    role: str
    registration: str
    signed_on: date
    review_by: date
    countersigned_by: str
    seal: str = ""
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether one thing is signed now: its present `version` and its newest `signature`, if any.

    `why` says why that signature is not valid. It is "" if the signature is valid, or if there is none.
    `by_line` is true for a topic that counts as signed because its own file names a reviewer, as in packs of
    the previous version.
    """

    version: str
    signature: Signature | None = None
    why: str = ""
    by_line: bool = False

    @property
    def counts(self) -> bool:
        """Whether a valid signature exists, or the topic's file names a reviewer (in older packs)."""
        return self.by_line or (self.signature is not None and not self.why)


def sealed(of: str, signature: Signature) -> Signature:
    """The signature with its seal; `of` is the id of the signed thing ("en/topics/bones")."""
    return replace(signature, seal=_seal(of, signature))


def why_void(of: str, signature: Signature, version: str, author: str, months: int) -> str:
    """The reason why a signature is not valid ("it has changed since"); "" if it is valid.

    `of` is the id of the signed thing, and `version` the hash of its present words. `author` is the person
    who wrote them ("" if unknown). `months` is the longest time that a review may last.
    """
    if signature.seal != _seal(of, signature):
        return "what it says of itself was changed since"
    if signature.withdrawn:
        return f"it was withdrawn {signature.withdrawn}"
    if signature.version != version:
        return "it has changed since"
    return (
        why_no_signer(signature.name, signature.registration, author)
        or (f'"{signature.role}" is nobody\'s profession' if says_nobody(signature.role) else "")
        or why_no_countersigner(signature.countersigned_by, signature.name, author)
        or why_no_span(signature.signed_on, signature.review_by, months)
    )


def why_no_countersigner(who: str, name: str, author: str) -> str:
    """The reason why account `who` may not countersign what `name` signed and `author` wrote; or ""."""
    if not who.strip():
        return "nobody countersigned it"
    if may_be_same_person(who, author):
        return f"{who} wrote it, and countersigned it"
    return f"{who} signed it, and countersigned it" if may_be_same_person(who, name) else ""


def why_no_signer(name: str, registration: str, author: str) -> str:
    """The reason why a person of this name and registration may not sign what `author` wrote; or ""."""
    if mixes_alphabets(name):
        return f'"{name}" mixes letters of two alphabets'
    if why := why_author(name, author):
        return why
    if is_placeholder(name):
        return f'"{name}" is nobody\'s name'
    digits = [letter for letter in registration if letter.isdigit()]
    if not REGISTRATION.fullmatch(registration) or len(set(digits)) < FEWEST:
        return f'"{registration}" is no entry of a register, such as {SHAPE}'
    return ""


def why_author(name: str, author: str) -> str:
    """The reason why somebody of this name may be `author`, and so cannot sign their own words.

    "" if the two are surely different people.
    """
    if not may_be_same_person(name, author):
        return ""
    return (
        f"{name} wrote it" if name == author else f'{name} wrote it, or may have (its author is "{author}")'
    )


def why_no_span(start: date, end: date, months: int) -> str:
    """The reason why a review cannot last from `start` to `end`; "" if it can.

    `months` is the longest that it may last.
    """
    if end <= start:
        return "its review ends before it begins"
    if end > (latest := later(start, months)):
        return f"its review lasts for more than {months} months (until {latest} at the latest)"
    return ""


def later(day: date, months: int) -> date:
    """The same day of the month some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _seal(of: str, signature: Signature) -> str:
    told = asdict(replace(signature, seal=""))
    if not signature.withdrawn:
        del told["withdrawn"]  # the seals of the version before had no such field
    return hashlib.sha256(json.dumps([of, told], sort_keys=True, default=str).encode()).hexdigest()
