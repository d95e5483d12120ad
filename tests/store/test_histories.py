"""What the desk reads of days, places and bounds: which days are asked again, and where an edge lies."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from counted.allowed import CALLBACKS_TO_OTHERS, TEXTS_TO_OTHERS
from store.counts.history import AT_ONCE, DAY, History, runs
from store.desk.desk import desk_store
from store.desk.overview import LATE_SECONDS
from store.desk.pulse import ALIVE_SECONDS, Pulse
from store.promises.places import KEPT_SECONDS, Filled
from store.store import Store
from tests.conftest import OPEN, Clock, new_number
from tests.store.promises.promised import DAYS, RECORDING

TODAY = date(2026, 6, 10)
NOW = datetime.now(UTC).replace(microsecond=0)


@dataclass
class Counted:
    """Counts that tell how they were asked: each day counts its number, each month 1."""

    asked: list[tuple[date, date]] = field(default_factory=list)
    months_asked: list[tuple[date, date]] = field(default_factory=list)

    def span(self, first: date, last: date) -> dict[date, dict[str, int]]:
        self.asked.append((first, last))
        return {first + n * DAY: {"call": (first + n * DAY).day} for n in range((last - first).days + 1)}

    def months(self, first: date, last: date) -> dict[str, dict[str, int]]:
        self.months_asked.append((first, last))
        days = [first + n * DAY for n in range((last - first).days + 1)]
        return {f"{day:%Y-%m}": {"call": 1} for day in days}


def history() -> tuple[Counted, History]:
    counted: Any = Counted()
    return counted, History(counted)


def test_days_that_are_past_are_read_once_and_the_last_two_each_time() -> None:
    counted, past = history()
    for _ in range(2):
        found = past.read(date(2026, 6, 5), date(2026, 6, 12), TODAY)
        assert list(found.days) == [date(2026, 6, n) for n in range(5, 11)] and found.months == {}
        assert [of["call"] for of in found.days.values()] == [5, 6, 7, 8, 9, 10]
    assert counted.asked == [(date(2026, 6, 5), TODAY), (date(2026, 6, 9), TODAY)]


def test_days_over_400_days_ago_are_read_by_month_and_past_months_once() -> None:
    counted, past = history()
    oldest = TODAY - timedelta(days=400)
    assert oldest == date(2025, 5, 6)
    for _ in range(2):
        found = past.read(date(2024, 12, 31), TODAY, TODAY)
        assert list(found.months) == ["2024-12", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05"]
        assert min(found.days) == oldest and all(found.months.values())
    assert counted.months_asked == [
        (date(2024, 12, 1), date(2025, 5, 1)),
        (date(2025, 5, 1), date(2025, 5, 1)),
    ]
    assert past.read(oldest, TODAY, TODAY).months == {}


def test_days_are_read_in_rows_of_fifty_at_most() -> None:
    days = [TODAY + n * DAY for n in range(AT_ONCE + 1)]
    assert [len(run) for run in runs(days)] == [50, 1]
    assert list(runs([TODAY, TODAY + 2 * DAY])) == [[TODAY], [TODAY + 2 * DAY]]
    assert list(runs([])) == []


def test_a_day_fills_from_four_in_five_places_on_and_staff_may_open_more(store: Store) -> None:
    assert [Filled(TODAY, taken, 10).fills for taken in (7, 8, 10)] == [False, True, True]
    assert not Filled(TODAY, 79, 99).fills and Filled(TODAY, 80, 100).fills
    other, places = TODAY + DAY, desk_store(store).places
    assert places.open_more(TODAY, 5, had=0) and places.open_more(TODAY, 2, had=5)
    assert not places.open_more(TODAY, 2, had=5), "a form that is sent twice adds once"
    assert places.of((TODAY, other), 40) == (Filled(TODAY, 0, 47, 7), Filled(other, 0, 40, 0))
    client: Any = store.link.client
    (name,) = client.keys("*more:*")
    assert KEPT_SECONDS - 60 < client.ttl(name) <= KEPT_SECONDS
    assert places.close_again(TODAY) and not places.close_again(TODAY)
    assert places.of((TODAY,), 40) == (Filled(TODAY, 0, 40),) and places.of((), 40) == ()


def test_a_raised_bound_is_listed_until_it_ends_and_ended_by_its_id(store: Store) -> None:
    one, other = new_number(), new_number()
    first, last = store.budgets.raise_to(one, 7, 1, NOW), store.budgets.raise_to(other, 9, 3, NOW)
    rows = store.budgets.raised(NOW)
    days = [1, 3]
    assert [(row.id, row.most, row.until) for row in rows] == [
        (*pair, NOW + timedelta(days=n)) for pair, n in zip(((first, 7), (last, 9)), days, strict=True)
    ]
    assert [row.id for row in store.budgets.raised(NOW + timedelta(days=1))] == [last]
    assert store.budgets.lower(last) and not store.budgets.lower(last) and not store.budgets.lower("")
    assert store.budgets.raised(NOW) == ()


def test_who_shows_no_number_is_known_for_one_call_and_may_ask_for_less(store: Store) -> None:
    own = store.budgets.asker(new_number())
    hidden, again = store.budgets.asker("", "CA1"), store.budgets.asker("", "CA2")
    assert (own.pool, own.may_have(CALLBACKS_TO_OTHERS), own.may_have(TEXTS_TO_OTHERS)) == ("others", 2, 3)
    assert hidden.pool == "withheld"
    assert (hidden.may_have(CALLBACKS_TO_OTHERS), hidden.may_have(TEXTS_TO_OTHERS)) == (1, 1)
    assert hidden.key != again.key and hidden == store.budgets.asker("", "CA1")


def test_the_first_page_tells_who_is_late_and_whether_the_worker_keeps_up(store: Store, clock: Clock) -> None:
    overview: Any = desk_store(store).overview
    empty, idle = overview.look(OPEN)
    assert (empty.callbacks, empty.late, empty.messages, empty.first_due, empty.oldest_message) == (
        *(0, 0, 0, None, None),
    )
    assert (idle.jobs, idle.late, idle.alive) == (0, False, False)
    store.callbacks.keep("CA1", new_number(), "any", "call", DAYS, 40, OPEN)
    store.messages.keep(RECORDING, new_number(), 12, OPEN)
    store.outbox.send("CA1", new_number(), "words", OPEN)
    Pulse(store.link).beat(OPEN)
    waiting, work = overview.look(DAYS[0])
    assert (waiting.callbacks, waiting.late, waiting.messages) == (1, 0, 1)
    assert (waiting.first_due, waiting.oldest_message) == (DAYS[0], OPEN)
    assert overview.look(DAYS[0] + timedelta(seconds=1))[0].late == 1
    store.callbacks.keep("CA2", new_number(), "any", "call", DAYS[1:], 40, OPEN)
    store.messages.keep(f"{RECORDING[:-1]}c", new_number(), 12, DAYS[0])
    more = overview.look(DAYS[0])[0]
    assert (more.callbacks, more.messages) == (2, 2), "of more than one it is the first that is told"
    assert (more.first_due, more.oldest_message) == (DAYS[0], OPEN)
    seconds = [LATE_SECONDS - 1, LATE_SECONDS]
    late = []
    for n in seconds:
        clock.at(OPEN + timedelta(seconds=n))
        late.append(overview.look(OPEN)[1].late)
    assert late == [False, True], "by the clock of the store"
    alive = [overview.look(OPEN + timedelta(seconds=n))[1].alive for n in (ALIVE_SECONDS, ALIVE_SECONDS + 1)]
    assert alive == [True, False] and work.jobs == 1
    assert not overview.look(OPEN - timedelta(hours=1))[1].alive, (
        "its last sign lies ahead: a clock was set back"
    )
