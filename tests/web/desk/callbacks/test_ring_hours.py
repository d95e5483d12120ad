"""Outside the hours in which people are rung back staff are told so, and are handed nobody unasked (R38)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from menus.due import due_days
from menus.model import Pack
from store.desk.desk import DeskStore
from store.promises.promise import Kept
from store.promises.standing import Best
from tests.conftest import OPEN, At, new_number
from tests.people.desk import Person
from tests.store.promises.promised import RECORDING

People = Callable[..., Person]
SHUT = "and the helpline is closed until {}: call-backs are rung from then on."
ANYWAY = "Take the next one all the same"


def ask(kept: DeskStore, pack: Pack, best: Best = "any") -> str:
    number, days = new_number(), due_days(pack.hours, OPEN)
    promise = kept.line.callbacks.keep(f"CA{number}", number, best, "call", days, 99, OPEN)
    assert isinstance(promise, Kept)
    return promise.id


def press_next(ann: Person) -> str:
    """Press the button for the next one as the page has it; gives the path that it leads to."""
    form = ann.page.rpartition('id="next"')[0].rpartition('action="')[2].partition('"')[0]
    return ann.send(form.replace("&amp;", "&")).path


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-05-23T02:10", "Tuesday 9 am"),  # a Saturday's night, before the late May holiday
        ("2026-05-22T20:04", "Tuesday 9 am"),  # four minutes after closing
        ("2026-05-25T11:00", "tomorrow at 9 am"),  # the holiday itself
        ("2026-05-20T08:59", "9 am today"),
    ],
)
def test_who_works_outside_the_hours_is_told_and_asked_before_the_next_one_is_handed_out(
    person: People, kept: DeskStore, pack: Pack, at: At, now: str, then: str
) -> None:
    asked = ask(kept, pack)
    at(now)
    ann = person().open("/desk/callbacks")
    assert SHUT.format(then) in ann.words and ANYWAY in ann.words
    assert "Next one" not in ann.page.partition("<table")[0].replace("“Next one” takes", "")
    ann.send("/desk/callbacks/next")  # from a page that was opened before
    assert ann.path == "/desk/callbacks" and "The next one was not taken." in ann.words
    assert kept.line.callbacks.one(asked).state == "open"  # type: ignore[union-attr]
    assert press_next(ann) == f"/desk/callbacks/{asked}"
    assert SHUT.format(then) in ann.words and "Ring now only somebody who expects it." in ann.words
    assert "Ring them, then say what came of it." not in ann.words


def test_who_goes_on_all_the_same_is_not_asked_again_until_the_hours_begin(
    person: People, kept: DeskStore, pack: Pack, at: At
) -> None:
    both = {ask(kept, pack), ask(kept, pack)}
    at("2026-05-19T20:30")
    ann = person().open("/desk/callbacks")
    first = press_next(ann)
    ann.send(f"{first}/close{query(ann)}", outcome="done")
    assert {first, press_next(ann)} == {f"/desk/callbacks/{one}" for one in both}
    code = query(ann)
    assert "outside=" in code
    at("2026-05-20T20:30")
    ann.sign_in().send(f"/desk/callbacks/next{code}")
    assert ann.path == "/desk/callbacks" and "The next one was not taken." in ann.words


def query(ann: Person) -> str:
    """What this page's links carry on of the list's query."""
    assert ann.answer is not None
    return f"?{ann.answer.request.query_string.decode()}"


def test_what_is_typed_is_saved_before_it_is_asked(
    person: People, kept: DeskStore, pack: Pack, at: At
) -> None:
    first, _ = ask(kept, pack), ask(kept, pack)
    at("2026-05-19T20:30")
    ann = person().open("/desk/callbacks").send(f"/desk/callbacks/{first}/claim")
    assert "It is 8:30 pm" in ann.words
    ann.send(f"/desk/callbacks/next?after={first}", note="a landline")
    assert ann.path == "/desk/callbacks" and ANYWAY in ann.words
    now = OPEN.replace(hour=20, minute=30)
    assert kept.line.written.notes.read(kept.line.callbacks.queue, first, ann.name, now) == "a landline"


def test_for_when_they_asked_is_said_beside_it(person: People, kept: DeskStore, pack: Pack, at: At) -> None:
    asked = ask(kept, pack, "evening")
    at("2026-05-19T20:04")
    words = person().open(f"/desk/callbacks/{asked}").words
    assert "who expects it. They asked for the evening." in words and "it is evening now" not in words
    at("2026-05-20T02:10")
    words = person().open(f"/desk/callbacks/{asked}").words
    assert "It is 2:10 am" in words and "morning now" not in words


def test_closures_and_openings_of_the_desk_count(person: People, kept: DeskStore, pack: Pack, at: At) -> None:
    asked, edit = ask(kept, pack), person("edit").open("/desk/openings")
    fields = {"kind": "closed", "start": "2026-05-19T12:00", "end": "2026-05-19T15:00"}
    edit.send("/desk/openings", **fields)
    fields = {"kind": "open", "start": "2026-05-23T10:00", "end": "2026-05-23T12:00"}
    edit.open("/desk/openings").send("/desk/openings", **fields)
    at("2026-05-19T13:00")
    assert SHUT.format("3 pm today") in person().open(f"/desk/callbacks/{asked}").words
    at("2026-05-23T10:30")
    ann = person().open("/desk/callbacks")
    assert "closed until" not in ann.words and "Next one" in ann.words
    at("2026-05-22T21:00")
    assert SHUT.format("tomorrow at 10 am") in person().open("/desk/callbacks").words


def test_nobody_is_woken_though_the_helpline_is_open_all_night(
    person: People, kept: DeskStore, pack: Pack, at: At
) -> None:
    asked, edit = ask(kept, pack), person("edit").open("/desk/openings")
    fields = {"kind": "open", "start": "2026-05-19T20:00", "end": "2026-05-20T09:00"}
    edit.send("/desk/openings", **fields)
    for now, hour in (("2026-05-19T21:00", "9 pm"), ("2026-05-20T07:59", "7:59 am")):
        at(now)
        words = person().open(f"/desk/callbacks/{asked}").words
        assert f"It is {hour}: people are rung between 8 am and 9 pm, next from" in words
    for now in ("2026-05-19T20:59", "2026-05-20T08:00"):
        at(now)
        assert "It is " not in person().open(f"/desk/callbacks/{asked}").words


def test_within_the_hours_nothing_is_asked(person: People, kept: DeskStore, pack: Pack) -> None:
    asked = ask(kept, pack)
    ann = person().open("/desk/callbacks")
    assert 'id="outside"' not in ann.page and press_next(ann) == f"/desk/callbacks/{asked}"
    assert 'id="outside"' not in ann.page and "Ring them, then say what came of it." in ann.words


def test_a_message_may_be_heard_at_any_hour_and_rung_back_within_them(
    person: People, kept: DeskStore, at: At
) -> None:
    kept.line.messages.keep(RECORDING, new_number(), 12, OPEN, rung=True)
    at(OPEN + timedelta(hours=16))
    ann = person().open("/desk/messages")
    ann.send("/desk/messages/next")
    assert ann.path == f"/desk/messages/{RECORDING}" and SHUT.format("9 am today") in ann.words
