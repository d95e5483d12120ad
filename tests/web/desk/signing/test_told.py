"""Who is told what of a request to sign: staff, the signer, and the clinician whose link ends."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from flask import Flask

from store.desk.desk import DeskStore
from tests.conftest import OPEN, Clock
from tests.packs.broken import BONES as FILE
from tests.packs.broken import Copy
from tests.packs.signed import sign
from tests.people.desk import Person
from tests.web.desk.signing.conftest import BO, BONES, Reader, letters
from web.desk.signing.following import follow

Ask = Callable[[], Reader]
STAFF = ("staff@line.example",)


def told(kept: DeskStore) -> list[tuple[str, str, str]]:
    return [(one.to, one.subject, one.words) for one in letters(kept)]


def test_staff_are_told_of_an_objection_by_mail_and_on_today(
    ask: Ask, kept: DeskStore, person: Callable[..., Person]
) -> None:
    ask().answer("object", **{"say:text.1": "Far too long."})
    (found,) = [words for to, subject, words in told(kept) if to == "" and "objection" in subject]
    assert "Dr Bo Jones, a specialist nurse, objects to" in found and "Far too long" not in found
    assert "Dr Bo Jones objects" in person("edit").open("/desk").page
    assert "Dr Bo Jones" not in person("answer").open("/desk").page


def test_staff_are_told_to_countersign_and_the_signer_gets_a_copy(
    ask: Ask, kept: DeskStore, person: Callable[..., Person], made: Copy
) -> None:
    page = ask().answer().page
    topic = made.load().languages["en"].topics["bones"]
    assert topic.safety in page and "print it" in page and BO.registration in page
    sent = told(kept)
    assert any(to == "" and "please countersign" in subject for to, subject, _ in sent)
    (copy,) = [words for to, subject, words in sent if to == BO.address and "you signed" in subject]
    assert topic.safety in copy and "Saturday 1 May 2027" in copy and BO.registration in copy
    assert "an admin countersigns" in person("admin").open("/desk").page


def test_a_link_that_ends_is_told_to_the_clinician_before_and_to_staff_after(
    ask: Ask, kept: DeskStore, made: Copy, clock: Clock, person: Callable[..., Person]
) -> None:
    ask()
    at = partial(follow, kept, made.load, STAFF)
    hours = {hour: at(OPEN + timedelta(hours=hour)) for hour in range(0, 24 * 9, 12)}
    assert {hour for hour, count in hours.items() if count} == {24 * 5, 24 * 7}
    sent = told(kept)
    assert [to for to, subject, _ in sent if "ends soon" in subject] == [BO.address]
    assert [to for to, subject, _ in sent if "not answered" in subject] == [""]
    clock.now = OPEN + timedelta(days=8)
    assert "Links that ended without an answer" in person("edit").open("/desk").page
    clock.now = OPEN + timedelta(days=38)
    assert "Links that ended without an answer" not in person("edit").open("/desk").page


def test_words_that_change_under_a_link_are_told_to_both(ask: Ask, kept: DeskStore, made: Copy) -> None:
    ask()
    made.swap(FILE, "{service}. BONES", "{service}. BONSE")
    assert follow(kept, made.load, STAFF, OPEN) == 2 and follow(kept, made.load, STAFF, OPEN) == 0
    assert {to for to, _, words in told(kept) if "changed" in words} == {"", BO.address}


def test_a_line_without_links_reads_no_pack(kept: DeskStore) -> None:
    def never() -> None:
        raise AssertionError

    assert follow(kept, never, STAFF, OPEN) == 0  # type: ignore[arg-type]


def test_today_says_that_a_review_has_ended(
    person: Callable[..., Person], line_with: Callable[..., Flask], made: Copy
) -> None:
    sign(made.folder, signed_on=date(2025, 5, 1), review_by=date(2026, 5, 1))
    served = line_with(pack=made.folder)
    page = Person(served, person("edit").name).sign_in().open("/desk").page
    assert "Reviews that have ended" in page and "withdrawn" in page and BONES in page
    assert "Reviews that have ended" not in Person(served, person("answer").name).sign_in().open("/desk").page
