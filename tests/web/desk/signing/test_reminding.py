"""Staff are reminded by mail 90, 30 and 7 days before a review ends, and once it has, of each once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from flask import Flask

from carrier import bell
from carrier.bell import Staff
from carrier.ended import Done, Later, Never
from menus.signing.signed_pack import lay_signatures
from store.desk.desk import DeskStore
from store.signing.letters import Letter
from tests.carrier.test_bell import letter_box
from tests.conftest import LONDON
from tests.packs.broken import Copy
from tests.packs.once import shipped
from tests.packs.signed import sign, signatures
from tests.people.desk import Person
from tests.web.desk.signing.conftest import letters
from web.desk.signing.reminding import remind

END = date(2027, 5, 26)
PACK = shipped()
ONE = lay_signatures(PACK, {"en/topics/bones": signatures(PACK)["en/topics/bones"]})
STAFF = ("ann@line.example", "bea@line.example")


def days_before(days: int) -> datetime:
    return datetime(END.year, END.month, END.day, 12, tzinfo=LONDON) - timedelta(days=days)


def test_each_stage_is_told_once_to_everybody(kept: DeskStore) -> None:
    told = {days: remind(kept, ONE, STAFF, days_before(days)) for days in range(100, -3, -1)}
    assert {days for days, count in told.items() if count} == {90, 30, 7, -1}
    sent = letters(kept)
    assert sorted(one.to for one in sent) == sorted(STAFF * 4)
    assert {one.to for one in sent if "have ended" in one.subject and "withdrawn" in one.words} == {*STAFF}
    assert all("Wednesday 26 May 2027: Protecting your bones" in one.words for one in sent)


def test_who_looks_late_is_told_of_the_nearest_stage_alone(kept: DeskStore) -> None:
    assert remind(kept, ONE, STAFF, days_before(5)) == 1
    assert remind(kept, ONE, STAFF, days_before(4)) == 0


def test_a_review_that_ended_long_ago_is_no_news(kept: DeskStore) -> None:
    assert remind(kept, ONE, STAFF, days_before(-30)) == 1
    assert remind(kept, lay_signatures(PACK, {}), STAFF, days_before(-1)) == 0
    kept.line.link.client.flushdb()
    assert remind(kept, ONE, STAFF, days_before(-31)) == 0


def test_without_an_address_nothing_is_noted_as_told(kept: DeskStore) -> None:
    assert remind(kept, ONE, (), days_before(30)) == 0
    assert remind(kept, ONE, STAFF, days_before(30)) == 1


def test_the_desk_lists_what_ends_soon(
    person: Callable[..., Person], line_with: Callable[..., Flask], made: Copy
) -> None:
    sign(made.folder, review_by=date(2026, 6, 10))
    served = line_with(pack=made.folder)
    editor = Person(served, person("edit").name).sign_in()
    assert "Reviews that end soon" in editor.open("/desk").page
    page = editor.open("/desk/signatures").page
    assert "June 2026" in page and "Wed 10 Jun" in page
    assert "Reviews that end soon" not in Person(served, person("answer").name).sign_in().open("/desk").page


def test_a_letter_goes_to_its_one_person() -> None:
    letter = Letter("bo@clinic.example", "Please review", "The link.")
    with letter_box() as (there, told):
        assert bell.post(Staff(("staff@line.example",), there), letter) == Done()
    assert [line.upper() for line in told if line.upper().startswith("RCPT")] == [
        "RCPT TO:<BO@CLINIC.EXAMPLE>"
    ]
    assert "The link." in told
    with letter_box() as (there, told):
        to_all = bell.post(Staff(("ann@line.example", "bea@line.example"), there), replace(letter, to=""))
    assert to_all == Done() and sum("RCPT" in line.upper() for line in told) == 2
    assert bell.post(Staff((), "smtp://127.0.0.1:9"), replace(letter, to="")) == Never("nobody")
    assert isinstance(bell.post(Staff((), "smtp://127.0.0.1:9"), letter), Later)
    assert bell.post(Staff(), letter) == Never("no_mail_server")
