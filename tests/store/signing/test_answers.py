"""What a clinician has ticked waits for them; of their answers about a text the last one counts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from store.desk.desk import DeskStore
from store.signing.reviewed import row_of
from tests.conftest import OPEN
from tests.store.signing.test_reviews import BONES, WHOM, answer, asked, kept

__all__ = ["kept"]


def test_what_was_ticked_waits_for_this_clinician_text_and_version_until_it_is_answered(
    kept: DeskStore,
) -> None:
    reviews, (_, found) = kept.reviews, asked(kept)
    draft = replace(answer(found, None, spoken="Too strong."), whom=found.whom, ticked=("s1",))
    assert reviews.so_far(found) is None and reviews.before(found) is None
    reviews.keep(draft)
    others = {"version": "v2", "whom": "another", "of": "en/topics/flare"}
    assert reviews.so_far(found) == draft
    assert [reviews.so_far(replace(found, **{name: value})) for name, value in others.items()] == [None] * 3
    assert reviews.answer(found, draft)
    assert reviews.so_far(found) is None and reviews.before(found) == draft
    assert reviews.before(replace(found, version="v2")) == draft, "the words of last time are shown again"


@pytest.mark.parametrize(
    ("whom", "registration", "is_closed"),
    [
        ("own", WHOM.registration, True),
        ("another", WHOM.registration, False),
        ("own", "NMC 99Z9999E", False),
        ("", WHOM.registration, True),  # as the version before kept it
        ("", "NMC 99Z9999E", False),
    ],
)
def test_a_later_answer_closes_the_same_clinicians_earlier_one_alone(
    kept: DeskStore, whom: str, registration: str, is_closed: bool
) -> None:
    _, found = asked(kept)
    now = replace(answer(found), whom=found.whom)
    before = replace(now, whom=found.whom if whom == "own" else whom, registration=registration)
    kept.reviews.answers.put("before", row_of(before))
    assert kept.reviews.answer(found, now)
    past = [replace(before, closed=f"answered again on {OPEN.date()}")] if is_closed else []
    assert list(kept.reviews.history(BONES)) == past
    assert len(kept.reviews.answered()[BONES]) == (1 if is_closed else 2)


def test_the_history_of_a_text_tells_its_newest_closed_answer_first(kept: DeskStore) -> None:
    _, found = asked(kept)
    days = [OPEN.date() + timedelta(days=n) for n in (1, 0, 2)]
    for day in days:
        kept.reviews.answers.put(f"{day}", row_of(replace(answer(found), signed_on=day, closed="put away")))
    assert [one.signed_on for one in kept.reviews.history(BONES)] == sorted(days, reverse=True)


def test_a_signature_after_a_withdrawn_one_is_another_even_if_all_else_is_equal(kept: DeskStore) -> None:
    for after in ("", "by maria, 2026-11-27", ""):
        _, found = asked(kept)
        assert kept.reviews.answer(found, answer(found)) and kept.reviews.countersign(answer(found), "maria")
        signed = kept.reviews.signed()[BONES]
        assert (signed.after, signed.withdrawn) == (after, "")
        if not after:
            kept.reviews.withdraw(replace(signed, withdrawn="by maria, 2026-11-27"))


def test_clinicians_are_listed_by_their_names(kept: DeskStore) -> None:
    for name in ("Dr Cy", "Dr Al", "Dr Bo"):
        kept.clinicians.enter(replace(WHOM, name=name))
    assert [one.name for one in kept.clinicians.all()] == ["Dr Al", "Dr Bo", "Dr Cy"]


def test_drafts_and_last_answers_go_with_the_clinician_and_others_stay(kept: DeskStore) -> None:
    (_, first), (_, second) = asked(kept), asked(kept)
    for one in (first, second):
        draft = replace(answer(one), whom=one.whom)
        kept.reviews.keep(draft)
        kept.reviews.readings.put(f"{one.of} {one.whom}", row_of(draft))
    kept.reviews.forget(first.whom)
    assert kept.reviews.so_far(first) is None and kept.reviews.before(first) is None
    assert kept.reviews.so_far(second) and kept.reviews.before(second)
