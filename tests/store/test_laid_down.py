"""What each promise leaves in the store, field by field, and how long it stays there.

The names are a contract: a line of another version finds them. What is not listed here is not kept.
"""

import json
from datetime import timedelta
from typing import Any

import pytest

from counted import names as counted
from store.counts.unknown import Word
from store.desk.desk import DeskStore, desk_store
from store.promises.closed.ending import ending
from store.promises.promise import Kept
from store.promises.rings import Ring
from store.store import Store
from tests.conftest import OPEN, Clock, new_number
from tests.store.laid_down import laid_down
from tests.store.people.unheard import unheard
from tests.store.promises.promised import DAYS, RECORDING

MINUTES_OF_A_DAY = 24 * 60
WEEK, MONTH, YEAR_AND_MORE = (days * MINUTES_OF_A_DAY for days in (7, 30, 400))
TOMORROW, DAY_AFTER = 34 * 3600, 58 * 3600
CALLBACK = {
    "state": "open",
    "person": "#",
    "sealed": "sealed",
    "best": "morning",
    "by": "call",
    "asked": 0,
    "due": TOMORROW,
    "day": "2026-05-20",
    "tries": 0,
    "before": 0,
}
MONTH_OF_ASKING = MONTH
LAST = MONTH
PART = f"0 {TOMORROW} 2026-05-20 own morning"
MESSAGE = {
    "state": "open",
    "person": "#",
    "sealed": "sealed",
    "seconds": 12,
    "asked": 0,
    "tries": 0,
    "before": 0,
}
DELETION = {"kind": "recording", "person": "", "sealed": "sealed", "asked": 0}
Held = dict[str, Any]


def after(minutes: int) -> Any:
    return OPEN + timedelta(minutes=minutes)


def without(held: Held, *fields: str, **more: object) -> Held:
    return {**{name: value for name, value in held.items() if name not in fields}, **more}


def kept(store: Store, call: str = "CA1", number: str = "") -> tuple[str, Held]:
    """A call-back is promised, one a day: its id, and what lies in the store for it while it is open."""
    number = number or new_number()
    promise = store.callbacks.keep(call, number, "morning", "call", DAYS, 1, OPEN)
    assert isinstance(promise, Kept)
    return promise.id, {
        "bell": {"callbacks": 1},
        f"callback:{promise.id}": {**CALLBACK, "tail": int(number[-3:]), "part:#": PART},
        "callback:before:#": ({promise.id: 0}, MONTH_OF_ASKING),
        "callback:day:2026-05-20": (1, YEAR_AND_MORE),
        "callback:of:#": promise.id,
        "callback:last:#": (promise.id, LAST),
        "callbacks": {promise.id: TOMORROW},
    }


def test_a_call_back_that_was_promised(store: Store) -> None:
    number = new_number()
    name, held = kept(store, number=number)
    assert laid_down(store, OPEN) == held
    store.callbacks.keep("CA1", number, "morning", "text", DAYS, 1, OPEN)  # the same call asks again
    assert laid_down(store, OPEN) == held
    assert len(name) == 16


def test_a_call_back_that_somebody_has_claimed(store: Store) -> None:
    name, held = kept(store)
    store.callbacks.claim(name, "ann", after(5))
    held[f"callback:{name}"] |= {"state": "claimed", "who": "ann", "claimed": 300}
    assert laid_down(store, OPEN) == held
    store.callbacks.claim(name, "ben", after(6))  # it is taken
    assert laid_down(store, OPEN) == held


def test_a_call_back_with_no_reply_the_first_time_waits_as_before(store: Store) -> None:
    name, held = kept(store)
    store.callbacks.claim(name, "ann", after(5))
    store.callbacks.close(name, "no_reply", "ann", after(6))
    held[f"callback:{name}"] |= {"tries": 1, "noted": 360, "noted_by": "ann", "noted_claimed": 300}
    assert laid_down(store, OPEN) == held


