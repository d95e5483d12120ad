"""The rules for the signatures over a pack's words, and their validity (R22, R58)."""

from collections.abc import Iterator
from datetime import date

from menus.model import Fault
from menus.said import Look
from menus.signing.signature import Standing
from menus.signing.things import Thing, things_of

SOON = (7, 30, 90)  # days
FILE = "signatures.toml"
NOT_LISTED = Standing("")
NOBODY = "nobody has signed it"
REVIEW = "flask review"


def signed(look: Look) -> Iterator[Fault]:
    """Check that each thing has a valid signature, and that its review does not end within 90 days.

    A thing without a valid signature gives a warning, and keeps a live line from its first start. A review
    that has ended, or ends soon, gives a warning too. It is never an error, because a topic whose review has
    ended is off the line by itself.
    """
    for thing in things_of(look.pack, look.language):
        standing = look.pack.standing.get(thing.id, NOT_LISTED)
        yield from _topic(look, thing, standing) if thing.kind == "topic" else _fixed(look, thing, standing)


def together(found: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The faults of a pack, with all warnings of things that nobody has signed joined into one at the end.

    So these warnings hide no other fault. If there is only one of them, it stays as it is.
    """
    waiting = [fault for fault in found if fault.level == "warning" and NOBODY in fault.says]
    if not waiting[1:]:
        return found
    names = ", ".join(dict.fromkeys(map(_name_of, waiting)))
    says = f"nobody has signed {names}: these are drafts, and say so"
    one = Fault(FILE, "", says, "have a clinician read and sign each: `flask review NAME` (R22)", "warning")
    return (*(fault for fault in found if fault not in waiting), one)


def _name_of(fault: Fault) -> str:
    """What `flask review` calls the draft that a fault is about, taken from the fault's `mend`."""
    return fault.mend.partition(f"`{REVIEW} ")[2].partition("`")[0]


def why_draft(standing: Standing) -> str:
    """The reason, in words, why a thing is a draft; `standing` must be that of a thing not validly signed."""
    if by := standing.signature:
        return f"{by.name} signed it on {by.signed_on}, and {standing.why}"
    return f"its review does not count: {standing.why}" if standing.why else NOBODY


def _mend_of(thing: Thing) -> str:
    """The advice for a thing that is a draft, or whose review ends."""
    return f"have a clinician read and sign it: `{REVIEW} {thing.asked_as}` (R22)"


def _topic(look: Look, thing: Thing, standing: Standing) -> Iterator[Fault]:
    topic = look.language.topics[thing.name]
    if topic.draft:
        says = f"{why_draft(standing)}, so it says that it is a draft"
        yield Fault(thing.file, "reviewed_by", says, _mend_of(thing), "warning")
    elif standing.by_line:
        says = f"is a line of text, to which nothing ties its words, and counts until {topic.review_by}"
        yield Fault(thing.file, "reviewed_by", says, _mend_of(thing), "warning")
    if topic.review_by:
        over = f"its review ended on {topic.review_by}, so it is no longer told"
        yield from _ends(thing.file, "review_by", topic.review_by, look.today, over, _mend_of(thing))


def _fixed(look: Look, thing: Thing, standing: Standing) -> Iterator[Fault]:
    if not standing.counts:
        yield Fault(FILE, thing.id, f"a draft: {why_draft(standing)}", _mend_of(thing), "warning")
    elif by := standing.signature:
        over = f"its review ended on {by.review_by}"
        yield from _ends(FILE, thing.id, by.review_by, look.today, over, _mend_of(thing))


def _ends(file: str, key: str, end: date, today: date, over: str, mend: str) -> Iterator[Fault]:
    left = (end - today).days
    soon = next((days for days in SOON if left <= days), None)
    if left < 0:
        yield Fault(file, key, over, mend, "warning")
    elif soon:
        yield Fault(file, key, f"its review ends in {left} days, within {soon}", mend, "warning")
