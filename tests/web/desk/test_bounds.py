"""Staff see who has had nearly all they may, let a ward or a carer have more, and see who asked."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask

from counted import allowed
from menus.model import Pack
from menus.numbers import number_text
from store.desk.desk import DeskStore
from store.people.budgets import TOLD
from store.people.personal import forget
from store.promises.promise import Refused
from store.store import Store
from tests.caller import Caller
from tests.conftest import CLOSED, OPEN, At, new_number
from tests.line.test_acting_on_another import ask_for, number
from tests.people.after_entry import AfterEntry
from tests.people.crowd import at_once
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
    ann = person("admin").open("/desk/bounds")
    assert "None." in ann.words
    ann.send("/desk/bounds", number="0" + ward.number[3:], most="5")
    (raised,) = kept.line.budgets.raised(CLOSED)
    assert f"ends in {ward.number[-2:]}, with the code {raised.id}: 5 until" in ann.words
    assert f"allowed by {ann.name}" in ann.words and "for 30 days" in ann.words
    said = [ask_for(ward.call(), number(n)) for n in range(6)]
    assert ["unless they asked us not to" in words for words in said] == [True] * 5 + [False]
    (deed,) = (one for one in kept.trail.latest(9)[0] if one.did == "bound:raise")
    assert (deed.who, deed.about) == (ann.name, f"{raised.id} 5")
    assert "as many as anybody" in ann.send(f"/desk/bounds/{raised.id}/lower").words
    assert kept.line.budgets.raised(CLOSED) == () and not kept.line.link.client.exists(TOLD)
    assert "bound:lower" in [one.did for one in kept.trail.latest(9)[0]]


def test_ending_a_bound_says_first_what_it_does_and_who_can_allow_it_again(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    kept.line.budgets.raise_to(new_number(), 5, 30, OPEN)
    ann, admin = person().open("/desk/bounds"), person("admin")
    assert "Yes, end it" in ann.words and "others are then refused" in ann.words
    assert "Only an admin can allow it again" in ann.words
    assert "Only an admin can" not in admin.open("/desk/bounds").words
    assert "let a listed phone ask and call more, end that again" in admin.open("/desk/staff").words


def test_a_bound_is_ended_by_its_whole_id_alone(person: Callable[..., Person], kept: DeskStore) -> None:
    raised = kept.line.budgets.raise_to(new_number(), 5, 30, CLOSED)
    ann = person().open("/desk/bounds")
    for unknown in ("any", "0" * 12, raised[:1], raised[:-1]):
        assert "It has ended already: under that code" in ann.send(f"/desk/bounds/{unknown}/lower").words
    assert [one.id for one in kept.line.budgets.raised(CLOSED)] == [raised]
    assert ann.open("/desk/bounds").send(f"/desk/bounds/{raised}/lower").status == 200
    assert kept.line.budgets.raised(CLOSED) == ()
    assert "It has ended already" in ann.send(f"/desk/bounds/{raised}/lower").words
    assert [one.did for one in kept.trail.latest(9)[0]].count("bound:lower") == 1, "a second press is no deed"


def test_of_two_who_end_a_bound_at_once_one_is_told_so_and_one_is_entered(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    raised = kept.line.budgets.raise_to(new_number(), 5, 30, CLOSED)
    ann = person().open("/desk/bounds")
    with AfterEntry(kept.line, lambda: kept.line.budgets.lower(raised)):
        words = ann.send(f"/desk/bounds/{raised}/lower").words
    assert "It has ended already" in words and "Ended:" not in words
    assert "bound:lower" not in [one.did for one in kept.trail.latest(9)[0]]
    raised = kept.line.budgets.raise_to(new_number(), 5, 30, CLOSED)
    assert sorted(at_once([partial(kept.line.budgets.lower, raised)] * 8)) == [False] * 7 + [True]


def test_a_bound_that_the_version_before_raised_is_listed_by_its_code(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    raised = kept.line.budgets.raise_to(new_number(), 5, 30, OPEN)
    kept.line.link.client.delete(TOLD)
    words = person().open("/desk/bounds").words
    assert f"The number with the code {raised}: 5 until" in words and "raised by" not in words


def test_of_a_bound_that_has_ended_nothing_is_left(kept: DeskStore) -> None:
    kept.line.budgets.raise_to(new_number(), 5, 30, OPEN, "ann")
    assert kept.line.budgets.raised(OPEN + timedelta(days=31)) == ()
    assert not kept.line.link.client.exists(TOLD)


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"number": "12", "most": "5"}, 422), ({"number": "07400123456", "most": "500"}, 400), ({}, 400)],
)
def test_a_bound_is_raised_only_for_a_number_and_by_what_is_offered(
    person: Callable[..., Person], kept: DeskStore, fields: dict[str, str], status: int
) -> None:
    assert person("admin").open("/desk/bounds").send("/desk/bounds", **fields).status == status
    assert kept.line.budgets.raised(CLOSED) == ()


@pytest.mark.parametrize("role", ["answer", "edit"])
def test_nobody_but_an_admin_learns_by_a_number_that_they_type_whether_that_phone_is_listed(
    person: Callable[..., Person], kept: DeskStore, role: str
) -> None:
    ann = person(role).open("/desk/bounds")
    assert 'name="number"' not in ann.page and "ask an admin" in ann.words
    assert ann.send("/desk/bounds", number="07400123456", most="5").status == 403
    assert kept.line.budgets.raised(CLOSED) == ()


def test_staff_see_who_asked(own: Wire, person: Callable[..., Person], store: Store) -> None:
    texter, other = Texter(own, new_number()), Texter(own, new_number())
    other.text(f"CALLME {texter.number}", "1", "4")
    (row,) = store.callbacks.waiting(CLOSED)
    ann = person()
    assert "for them by somebody else" in ann.open(f"/desk/callbacks/{row.id}").words
    texter.text("CALLME", "1", "4")
    assert "also for them by somebody else" in ann.open(f"/desk/callbacks/{row.id}").words


def test_who_has_asked_for_all_the_call_backs_to_others_is_shown_masked_and_raised_in_one_click(
    own: Wire, at: At, person: Callable[..., Person], kept: DeskStore
) -> None:
    at(CLOSED)
    ward = Caller(own, new_number())
    ask_for(ward.call(), number(1))
    ann = person().open("/desk")
    assert "nearly all" not in ann.words and "Nothing. Every day has places" in ann.words
    ask_for(ward.call(), number(2))
    assert "1 person has had nearly all" in ann.open("/desk").words and 'href="/desk/bounds"' in ann.page
    assert "Nothing. Every day" not in ann.words
    ann.open("/desk/bounds")
    code = kept.line.people.key(ward.number)[:12]
    assert f"ends in {ward.number[-2:]}, with the code {code}" in ann.words
    assert "call-backs to others" in ann.words and "2 of 2 at the limit" in ann.words
    assert ward.number[3:] not in ann.page and ward.number[-4:] not in ann.words
    assert "Allowed: 5 for 30 days" in ann.send(f"/desk/bounds/{code}/raise", most="5").words
    assert (
        "Nobody." in ann.words and f"ends in {ward.number[-2:]}, with the code {code}: 5 until" in ann.words
    )
    assert f"allowed by {ann.name}" in ann.words
    assert "They are allowed 5 already" in ann.send(f"/desk/bounds/{code}/raise", most="5").words
    assert [one.did for one in kept.trail.latest(9)[0]].count("bound:raise") == 1, "a second press is no deed"
    assert "unless they asked us not to" in ask_for(ward.call(), number(3))
    assert "nearly all" not in ann.open("/desk").words, "3 of 5"
    assert ("bound:raise", f"{code} 5") in [(one.did, one.about) for one in kept.trail.latest(9)[0]]


def test_callers_who_show_no_number_are_shown_together_and_cannot_be_raised(
    own: Wire, at: At, person: Callable[..., Person], kept: DeskStore
) -> None:
    at(CLOSED)
    ask_for(Caller(own, "anonymous").call(), number(1))
    ann = person().open("/desk/bounds")
    assert "Nobody." in ann.words, "each is another person with each call"
    for n in range(allowed.TEXTS_OF_WITHHELD.most + 1):
        asker = kept.line.budgets.asker("", f"CA{n}")
        said = kept.line.outbox.send(f"CA{n}", new_number(), "words", CLOSED, asker)
    assert said == Refused("together")
    ann.open("/desk/bounds")
    assert "All callers who withhold their number" in ann.words and "40 of 40 at the limit" in ann.words
    (row,) = kept.line.filling.latest(CLOSED)
    assert "/raise" not in ann.page
    for unknown in (row.person, "000000000000"):
        assert "Nothing is changed" in ann.send(f"/desk/bounds/{unknown}/raise", most="5").words
    assert "bound:raise" not in [one.did for one in kept.trail.latest(9)[0]]


@pytest.mark.parametrize(
    ("calls", "told"), [(47, ""), (48, "48 of 60 nearly there"), (60, "60 of 60 at the limit")]
)
def test_a_phone_that_calls_nearly_as_often_as_it_may_is_shown(
    person: Callable[..., Person], store: Store, calls: int, told: str
) -> None:
    ward = new_number()
    for n in range(calls):
        store.calls.note(f"CA{n}", ward, OPEN)
    ann = person().open("/desk/bounds")
    assert (told in ann.words) if told else ("Nobody." in ann.words)
    assert ("Allow it for the code" in ann.words) == bool(told)


def test_raised_bounds_fill_by_what_they_were_raised_to(store: Store) -> None:
    ward = new_number()
    store.budgets.raise_to(ward, 5, 30, OPEN)
    for n in range(239):
        store.calls.note(f"CA{n}", ward, OPEN)
    assert store.filling.latest(OPEN) == ()
    assert not store.calls.note("CA239", ward, OPEN).too_often
    (row,) = store.filling.latest(OPEN)
    assert (row.used, row.most, row.is_reached) == (240, 300, False)


@pytest.mark.parametrize(
    ("texts", "told"), [(7, []), (8, ["8 of 10 nearly there"]), (12, ["10 of 10 at the limit"])]
)
def test_replies_that_fill_are_shown_and_are_nothing_to_raise(
    own: Wire, at: At, person: Callable[..., Person], texts: int, told: list[str]
) -> None:
    texter = Texter(own, new_number())
    for n in range(texts):
        at(OPEN + n * timedelta(minutes=15))
        texter.text("BONES")
    ann = person().open("/desk/bounds")
    assert ("Nobody." in ann.words) == (not told)
    assert all(words in ann.words for words in told) and "/raise" not in ann.page
    assert not told or f"ends in {texter.number[-2:]}" in ann.words


def test_texts_asked_for_on_calls_fill_for_who_asks_and_not_for_who_is_sent_them(store: Store) -> None:
    carer, relative = new_number(), new_number()
    asker = store.budgets.asker(carer)
    for n in range(3):
        store.outbox.send(f"CA{n}", relative, "words", OPEN, asker)
    (row,) = store.filling.latest(OPEN)
    assert row.bound == allowed.TEXTS_TO_OTHERS and (row.used, row.most) == (3, 3)
    assert store.people.key(carer).startswith(row.person)
    for n in range(3, 6):
        store.outbox.send(f"CA{n}", carer, "words", OPEN)
    assert {row.bound.name for row in store.filling.latest(OPEN)} == {"texts", "texts:others"}


def test_what_is_a_day_old_is_shown_no_more_and_goes(store: Store) -> None:
    asker = store.budgets.asker(new_number())
    for n in range(3):
        store.outbox.send(f"CA{n}", new_number(), "words", OPEN, asker)
    just_before, later = OPEN + timedelta(hours=23, minutes=59), OPEN + timedelta(days=1)
    assert len(store.filling.latest(just_before)) == store.filling.count(just_before) == 1
    assert store.filling.latest(later) == () and store.filling.count(later) == 0
    client: Any = store.link.client
    names = client.keys("*filling*")
    assert len(names) == 2 and all(0 < client.ttl(name) <= allowed.DAY for name in names)


def test_who_is_forgotten_is_shown_no_more(store: Store) -> None:
    ward = new_number()
    for n in range(60):
        store.calls.note(f"CA{n}", ward, OPEN)
    assert store.filling.count(OPEN) == 1
    forget(store, ward, OPEN)
    assert store.filling.count(OPEN) == 0 and store.filling.latest(OPEN) == ()
    client: Any = store.link.client
    assert not client.keys(f"*{store.people.key(ward)}*")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (" ", "Write the number first"),
        ("12", "The line cannot read that number"),
        ("0800 5200 520", "the number of this line or of the helpline"),
    ],
)
def test_what_is_wrong_with_a_number_that_is_to_be_allowed_more_is_said(
    person: Callable[..., Person], kept: DeskStore, pack: Pack, written: str, says: str
) -> None:
    written = number_text(pack.hours.numbers[0].number) if written.startswith("0") else written
    admin = person("admin").open("/desk/bounds").send("/desk/bounds", number=written, most="5")
    assert admin.status == 422 and says in admin.words and kept.line.budgets.raised(OPEN) == ()