@pytest.mark.parametrize("outcome", ["done", "no_reply"])
def test_a_call_back_that_was_closed(store: Store, outcome: str) -> None:
    name, held = kept(store)
    tries = 2 if outcome == "no_reply" else 0
    for minute in range(max(tries, 1)):
        store.callbacks.claim(name, "ann", after(minute))
        store.callbacks.close(name, outcome, "ann", after(minute + 1))  # type: ignore[arg-type]
    closed = 60 * max(tries, 1)
    ended = {"state": outcome, "tries": tries, "who": "ann", "claimed": closed - 60, "closed": closed}
    ended["reason"] = {"done": "reached", "no_reply": "no_reply"}[outcome]
    record = without(held[f"callback:{name}"], "part:#", **ended, **{"was:#": PART})
    sealed = {
        "bell": held["bell"],
        "callback:before:#": held["callback:before:#"],
        f"callback:{name}": (record, MONTH),
        "callback:day:2026-05-20": (1, YEAR_AND_MORE),
        "callback:last:#": held["callback:last:#"],
        "callbacks:closed": {name: closed},
        "callbacks:ending": {name: closed + 600},
    }
    assert laid_down(store, OPEN) == sealed
    ending(store).end_due(after(12))
    del sealed["callbacks:ending"]
    assert laid_down(store, OPEN) == {
        **sealed,
        f"callback:{name}": (without(record, "sealed", "tail", "was:#"), MONTH),
    }


def test_a_call_back_that_its_person_withdrew(store: Store) -> None:
    number = new_number()
    name, held = kept(store, number=number)
    store.callbacks.withdraw(number, after(9))
    assert laid_down(store, OPEN) == {
        "bell": held["bell"],
        f"callback:{name}": (without(CALLBACK, "sealed", state="withdrawn", closed=540), MONTH),
        "callback:before:#": held["callback:before:#"],
        "callback:day:2026-05-20": (0, YEAR_AND_MORE),
        "callback:declined:#": (0, WEEK),
        "callback:last:#": held["callback:last:#"],
        "callbacks:closed": {name: 540},
    }


def test_a_call_back_on_the_second_day_where_the_first_is_full(store: Store) -> None:
    kept(store)
    store.callbacks.keep("CA2", new_number(), "any", "text", DAYS, 1, OPEN)
    held = laid_down(store, OPEN)
    assert held["bell"] == {"callbacks": 2}
    assert sorted(held["callbacks"].values()) == [TOMORROW, DAY_AFTER]  # type: ignore[attr-defined]
    assert held["callback:day:2026-05-21"] == (1, YEAR_AND_MORE)


def test_what_was_closed_leaves_the_list_after_thirty_days_and_no_sooner(store: Store) -> None:
    first, second, third = (new_number() for _ in range(3))
    for call, number in (("CA1", first), ("CA2", second), ("CA3", third)):
        kept(store, call, number)
    store.callbacks.withdraw(first, OPEN)
    store.callbacks.withdraw(second, OPEN + timedelta(days=30) - timedelta(seconds=1))
    assert len(store.callbacks.queue.ids(closed=True)) == 2
    store.callbacks.withdraw(third, OPEN + timedelta(days=30))
    assert len(store.callbacks.queue.ids(closed=True)) == 2


def test_a_place_that_is_another_call_backs_by_now_is_left_to_it(store: Store) -> None:
    number = new_number()
    old, _ = kept(store, number=number)
    place = f"line:1:callback:of:{store.people.key(number)}"
    store.link.client.set(place, "another")
    store.callbacks.queue.close(old, "withdrawn", "", OPEN)
    assert store.link.client.get(place) == b"another"


def test_a_spoken_message_from_its_keeping_to_its_deletion(store: Store, clock: Clock) -> None:
    name = f"message:{RECORDING}"
    store.messages.keep(RECORDING, new_number(), 12, OPEN)
    before = {"message:before:#": ({RECORDING: 0}, MONTH_OF_ASKING)}
    waiting = {"bell": {"messages": 1}, name: MESSAGE, "messages": {RECORDING: 0}, **before}
    assert laid_down(store, OPEN) == waiting
    store.messages.keep(RECORDING, new_number(), 99, after(1))  # the carrier tells it twice
    assert laid_down(store, OPEN) == waiting
    store.messages.claim(RECORDING, "ann", after(1))
    claimed = {**MESSAGE, "state": "claimed", "who": "ann", "claimed": 60}
    assert laid_down(store, OPEN) == {**waiting, name: claimed}
    clock.at(after(2))
    store.messages.close(RECORDING, "done", "ann", after(2))
    assert laid_down(store, OPEN)["messages:ending"] == {RECORDING: 720}
    clock.at(after(12))
    ending(store).end_due(after(12))
    assert laid_down(store, OPEN) == {
        **before,
        "bell": {"messages": 1},
        name: (without(claimed, "sealed", state="done", reason="reached", closed=120), MONTH),
        "messages:closed": {RECORDING: 120},
        f"job:recording:{RECORDING}": {**DELETION, "asked": 720},
        "jobs:deletions": {f"recording:{RECORDING}": 720},
    }


