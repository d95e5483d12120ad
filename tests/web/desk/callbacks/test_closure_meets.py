"""A closure that meets what was promised: the day that holds is said, and what it put off comes back."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from store.desk.desk import DeskStore
from tests.caller import Caller
from tests.conftest import OPEN, At, new_number
from tests.people.desk import Person
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process

DAY = timedelta(days=1)


def shut(person: Person, start: str, end: str) -> str:
    """Plan a closure, though call-backs are promised within it; gives its id."""
    fields = {"kind": "closed", "start": start, "end": end}
    person.open("/desk/openings").send("/desk/openings", **fields)
    if asked := re.search(r'name="promised" value="(\d+)"', person.page):
        person.send("/desk/openings", **fields, promised=asked[1])
    return person.open("/desk/openings").page.split("/desk/openings/")[-1].split("/remove")[0]


def test_a_caller_and_a_texter_hear_the_day_that_holds(app: Flask, person: Callable[..., Person]) -> None:
    wire, number = Wire(in_process(app)), new_number()
    texter = Texter(wire, number)
    assert "Wed 20 May" in texter.text("CALLME", "1", "4")
    gone = shut(edit := person("edit"), "2026-05-20T00:00", "2026-05-21T00:00")
    assert "Thu 21 May" in texter.text("when will you ring me")
    shut(edit, "2026-05-19T00:00", "2026-05-20T00:00")
    heard = Caller(wire, number).call().press("0", "0", "3").heard
    assert "Thursday" in heard and "Wednesday" not in heard
    edit.send(f"/desk/openings/{gone}/remove")
    assert "Wed 20 May" in texter.text("when will you ring me")


@pytest.mark.parametrize("kinds", ["callbacks", "messages"])
def test_a_second_try_that_a_closure_put_off_comes_back_with_its_end(
    person: Callable[..., Person], kept: DeskStore, at: At, kinds: str
) -> None:
    line, edit = kept.line, person("edit")
    of = line.callbacks if kinds == "callbacks" else line.messages
    number = new_number()
    line.callbacks.keep("CA1", number, "morning", "call", [OPEN + DAY], 9, OPEN)
    line.messages.keep("RE" + "1a" * 16, number, 9, OPEN, rung=True)
    (item,) = (one.id for one in of.waiting(OPEN))
    gone = shut(edit, "2026-05-19T10:01", "2026-05-21T00:00")
    edit.open(f"/desk/{kinds}").send(f"/desk/{kinds}/{item}/claim")
    edit.send(f"/desk/{kinds}/{item}/close", outcome="no_reply")
    far = of.one(item, OPEN)
    assert far and far.again and far.again.day in (21, 22)
    said = edit.open("/desk/openings").send(f"/desk/openings/{gone}/remove").words
    near = of.one(item, OPEN)
    assert near and near.again and near.again < far.again and near.tries == 1
    assert near.again.day == (20 if kinds == "callbacks" else 19) and "come sooner now: 1" in said
    at(OPEN + timedelta(minutes=5))
    edit.open(f"/desk/{kinds}")
    assert "Both tries" in edit.send(f"/desk/{kinds}/{item}/undo").words, "and it can still be undone"
