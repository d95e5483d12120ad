"""What one did at the desk is taken back with one click: a closing within ten minutes, a claim (R54)."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from menus.due import due_days
from menus.model import Pack
from store.desk.desk import DeskStore
from store.promises.closed.ending import ending
from store.promises.promise import Kept
from tests.conftest import OPEN, At, new_number
from tests.people.desk import Person
from tests.web.desk.callbacks.test_waiting import NUMBER, RECORDING, WRITTEN, deeds

SOON, LATE = OPEN + timedelta(minutes=9), OPEN + timedelta(minutes=10)


@pytest.fixture
def asked(kept: DeskStore, pack: Pack) -> str:
    """The id of a call-back that waits, asked for by text."""
    days = due_days(pack.hours, OPEN)
    promise = kept.line.callbacks.keep("SM1", NUMBER, "any", "text", days, 40, OPEN)
    assert isinstance(promise, Kept)
    return promise.id


def closed(person: Person, asked: str, outcome: str = "done") -> Person:
    """A member of staff who has closed it, on the page that they are led to."""
    person.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    return person.send(f"/desk/callbacks/{asked}/close", outcome=outcome)


def undo_of(person: Person) -> str:
    """Where the button "Undo" of the page leads."""
    found = re.search(r'action="(/desk/\w+/\w+/undo(?:[?][^"]*)?)"', person.page)
    assert found, person.words
    return found[1]


@pytest.mark.parametrize("page", ["", "/desk/callbacks?show=closed", "/desk/callbacks/{}"])
def test_a_closing_is_undone_where_it_is_told_on_its_page_and_in_the_list_of_closed(
    person: Callable[..., Person], asked: str, kept: DeskStore, at: At, page: str
) -> None:
    ann, bea = person(), person()
    closed(ann, asked)
    at(SOON)
    if page:
        ann.open("/desk")  # what was told is gone
        ann.open(page.format(asked))
    assert WRITTEN not in ann.words
    assert "Undo" not in bea.open("/desk/callbacks?show=closed").words
    assert "somebody else did it" in bea.send(f"/desk/callbacks/{asked}/undo").words
    assert WRITTEN in ann.send(undo_of(ann)).words and "Undone" in ann.words and "yours" in ann.words
    assert "Take it" not in bea.open("/desk/callbacks").words and WRITTEN not in bea.words
    assert deeds(kept) == ["callback:undo", "callback:done", "callback:claim"]


@pytest.mark.parametrize("kinds", ["callbacks", "messages"])
@pytest.mark.parametrize("page", ["", "list", "its own"])
def test_a_first_no_reply_is_undone_with_one_click_and_is_as_it_was(
    person: Callable[..., Person], asked: str, kept: DeskStore, at: At, kinds: str, page: str
) -> None:
    kept.line.messages.keep(RECORDING, NUMBER, 9, OPEN, rung=True)
    item_id = asked if kinds == "callbacks" else RECORDING
    ann = person().open(f"/desk/{kinds}").send(f"/desk/{kinds}/{item_id}/claim")
    assert "cannot be undone" not in ann.words
    ann.send(f"/desk/{kinds}/{item_id}/close", outcome="no_reply")
    at(SOON)
    if page:
        ann.open("/desk")  # what was told is gone
        ann.open(f"/desk/{kinds}" if page == "list" else f"/desk/{kinds}/{item_id}")
    assert "Undo" in ann.words and "Both tries" in ann.send(undo_of(ann)).words
    assert WRITTEN in ann.words and "/undo" not in ann.page
    assert deeds(kept)[0] == f"{kinds[:-1]}:undo"
    again = person().open(f"/desk/{kinds}/{item_id}")
    said = again.send(f"/desk/{kinds}/{item_id}/undo").words
    assert "nothing to undo any more" in said and "not closed" not in said
    at(LATE)
    ann.send(f"/desk/{kinds}/{item_id}/close", outcome="no_reply")
    at(LATE + timedelta(minutes=10))
    assert "It waits for its second try" in ann.send(f"/desk/{kinds}/{item_id}/undo").words


def test_what_was_undone_is_taken_off_the_counts_of_its_day(
    person: Callable[..., Person], asked: str, kept: DeskStore
) -> None:
    ann = closed(person(), asked)
    kept.line.counts.flush()
    ann.send(undo_of(ann))
    kept.line.counts.flush()
    assert kept.line.counts.day(OPEN.date())["callback:done"] == 0
    ann.send(f"/desk/callbacks/{asked}/close", outcome="withdrawn")
    kept.line.counts.flush()
    assert kept.line.counts.day(OPEN.date())["callback:withdrawn"] == 1


def test_after_ten_minutes_it_says_that_the_number_is_erased(
    person: Callable[..., Person], asked: str, kept: DeskStore, at: At
) -> None:
    ann = closed(person(), asked)
    where = undo_of(ann)
    at(LATE)
    assert "Undo" not in ann.open("/desk/callbacks?show=closed").words
    assert "ten minutes are over" in ann.send(where).words and WRITTEN not in ann.words
    ending(kept.line).end_due(LATE)
    assert "ten minutes are over" in ann.send(where).words
    assert "callback:undo" not in deeds(kept)


def test_what_another_asked_for_meanwhile_takes_the_undone_one_in_and_staff_are_led_there(
    person: Callable[..., Person], asked: str, kept: DeskStore, pack: Pack
) -> None:
    ann = closed(person(), asked)
    where, calls = undo_of(ann), kept.line.callbacks
    days, other = due_days(pack.hours, OPEN), kept.line.budgets.asker(new_number())
    anew = calls.keep("SM2", NUMBER, "any", "text", days, 40, OPEN, other, (40,) * len(days))
    assert isinstance(anew, Kept)
    assert "both are now this call-back" in ann.send(where).words
    row = calls.one(anew.id, OPEN)
    assert row and (row.own, row.others) == (True, 1) and calls.one(asked) is None


@pytest.mark.parametrize("then", ["asked again", "withdrew"])
def test_what_the_person_did_meanwhile_is_told_in_plain_words(
    person: Callable[..., Person], asked: str, kept: DeskStore, pack: Pack, then: str
) -> None:
    ann = closed(person(), asked)
    where = undo_of(ann)
    if then == "withdrew":
        kept.line.callbacks.withdraw(NUMBER, OPEN)
    else:
        kept.line.callbacks.keep("SM2", NUMBER, "any", "text", due_days(pack.hours, OPEN), 40, OPEN)
    words = {
        "asked again": "asked for it anew or cancelled since",
        "withdrew": "whoever asked for it has cancelled it",
    }
    assert words[then] in ann.send(where).words and WRITTEN not in ann.words


def test_a_claim_is_given_back_with_one_click_and_is_open_for_all(
    person: Callable[..., Person], asked: str, kept: DeskStore
) -> None:
    ann, bea = person().open("/desk/callbacks"), person().open("/desk/callbacks")
    assert "Give it back" in ann.send(f"/desk/callbacks/{asked}/claim").words
    assert "You do not have it" in bea.send(f"/desk/callbacks/{asked}/give-back").words
    given = ann.send(f"/desk/callbacks/{asked}/give-back")
    assert "open for all again" in given.words and given.path == "/desk/callbacks"
    assert WRITTEN not in ann.open(f"/desk/callbacks/{asked}").words
    assert WRITTEN in bea.send(f"/desk/callbacks/{asked}/claim").words
    assert deeds(kept) == ["callback:claim", "callback:give_back", "callback:claim"]


def test_a_question_stands_between_reached_them_and_no_reply(
    person: Callable[..., Person], asked: str
) -> None:
    page = person().open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim").page
    between = page[page.index('value="done"') : page.index('value="no_reply"')]
    assert "<details>" in between and "nobody answered?" in between
    assert page.index("<details>") < page.index('value="withdrawn"')


def test_a_second_try_is_told_in_the_list_and_on_its_page_and_is_not_late_before(
    person: Callable[..., Person], asked: str, at: At
) -> None:
    ann = closed(person(), asked, "no_reply")
    told = "second try from 1 pm today"
    for path in ("/desk/callbacks", f"/desk/callbacks/{asked}"):
        assert told in ann.open(path).words and ">late<" not in ann.page
    assert "a “no reply” before that does not count" in ann.words
    at("2026-05-19T13:00")
    assert "second try from" not in ann.sign_in().open("/desk/callbacks").words
    assert "rang a second time" in ann.send(f"/desk/callbacks/{asked}/claim").words


def test_a_message_is_undone_and_given_back(person: Callable[..., Person], kept: DeskStore) -> None:
    kept.line.messages.keep(RECORDING, NUMBER, 12, OPEN)
    ann = person().open("/desk/messages").send(f"/desk/messages/{RECORDING}/claim")
    ann.send(f"/desk/messages/{RECORDING}/close", outcome="done")
    assert "<audio" in ann.send(undo_of(ann)).page
    assert "open for all" in ann.send(f"/desk/messages/{RECORDING}/give-back").words
    assert deeds(kept) == ["message:give_back", "message:undo", "message:done", "message:claim"]
    assert ann.send("/desk/messages/none/undo").status == 404
    assert ann.send("/desk/callbacks/none/undo").status == 404
    assert ann.send("/desk/callbacks/none/give-back").status == 404