def test_a_message_that_was_never_kept_is_deleted_at_the_carrier_all_the_same(store: Store) -> None:
    store.messages.discard(RECORDING, OPEN)
    assert laid_down(store, OPEN) == {
        f"job:recording:{RECORDING}": DELETION,
        "jobs:deletions": {f"recording:{RECORDING}": 0},
    }


def test_a_withheld_number_leaves_nobody_to_name(store: Store) -> None:
    store.messages.keep(RECORDING, "", 1, OPEN)
    assert laid_down(store, OPEN)[f"message:{RECORDING}"] == without(MESSAGE, "before", person="", seconds=1)


def test_a_text_from_its_asking_to_its_end(store: Store) -> None:
    number = new_number()
    job = {"kind": "text", "person": "#", "sealed": "sealed", "asked": 0}
    a_day = {"texted:#": (1, MINUTES_OF_A_DAY)}
    store.outbox.send("CA1", number, "words", OPEN)
    assert laid_down(store, OPEN) == {"job:text:#": job, "jobs": {"text:#": 0}, **a_day}
    (taken,) = store.jobs.take(OPEN)
    begun, turn = (
        {**job, "tries": 1, "begun": f"{int(OPEN.timestamp())}:1"},
        {"jobs:turns": {"#": "text:#"}, **a_day},
    )
    assert laid_down(store, OPEN) == {"job:text:#": begun, "jobs": {"text:#": 60}, **turn}
    store.jobs.put_off(taken, 3600, refused=False)
    assert laid_down(store, OPEN) == {"job:text:#": begun, "jobs": {"text:#": 3600}, **turn}
    store.jobs.put_off(taken, 1800)
    refused = {**job, "tries": 1}
    assert laid_down(store, OPEN) == {"job:text:#": refused, "jobs": {"text:#": 1800}, **turn}
    (again,) = store.jobs.take(OPEN + timedelta(seconds=1800))
    store.jobs.finish(again)
    ended = without({**job, "tries": 2}, "sealed", "person")
    assert laid_down(store, OPEN) == {"job:text:#": (ended, MINUTES_OF_A_DAY), **a_day}
    store.jobs.put_off(again, 5400)  # too late: it stays done
    store.outbox.send("CA2", number, "words", OPEN)
    assert laid_down(store, OPEN)["texted:#"] == (2, MINUTES_OF_A_DAY)
    assert store.jobs.waiting() == 1


def test_a_job_that_is_done_twice_is_forgotten_no_later(store: Store) -> None:
    store.outbox.send("CA1", new_number(), "words", OPEN)
    (job,) = store.jobs.take(OPEN)
    store.jobs.finish(job)
    store.link.client.expire(f"line:1:job:{job.name}", 600)
    store.jobs.finish(job)
    assert laid_down(store, OPEN)["job:text:#"] == ({"kind": "text", "asked": 0, "tries": 1}, 10)


def test_a_job_whose_record_is_gone_is_dropped(store: Store) -> None:
    store.outbox.send("CA1", new_number(), "words", OPEN)
    (name,) = store.link.client.keys("line:1:job:*")  # type: ignore[misc]
    store.link.client.delete(name)
    assert store.jobs.take(OPEN) == ()
    assert laid_down(store, OPEN) == {"texted:#": (1, MINUTES_OF_A_DAY)}


def test_a_job_is_due_at_its_second_and_leased_for_sixty(store: Store) -> None:
    store.outbox.send("CA1", new_number(), "words", OPEN)
    assert store.jobs.take(OPEN - timedelta(seconds=1)) == ()
    assert [job.tries for job in store.jobs.take(OPEN)] == [1]
    assert store.jobs.take(OPEN + timedelta(seconds=59)) == ()
    assert [job.tries for job in store.jobs.take(OPEN + timedelta(seconds=60))] == [2]


