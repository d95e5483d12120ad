"""A picture of a store in use: no promise half there, all that must outlive a machine, and nothing else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from store.copies.form import Backup, from_bytes, to_bytes
from store.copies.moving import contents
from store.copies.picture import A_PAGE, Contents, take
from store.desk.desk import desk_store
from store.desk.trail import TRAIL
from store.keys import PREFIX
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS, PLENTY, RECORDING


def families(kept: Contents) -> set[str]:
    return {name.decode().removeprefix(PREFIX).partition(":")[0] for name in kept}


def lay_down(store: Store) -> None:
    """Something of each type, of what must outlive a machine and of what need not."""
    number, desk = new_number(), desk_store(store)
    store.callbacks.keep("CA1", number, "any", "call", DAYS, PLENTY, OPEN)
    store.messages.keep(RECORDING, new_number(), 12, OPEN)
    store.outbox.send("CA2", number, "words", OPEN)
    store.texts.settle("SM1", number, "", "a talk", b"a reply", "out")
    store.blocks.block(new_number(), "rude", OPEN + timedelta(days=90))
    store.counts.add(OPEN, "a:b")
    store.counts.flush()
    desk.staff.add("anna", "admin", "hash")
    desk.sessions.begin("anna")
    desk.trail.note(OPEN, "anna", "looked")
    many = store.link.client.pipeline()
    for n in range(A_PAGE):  # more than one page, with the deed before
        many.xadd(TRAIL, {"at": n, "who": "anna", "did": "looked", "about": ""})
    many.execute()
    desk.closures.add("closed", OPEN, OPEN + timedelta(hours=1), "", "anna", OPEN)
    desk.pulse.beat(OPEN)
    desk.rehearsals.want(OPEN, "anna")
    desk.rehearsals.keep(OPEN, [("open", ())])
    desk.preflights.keep(OPEN, [{"about": "store", "level": "well"}])
    store.link.client.rpush(f"{PREFIX}list", b"\xff\0", "b")


def test_all_that_must_outlive_a_machine_is_there_as_it_stands_in_the_store(store: Store) -> None:
    lay_down(store)
    kept = take(store.link.client, OPEN).kept
    there = {name: one for some in contents(store.link.client) for name, one in some.items()}
    assert {name: one.digest for name, one in kept.items()}.items() <= {
        name: one.digest for name, one in there.items()
    }.items()
    assert families(there) - families(kept) == {"talk", "reply", "rehearsal", "preflight", "changed"}
    assert not [name for name in kept if b":session:" in name]
    assert all(abs(one.lasts - there[name].lasts) < 60_000 for name, one in kept.items())


def test_what_is_of_use_for_a_day_at_most_and_on_this_machine_alone_is_left_out(store: Store) -> None:
    short = (
        "talk reply attempt calls failures pulse tried rewritten acknowledged key rehearsal preflight changed"
    )
    long = "out language counts texted spent filling status unknown answered once callback"
    for name in f"{short} {long}".split():
        store.link.client.set(f"{PREFIX}{name}:x", 1)
    assert families(take(store.link.client, OPEN).kept) == set(long.split())


def test_what_ends_while_all_is_read_is_left_out(store: Store) -> None:
    client, ends, stays = store.link.client, f"{PREFIX}ends".encode(), f"{PREFIX}stays".encode()
    for name in (ends, stays):
        client.set(name, 1)

    def look(name: bytes) -> bool:
        return name == stays or bool(client.delete(ends))

    assert {name for some in contents(client, look) for name in some} == {stays}


def test_what_is_written_down_is_read_again_byte_by_byte(store: Store) -> None:
    lay_down(store)
    backup = Backup(take(store.link.client, OPEN), {"HASH_KEY": "k"}, "c")
    assert from_bytes(to_bytes(backup)) == backup


@contextmanager
def load(store: Store) -> Iterator[None]:
    """Callers who ask for call-backs and texts, and staff and a worker who end them, as fast as they can."""
    ended = threading.Event()

    def ask(caller: int) -> None:
        n = 0
        while not ended.is_set():
            n, number = n + 1, f"+4474{caller}{n % 50:07}"
            store.callbacks.keep(f"CA{caller}{n}", number, "any", "call", DAYS, 10**6, OPEN)
            store.outbox.send(f"CA{caller}{n}", number, "words", OPEN)
            if n % 3 == 0:
                store.callbacks.withdraw(number, OPEN)
                for job in store.jobs.take(OPEN, 2):
                    store.jobs.finish(job)

    threads = [threading.Thread(target=ask, args=(caller,)) for caller in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def torn(kept: Contents) -> set[bytes]:
    """The promises that are half there: listed without a record, or a record that is not listed."""
    found = set()
    for items, record, states in (
        ("callbacks", "callback:", (b"open", b"claimed")),
        ("jobs", "job:", (None,)),
    ):
        listed = {member for member, _ in kept[f"{PREFIX}{items}".encode()].held}
        beginning = f"{PREFIX}{record}".encode()
        records = {
            name.removeprefix(beginning): one.held
            for name, one in kept.items()
            if name.startswith(beginning) and one.type == "hash"
        }
        waits = {name for name, row in records.items() if b"sealed" in row and row.get(b"state") in states}
        found |= listed ^ waits
    return found


def test_no_promise_is_half_there_while_others_are_made_and_kept(store: Store) -> None:
    store.callbacks.keep("CA1", new_number(), "any", "call", DAYS, PLENTY, OPEN)
    store.outbox.send("CA1", new_number(), "words", OPEN)
    with load(store):
        pictures = [take(store.link.client, OPEN).kept for _ in range(20)]
    assert pictures[0].keys() != pictures[-1].keys(), "nothing happened meanwhile"
    assert [torn(kept) for kept in pictures] == [set()] * len(pictures)
