"""Staff let a ward, a carer or a hostel ask and call more, for 30 days; they see who asked for a call."""

from collections.abc import Callable

import pytest
from flask import Flask

from store.desk.desk import DeskStore
from store.store import Store
from tests.caller import Caller
from tests.conftest import CLOSED, At, new_number
from tests.line.test_acting_on_another import ask_for, number
from tests.people.desk import Person
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process


@pytest.fixture
def own(app: Flask) -> Wire:
    """The wire to the line whose desk it is."""
    return Wire(in_process(app))


def test_staff_raise_a_number_for_30_days_and_it_stands_in_the_trail(
    own: Wire, at: At, person: Callable[..., Person], kept: DeskStore
) -> None:
    at(CLOSED)
    ward = Caller(own, new_number())
    ann = person().open("/desk/bounds")
    assert "None." in ann.words
    ann.send("/desk/bounds", number="0" + ward.number[3:], most="5")
    (raised,) = kept.line.budgets.raised(CLOSED)
    assert f"{raised.id}: 5 until" in ann.words and "for 30 days" in ann.words
    said = [ask_for(ward.call(), number(n)) for n in range(6)]
    assert ["That is saved" in words for words in said] == [True] * 5 + [False]
    (deed,) = (one for one in kept.trail.latest(9)[0] if one.did == "bound:raise")
    assert (deed.who, deed.about) == (ann.name, f"{raised.id} 5")
    assert "as many as everybody" in ann.send(f"/desk/bounds/{raised.id}/lower").words
    assert kept.line.budgets.raised(CLOSED) == ()
    assert "bound:lower" in [one.did for one in kept.trail.latest(9)[0]]


def test_a_bound_is_ended_by_its_whole_id_alone(person: Callable[..., Person], kept: DeskStore) -> None:
    raised = kept.line.budgets.raise_to(new_number(), 5, 30, CLOSED)
    ann = person().open("/desk/bounds")
    for unknown in ("any", "0" * 12, raised[:1], raised[:-1]):
        assert ann.send(f"/desk/bounds/{unknown}/lower").status == 404
    assert [one.id for one in kept.line.budgets.raised(CLOSED)] == [raised]
    assert ann.open("/desk/bounds").send(f"/desk/bounds/{raised}/lower").status == 200
    assert ann.send(f"/desk/bounds/{raised}/lower").status == 404


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"number": "12", "most": "5"}, 422), ({"number": "07400123456", "most": "500"}, 400), ({}, 400)],
)
def test_a_bound_is_raised_only_for_a_number_and_by_what_is_offered(
    person: Callable[..., Person], kept: DeskStore, fields: dict[str, str], status: int
) -> None:
    assert person().open("/desk/bounds").send("/desk/bounds", **fields).status == status
    assert kept.line.budgets.raised(CLOSED) == ()


def test_staff_see_who_asked(own: Wire, person: Callable[..., Person], store: Store) -> None:
    texter, other = Texter(own, new_number()), Texter(own, new_number())
    other.text(f"CALLME {texter.number}", "1", "4")
    (row,) = store.callbacks.waiting(CLOSED)
    ann = person()
    assert "for them by somebody else" in ann.open(f"/desk/callbacks/{row.id}").words
    texter.text("CALLME", "1", "4")
    assert "also for them by somebody else" in ann.open(f"/desk/callbacks/{row.id}").words