def test_jobs_are_taken_one_at_a_time_the_longest_due_first(store: Store) -> None:
    for minute in (2, 0, 1):
        store.jobs.put(f"job{minute}", "kind", "", "")
    assert [job.name for job in store.jobs.take(after(5))] == ["job0"]
    assert [job.name for job in store.jobs.take(after(5), 5)] == ["job1", "job2"]


def test_a_text_conversation_that_stops_and_starts_again(store: Store) -> None:
    number = new_number()
    day = MINUTES_OF_A_DAY
    assert store.texts.settle("SM1", number, "", "talk", b"words", "out") == b"words"
    held = {"out:#": 1, "reply:#": ("words", day), "talk:#": ("talk", day)}
    assert laid_down(store, OPEN) == held
    assert store.texts.settle("SM1", number, "talk", "", b"others", "in") == b"words"  # the same message
    assert store.texts.settle("SM2", number, "stale", "", b"others", "in") is None
    assert laid_down(store, OPEN) == held
    assert store.texts.settle("SM2", number, "talk", "", b"others", "in") == b"others"
    either = [{"reply:#": (words, day)} for words in ("words", "others")]
    assert laid_down(store, OPEN) in either  # two keys that look alike here: a store lists them in any order
    assert len(store.link.client.keys("line:1:reply:*")) == 2  # type: ignore[arg-type]


def test_the_bell_moves_what_is_new_aside_until_it_was_told(store: Store) -> None:
    kept(store)
    new = {"callbacks": 1}
    assert store.bell.ring() == new
    held = laid_down(store, OPEN)
    assert (held.get("bell"), held["bell:ringing"], held["bell:quiet"]) == (None, new, (1, 10))
    assert store.bell.ring() == {}
    store.bell.ring_again()
    assert laid_down(store, OPEN)["bell:quiet"] == (1, 1)
    store.link.client.delete("line:1:bell:quiet")
    assert store.bell.ring() == new
    store.bell.note_told()
    held = laid_down(store, OPEN)
    assert "bell:ringing" not in held and held["bell:quiet"] == (1, 10)


def test_a_bell_with_nothing_new_is_not_quiet_afterwards(store: Store) -> None:
    assert store.bell.ring() == {}
    assert laid_down(store, OPEN) == {}


def test_calls_blocks_and_statuses(store: Store) -> None:
    number = new_number()
    assert store.calls.note("CA1", number, OPEN).calls == 1
    ((calls, minutes),) = laid_down(store, OPEN).values()  # type: ignore[misc]
    assert ([len(call) for call in calls], list(calls.values()), minutes) == ([16], [0], 60)
    assert store.deliveries.first("SM1", "sent")
    assert not store.deliveries.first("SM1", "sent")
    assert store.deliveries.first("SM1", "delivered")
    assert laid_down(store, OPEN)["status:#"] == (1, 2 * MINUTES_OF_A_DAY)
    ends = OPEN + timedelta(days=9000)
    store.blocks.block(number, "rude", ends)
    held = laid_down(store, OPEN)
    until = int(ends.timestamp()) - int(OPEN.timestamp())
    assert held["blocks"] == {"#": until}
    assert held["block:#"][0] == {"reason": "rude", "until": until}  # type: ignore[index]
    assert store.calls.note("CA1", number, OPEN).blocked


def test_calls_count_for_an_hour_and_the_same_call_once(store: Store) -> None:
    number = new_number()
    assert [store.calls.note(call, number, OPEN).calls for call in ("CA1", "CA1", "CA2")] == [1, 1, 2]
    assert store.calls.note("CA3", number, OPEN + timedelta(seconds=3599)).calls == 3
    assert store.calls.note("CA4", number, OPEN + timedelta(seconds=3600)).calls == 2
    assert store.calls.note("CA5", "", OPEN).calls == 0


def test_a_call_that_goes_on_counts_from_its_beginning(store: Store) -> None:
    number = new_number()
    store.calls.note("CA1", number, OPEN)
    store.calls.note("CA1", number, OPEN + timedelta(minutes=30))
    assert store.calls.note("CA2", number, OPEN + timedelta(minutes=61)).calls == 1


def test_a_call_back_whose_place_is_lost_is_forgotten_like_any_other(store: Store) -> None:
    number = new_number()
    _, held = kept(store, number=number)
    store.link.client.delete(f"line:1:callback:of:{store.people.key(number)}")
    assert store.callbacks.forget(number, OPEN) == 1
    assert laid_down(store, OPEN) == {"bell": held["bell"], "callback:day:2026-05-20": (0, YEAR_AND_MORE)}


