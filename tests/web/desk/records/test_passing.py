"""Passing on, on the desk: the colleague alone may take it, on top of their pages, and then anybody."""

import re
from collections.abc import Callable
from datetime import timedelta

from menus.numbers import number_text
from store.desk.desk import DeskStore
from tests.conftest import OPEN, Clock
from tests.people.desk import Person
from tests.store.promises.records.laid import WORDS
from tests.web.desk.callbacks.test_waiting import deeds

People = Callable[..., Person]


def passed(person: People, asked: str) -> tuple[Person, Person]:
    """Ann, who has passed a call-back on with a note, and Bea, to whom."""
    ann, bea = person(), person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/pass", to=bea.name, note=WORDS)
    return ann, bea


def test_what_is_passed_on_is_the_colleagues_and_who_passed_it_sees_it_no_more(
    person: People, asked: str, number: str, kept: DeskStore
) -> None:
    ann, bea = passed(person, asked)
    assert f"Passed on to {bea.name}" in ann.words
    assert f"for {bea.name}, from {ann.name}" in ann.open(f"/desk/callbacks/{asked}").words
    assert number_text(number) not in ann.words and WORDS not in ann.words
    for page in ("/desk", "/desk/callbacks", "/desk/messages"):
        assert "1 passed on to you" in bea.open(page).words, page
        assert "passed on to you" not in ann.open(page).words
    bea.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    assert number_text(number) in bea.words and WORDS in bea.words and f"by {ann.name}" in bea.words
    assert deeds(kept) == ["callback:claim", "callback:pass", "callback:note", "callback:claim"]
    assert "passed on to you" not in bea.open("/desk").words


def test_nobody_else_can_claim_it_for_two_hours_and_then_anybody(
    person: People, asked: str, number: str, clock: Clock, kept: DeskStore
) -> None:
    _, bea = passed(person, asked)
    cat = person()
    assert "From" in cat.open(f"/desk/callbacks/{asked}").words and "take it" in cat.words
    assert f"/desk/callbacks/{asked}/claim" not in cat.page
    assert f"/desk/callbacks/{asked}/claim" not in cat.open("/desk/callbacks").page
    cat.send(f"/desk/callbacks/{asked}/claim")
    assert f"kept for {bea.name}" in cat.words and number_text(number) not in cat.words
    assert deeds(kept)[0] == "callback:pass", "a claim that was refused is struck"
    clock.now = OPEN + timedelta(hours=2)
    cat = person()
    cat.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    assert number_text(number) in cat.words


def test_it_is_kept_no_longer_than_until_the_helpline_closes(
    person: People, asked: str, clock: Clock, kept: DeskStore
) -> None:
    clock.at("2026-05-19T19:30")
    passed(person, asked)
    (row,) = kept.line.callbacks.waiting(clock.now)
    assert row.beside.passed and row.beside.passed.ends == OPEN.replace(hour=20)


def test_it_is_taken_back_by_who_passed_it_on(
    person: People, asked: str, number: str, kept: DeskStore
) -> None:
    ann, bea = passed(person, asked)
    assert "Take it back" in ann.open(f"/desk/callbacks/{asked}").words
    assert number_text(number) in ann.send(f"/desk/callbacks/{asked}/take-back").words
    assert deeds(kept)[0] == "callback:unpass"
    assert "1 passed on to you" not in bea.open("/desk").words


def test_no_button_for_what_is_free_takes_from_the_colleague_what_i_passed_on(
    person: People, asked: str, number: str, kept: DeskStore
) -> None:
    ann, bea = passed(person, asked)
    page = ann.open("/desk/callbacks").page
    assert f"/desk/callbacks/{asked}/claim" not in page and f'href="/desk/callbacks/{asked}"' in page
    page = ann.open(f"/desk/callbacks/{asked}").page
    assert f"It is kept for {bea.name} until noon today" in ann.words
    assert page.index('class="btn call" id="next"') < page.index('class="btn btn-plain" id="take-back"')
    for press in (f"{asked}/claim", "next"):  # a page from before, and "Next one"
        ann.open("/desk/callbacks").send(f"/desk/callbacks/{press}")
        assert number_text(number) not in ann.words, press
    row = kept.line.callbacks.one(asked, OPEN)
    assert row and row.beside.passed and row.beside.passed.to == bea.name


def test_from_whom_it_is_taken_back_is_told_so_wherever_she_looks_also_when_it_is_free_again(
    person: People, asked: str, number: str
) -> None:
    ann, bea = passed(person, asked)
    bea.open(f"/desk/callbacks/{asked}")  # her page stays open
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/take-back")
    told = f"{ann.name} took it back"
    assert told in bea.send(f"/desk/callbacks/{asked}/claim").words and number_text(number) not in bea.words
    for page in ("/desk", "/desk/callbacks", "/desk/messages"):
        assert f"{ann.name} took back a call-back that was passed on to you" in bea.open(page).words, page
        assert "took back" not in ann.open(page).words, page
    ann.send(f"/desk/callbacks/{asked}/give-back")
    assert "Given back" in ann.words and told in bea.open(f"/desk/callbacks/{asked}").words
    assert told not in ann.open(f"/desk/callbacks/{asked}").words
    assert number_text(number) in bea.send(f"/desk/callbacks/{asked}/claim").words
    assert "took it back" not in bea.words and "took back" not in bea.open("/desk").words
    bea.send(f"/desk/callbacks/{asked}/give-back")
    assert "took it back" not in bea.open(f"/desk/callbacks/{asked}").words


def test_what_is_passed_on_once_more_was_not_taken_back(person: People, asked: str, kept: DeskStore) -> None:
    ann, bea = passed(person, asked)
    ann.open("/desk").send(f"/desk/callbacks/{asked}/take-back")
    ann.send(f"/desk/callbacks/{asked}/pass", to=bea.name)
    assert "1 passed on to you" in bea.open("/desk").words and "took back" not in bea.words
    bea.send(f"/desk/callbacks/{asked}/claim")
    assert "has it." in ann.send(f"/desk/callbacks/{asked}/take-back").words
    row = kept.line.callbacks.one(asked, OPEN)
    assert row and row.claimed_by == bea.name


def test_it_is_passed_on_to_a_colleague_who_can_sign_in_and_to_nobody_else(
    person: People, asked: str, kept: DeskStore
) -> None:
    ann, _ = person(), person()
    kept.staff.add("waits", "answer")
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    assert "nobody is chosen" in ann.send(f"/desk/callbacks/{asked}/pass", to="").words
    assert re.search('<details class="records apart" open>\\s*<summary>Pass it on', ann.page)
    assert 'href="#to"' in ann.page
    token = ann.token
    for to in (ann.name, "waits", "nobody"):
        ann.token = token
        assert ann.send(f"/desk/callbacks/{asked}/pass", to=to).status == 422, to
        assert "cannot sign in any more" in ann.words


def test_a_message_is_passed_on_too(person: People, left: str) -> None:
    ann, bea = person(), person()
    ann.open(f"/desk/messages/{left}").send(f"/desk/messages/{left}/claim")
    ann.send(f"/desk/messages/{left}/pass", to=bea.name)
    assert "A message from" in bea.open("/desk/messages").words
    bea.send(f"/desk/messages/{left}/claim")
    assert "Pass it on to a colleague" in bea.words
