"""What a clinician has ticked and written behind a link so far, and what they said of it the last time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from menus.signing.compared import WHOLE, Objection, changes, laid_out_before, marks, objections
from menus.signing.sheet import Sheet
from store.signing.reviewed import Answer, Asked
from store.signing.reviews import Reviews
from web.desk.needs import typed

LONGEST = 500  # characters of a comment
TOO_LONG = (
    "Nothing was done yet: your comment has {} letters, and at most {} fit. Shorten it, or put the rest into "
    "another; your words are kept below."
)


@dataclass(frozen=True, slots=True)
class SoFar:
    """What is filled in when a clinician opens the form, and what they are told of earlier answers.

    A draft is what the clinician filled in and did not send; `begun` says whether one was stored. `ticked`
    has the key of each ticked sentence, with the day of the earlier answer that ticked it. The day is None if
    the draft ticked it. `comments` are by the same keys.

    `before` is the day of the clinician's last answer, None if there is none. `said` are their objections in
    it. `changed` has the sentences changed since, as (before, now); a sentence that was not there is "".
    `laid_out` counts the examples of alarm rules if the clinician last read them many in one line, as forms
    once had them: (those still in the form, all that they read). Otherwise it is None.

    `others` are answers of other clinicians who object to the same words, each with its objections. Answers
    that staff have put away are left out.
    """

    ticked: Mapping[str, date | None] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    begun: bool = False
    before: date | None = None
    said: tuple[Objection, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    laid_out: tuple[int, int] | None = None
    others: tuple[tuple[Answer, tuple[Objection, ...]], ...] = ()


def so_far(reviews: Reviews, asked: Asked, sheet: Sheet) -> SoFar:
    """What to fill into the form behind a link, from the clinician's draft and their last answer.

    The draft decides which sentences are ticked; without a draft, the last answer does. A sentence whose
    words have changed since is not ticked. Raises `Unreachable` if the store does not answer, and BrokenSeal
    if no NUMBER_KEY can decrypt what it has.
    """
    draft, last = reviews.so_far(asked), reviews.before(asked)
    ticked = dict[str, date | None]()
    for answer in (last, draft):
        if answer:
            day = None if answer is draft else answer.signed_on
            ticked = {
                key: ticked.get(key, day) for key, mark in marks(sheet).items() if mark in answer.ticked
            }
    return SoFar(
        ticked=ticked,
        comments=draft.comments if draft else {},
        begun=draft is not None,
        before=last.signed_on if last else None,
        said=objections(last.comments, last.read, sheet) if last else (),
        changed=changes(last.read, sheet) if last and last.read else (),
        laid_out=laid_out_before(last.read, sheet) if last else None,
        others=tuple(
            (one, objections(one.comments, one.read, sheet))
            for one in reviews.answered().get(asked.of, {}).values()
            if not one.signs and one.version == asked.version and one.registration != asked.registration
        ),
    )


def comments_of(sheet: Sheet) -> dict[str, str]:
    """The comments typed into the form behind a link, by the key of their sentence in `sheet`.

    A comment on no single sentence has the key "sounds" or "missing".
    """
    given = {key: typed(f"say:{key}") for key in (*(line.key for line in sheet.lines), *WHOLE)}
    return {key: words for key, words in given.items() if words}


def too_long(sheet: Sheet) -> tuple[str, str] | None:
    """The id of the first field with a comment over 500 letters, and the message to show; None if all fit."""
    ids = {line.key: n for n, line in enumerate(sheet.lines, 1)}
    for key, words in comments_of(sheet).items():
        if len(words) > LONGEST:
            return f"say-{ids.get(key, key)}", TOO_LONG.format(len(words), LONGEST)
    return None
