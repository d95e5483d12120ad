"""Open reviews: links for clinicians, their answers, and signatures that an admin countersigned.

Each thing to be signed is a text with an id ("en/topics/bones"). It has one link at a time: a newer link
replaces the older. Of each clinician at most one answer about a text waits for an admin. The closed answers
about it are its history.
"""

import hashlib
import secrets
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from store.keys import PREFIX
from store.link import Link
from store.sealed import Sealed
from store.signing.clinicians import Clinician
from store.signing.reviewed import Answer, Asked, Signed, read, row_of
from store.signing.sealed_rows import SealedRows, sealed_rows

LINKS = f"{PREFIX}review:links"
ANSWERS = f"{PREFIX}review:answers"
SIGNATURES = f"{PREFIX}review:signatures"
DRAFTS = f"{PREFIX}review:drafts"
READINGS = f"{PREFIX}review:readings"
# What an answer is sealed for.
ANSWER = "review answer"
LASTS = timedelta(days=7)
MOST_WRONG = 10


@dataclass(frozen=True, slots=True)
class Reviews:
    """All open reviews. Every method raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits."""

    links: SealedRows
    answers: SealedRows
    kept: SealedRows
    drafts: SealedRows
    readings: SealedRows

    def ask(self, of: str, version: str, whom: Clinician, by: str, now: datetime) -> str:
        """Make a link for one clinician and one version, valid for 7 days; return the token of its URL.

        `of` is the id of the text to be signed, `by` the account that asks. Any earlier link for the same
        text stops working. Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        token = secrets.token_urlsafe(24)
        found = Asked(
            *(of, version, whom.id, whom.name, whom.role, whom.registration, whom.entered_by),
            by=by,
            until=now + LASTS,
        )
        self.links.put(of, row_of(found) | {"digest": _digest(token)})
        return token

    def asked(self, token: str, now: datetime) -> Asked | None:
        """The link with this token; None if no such link works: used, too old, or replaced by another.

        Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        digest = _digest(token)
        return next((one for one in self.waiting(now).values() if one.digest == digest), None)

    def waiting(self, now: datetime) -> dict[str, Asked]:
        """Each link that works at `now`, by the id of the text to be signed.

        Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        found = {of: read(Asked, row) for of, row in self.links.all().items()}
        return {of: one for of, one in found.items() if now < one.until}

    def unanswered(self, now: datetime) -> dict[str, Asked]:
        """The links that had ended by `now` without an answer, by text id; replaced links are left out.

        Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        found = {of: read(Asked, row) for of, row in self.links.all().items()}
        return {of: one for of, one in found.items() if one.until <= now}

    def answer(self, asked: Asked, answer: Answer) -> bool:
        """Store a clinician's answer, and use up the link; false if the link was used or replaced meanwhile.

        If an earlier answer of this clinician about this text still waits, it is closed. Raises
        `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        before = self.links.tokens().get(asked.of, "")
        if not before or read(Asked, self.links.open(before)) != asked:
            return False
        earlier = [at for at, one in self._open(asked.of).items() if _is_same(one, answer)]
        place = f"{_whose(answer)} {secrets.token_hex(4)}"
        if not self.links.move(asked.of, before, self.answers, row_of(answer), place):
            return False
        for at in earlier:
            self.close(asked.of, at, f"answered again on {answer.signed_on}")
        self.readings.put(_whose(answer), row_of(answer))
        self.drafts.drop(_whose(answer))
        return True

    def miss(self, asked: Asked) -> None:
        """Count that somebody gave a wrong entry of the register at the link `asked`; the tenth ends it.

        Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        before = self.links.tokens().get(asked.of, "")
        while before and (found := read(Asked, self.links.open(before))).digest == asked.digest:
            if found.wrong + 1 >= MOST_WRONG:
                self.links.drop(asked.of)
                return
            row = row_of(replace(found, wrong=found.wrong + 1))
            if self.links.move(asked.of, before, self.links, row, asked.of):
                return
            before = self.links.tokens().get(asked.of, "")

    def keep(self, draft: Answer) -> None:
        """Store what a clinician has ticked and written so far, in place of what they had before.

        Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        self.drafts.put(_whose(draft), row_of(draft))

    def so_far(self, asked: Asked) -> Answer | None:
        """What the clinician of the link `asked` has ticked and written so far; None if nothing.

        What they ticked and wrote for another version of the text than the link's does not count. Raises
        `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        draft = self._one(self.drafts, asked)
        return draft if draft and draft.version == asked.version else None

    def before(self, asked: Asked) -> Answer | None:
        """What the clinician of the link `asked` last answered about the same text; None if nothing.

        Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        return self._one(self.readings, asked)

    def _one(self, rows: SealedRows, asked: Asked) -> Answer | None:
        token = rows.tokens().get(_whose(asked), "")
        return read(Answer, rows.open(token)) if token else None

    def answered(self) -> dict[str, dict[str, Answer]]:
        """The answers that wait for an admin: by the id of their text, then by their field in the store.

        Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        return self._by_thing(is_open=True)

    def history(self, of: str) -> tuple[Answer, ...]:
        """The closed answers about the text with the id `of`, the newest first.

        Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        found = self._by_thing(is_open=False).get(of, {}).values()
        return tuple(sorted(found, key=lambda one: one.signed_on, reverse=True))

    def _by_thing(self, is_open: bool) -> dict[str, dict[str, Answer]]:
        found = dict[str, dict[str, Answer]]()
        for place, row in sorted(self.answers.all().items()):
            one = read(Answer, row)
            if is_open is not bool(one.closed):
                found.setdefault(one.of, {})[place] = one
        return found

    def _open(self, of: str) -> dict[str, Answer]:
        return self.answered().get(of, {})

    def countersign(self, answer: Answer, by: str) -> bool:
        """Turn an answer that signs into a signature countersigned by the account `by`; true if done.

        False if the answer is an objection, or does not wait any more. Raises `Unreachable`, and BrokenSeal
        if no NUMBER_KEY fits.
        """
        tokens, ours = self.answers.tokens(), {one.name for one in fields(Signed)}
        place = next((at for at, one in self._open(answer.of).items() if one == answer), "")
        if answer.review_by is None or place not in tokens:
            return False
        held = {key: value for key, value in row_of(answer).items() if key in ours}
        before = self.signed().get(answer.of)
        held |= {"countersigned_by": by, "after": before.withdrawn if before else ""}
        return self.answers.move(place, tokens[place], self.kept, held, answer.of)

    def close(self, of: str, place: str, why: str) -> bool:
        """Close an answer about the text with the id `of`; false if no such answer waits any more.

        `place` is the answer's field in the store, as `answered` gives it. `why` says why it is closed, and
        becomes its `closed`. Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        token, one = self.answers.tokens().get(place), self._open(of).get(place)
        if one is None or not token:
            return False
        return self.answers.move(place, token, self.answers, row_of(replace(one, closed=why)), place)

    def withdraw(self, signed: Signed) -> None:
        """Store `signed`, whose `withdrawn` is set, in place of the signature kept for its text.

        Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        self.kept.put(signed.of, row_of(signed))

    def forget(self, whom: str) -> None:
        """Erase all links, drafts and last answers of the removed clinician with the id `whom`.

        Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        for of, row in self.links.all().items():
            if read(Asked, row).whom == whom:
                self.links.drop(of)
        for rows in (self.drafts, self.readings):
            for name in rows.tokens():
                if name.endswith(f" {whom}"):
                    rows.drop(name)

    def signed(self) -> dict[str, Signed]:
        """The newest countersigned signature of each text, also a withdrawn one, by the text's id.

        Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        return {of: read(Signed, row) for of, row in self.kept.all().items()}


def reviews(link: Link, seals: Sealed) -> Reviews:
    """The part of the store that keeps open reviews, on the connection `link`."""
    names = {
        "review link": LINKS,
        ANSWER: ANSWERS,
        "review signature": SIGNATURES,
        "review draft": DRAFTS,
        "review reading": READINGS,
    }
    return Reviews(*(sealed_rows(link, seals, name, purpose) for purpose, name in names.items()))


def _whose(one: "Asked | Answer") -> str:
    return f"{one.of} {one.whom}"


def _is_same(one: Answer, other: Answer) -> bool:
    """Whether one clinician gave both answers.

    If `one` has no clinician's id, only the entries in the register are compared.
    """
    return (one.whom, one.registration) == (other.whom, other.registration) or (
        not one.whom and one.registration == other.registration
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
