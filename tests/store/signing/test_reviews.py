"""A link is for one person and one version, lasts 7 days and dies with its use; what is kept names nobody."""

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet

from store.desk.desk import DeskStore, desk_store
from store.rotation import rotate
from store.signing.clinicians import CLINICIANS, Clinician
from store.signing.reviewed import Answer, Asked
from store.signing.reviews import ANSWERS, DRAFTS, LINKS, READINGS, SIGNATURES
from store.store import Store, open_store
from tests.conftest import LONDON, NUMBER_KEYS, OPEN

BONES = "en/topics/bones"
SECOND = timedelta(seconds=1)
WHOM = Clinician("Dr Bo Jones", "a nurse", "NMC 12A3456E", "bo@clinic.example", "maria", OPEN.date())


@pytest.fixture
def kept(store: Store) -> DeskStore:
    return desk_store(store)


def entered(kept: DeskStore) -> Clinician:
    found = kept.clinicians.one(kept.clinicians.enter(WHOM))
    assert found is not None and replace(found, id="") == WHOM
    return found


def asked(kept: DeskStore, version: str = "v1") -> tuple[str, Asked]:
    token = kept.reviews.ask(BONES, version, entered(kept), "ann", OPEN)
    found = kept.reviews.asked(token, OPEN)
    assert found is not None
    return token, found


def answer(of: Asked, review_by: date | None = date(2027, 5, 1), **comments: str) -> Answer:
    return Answer(of.of, of.version, of.name, of.role, of.registration, OPEN.date(), review_by, comments)


def waiting(kept: DeskStore) -> Answer:
    (one,) = kept.reviews.answered()[BONES].values()
    return one


def test_a_link_lasts_seven_days_to_the_second(kept: DeskStore) -> None:
    token, found = asked(kept)
    assert (found.of, found.version, found.name) == (BONES, "v1", "Dr Bo Jones")
    until = OPEN + timedelta(days=7)
    assert kept.reviews.asked(token, until - SECOND) and not kept.reviews.asked(token, until)
    assert not kept.reviews.asked(f"{token}x", OPEN)


def test_a_link_dies_with_its_use_and_with_a_newer_one(kept: DeskStore) -> None:
    first, by_first = asked(kept)
    second, by_second = asked(kept)
    assert not kept.reviews.asked(first, OPEN)
    assert not kept.reviews.answer(by_first, answer(by_first))
    assert kept.reviews.answer(by_second, answer(by_second, spoken="Too strong."))
    assert not kept.reviews.asked(second, OPEN)
    assert not kept.reviews.answer(by_second, answer(by_second))
    assert waiting(kept).comments == {"spoken": "Too strong."}


def test_whom_an_admin_removes_has_no_link_any_more(kept: DeskStore) -> None:
    token, found = asked(kept)
    assert kept.clinicians.remove(found.whom) and not kept.clinicians.remove(found.whom)
    kept.reviews.forget(found.whom)
    assert not kept.reviews.asked(token, OPEN) and not kept.clinicians.all()


def test_of_whom_an_admin_removes_no_link_is_kept_that_ended_unanswered(kept: DeskStore) -> None:
    _, found = asked(kept)
    kept.reviews.ask("en/topics/flare", "v1", entered(kept), "ann", OPEN)
    assert len(kept.reviews.unanswered(OPEN + timedelta(days=8))) == 2
    kept.reviews.forget(found.whom)
    assert list(kept.reviews.links.tokens()) == ["en/topics/flare"], "of another, whose link stays"


def test_an_admin_countersigns_what_was_signed_and_that_once(kept: DeskStore) -> None:
    _, found = asked(kept)
    signed = answer(found)
    assert kept.reviews.answer(found, signed)
    assert not kept.reviews.countersign(replace(signed, version="v2"), "maria")
    assert kept.reviews.countersign(signed, "maria") and not kept.reviews.countersign(signed, "maria")
    made = kept.reviews.signed()[BONES]
    assert (made.version, made.countersigned_by, made.review_by) == ("v1", "maria", date(2027, 5, 1))
    assert not kept.reviews.answered()


def test_an_objection_is_no_signature(kept: DeskStore) -> None:
    _, found = asked(kept)
    objection = answer(found, None, text="No.")
    assert kept.reviews.answer(found, objection) and not objection.signs
    assert not kept.reviews.countersign(objection, "maria") and not kept.reviews.signed()
    (place,) = kept.reviews.answered()[BONES]
    assert kept.reviews.close(BONES, place, "put away") and not kept.reviews.close(BONES, place, "again")
    (past,) = kept.reviews.history(BONES)
    assert past.comments == {"text": "No."} and past.closed == "put away" and not kept.reviews.answered()


def test_nobody_is_named_in_the_clear_and_a_new_key_alone_opens_all(
    kept: DeskStore, store: Store, hash_key: bytes
) -> None:
    _, found = asked(kept)
    kept.reviews.answer(found, answer(found, text="Not in my clinic."))
    kept.reviews.countersign(waiting(kept), "maria")
    asked(kept)
    _, found = asked(kept)
    kept.reviews.keep(answer(found, None, text="Not yet in my clinic."))
    names = (CLINICIANS, LINKS, ANSWERS, SIGNATURES, DRAFTS, READINGS)
    raw: Any = [store.link.client.hgetall(name) for name in names]
    assert raw[-1] and raw[-2]
    assert all(word not in repr(raw) for word in ("Jones", "nurse", "12A3456E", "clinic", "maria"))
    new = Fernet.generate_key().decode()
    with closing(open_store(store.link.url, hash_key, LONDON, (new, *NUMBER_KEYS))) as both:
        assert rotate(both).unopened == 0
    with closing(open_store(store.link.url, hash_key, LONDON, (new,))) as later:
        found_later = desk_store(later)
        assert found_later.reviews.signed() and found_later.reviews.waiting(OPEN)
        assert found_later.clinicians.all()


def test_the_tenth_wrong_entry_of_the_register_ends_a_link_and_none_of_another_link_counts(
    kept: DeskStore,
) -> None:
    _, before = asked(kept)
    token, found = asked(kept)
    kept.reviews.miss(before)
    for wrong in range(1, 10):
        kept.reviews.miss(found)
        now = kept.reviews.asked(token, OPEN)
        assert now and now.wrong == wrong
    kept.reviews.miss(found)
    assert not kept.reviews.asked(token, OPEN) and not kept.reviews.waiting(OPEN)
    kept.reviews.miss(found)


def test_no_link_is_guessed(kept: DeskStore) -> None:
    first, second = (kept.reviews.ask(BONES, "v1", WHOM, "ann", OPEN) for _ in range(2))
    assert first != second and len(first) == 32
