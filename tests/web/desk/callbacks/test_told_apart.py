"""Rows of the lists can be told apart: who is to be rung, who closed it, and which one it was."""

from collections.abc import Callable
from datetime import timedelta

from menus.due import due_days, shares_soon
from menus.model import Pack
from store.desk.desk import DeskStore
from store.people.budgets import Asker
from store.promises.promise import Kept
from tests.conftest import OPEN, Clock, new_number
from tests.people.desk import Person


def test_who_closed_it_sees_for_ten_minutes_which_one_it_was(
    person: Callable[..., Person], asked: str, number: str, clock: Clock
) -> None:
    ann, bea = person(), person()
    ann.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/close", outcome="done")
    told = f"number ends with {number[-3:]}"
    assert told in ann.open("/desk/callbacks?show=closed").words and f"reached, by {ann.name}" in ann.words
    assert told not in bea.open("/desk/callbacks?show=closed").words
    assert f"reached, by {ann.name}" in bea.words
    clock.at(OPEN + timedelta(minutes=11))
    assert told not in ann.open("/desk/callbacks?show=closed").words


def test_the_list_says_who_was_asked_for_by_somebody_else(
    person: Callable[..., Person], kept: DeskStore, pack: Pack
) -> None:
    days, line = due_days(pack.hours, OPEN), kept.line
    other = line.budgets.asker(new_number(), "CA1")
    hidden = line.budgets.asker("", "CA2")

    def ask(asker: Asker) -> None:
        shares = shares_soon(days, 40, asker.withheld)
        promise = line.callbacks.keep(
            "CA", new_number(), "any", "call", days, 40, OPEN, asker=asker, shares=shares
        )
        assert isinstance(promise, Kept)

    ann = person()
    ask(other)
    assert "for them by somebody else" in ann.open("/desk/callbacks").words
    assert "hidden number" not in ann.words
    ask(hidden)
    assert "asked from a hidden number" in ann.open("/desk/callbacks").words


def test_a_message_is_found_by_its_last_digits_and_says_how_often_it_was_tried(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    recording, other = "RE" + "1" * 32, "RE" + "2" * 32
    kept.line.messages.keep(recording, "+447400100701", 12, OPEN, rung=True)
    kept.line.messages.keep(other, "+447400100702", 12, OPEN, rung=True)
    ann = person()
    ann.open("/desk/messages?ends=701")
    assert recording in ann.page and other not in ann.page and "Show all" in ann.words
    ann.send(f"/desk/messages/{recording}/claim")
    assert "Wrong number" in ann.words
    ann.send(f"/desk/messages/{recording}/close", outcome="no_reply")
    assert "no reply once" in ann.open("/desk/messages").words


def test_after_passing_it_on_the_page_says_for_whom_and_leads_to_the_next(
    person: Callable[..., Person], asked: str
) -> None:
    ann, bea = person(), person()
    ann.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    assert "dial 141 first" in ann.words and "Take it to see" not in ann.words
    assert ann.page.index('value="done"') < ann.page.index('id="note"')
    ann.send(f"/desk/callbacks/{asked}/pass", to=bea.name, note="", about="")
    assert f"for {bea.name} until" in ann.words
    ann.send(f"/desk/callbacks/{asked}/take-back").send(f"/desk/callbacks/{asked}/close", outcome="done")
    assert "Next one" in ann.open(f"/desk/callbacks/{asked}").words and "Take it to see" not in ann.words


def test_only_who_has_a_record_is_on_a_page_that_asks_whether_they_still_may(
    person: Callable[..., Person], kept: DeskStore, asked: str, number: str
) -> None:
    ann, bea = person(), person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    held = f'data-held="/desk/callbacks/{asked}"'
    assert held in ann.page and held not in bea.open(f"/desk/callbacks/{asked}").page
    kept.line.callbacks.withdraw(number, OPEN)
    ann.open(f"/desk/callbacks/{asked}")
    assert held not in ann.page and "They have cancelled it." in ann.words
