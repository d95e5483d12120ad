"""Callers without a number who ask for one number again and again take no place from anybody (R49)."""

from datetime import datetime
from typing import Any

import pytest

from counted.allowed import TEXTS_OF_WITHHELD
from store.promises.closed.undo import undo
from store.promises.promise import Kept, Promise, Refused
from store.promises.standing import TakenBack
from store.scripts import parse
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS
from tests.store.promises.test_others import ask, asker_of, due

MANY = 25
HEIR = """\
-- keys:
-- arguments: words...
-- with: parts
local parts = {}
for at, word in ipairs(words) do
  local asker, due, day, pool = word:match("(%S+) (%S+) (%S+) (%S+)")
  parts[at] = {asker = asker, due = due, day = day, pool = pool}
end
local heir = heir_of(parts, parts[1])
return heir and heir.asker or ""
"""


def withheld(store: Store, number: str, call: str, a_day: int = 4) -> Promise:
    return ask(store, "", number, call, a_day)


def taken(store: Store, day: datetime, kind: str = "withheld:") -> int:
    client: Any = store.link.client
    return int(client.get(f"{store.callbacks.queue.days}{kind}{day.date()}") or 0)


def leave(store: Store, call: str) -> int:
    return store.callbacks.for_others.take_back(asker_of(store, "", call).key, OPEN, call)


def test_who_asks_for_one_number_again_and_again_takes_one_place_and_hears_one_day(store: Store) -> None:
    number = new_number()
    said = [due(withheld(store, number, f"CA{n}", a_day=8)) for n in range(MANY)]
    assert set(said) == {DAYS[0]} and taken(store, DAYS[0]) == 1
    assert due(withheld(store, new_number(), "CB", a_day=8)) == DAYS[0]
    assert len(store.callbacks.waiting(OPEN)) == 2


def test_a_record_keeps_few_of_the_calls_that_asked_for_it(store: Store) -> None:
    number = new_number()
    for n in range(MANY):
        withheld(store, number, f"CA{n}", a_day=8)
    (found,) = store.callbacks.waiting(OPEN)
    client: Any = store.link.client
    assert found.others < 10 and len(client.keys("*asked*")) < 20
    assert store.callbacks.withdraw(number, OPEN).own
    assert taken(store, DAYS[0]) == taken(store, DAYS[0], "") == 1, "nobody sees that it was ended"
    assert not [name for name in client.keys("*asked*") if client.ttl(name) < 0]


def test_the_day_that_is_told_is_that_of_a_number_nobody_asked_for(store: Store) -> None:
    known, unknown = new_number(), new_number()
    withheld(store, known, "CA1")
    assert due(withheld(store, known, "CA2")) == DAYS[1] == due(withheld(store, unknown, "CA3"))
    found = store.callbacks.open_of(known)
    assert found and found.due == DAYS[0], "the promise before stands, and is the earlier"
    withheld(store, new_number(), "CA4")
    assert withheld(store, known, "CA5") == Refused("full") == withheld(store, new_number(), "CA6")


def test_who_leaves_without_a_place_gives_none_back_and_is_remembered_for_nothing(store: Store) -> None:
    number, client = new_number(), store.link.client
    for n in range(3):
        withheld(store, number, f"CA{n}", a_day=8)
    (record,) = (one.id for one in store.callbacks.waiting(OPEN))
    asked = f"{store.callbacks.queue.asked}{asker_of(store, '', 'CA2').key}"
    assert client.sismember(asked, record)
    assert leave(store, "CA2") == 1 and not client.sismember(asked, record)
    assert taken(store, DAYS[0]) == 1 and not client.keys(f"{store.callbacks.queue.days}*none")


def test_an_earlier_day_that_is_told_takes_the_place_with_it(store: Store) -> None:
    first, number = new_number(), new_number()
    withheld(store, first, "CA1")
    assert due(withheld(store, number, "CA2")) == DAYS[1]
    assert leave(store, "CA1") == 1
    assert due(withheld(store, number, "CA3")) == DAYS[0]
    assert (taken(store, DAYS[0]), taken(store, DAYS[1])) == (1, 0)


