"""The worker's jobs at the edges of their time: when each is due, whose turn it is, what is asked twice."""

import json
from dataclasses import astuple, replace
from datetime import timedelta

import pytest

from store.promises.held import held
from store.promises.jobs import DELETIONS, HELD, JOBS, RECORD, TURN_SECONDS, TURNS
from store.promises.rings import KEPT_SECONDS, KIND, TWICE_SECONDS, OldRingError, Ring, rings
from store.store import Store
from tests.conftest import OPEN, Clock, new_number

RING = Ring("+447400000002", "https://x.example", "Line", "0" * 16, "ann")
LONGEST = 600


def later(clock: Clock, seconds: float) -> None:
    clock.at(OPEN + timedelta(seconds=seconds))


def names(store: Store, most: int = 9, longest: int = LONGEST) -> list[str]:
    return [job.name for job in store.jobs.take(most=most, longest=longest)]


@pytest.mark.parametrize(("delay", "kept"), [(0, "second"), (1, "first"), (60, "first")])
def test_what_is_due_later_is_asked_for_once_and_what_is_due_now_anew(
    store: Store, clock: Clock, delay: int, kept: str
) -> None:
    for said in ("first", "second"):
        store.jobs.put("one", "text", "", said, delay=delay)
    later(clock, delay - 1)
    assert store.jobs.take() == ()
    later(clock, delay)
    (job,) = store.jobs.take()
    assert job.sealed == kept


def test_so_many_jobs_are_taken_as_are_asked_for_the_first_due_first(store: Store, clock: Clock) -> None:
    for at in range(3):
        later(clock, at)
        store.jobs.put(f"job {at}", "recording", "", "sealed")
    assert names(store, most=2) == ["job 0", "job 1"], "of nobody each, so none waits for another"
    assert names(store, most=2) == ["job 2"]


def test_a_job_whose_record_is_gone_is_taken_by_nobody_and_counted_no_more(store: Store) -> None:
    store.jobs.put("gone", "recording", "", "sealed")
    store.jobs.put("there", "recording", "", "sealed")
    store.link.client.delete(f"{RECORD}gone")
    assert names(store) == ["there"] and store.jobs.waiting() == 1


@pytest.mark.parametrize(("pause", "due"), [(LONGEST, LONGEST), (LONGEST + 1, 60)])
def test_only_a_pause_that_is_longer_than_any_counts_as_one_of_a_clock_that_was_set_back(
    store: Store, clock: Clock, pause: int, due: int
) -> None:
    store.jobs.put("one", "recording", "", "sealed")
    (job,) = store.jobs.take()
    store.jobs.put_off(job, pause)
    assert names(store) == []
    later(clock, due - 1)
    assert names(store) == []
    later(clock, due)
    assert names(store) == ["one"]


def test_a_job_that_is_held_is_nobody_elses_for_a_whole_lease_from_then_on(
    store: Store, clock: Clock
) -> None:
    store.jobs.put("one", "recording", "", "sealed")
    (job,) = store.jobs.take()
    later(clock, 50)
    store.jobs.hold(job)
    later(clock, 50 + store.jobs.lease - 1)
    assert names(store) == []
    later(clock, 50 + store.jobs.lease)
    assert names(store) == ["one"]


def test_those_who_wait_for_a_turn_look_again_soon_and_in_their_order(store: Store, clock: Clock) -> None:
    for at in range(4):
        later(clock, at)
        store.jobs.put(f"job {at}", "text", "somebody", "sealed", lane=JOBS)
    (first,) = store.jobs.take(most=9)
    store.jobs.finish(first)
    assert not store.link.client.hexists(TURNS, "somebody"), "the turn goes with the job"
    later(clock, 3 + TURN_SECONDS)
    assert names(store) == []
    later(clock, 4 + TURN_SECONDS)
    assert names(store) == ["job 1"]


def test_who_ends_out_of_turn_takes_the_turn_from_nobody(store: Store) -> None:
    for name in ("first", "second"):
        store.jobs.put(name, "text", "somebody", "sealed", lane=JOBS)
    assert names(store) == ["first"]
    store.jobs._finish("second")
    assert store.link.client.hget(TURNS, "somebody") == b"first"


def test_a_second_press_within_twenty_seconds_rings_nobody_twice(store: Store, clock: Clock) -> None:
    asked = rings(store.link, store.seals)
    said = []
    for seconds in (0, 0, TWICE_SECONDS - 1, TWICE_SECONDS, TWICE_SECONDS - 1):
        later(clock, seconds)
        said.append(asked.ask(RING, clock()))
        for job in store.jobs.take(most=9):
            store.jobs.finish(job)
    assert said == [True, False, False, True, True], (
        "the last press is before the one that rang: a wrong clock"
    )


def test_what_became_of_a_ring_is_kept_for_thirty_days_and_the_press_for_seconds(store: Store) -> None:
    rings(store.link, store.seals).ask(RING, OPEN)
    client = store.link.client
    assert KEPT_SECONDS - 60 < client.ttl(f"line:1:rung:{RING.about}") <= KEPT_SECONDS
    assert 0 < client.ttl(f"line:1:{KIND}:{RING.about}:ann") <= TWICE_SECONDS


def test_what_was_held_back_is_let_go_from_a_moment_on_in_its_order(store: Store, clock: Clock) -> None:
    numbers = [new_number() for _ in range(4)]
    for at, number in enumerate(numbers):
        later(clock, at)
        store.outbox.send("CA1", number, str(at), OPEN)
    client = store.link.client
    client.rename(JOBS, HELD)
    store.people.opt_out(numbers[3])
    later(clock, 100)
    assert held(store.link).let_go(OPEN + timedelta(seconds=1)) == (2, 2)
    assert not client.exists(HELD)
    taken = store.jobs.take(most=9)
    assert [store.outbox.text(job).words for job in taken] == ["1", "2"]
    assert [job.held for job in taken] == [99, 98], "the time for which it was held back"
    assert sorted(client.hgetall(TURNS)) == sorted(store.people.key(one).encode() for one in numbers[1:3])


def test_what_is_done_is_known_for_a_day_and_nothing_of_a_person(store: Store) -> None:
    store.jobs.put("one", "recording", "somebody", "sealed", lane=DELETIONS)
    (job,) = store.jobs.take()
    store.jobs.finish(job)
    left = store.link.client.hgetall(f"{RECORD}one")
    assert set(left) == {b"kind", b"asked", b"tries"}
    assert 86_340 < store.link.client.ttl(f"{RECORD}one") <= 86_400
    store.link.client.expire(f"{RECORD}one", 100)
    store.jobs.finish(job)
    assert store.link.client.ttl(f"{RECORD}one") <= 100, "ended once more, it is not known for longer"


@pytest.mark.parametrize(("kept", "reads"), [(4, False), (5, True), (6, True), (7, False)])
def test_a_ring_that_the_version_before_kept_is_rung_without_a_language_and_an_older_one_is_not(
    store: Store, kept: int, reads: bool
) -> None:
    of = rings(store.link, store.seals)
    told = [*astuple(replace(RING, language="Welsh")), "more"][:kept]
    store.jobs.put("ring:x", KIND, "", store.seals.seal(KIND, json.dumps(told)))
    (job,) = store.jobs.take()
    if reads:
        assert of.of(job) == replace(RING, language="Welsh" if kept == 6 else "")
    else:
        with pytest.raises(OldRingError):
            of.of(job)
