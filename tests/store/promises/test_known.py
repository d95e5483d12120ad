"""What a process keeps of the lists is at each moment what it would read anew, whoever changed it."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, get_args

import pytest

from store.desk.desk import desk_store
from store.moments import HOUR
from store.promises.lists.briefs import AS_DUE, Brief, read_briefs
from store.promises.lists.known import CHANGES_SECONDS, MOST_CHANGES, Known
from store.promises.queue import Queue
from store.promises.standing import Best
from store.scripts import FOLDER
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS, PLENTY

WHO = ("ann", "bea")


def read_anew(queue: Queue, now: datetime) -> list[Brief]:
    return sorted(read_briefs(queue, now), key=AS_DUE)


def keep(store: Store, number: str = "", best: Best = "any", now: datetime = OPEN) -> str:
    number = number or new_number()
    kept: Any = store.callbacks.keep(f"CA{number}{now}", number, best, "call", DAYS, PLENTY, now)
    return str(kept.id)


def leave(store: Store, chance: random.Random, number: str, now: datetime) -> str:
    recording = f"RE{chance.getrandbits(128):032x}"
    store.messages.keep(recording, number, 9, now, rung=chance.random() < 0.5)
    return recording


class Acts:
    """What staff and callers do, each to one that waits or was closed lately, drawn by `chance`."""

    def __init__(self, store: Store, chance: random.Random) -> None:
        self.store, self.chance, self.now = store, chance, OPEN
        self.numbers = [new_number() for _ in range(4)]
        self.made: list[tuple[Any, str]] = []

    def asks(self) -> None:
        number, best = self.chance.choice(self.numbers), self.chance.choice(get_args(Best))
        if self.chance.random() < 0.3:
            self.made.append((self.store.messages, leave(self.store, self.chance, number, self.now)))
        else:
            self.made.append((self.store.callbacks, keep(self.store, number, best, self.now)))

    def does(self) -> None:
        kept, item_id = self.chance.choice(self.made[-6:])
        queue, who, written = kept.queue, self.chance.choice(WHO), self.store.written
        other, outcome = self.chance.choice(WHO), self.chance.choice(["done", "no_reply", "withdrawn"])
        tried = self.now + timedelta(hours=3), self.now + timedelta(hours=5)
        acts: tuple[Callable[[], object], ...] = (
            lambda: queue.claim(item_id, who, self.now),
            lambda: queue.claim(item_id, who, self.now),
            lambda: queue.give_back(item_id, who),
            lambda: queue.close(item_id, outcome, who, self.now, again=tried),
            lambda: desk_store(self.store).undo.undo(queue, item_id, who, self.now),
            lambda: written.passing.on(queue, item_id, who, other, self.now),
            lambda: written.notes.write(queue, item_id, who, "words", self.chance.choice(["", "steroids"])),
            lambda: written.flags.set(queue, item_id, who, "a child", self.now),
            lambda: written.flags.pass_on(queue, item_id, "lea", "the police", self.now),
            lambda: self.store.callbacks.withdraw(self.chance.choice(self.numbers), self.now),
            lambda: kept.forget(self.chance.choice(self.numbers), self.now),
        )
        self.chance.choices(acts, (5, 5, 2, 4, 3, 3, 3, 3, 1, 1, 1))[0]()


@pytest.mark.parametrize("seed", range(3))
def test_two_processes_know_at_each_moment_what_each_would_read(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    acts, of = Acts(store, chance), (store.callbacks.queue, store.messages.queue)
    often, seldom = [Known(queue) for queue in of], [Known(queue) for queue in of]
    acts.asks()
    for _ in range(150):
        (acts.asks if chance.random() < 0.2 else acts.does)()
        if chance.random() < 0.2:
            acts.now += timedelta(minutes=chance.choice([1, 9, 61, 119, -30]))
        for known in (*often, *(seldom if chance.random() < 0.1 else ())):
            assert list(known.read(acts.now)) == read_anew(known.of, acts.now)


def test_nothing_but_the_changes_is_read_again(store: Store) -> None:
    first, known = keep(store), store.callbacks.known
    before = {one.id: one for one in known.read(OPEN)}
    keep(store)
    after = {one.id: one for one in known.read(OPEN)}
    assert len(after) == len(before) + 1 and after[first] is before[first]


def test_after_more_changes_than_are_noted_all_is_read_anew(store: Store) -> None:
    item, known = keep(store), Known(store.callbacks.queue)
    known.read(OPEN)
    store.callbacks.claim(item, "ann", OPEN)
    changes = "line:1:changed:callback"
    assert 0 < store.link.client.ttl(changes) <= HOUR
    store.link.client.xtrim(changes, maxlen=1, approximate=False)
    keep(store)
    assert list(known.read(OPEN)) == read_anew(known.of, OPEN)
    store.link.client.delete(changes)  # nobody looked for an hour, or a store that was put back
    store.callbacks.claim(item, "bea", OPEN + timedelta(hours=3))
    assert list(known.read(OPEN)) == read_anew(known.of, OPEN)


def test_what_changes_while_all_is_read_is_not_missed(store: Store) -> None:
    item, queue = keep(store), store.callbacks.queue

    def script(name: str) -> Callable[..., Any]:
        run = store.link.script(name)

        def ran(**named: Any) -> Any:
            found = run(**named)
            if name == "briefs":
                store.callbacks.claim(item, "ann", OPEN)
            return found

        return ran

    known = Known(replace(queue, link=SimpleNamespace(script=script)))  # type: ignore[arg-type]
    (found,) = known.read(OPEN)
    assert found.holder == "ann" and [found] == read_anew(queue, OPEN)


def test_what_the_version_before_changes_is_seen_within_a_minute(store: Store) -> None:
    item, queue = keep(store), store.callbacks.queue
    known = Known(queue, anew_seconds=0)
    known.read(OPEN)
    store.link.client.hset(queue.record(item), mapping={"about": "steroids"})
    assert list(known.read(OPEN)) == read_anew(queue, OPEN)


def test_as_many_changes_are_noted_and_as_long_as_is_said() -> None:
    lua = (FOLDER / "changed.lua").read_text(encoding="utf-8")
    assert f'"MAXLEN", {MOST_CHANGES},' in lua and f'"EXPIRE", name, {CHANGES_SECONDS})' in lua