def test_who_takes_theirs_back_leaves_the_place_to_who_asked_after_them(store: Store) -> None:
    number = new_number()
    for n in range(2):
        withheld(store, number, f"CA{n}", a_day=8)
    assert leave(store, "CA0") == 1 and taken(store, DAYS[0]) == 1
    assert leave(store, "CA1") == 1 and taken(store, DAYS[0]) == 0
    assert store.callbacks.open_of(number) is None


@pytest.mark.parametrize(
    ("others", "heir"),
    [
        (["b 5 none withheld", "c 6 none withheld"], "b"),
        (["c 6 none withheld", "b 5 none withheld"], "b"),
        (["b 5 none withheld", "c 4 none others"], "b"),
        (["c 6 none withheld", "b 5 2026-05-20 withheld"], "c"),
        (["a 4 none withheld"], ""),
    ],
)
def test_the_place_goes_to_the_first_due_of_those_who_show_no_number_and_have_none(
    store: Store, others: list[str], heir: str
) -> None:
    client: Any = store.link.client
    found = client.eval(parse("heir", HEIR).lua, 0, "a 5 2026-05-20 withheld", *others)
    assert found.decode() == heir


def test_a_number_put_right_keeps_its_day_though_another_asked_for_the_wrong_one(store: Store) -> None:
    wrong, right = new_number(), new_number()
    withheld(store, wrong, "CA1", a_day=8)
    second = withheld(store, wrong, "CA2", a_day=8)
    asker, share = asker_of(store, "", "CA2"), (2, 2, 2)
    now = store.callbacks.keep(
        "CA2",
        right,
        "any",
        "call",
        DAYS,
        8,
        OPEN,
        asker,
        share,
        second.id,  # type: ignore[union-attr]
    )
    assert due(now) == due(second) == DAYS[0] and taken(store, DAYS[0]) == 2
    assert store.callbacks.withdraw(wrong, OPEN) == TakenBack(own=True, others=0)
    assert taken(store, DAYS[0]) == 2, "nobody sees that it was ended"


def test_a_closing_that_staff_take_back_brings_one_place_back(store: Store) -> None:
    number = new_number()
    for n in range(MANY):
        first = withheld(store, number, f"CA{n}", a_day=8)
    store.callbacks.claim(first.id, "ann", OPEN)  # type: ignore[union-attr]
    store.callbacks.close(first.id, "done", "ann", OPEN)  # type: ignore[union-attr]
    assert taken(store, DAYS[0]) == 0
    withheld(store, number, "CB", a_day=8)
    undo(store.link).undo(store.callbacks.queue, first.id, "ann", OPEN)  # type: ignore[union-attr]
    assert taken(store, DAYS[0]) == 1 and len(store.callbacks.waiting(OPEN)) == 1


def test_who_comes_after_all_such_callers_had_their_texts_is_told_that_it_was_not_they(store: Store) -> None:
    most = TEXTS_OF_WITHHELD.most
    said = [
        store.outbox.send(f"CA{n}", new_number(), "words", OPEN, asker_of(store, "", f"CA{n}"))
        for n in range(most + 1)
    ]
    assert said[most] == Refused("together") and all(isinstance(one, Kept) for one in said[:most])
    again = store.outbox.send("CA0 again", new_number(), "words", OPEN, asker_of(store, "", "CA0"))
    assert again == Refused("others")


def test_a_text_sees_the_call_back_that_waits_by_its_own_id(store: Store) -> None:
    number = new_number()
    assert store.texts.seen("SM1", number, OPEN).callback is None
    ask(store, number, number)
    seen, (row,) = store.texts.seen("SM1", number, OPEN).callback, store.callbacks.waiting(OPEN)
    assert seen and seen.id == row.id
