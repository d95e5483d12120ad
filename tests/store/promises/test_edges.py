"""Claims, undoing, declines and places at the very second and the very number at which they change."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from store.desk.desk import desk_store
from store.keys import DECLINED
from store.moments import HOUR
from store.promises.lists.briefs import read_briefs
from store.promises.places import KEPT_SECONDS
from store.promises.promise import Kept, Promise, Refused
from store.promises.records.sooner import bring_forward
from store.promises.standing import Claimed, Taken, TakenBack
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS, PLENTY
from tests.store.promises.test_others import ask, asker_of, due
from tests.store.promises.test_withheld import leave, taken

SECOND = timedelta(seconds=1)
WEEK = 7 * 86_400


def record(store: Store, promise: Promise) -> dict[bytes, bytes]:
    assert isinstance(promise, Kept)
    client: Any = store.link.client
    found: dict[bytes, bytes] = client.hgetall(store.callbacks.queue.record(promise.id))
    return found


def withheld(
    store: Store, number: str, call: str, days: tuple[datetime, ...], now: datetime = OPEN
) -> Promise:
    asker = asker_of(store, "", call)
    return store.callbacks.keep(call, number, "any", "call", days, PLENTY, now, asker, (9,) * len(days))


@pytest.mark.parametrize(
    ("seconds", "free"), [(2 * HOUR - 1, False), (2 * HOUR, True), (1 - 2 * HOUR, False), (-2 * HOUR, True)]
)
def test_a_claim_lasts_two_hours_to_the_second_and_so_it_does_from_a_clock_ahead(
    store: Store, seconds: int, free: bool
) -> None:
    number = new_number()
    promise = ask(store, number, number)
    store.callbacks.claim(promise.id, "ann", OPEN)  # type: ignore[union-attr]  # Kept
    said = store.callbacks.claim(promise.id, "ben", OPEN + seconds * SECOND)  # type: ignore[union-attr]
    assert said == (Claimed(number) if free else Taken("ann"))


@pytest.mark.parametrize("outcome", ["done", "no_reply"])
@pytest.mark.parametrize(("seconds", "state"), [(2 * HOUR - 1, "claimed"), (2 * HOUR, "open")])
def test_what_is_undone_is_theirs_again_while_their_two_hours_last(
    store: Store, outcome: Any, seconds: int, state: str
) -> None:
    number, late = new_number(), OPEN + timedelta(minutes=115)
    promise = ask(store, number, number)
    assert isinstance(promise, Kept)
    store.callbacks.claim(promise.id, "ann", OPEN)
    store.callbacks.close(promise.id, outcome, "ann", late, (DAYS[0], DAYS[1]))
    desk_store(store).undo.undo(store.callbacks.queue, promise.id, "ann", OPEN + seconds * SECOND)
    found = store.callbacks.one(promise.id)
    assert found and (found.state, found.claimed_by) == (state, "ann" if state == "claimed" else "")


def test_a_wish_for_no_call_back_counts_for_a_week_and_nocall_once_more_for_a_further_one(
    store: Store,
) -> None:
    number, client = new_number(), store.link.client
    name = DECLINED + store.people.key(number)
    ask(store, number, number)
    assert store.callbacks.withdraw(number, OPEN).own
    assert WEEK - 60 < client.ttl(name) <= WEEK
    client.expire(name, 100)
    assert not store.callbacks.withdraw(number, OPEN).own and 0 < client.ttl(name) <= 100, (
        "nobody asked since"
    )
    ask(store, new_number(), number)
    assert 0 < client.ttl(name) <= 100, "whoever asks prolongs nothing"
    assert store.callbacks.withdraw(number, OPEN).own and WEEK - 60 < client.ttl(name) <= WEEK
    assert store.callbacks.withdraw(number, OPEN) == TakenBack(own=False, others=0)


@pytest.mark.parametrize(
    ("now", "day", "places"),
    [(DAYS[0] - SECOND, 0, (1, 0)), (DAYS[0], 1, (1, 1))],
    ids=["before its end", "at its end"],
)
def test_the_place_of_callers_without_a_number_for_who_declined_lasts_until_its_day_is_over(
    store: Store, now: datetime, day: int, places: tuple[int, int]
) -> None:
    number = new_number()
    ask(store, number, number)
    store.callbacks.withdraw(number, OPEN)
    withheld(store, number, "CA1", DAYS[:3])
    assert due(withheld(store, number, "CA2", DAYS[day:3], now)) == DAYS[day]
    assert (taken(store, DAYS[0]), taken(store, DAYS[1])) == places
    assert not store.link.client.keys("*:day:*none"), "no place is taken of no day"


def test_who_declined_and_is_asked_for_by_an_earlier_day_has_a_place_of_that_day_too(store: Store) -> None:
    number = new_number()
    ask(store, number, number)
    store.callbacks.withdraw(number, OPEN)
    withheld(store, number, "CA1", DAYS[1:3])
    withheld(store, number, "CA2", DAYS[:3])
    withheld(store, number, "CA3", DAYS[1:3])
    assert [taken(store, day) for day in DAYS[:3]] == [1, 1, 0], "the third has that of the second"


def test_five_calls_without_a_number_can_each_take_theirs_back_and_of_six_the_first_cannot(
    store: Store,
) -> None:
    for calls, found in ((5, 1), (6, 0)):
        number = new_number()
        for at in range(calls):
            withheld(store, number, f"CA{at} of {calls}", DAYS, OPEN + at * SECOND)
        assert [leave(store, f"CA{at} of {calls}") for at in range(calls)] == [found, *[1] * (calls - 1)]
        assert bool(store.callbacks.open_of(number)) == (calls == 6), "what nobody takes back still stands"


def test_what_older_calls_without_a_number_were_promised_stands_with_its_earliest_day_and_its_relay(
    store: Store,
) -> None:
    number, asker = new_number(), asker_of(store, "", "CA0")
    store.callbacks.keep(
        "CA0", number, "evening", "call", DAYS[1:], PLENTY, OPEN, asker, (9,), relay=True, language="cy"
    )
    for at in range(1, 8):
        withheld(store, number, f"CA{at}", DAYS[at == 2 :] if at > 1 else DAYS[2:], OPEN + at * SECOND)
    for at in range(8):
        leave(store, f"CA{at}")
    found = store.callbacks.open_of(number)
    assert found and (found.others, found.hidden, found.relay, found.language) == (1, 1, True, "cy")
    assert found.due == DAYS[1] and found.best == "evening"


def test_the_next_of_those_without_a_number_who_has_the_place_is_the_first_due(store: Store) -> None:
    number = new_number()
    kept = withheld(store, number, "CA0", DAYS)
    for call, first in (("CA1", 2), ("CA2", 1), ("CA3", 3)):
        withheld(store, number, call, DAYS[first:])
    ask(store, new_number(), number)

    def days() -> dict[str, str]:
        parts = record(store, kept)
        calls = {f"part:{asker_of(store, '', f'CA{n}').key}".encode(): f"CA{n}" for n in range(4)}
        return {calls[name]: part.decode().split()[2] for name, part in parts.items() if name in calls}

    place = DAYS[0].date().isoformat()
    assert days() == {"CA0": place, "CA1": "none", "CA2": "none", "CA3": "none"}
    assert leave(store, "CA1") == 1 and days()["CA0"] == place, "who has none leaves none"
    assert leave(store, "CA0") == 1
    assert days() == {"CA2": place, "CA3": "none"} and taken(store, DAYS[0]) == 1


@pytest.mark.parametrize("had", [0, 2, 4])
def test_places_are_opened_only_where_the_page_showed_what_there_is(store: Store, had: int) -> None:
    places, day, client = desk_store(store).places, DAYS[0].date(), store.link.client
    assert places.open_more(day, 3, had=0)
    assert not places.open_more(day, 3, had=had) and places.open_more(day, 3, had=3)
    assert [one.more for one in places.of([day], 0)] == [6]
    assert KEPT_SECONDS - 60 < client.ttl(f"{store.callbacks.queue.days}more:{day}") <= KEPT_SECONDS


def test_what_is_taken_back_of_one_kind_says_nothing_of_the_other(store: Store) -> None:
    number, of = new_number(), store.callbacks.for_others
    for what, other in (("own", 0), ("all", 1)):
        ask(store, number, number)
        ask(store, number, new_number())
        for _ in range(2):
            assert of.end(number, OPEN, f"SM {what}", what) == TakenBack(True, 2 * other)  # type: ignore[arg-type]
    for what in ("own", "all"):
        assert of.end(number, OPEN, "", what) == TakenBack(own=False, others=0)  # type: ignore[arg-type]
    store.link.client.delete(*store.link.client.keys("*:taken:*"))
    assert of.take_back(store.people.key(number), OPEN, "SM8") == 0
    assert not store.link.client.keys("*:taken:*"), "in vain, so there is nothing to say again"
    ask(store, number, number)
    ask(store, number, new_number())
    assert of.take_back(store.people.key(number), OPEN, "SM9") == 1 and store.callbacks.open_of(number)


def sooner(store: Store, at: datetime) -> int:
    return bring_forward(store.callbacks, lambda *_: (at, at + timedelta(hours=1)), OPEN)


@pytest.mark.parametrize("claimed", [False, True])
def test_a_second_try_comes_forward_also_where_somebody_has_it_and_never_to_later(
    store: Store, claimed: bool
) -> None:
    first, other = (ask(store, number, number).id for number in (new_number(), new_number()))  # type: ignore[union-attr]
    for one, again in ((first, DAYS[2]), (other, DAYS[1])):
        store.callbacks.claim(one, "ann", OPEN)
        store.callbacks.close(one, "no_reply", "ann", OPEN, (again, again + timedelta(hours=2)))
    if claimed:
        store.callbacks.claim(first, "ann", OPEN)
    assert sooner(store, DAYS[2]) == 0 and sooner(store, DAYS[2] - SECOND) == 1
    assert sooner(store, DAYS[1]) == 1, "the other is as soon already"
    found = store.callbacks.one(first, OPEN)
    assert found and (found.again, found.due) == (DAYS[1], DAYS[1] + timedelta(hours=1))
    assert [row.id for row in store.callbacks.waiting(OPEN)] == [first, other]


@pytest.mark.parametrize(("now", "count"), [(DAYS[2], 0), (DAYS[2] - SECOND, 1)])
def test_a_second_try_that_may_be_made_by_now_does_not_come_forward(
    store: Store, now: datetime, count: int
) -> None:
    number, of = new_number(), store.callbacks
    item = ask(store, number, number).id  # type: ignore[union-attr]  # Kept
    of.claim(item, "ann", OPEN)
    of.close(item, "no_reply", "ann", OPEN, (DAYS[2], DAYS[3]))
    assert bring_forward(of, lambda *_: (DAYS[0], DAYS[1]), now) == count


@pytest.mark.parametrize("ends", ["done", "another try"])
def test_a_second_try_that_is_closed_or_another_by_now_does_not_come_forward(store: Store, ends: str) -> None:
    number, of = new_number(), store.callbacks
    item = ask(store, number, number).id  # type: ignore[union-attr]  # Kept
    of.claim(item, "ann", OPEN)
    of.close(item, "no_reply", "ann", OPEN, (DAYS[2], DAYS[3]))

    def meanwhile(*_: object) -> tuple[datetime, datetime]:
        if ends == "done":
            of.claim(item, "ann", OPEN)
            of.close(item, "done", "ann", OPEN)
        else:
            store.link.client.hset(of.queue.record(item), "again", int(DAYS[3].timestamp()))
        return DAYS[0], DAYS[1]

    assert bring_forward(of, meanwhile, OPEN) == 0
    assert store.link.client.zscore(of.queue.waiting, item) != DAYS[1].timestamp() + 60


def pieces(store: Store) -> Iterator[list[str]]:
    """The ids of the call-backs that wait, two at a time, each two read behind the last of those before."""
    of = store.callbacks.queue
    after, score = "", "0"
    briefs_script = of.link.script("briefs")
    while lines := briefs_script(
        listed=of.waiting, records=of.record(""), after=after, score=score, most=2
    ).decode():
        rows = [line.split("\t", 2) for line in lines.split("\n")]
        after, score, _ = rows[-1]
        yield [item_id for item_id, _, _ in rows]


@pytest.mark.parametrize("gone", [False, True])
def test_a_list_that_is_read_in_pieces_has_each_item_once_and_goes_on_where_one_is_gone(
    store: Store, gone: bool
) -> None:
    ids = []
    for at in range(5):
        days = tuple(day + at * SECOND for day in DAYS)
        kept = store.callbacks.keep(f"CA{at}", new_number(), "any", "call", days, PLENTY, OPEN)
        ids.append(kept.id)  # type: ignore[union-attr]
    read = pieces(store)
    assert next(read) == ids[:2]
    if gone:
        store.link.client.zrem(store.callbacks.queue.waiting, ids[1])
    assert list(read) == [ids[2:4], ids[4:]]
    waiting = [one.id for one in read_briefs(store.callbacks.queue, OPEN)]
    assert waiting == [one for one in ids if not gone or one != ids[1]]


def close(store: Store, promise: Promise, at: int) -> None:
    """Staff close it, so many seconds after the hour."""
    assert isinstance(promise, Kept)
    store.callbacks.claim(promise.id, "ann", OPEN)
    store.callbacks.close(promise.id, "done", "ann", OPEN + at * SECOND)


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("how", ["the person", "who asked", "asked anew"])
def test_of_what_staff_closed_just_now_only_theirs_is_erased_wherever_it_stands(
    store: Store, place: int, how: str
) -> None:
    number, asker = new_number(), new_number()
    numbers = [number if at == place else new_number() for at in range(3)]
    kept = [ask(store, asker if one == number and how == "who asked" else one, one) for one in numbers]
    for at, promise in enumerate(kept):
        close(store, promise, at)
    if how == "asked anew":
        ask(store, number, number)
    else:
        store.callbacks.withdraw(asker if how == "who asked" else number, OPEN)
    assert [b"sealed" in record(store, one) for one in kept] == [at != place for at in range(3)]


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("closed", [False, True])
def test_of_the_messages_that_wait_or_were_closed_only_theirs_loses_its_number(
    store: Store, place: int, closed: bool
) -> None:
    number = new_number()
    for at in range(3):
        whose = number if at == place else new_number()
        store.messages.keep(f"RE{at:032x}", whose, 9, OPEN + at * SECOND, rung=True)
        if closed:
            store.messages.claim(f"RE{at:032x}", "ann", OPEN)
            store.messages.close(f"RE{at:032x}", "done", "ann", OPEN + at * SECOND)
    assert store.callbacks.withdraw(number, OPEN).own
    rows = store.messages.closed()[::-1] if closed else store.messages.waiting(OPEN)
    assert [one.rung for one in rows] == [at != place for at in range(3)]
    ask(store, new_number(), number)
    assert store.callbacks.open_of(number) is None, "nor are they rung as another asks"


def test_a_message_that_is_taken_back_once_is_deleted_at_the_carrier(store: Store) -> None:
    recording = "RE" + "1" * 32
    store.messages.keep(recording, new_number(), 9, OPEN)
    store.messages.discard(recording, OPEN)
    (job,) = store.jobs.take(OPEN, most=9)
    assert (job.kind, store.messages.recording(job.sealed)) == ("recording", recording)


@pytest.mark.parametrize("day", range(3))
def test_a_caller_without_a_number_who_asks_again_is_told_the_day_that_they_were_told(
    store: Store, day: int
) -> None:
    number = new_number()
    for at in range(day):
        ask(store, "", new_number(), f"CB{at}", a_day=4)
    first = ask(store, "", number, "CA1", a_day=4)
    assert due(first) == DAYS[day]
    close(store, first, 0)
    ask(store, "", new_number(), "CA2", a_day=4)
    assert due(ask(store, "", number, "CA1", a_day=4)) == DAYS[day] and taken(store, DAYS[day]) == 2


def test_who_has_more_than_they_may_puts_no_number_right_before_they_have_fewer(store: Store) -> None:
    asker = new_number()
    raised = store.budgets.raise_to(asker, 3, 30, OPEN)
    kept = [ask(store, asker, new_number(), f"CA{at}") for at in range(3)]
    store.budgets.lower(raised)
    who = asker_of(store, asker)

    def put_right(wrong: Promise, call: str) -> Promise:
        assert isinstance(wrong, Kept)
        return store.callbacks.keep(
            call, new_number(), "any", "text", DAYS, PLENTY, OPEN, who, (9,) * len(DAYS), wrong.id
        )

    assert put_right(kept[0], "SM1") == Refused("others")
    store.callbacks.for_others.take_back(
        who.key, OPEN, "SM2", code=store.callbacks.for_others.of(who.key, OPEN)[0].code
    )
    left = [one for one in kept if store.callbacks.one(one.id, OPEN).state == "open"]  # type: ignore[union-attr]
    assert len(left) == 2 and isinstance(put_right(left[0], "SM3"), Kept)
    assert store.callbacks.for_others.count(asker) == 2


@pytest.mark.parametrize(("seconds", "counts"), [(-1, 1), (0, 0)])
def test_what_another_ended_counts_until_the_second_at_which_its_day_is_over(
    store: Store, seconds: int, counts: int
) -> None:
    now, of = DAYS[0] + seconds * SECOND, store.callbacks.for_others
    for ended in (OPEN, now):
        asker, number = new_number(), new_number()
        ask(store, asker, number)
        store.callbacks.withdraw(number, ended)
        assert len(of.of(store.people.key(asker), now)) == of.count(asker) == counts


def test_who_leaves_a_call_back_that_others_keep_gives_their_place_back(store: Store) -> None:
    number, asker = new_number(), new_number()
    for by in (number, asker, new_number()):
        ask(store, by, number, a_day=40)
    assert (taken(store, DAYS[0], ""), taken(store, DAYS[0], "others:")) == (3, 2)
    assert store.callbacks.withdraw(asker, OPEN).others == 1
    assert (taken(store, DAYS[0], ""), taken(store, DAYS[0], "others:")) == (2, 1)


@pytest.mark.parametrize(("a_day", "share"), [(9, 1), (2, 9)], ids=["of others", "of all"])
def test_a_number_that_is_put_right_makes_room_for_itself_alone(store: Store, a_day: int, share: int) -> None:
    """The day has one more than it may, by now."""
    asker = new_number()
    wrong = ask(store, asker, new_number())
    for _ in range(a_day if a_day == 2 else 1):
        ask(store, new_number(), new_number())
    who, shares = asker_of(store, asker), (share,) * len(DAYS)
    assert isinstance(wrong, Kept)
    right = store.callbacks.keep("SM1", new_number(), "any", "text", DAYS, a_day, OPEN, who, shares, wrong.id)
    assert due(right) == DAYS[1]


def test_however_many_calls_without_a_number_there_were_they_have_one_place_between_them(
    store: Store,
) -> None:
    number = new_number()
    for at in range(9):
        withheld(store, number, f"CA{at}", DAYS, OPEN + at * SECOND)
        assert (taken(store, DAYS[0]), taken(store, DAYS[0], "")) == (1, 1)
    sets = [name for name in store.link.client.keys("*asked:*") if b"tail" not in name]
    assert len(sets) == len(store.link.client.keys("*:tail:*")) == 5, "of the oldest nothing else is kept"
