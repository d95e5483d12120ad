"""What the store keeps for a time it keeps to the second, by its own clock: no longer, and no less."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from store.desk.desk import DeskStore, desk_store
from store.keys import PREFIX
from store.moments import DAY, HOUR
from store.promises.rings import Came, Ring
from store.promises.texts import Beside
from store.scripts import script
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS

MINUTE = 60
NUMBER = new_number()
RING = Ring(NUMBER, "https://line.example", "Line", "cb1", "ann")


def taken_back(store: Store) -> None:
    """A call-back is asked for, and taken back by text."""
    store.callbacks.keep("CA1", NUMBER, "any", "text", DAYS, 1, OPEN)
    store.callbacks.withdraw(NUMBER, OPEN, "SM1")


LASTS: list[tuple[str, Callable[[DeskStore], object], str, int]] = [
    ("reminder", lambda desk: desk.reminders.note(["bones 30"]), "review:reminded", 120 * DAY),
    ("pretended", lambda desk: desk.rehearsals.begin(OPEN), "rehearsal:moment", 3 * MINUTE),
    ("heard", lambda desk: desk.rehearsals.note("words", "hello"), "rehearsal:heard", HOUR),
    ("wish", lambda desk: desk.rehearsals.want(OPEN, "ann"), "rehearsal:wanted", 5 * MINUTE),
    ("asked", lambda desk: desk.rehearsals.want(OPEN, "ann"), "rehearsal:asked", 90 * DAY),
    ("result", lambda desk: desk.rehearsals.keep(OPEN, []), "rehearsal:last", 90 * DAY),
    ("session", lambda desk: desk.sessions.begin("ann"), "staff:session:*", 12 * HOUR),
    ("a form's token", lambda desk: desk.sessions.allow_once("token", HOUR), "staff:once:*", HOUR),
    ("second press", lambda desk: desk.rings.ask(RING, OPEN), "ring:cb1:ann", 20),
    ("ring", lambda desk: desk.rings.note("cb1", Came("rung", OPEN)), "rung:cb1", 30 * DAY),
    ("status", lambda desk: desk.line.deliveries.first("SM1", "sent"), "status:*", 2 * DAY),
    ("left", lambda desk: desk.line.written.left.note(calls(desk), "ann", "cb1", OPEN), "*left:ann", DAY),
    ("taken", lambda desk: taken_back(desk.line), "*:taken:*", 10 * MINUTE),
    (
        "language",
        lambda desk: desk.line.texts.settle("SM1", NUMBER, "", "", b"", "", Beside(OPEN, language="cy")),
        "language:*",
        30 * DAY,
    ),
    ("failures", lambda desk: desk.failures.note(OPEN), "failures:*", 2 * MINUTE),
]


def calls(desk: DeskStore) -> Any:
    return desk.line.callbacks.queue


def moment(client: Any) -> int:
    """What the clock of the store shows, in milliseconds."""
    seconds, micros = client.time()
    return int(seconds * 1000 + micros // 1000)


@pytest.mark.parametrize(("keep", "name", "lasts"), [row[1:] for row in LASTS], ids=[row[0] for row in LASTS])
def test_it_lasts_so_long(store: Store, keep: Callable[[DeskStore], object], name: str, lasts: int) -> None:
    client: Any = store.link.client
    began = moment(client)
    keep(desk_store(store))
    (key,) = client.keys(f"{PREFIX}{name}")
    left = client.pttl(key)
    assert lasts * 1000 - (moment(client) - began) <= left <= lasts * 1000


def test_a_try_to_sign_in_counts_for_its_time_and_no_longer(store: Store) -> None:
    take, client, budget = script("take_try", store.link.client), store.link.client, f"{PREFIX}tries"
    client.delete(budget)

    def took(mark: str, now: int) -> bool:
        return bool(take(budgets=[budget], one=mark, now=now, lasts=MINUTE, mosts=[2]))

    assert [took("a", 100), took("b", 110), took("c", 159)] == [True, True, False]
    assert took("d", 100 + MINUTE) and not took("e", 101 + MINUTE)
    assert 0 < client.ttl(budget) <= MINUTE  # type: ignore[operator]
    client.delete(budget)


def test_what_is_given_back_is_remembered_for_a_day(store: Store) -> None:
    queue, left = store.callbacks.queue, store.written.left
    left.note(queue, "ann", "first", OPEN)
    for seconds, found in ((DAY - 1, {"first", "later"}), (DAY, {"later"})):
        left.note(queue, "ann", "later", OPEN + timedelta(seconds=seconds))
        assert left.since(queue, "ann", OPEN) == found


@pytest.mark.parametrize(("beside", "rings"), [(0, True), (59, True), (-59, True), (60, False), (-60, False)])
def test_a_phone_of_staff_may_be_ringing_for_a_minute(beside: int, rings: bool) -> None:
    assert Came("rung", OPEN).may_ring(OPEN + timedelta(seconds=beside)) is rings
