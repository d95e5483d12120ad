"""What was typed beside a record is never lost: not by another button, nor where a deed is refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from menus.numbers import number_text
from store.condition import Condition
from store.desk.desk import DeskStore
from store.people import personal
from store.promises.closed.ending import ending
from tests.conftest import OPEN, Clock
from tests.people.desk import Person
from tests.store.promises.records.laid import WORDS
from tests.web.desk.callbacks.test_waiting import deeds
from web.desk.records.refused import NOT_YOURS

People = Callable[..., Person]
WHY = "says she is not safe at home"


def claimed(person: People, asked: str) -> Person:
    """Ann, who has claimed a call-back."""
    ann = person()
    return ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")


@pytest.mark.parametrize("button", ["note", "close", "give-back", "pass", "ring"])
def test_no_other_button_drops_the_reason_of_a_flag(
    person: People, asked: str, kept: DeskStore, number: str, button: str
) -> None:
    ann, bea = claimed(person, asked), person()
    typed = {"why": WHY, "note": WORDS, "about": "steroids", "to": bea.name if button == "pass" else ""}
    ann.send(f"/desk/callbacks/{asked}/{button}", outcome="done", **typed)
    assert ann.status == 422 and "Not flagged yet: press “Flag it”" in ann.words
    assert WORDS in ann.words and f'value="{WHY}"' in ann.page and number_text(number) in ann.words
    assert '<details class="records apart" open>' in ann.page and '"steroids" selected' in ann.page
    row = kept.line.callbacks.one(asked, OPEN)
    assert row and row.state == "claimed" and row.claimed_by == ann.name and not row.beside.noted
    assert "Flagged." in ann.send(f"/desk/callbacks/{asked}/flag", **typed).words
    assert kept.line.written.flags.open("callback", asked).why == WHY


def test_a_colleague_who_is_chosen_gets_it_or_nothing_is_done(
    person: People, left: str, kept: DeskStore
) -> None:
    ann, bea = person(), person()
    ann.open(f"/desk/messages/{left}").send(f"/desk/messages/{left}/claim")
    ann.send(f"/desk/messages/{left}/close", outcome="done", to=bea.name, note=WORDS)
    assert "Not passed on yet" in ann.words and WORDS in ann.words
    assert f'<option value="{bea.name}" selected>{bea.name} (answer)</option>' in ann.page
    row = kept.line.messages.one(left, OPEN)
    assert row and row.state == "claimed"
    ann.send(f"/desk/messages/{left}/flag", why=WHY, to=bea.name)
    assert "Flagged." in ann.words and "Not passed on yet" in ann.words


@pytest.mark.parametrize(
    ("ended", "says"),
    [
        ("withdraw", "The caller has cancelled it meanwhile"),
        ("close", "It is closed already, by you"),
        ("give-back", NOT_YOURS),
        ("another", "You do not have it: {} has it now."),
    ],
)
def test_ring_says_why_it_rings_nobody(
    person: People, asked: str, number: str, kept: DeskStore, ended: str, says: str
) -> None:
    ann, bea = claimed(person, asked), person()
    kept.staff.set_phone(ann.name, "+447400100888")
    if ended == "withdraw":
        kept.line.callbacks.withdraw(number, OPEN)
    else:
        ann.send(f"/desk/callbacks/{asked}/{'close' if ended == 'close' else 'give-back'}", outcome="done")
    if ended == "another":
        bea.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/ring")
    assert f"Nobody is rung. {says.format(bea.name)}" in ann.words
    assert "My account”" not in ann.words and "callback:ring" not in deeds(kept)


@pytest.mark.parametrize("button", ["note", "close", "give-back"])
def test_after_the_caller_has_cancelled_it_is_said_and_the_words_can_be_flagged(
    person: People, asked: str, number: str, kept: DeskStore, button: str
) -> None:
    ann = claimed(person, asked)
    kept.line.callbacks.withdraw(number, OPEN)
    ann.send(f"/desk/callbacks/{asked}/{button}", outcome="done", note=WORDS)
    assert "The caller has cancelled it meanwhile" in ann.words and WORDS in ann.words
    assert "Flag it for safeguarding" in ann.words
    ann.send(f"/desk/callbacks/{asked}/flag", why=WHY, note=WORDS)
    assert kept.line.written.flags.open("callback", asked).note == WORDS


def test_what_one_closed_can_be_flagged_also_when_the_ten_minutes_are_over(
    person: People, asked: str, kept: DeskStore, clock: Clock
) -> None:
    ann = claimed(person, asked)
    ann.send(f"/desk/callbacks/{asked}/close", outcome="done")
    clock.now = OPEN + timedelta(minutes=11)
    ending(kept.line).end_due(clock.now)
    assert "Flag it for safeguarding" in ann.open(f"/desk/callbacks/{asked}").words
    assert "Flag it" not in person().open(f"/desk/callbacks/{asked}").words
    assert "with your words alone" in ann.send(f"/desk/callbacks/{asked}/flag", why=WHY).words
    assert kept.line.written.flags.open("callback", asked).why == WHY


def test_a_note_of_more_than_two_hours_is_taken_while_nobody_else_has_it(
    person: People, asked: str, kept: DeskStore
) -> None:
    ann = person().open("/desk")
    kept.line.callbacks.claim(asked, ann.name, OPEN - timedelta(hours=2))
    assert "Your two hours are over" in ann.send(f"/desk/callbacks/{asked}/note", note=WORDS).words
    assert "Closed: " in ann.send(f"/desk/callbacks/{asked}/close", outcome="done", note=f"{WORDS}!").words
    assert f"{WORDS}!" in ann.open(f"/desk/callbacks/{asked}").words


@pytest.mark.parametrize("button", ["note", "close", "give-back", "pass"])
def test_where_somebody_else_has_it_by_now_the_note_is_shown_again(
    person: People, asked: str, kept: DeskStore, button: str
) -> None:
    ann = person().open("/desk")
    kept.line.callbacks.claim(asked, ann.name, OPEN - timedelta(hours=2))
    kept.line.callbacks.claim(asked, "bea", OPEN)
    to = person().name if button == "pass" else ""
    ann.send(f"/desk/callbacks/{asked}/{button}", outcome="done", note=WORDS, to=to)
    assert "bea has it now" in ann.words and WORDS in ann.words and "not saved" in ann.words
    row = kept.line.callbacks.one(asked, OPEN)
    assert row and row.claimed_by == "bea" and not row.beside.noted
    ann.send(f"/desk/callbacks/{asked}/flag", why=WHY, note=WORDS)
    assert "Not flagged." in ann.words and "tell them yourself" in ann.words and WHY in ann.words


def test_of_what_was_forgotten_meanwhile_the_words_are_shown_again(
    person: People, asked: str, number: str, kept: DeskStore
) -> None:
    ann = claimed(person, asked)
    personal.forget(kept.line, number, OPEN)
    ann.send(f"/desk/callbacks/{asked}/flag", why=WHY, note=WORDS)
    assert "Not flagged." in ann.words and "not kept any more" in ann.words
    assert WHY in ann.words and WORDS in ann.words


def test_a_store_that_keeps_nothing_takes_no_flag_and_the_words_stay(
    person: People, asked: str, kept: DeskStore
) -> None:
    ann = claimed(person, asked)
    kept.line.link.condition = Condition("full", reads=True, promises=False)
    ann.send(f"/desk/callbacks/{asked}/flag", why=WHY, note=WORDS)
    assert "take nothing new just now" in ann.words and WORDS in ann.words and f'value="{WHY}"' in ann.page
    assert kept.line.written.flags.count() == 0
    assert "callback:flag" not in deeds(kept)


def test_a_label_that_the_pack_no_longer_has_stays(person: People, asked: str, kept: DeskStore) -> None:
    ann = claimed(person, asked)
    kept.line.written.notes.write(kept.line.callbacks.queue, asked, ann.name, WORDS, "of_before")
    assert '<option value="of_before" selected>' in ann.open(f"/desk/callbacks/{asked}").page
    ann.send(f"/desk/callbacks/{asked}/note", note=f"{WORDS}!", about="of_before")
    row = kept.line.callbacks.one(asked, OPEN)
    assert row and row.beside.about == "of_before" and f"{WORDS}!" in ann.words
