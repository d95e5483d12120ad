"""A note on the desk: only who has the record sees it, whichever button is pressed it is kept."""

from collections.abc import Callable
from datetime import timedelta

from store.desk.desk import DeskStore
from store.promises.closed.ending import ending
from tests.conftest import OPEN
from tests.people.desk import Person
from tests.store.promises.records.laid import WORDS
from tests.web.desk.callbacks.test_waiting import deeds

People = Callable[..., Person]


def test_a_note_is_seen_by_who_has_the_record_and_stands_in_the_trail_without_its_words(
    person: People, asked: str, kept: DeskStore
) -> None:
    ann, bea = person(), person("admin")
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/note", note=WORDS, about="steroids")
    assert "Saved." in ann.words and WORDS in ann.words
    for page in ("/desk/callbacks", f"/desk/callbacks/{asked}", "/desk/trail", "/desk"):
        assert WORDS not in bea.open(page).words, page
    assert deeds(kept) == ["callback:note", "callback:claim"]
    assert "wrote a note on a call-back" in bea.open("/desk/trail").words
    assert kept.trail.latest(1)[0][0].about == asked


def test_every_outcome_keeps_the_note_that_was_typed(person: People, asked: str, kept: DeskStore) -> None:
    ann = person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/close", outcome="passed_on", note=WORDS, about="other")
    (row,) = kept.line.callbacks.closed()
    assert (row.state, row.beside.reason, row.beside.about) == ("done", "passed_on", "other")
    assert WORDS in ann.open(f"/desk/callbacks/{asked}").words
    assert "helped elsewhere" in ann.words and "Something else" in ann.words
    assert WORDS not in person().open(f"/desk/callbacks/{asked}").words


def test_a_wrong_number_and_does_not_want_it_close_at_once(
    person: People, asked: str, left: str, kept: DeskStore
) -> None:
    ann = person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/close", outcome="wrong_number", note=WORDS)
    (row,) = kept.line.callbacks.closed()
    assert (row.state, row.beside.reason) == ("withdrawn", "wrong_number")
    ending(kept.line).end_due(OPEN + timedelta(minutes=10))
    assert not kept.line.callbacks.closed()[0].beside.noted
    ann.open(f"/desk/messages/{left}").send(f"/desk/messages/{left}/claim")
    ann.send(f"/desk/messages/{left}/close", outcome="withdrawn")
    assert kept.line.messages.closed()[0].beside.reason == "not_wanted"
    assert "not for us" in ann.open("/desk/messages?show=closed").words


def test_who_has_lost_the_record_writes_nothing_and_is_told(
    person: People, asked: str, kept: DeskStore
) -> None:
    ann = person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/note", note=WORDS)
    assert "You do not have it" in ann.words and deeds(kept) == []


def test_a_note_that_is_too_long_and_a_label_that_is_none_are_refused(person: People, asked: str) -> None:
    ann = person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    token = ann.token
    assert ann.send(f"/desk/callbacks/{asked}/note", note="x" * 501).status == 400
    ann.token = token
    assert ann.send(f"/desk/callbacks/{asked}/note", note="x", about="nothing").status == 400
    ann.token = token
    assert WORDS in ann.send(f"/desk/callbacks/{asked}/note", note=f"{WORDS}\r\n" + "x" * 400).words


def test_a_message_has_a_note_too(person: People, left: str) -> None:
    ann = person()
    ann.open(f"/desk/messages/{left}").send(f"/desk/messages/{left}/claim")
    assert WORDS in ann.send(f"/desk/messages/{left}/note", note=WORDS, about="carer").words
    assert "Caring for somebody" in ann.words


def test_who_asked_before_is_told_on_the_page_and_the_list(
    person: People, kept: DeskStore, asked: str, number: str
) -> None:
    assert asked
    kept.line.callbacks.withdraw(number, OPEN)
    due = kept.line.callbacks.closed()[0].due
    kept.line.callbacks.keep("CA2", number, "any", "call", [due], 40, OPEN)
    (row,) = kept.line.callbacks.waiting(OPEN)
    ann = person()
    assert row.beside.before == 1
    assert "asked once before this month" in ann.open("/desk/callbacks").words
    assert "asked once before this month" in ann.open(f"/desk/callbacks/{row.id}").words
    assert number not in ann.page
