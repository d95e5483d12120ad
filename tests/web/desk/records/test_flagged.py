"""Safeguarding on the desk: a flag is for the leads alone, on top until they mark it passed on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from menus.due import due_days
from menus.model import Pack
from menus.numbers import number_text
from store.desk.desk import DeskStore
from store.desk.leads import name_lead
from store.promises.closed.ending import ending
from store.promises.promise import Kept
from store.promises.records.flags import KIND
from tests.conftest import OPEN
from tests.people.desk import Person, new_name
from tests.stand_in.carrier import SID, SOUND
from tests.store.promises.promised import RECORDING
from tests.store.promises.records.laid import WORDS
from tests.web.desk.callbacks.test_waiting import deeds
from web.desk.needs import Carrier

People = Callable[..., Person]
WHY, WHOM = "says she is not safe at home", "Leeds social care, 3 pm"
PHONE = "+447400100999"
TELLS: dict[str, object] = {
    "account_sid": SID,
    "bell_to": ("boss@example.org",),
    "smtp_url": "smtp://mail.example",
}


TEXTED = "A text goes to the phone of {{}}, who sees it on the desk.{}"
STAFFS = "A text goes to the phones that the line has for staff."
MAILED = "A mail goes to the addresses that the line has for staff."
NOBODY = "The line cannot tell anybody, by phone or by mail."
UNTOLD = "{} sees it only when they open the desk: tell them yourself that it is there."


@pytest.fixture
def app(line_with: Callable[..., Flask]) -> Flask:
    """A line whose carrier has a sound for every message, and that can text and mail."""
    return line_with(carrier=Carrier(lambda _: SOUND, lambda *_: b"", lambda _: b""), **TELLS)


@pytest.fixture
def lead(person: People, kept: DeskStore) -> Person:
    """A member of staff who is safeguarding lead."""
    one = person()
    name_lead(kept.staff, one.name, True)
    kept.staff.set_phone(one.name, PHONE)
    return one


def flag(person: People, asked: str) -> Person:
    """Ann, who has flagged a call-back."""
    ann = person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    return ann.send(f"/desk/callbacks/{asked}/flag", why=WHY, note=WORDS)


def test_a_flag_is_for_the_lead_alone(
    person: People, lead: Person, asked: str, number: str, kept: DeskStore
) -> None:
    ann, boss = flag(person, asked), person("admin")
    assert "Flagged." in ann.words and lead.name in ann.words and "999" in ann.words
    assert "Flagged for safeguarding" in lead.open("/desk").words and "1 record to look at" in lead.words
    lead.open("/desk/flagged").open(f"/desk/flagged/callback/{asked}")
    assert number_text(number) in lead.words and WHY in lead.words and WORDS in lead.words
    for other in (ann, boss):
        assert "to look at" not in other.open("/desk").words
        for page in ("/desk/flagged", f"/desk/flagged/callback/{asked}"):
            assert other.open(page).status == 403, page
    for words in (WHY, WORDS):
        assert words not in boss.open("/desk/trail").words + boss.open("/desk/callbacks").words
    assert deeds(kept) == ["callback:flag:look", "callback:flag", "callback:note", "callback:claim"]
    told = [kept.line.written.flags.whom(job.sealed) for job in kept.line.jobs.take(most=9)]
    assert sorted(told) == ["", PHONE]


def test_it_stays_whatever_ends_the_call_back_until_it_is_marked_passed_on(
    person: People, lead: Person, asked: str, number: str, kept: DeskStore
) -> None:
    ann = flag(person, asked)
    ann.send(f"/desk/callbacks/{asked}/close", outcome="withdrawn")
    kept.line.callbacks.forget(number, OPEN)
    lead.open(f"/desk/flagged/callback/{asked}")
    assert number_text(number) in lead.words and WORDS in lead.words
    lead.send(f"/desk/flagged/callback/{asked}/passed", to=" ")
    assert "Not marked yet" in lead.words and WORDS in lead.words
    lead.send(f"/desk/flagged/callback/{asked}/passed", to=WHOM)
    assert "Marked as handed over" in lead.words and "to look at" not in lead.open("/desk").words
    lead.open(f"/desk/flagged/callback/{asked}")
    assert WHOM in lead.words and WORDS not in lead.words and number_text(number) not in lead.words
    assert deeds(kept)[1] == "callback:flag:passed"


def test_who_marks_a_flag_that_another_marked_before_is_told_so(
    person: People, lead: Person, asked: str
) -> None:
    flag(person, asked)
    for said in ("Marked as handed over", f"marked as handed over before, by {lead.name}"):
        lead.open(f"/desk/flagged/callback/{asked}")
        lead.send(f"/desk/flagged/callback/{asked}/passed", to=WHOM)
        assert said in lead.words


def test_without_a_lead_it_goes_to_the_admins_and_the_page_says_so(
    person: People, asked: str, kept: DeskStore
) -> None:
    boss, ann = person("admin"), person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    assert "No safeguarding lead is named" in ann.words and boss.name in ann.words
    assert "no emergency channel" in ann.words and "999 first" in ann.words
    ann.send(f"/desk/callbacks/{asked}/flag", why=WHY)
    assert "1 record to look at" in boss.open("/desk").words
    assert [job.kind for job in kept.line.jobs.take(most=9)] == [KIND]
    other = person("admin")
    assert WHY in other.open(f"/desk/flagged/callback/{asked}").words


def test_a_flag_needs_a_few_words_and_a_record_that_one_holds(person: People, asked: str) -> None:
    ann, bea = person(), person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    assert "Not flagged yet" in ann.send(f"/desk/callbacks/{asked}/flag", note=WORDS).words
    assert WORDS in ann.words
    bea.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/flag", why=WHY)
    assert "You do not have it" in bea.words


def test_the_lead_hears_a_flagged_message_also_once_it_is_closed(
    person: People, lead: Person, left: str, kept: DeskStore
) -> None:
    ann = person()
    ann.open(f"/desk/messages/{left}").send(f"/desk/messages/{left}/claim")
    ann.send(f"/desk/messages/{left}/flag", why=WHY)
    ann.send(f"/desk/messages/{left}/close", outcome="done")
    assert ann.open(f"/desk/flagged/message/{left}/sound").status == 403
    heard = lead.client.get(f"/desk/flagged/message/{left}/sound", base_url=lead.base)
    assert heard.data == SOUND and deeds(kept)[0] == "message:play"
    lead.open(f"/desk/flagged/message/{left}").send(f"/desk/flagged/message/{left}/passed", to=WHOM)
    assert lead.open(f"/desk/flagged/message/{left}/sound").status == 404
    ending(kept.line).end_due(OPEN + timedelta(minutes=10))
    assert "recording" in {job.kind for job in kept.line.jobs.take(most=9)}


@pytest.mark.parametrize("how", ["invited", "new password", "locked"])
def test_a_lead_who_cannot_sign_in_is_none_and_the_admins_see_the_flag(
    person: People, asked: str, kept: DeskStore, how: str
) -> None:
    boss, lea = person("admin"), new_name(kept)
    if how == "invited":
        lea = "invited-lead"
        kept.staff.add(lea, "answer")
    name_lead(kept.staff, lea, True)
    if how == "new password":
        kept.staff.reset(lea)
    if how == "locked":
        kept.staff.disable(lea)
    ann = flag(person, asked)
    assert "Flagged." in ann.words and boss.name in ann.words and lea not in ann.words
    assert WHY in boss.open(f"/desk/flagged/callback/{asked}").words
    assert "once they can sign in" in boss.open("/desk/staff").words
    boss.send(f"/desk/staff/{lea}/lead", lead="0")
    assert f"/desk/staff/{lea}/lead" not in boss.page, "it is not offered"
    assert "cannot sign in yet" in boss.send(f"/desk/staff/{lea}/lead", lead="1").words
    assert not kept.staff.one(lea).lead  # type: ignore[union-attr]


def test_who_is_no_lead_is_told_so_and_led_to_a_page_that_they_see(
    person: People, lead: Person, asked: str
) -> None:
    ann = flag(person, asked)
    assert lead.name
    for path in ("/desk/flagged", f"/desk/flagged/callback/{asked}", f"/desk/flagged/message/{asked}/sound"):
        ann.open(path)
        assert ann.status == 403 and "only a lead sees" in ann.words and "change your role" not in ann.words
        assert 'class="btn call" href="/desk"' in ann.page, "never back to the same refusal"


@pytest.mark.parametrize(
    ("bell_to", "smtp_url", "account_sid", "phone", "told", "says"),
    [
        (("boss@example.org",), "smtp://x", SID, PHONE, [PHONE, ""], TEXTED.format(f" {MAILED}")),
        (("boss@example.org",), "", SID, PHONE, [PHONE], TEXTED.format("")),
        (("boss@example.org",), "smtp://x", SID, "", [""], f"{MAILED} {UNTOLD}"),
        (("+447400100111",), "", SID, "", ["all"], f"{STAFFS} {UNTOLD}"),
        (("boss@example.org", "+447400100111"), "smtp://x", SID, "", ["all"], f"{STAFFS} {MAILED} {UNTOLD}"),
        ((), "smtp://x", SID, "", [], f"{NOBODY} {UNTOLD}"),
        (("boss@example.org",), "", SID, "", [], f"{NOBODY} {UNTOLD}"),
        (("boss@example.org", "+447400100111"), "smtp://x", "", PHONE, [], f"{NOBODY} {UNTOLD}"),
    ],
)
def test_the_page_promises_only_to_tell_those_who_can_be_told(
    line_with: Callable[..., Flask],
    asked: str,
    kept: DeskStore,
    bell_to: tuple[str, ...],
    smtp_url: str,
    account_sid: str,
    phone: str,
    told: list[str],
    says: str,
) -> None:
    app, lea = line_with(bell_to=bell_to, smtp_url=smtp_url, account_sid=account_sid), new_name(kept)
    name_lead(kept.staff, lea, True)
    kept.staff.set_phone(lea, phone)
    ann = Person(app, new_name(kept)).sign_in().open(f"/desk/callbacks/{asked}")
    before = ann.send(f"/desk/callbacks/{asked}/claim").words
    assert says.format(lea) in before, "whoever flags reads before who hears of it"
    ann.send(f"/desk/callbacks/{asked}/flag", why=WHY)
    assert f"Flagged. {says.format(lea)} In danger now" in ann.words
    boss = Person(app, new_name(kept, "admin")).sign_in().open("/desk/staff")
    assert (f"{lea}: only at the desk" in boss.words) == ("only when" in says), "the two pages agree"
    flags = kept.line.written.flags
    assert [flags.whom(job.sealed) for job in kept.line.jobs.take(most=9) if job.kind == KIND] == told


def test_an_admin_names_a_lead_on_the_staff_page_and_takes_that_back(person: People, kept: DeskStore) -> None:
    boss, ann = person("admin"), person()
    boss.open("/desk/staff").send(f"/desk/staff/{ann.name}/lead", lead="1")
    assert f"{ann.name} is safeguarding lead now" in boss.words
    assert ann.open("/desk/flagged").status == 200, "and is still signed in"
    boss.open("/desk/staff").send(f"/desk/staff/{boss.name}/lead", lead="1")
    boss.send(f"/desk/staff/{ann.name}/lead", lead="0")
    assert ann.open("/desk/flagged").status == 403 and boss.open("/desk/flagged").status == 200
    assert deeds(kept)[:3] == ["staff:lead:off", "staff:lead", "staff:lead"]
    ann.open("/desk").send(f"/desk/staff/{ann.name}/lead", lead="1")
    assert ann.status == 403


def test_the_lead_sees_on_which_number_the_caller_of_a_message_agreed_to_be_rung(
    person: People, lead: Person, number: str, kept: DeskStore
) -> None:
    kept.line.messages.keep(RECORDING, number, 12, OPEN, rung=True)
    ann = person()
    ann.open(f"/desk/messages/{RECORDING}").send(f"/desk/messages/{RECORDING}/claim")
    ann.send(f"/desk/messages/{RECORDING}/flag", why=WHY)
    assert number_text(number) in lead.open(f"/desk/flagged/message/{RECORDING}").words
    assert f'href="tel:{number}"' in lead.page and "<audio" in lead.page


def test_the_lead_rings_by_relay_who_is_rung_so(
    person: People, lead: Person, number: str, kept: DeskStore, pack: Pack
) -> None:
    days = due_days(pack.hours, OPEN)
    kept.line.callbacks.keep("CA9", number, "any", "call", days, 40, OPEN, relay=True)
    (row,) = kept.line.callbacks.waiting(OPEN)
    flag(person, row.id)
    lead.open(f"/desk/flagged/callback/{row.id}")
    assert f"18002 {number_text(number)}" in lead.words and "By Relay UK" in lead.words
    assert f'href="tel:180020{number.removeprefix("+44")}"' in lead.page


def test_a_flag_is_taken_after_the_caller_has_cancelled_and_says_what_is_left(
    person: People, lead: Person, asked: str, number: str, kept: DeskStore
) -> None:
    ann = person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    kept.line.callbacks.withdraw(number, OPEN)
    ann.send(f"/desk/callbacks/{asked}/flag", why=WHY, note=WORDS)
    assert "Flagged, with your words alone" in ann.words and lead.name in ann.words
    lead.open(f"/desk/flagged/callback/{asked}")
    assert WHY in lead.words and WORDS in lead.words and "was erased before it was flagged" in lead.words
    assert number_text(number) not in lead.words
    assert "number and words stay sealed" not in lead.words and "the number was erased before" in lead.words
    assert "The number and the note stay sealed" not in ann.words


def test_to_whom_it_was_passed_on_comes_back_whole_where_it_is_too_long(
    person: People, lead: Person, asked: str, kept: DeskStore
) -> None:
    flag(person, asked)
    path = f"/desk/flagged/callback/{asked}"
    assert "at most 200 letters" in lead.open(path).words
    lead.send(f"{path}/passed", to=f"begin {'x' * 200} end")
    assert lead.status == 422 and "has 210 letters, and at most 200 fit" in lead.words
    assert f"begin {'x' * 200} end" in lead.page and kept.line.written.flags.count() == 1


def test_several_who_see_a_flag_are_told_of_as_several(person: People, asked: str, kept: DeskStore) -> None:
    boss, lou, ann = person("admin"), person("admin"), flag(person, asked)
    names = " and ".join(sorted((boss.name, lou.name)))
    assert f"{names} see it only when they open the desk: tell them yourself" in ann.words
    ann.send(f"/desk/callbacks/{asked}/flag", why=WHY)
    assert f"It is flagged already: {names} see it on the desk." in ann.words
    kept.staff.set_phone(boss.name, PHONE)
    other = kept.line.callbacks.keep("CA9", "+447400100999", "any", "call", [OPEN], 40, OPEN)
    assert isinstance(other, Kept)
    ann = flag(person, other.id)
    assert f"A text goes to the phone of {boss.name}, who sees it on the desk." in ann.words
    assert f"{lou.name} sees it only when they open the desk" in ann.words