def test_a_word_is_written_down_when_the_fifth_person_uses_it(store: Store) -> None:
    for number in range(4):
        unheard(store, ["zebra", "Yak", "ab", "x1y", "é"], f"+44740020000{number}", OPEN)
    assert "unknown" not in laid_down(store, OPEN)
    unheard(store, ["zebra"], "+447400200000", OPEN)  # the same person again
    assert "unknown" not in laid_down(store, OPEN)
    unheard(store, ["zebra"], "+447400200004", after(1))
    held = laid_down(store, OPEN)
    assert held.pop("reply:#")
    assert held == {"unknown": {"zebra": 60}, "unknown:#": held["unknown:#"]}
    assert held["unknown:#"][1] == MONTH  # type: ignore[index]
    assert len(store.link.client.keys("line:1:unknown:*")) == 2  # type: ignore[arg-type]


def test_people_who_used_a_word_thirty_days_ago_count_no_more(store: Store) -> None:
    for number in range(4):
        unheard(store, ["zebra"], f"+44740020000{number}", OPEN)
    unheard(store, ["zebra"], "+447400200009", OPEN + timedelta(days=30))
    assert store.unknown.recent(OPEN) == ()
    for number in range(4):
        unheard(store, ["yak"], f"+44740020000{number}", OPEN)
    last = OPEN + timedelta(days=30) - timedelta(seconds=1)
    unheard(store, ["yak"], "+447400200009", last)
    assert store.unknown.recent(OPEN + timedelta(days=31)) == (Word("yak", last),)


def test_counts_stand_by_day_and_no_count_holds_a_number(store: Store) -> None:
    store.counts.add(OPEN, "a:b", "a:b", "c", "x123456", "Y", "")
    store.counts.flush()
    assert laid_down(store, OPEN) == {
        "counts:2026-05-19": {"a:b": 2, "c": 1},
        "days": {"2026-05-19": OPEN.date().toordinal()},
        "counted_since": dict.fromkeys(counted.LATER, "2026-05-19"),
    }


@pytest.fixture
def desk(store: Store) -> DeskStore:
    return desk_store(store)


def test_what_the_desk_keeps(desk: DeskStore) -> None:
    store, minute = desk.line, int(OPEN.timestamp()) // 60
    desk.rings.ask(Ring("+447400000001", "https://line.example", "Line", "cb1", "ann"), OPEN)
    (name,) = laid_down(store, OPEN)["jobs:rings"]  # type: ignore[misc]
    assert name == "ring:cb1:ann"
    ring = {"kind": "ring", "person": "", "sealed": "sealed", "asked": 0}
    asked = json.dumps(["asked", int(OPEN.timestamp()), "", 0])
    pressed = {"ring:cb1:ann": (0, 1), "rung:cb1": (asked, MONTH)}
    assert laid_down(store, OPEN) == {f"job:{name}": ring, "jobs:rings": {name: 0}} | pressed
    store.link.client.flushdb()
    desk.trail.note(OPEN, "ann", "claim", "cb1")
    desk.pulse.beat(OPEN)
    desk.failures.note(OPEN)
    assert laid_down(store, OPEN) == {
        "trail": [{"at": 0, "who": "ann", "did": "claim", "about": "cb1"}],
        "pulse:worker": (0, MINUTES_OF_A_DAY),
        "failures": {f'{minute} {{"2026-05-19": {{}}}}': minute},
        f"failures:{minute}": ("", 2),
    }


def test_a_closure_stays_for_thirty_days_after_its_end(desk: DeskStore) -> None:
    ends = OPEN + timedelta(hours=1)
    desk.closures.add("closed", OPEN, ends, "ill", "ann", OPEN)
    (row,) = laid_down(desk.line, OPEN)["closures"].values()  # type: ignore[attr-defined]
    start = int(OPEN.timestamp())
    assert row == (
        f'{{"kind": "closed", "start": {start}, "end": {start + 3600}, "reason": "ill", "who": "ann"}}'
    )
    for now, left in ((ends + timedelta(days=30), 2), (ends + timedelta(days=30, seconds=1), 2)):
        desk.closures.add("open", now, now + timedelta(hours=1), "", "ben", now)
        assert len(desk.closures.all()) == left
