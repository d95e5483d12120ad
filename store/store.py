"""The store in one object: each part of it keeps one kind of thing, such as call-backs or counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo

from store.address import read_address
from store.counts.answered import Answered
from store.counts.counts import Counts
from store.counts.first_tries import FirstTries, first_tries
from store.counts.unknown import Unknown
from store.fitness.minute import fitness
from store.keys import Keys
from store.link import Link, Note, Unreachable
from store.people.blocks import Blocks
from store.people.budgets import Budgets
from store.people.calls import Calls, calls
from store.people.filling import Filling
from store.people.opt_outs import People
from store.promises.bell import Bell, bell
from store.promises.callbacks import Callbacks, callbacks
from store.promises.deliveries import Deliveries
from store.promises.jobs import Jobs, jobs
from store.promises.messages import Messages, messages
from store.promises.outbox import Outbox, outbox
from store.promises.records.every import Written, written
from store.promises.texts import Texts, texts
from store.proof import proof
from store.sealed import Sealed, open_seals


@dataclass(frozen=True, slots=True)
class Store:
    """All parts of the store, and `link`, the connection that they share; it connects at the first use."""

    link: Link
    counts: Counts
    answered: Answered
    people: People
    texts: Texts
    seals: Sealed
    callbacks: Callbacks
    first_tries: FirstTries
    messages: Messages
    outbox: Outbox
    jobs: Jobs
    bell: Bell
    blocks: Blocks
    budgets: Budgets
    calls: Calls
    filling: Filling
    deliveries: Deliveries
    written: Written
    unknown: Unknown

    def is_ready(self) -> bool:
        """Whether the store answers, and its data can be trusted; False at once if it is known to be away."""
        try:
            return bool(self.link.ask(lambda store: store.ping()))
        except Unreachable:
            return False

    def close(self) -> None:
        """Write the counts that are still in memory, end the threads, and drop the connections.

        While the store is away those counts are lost; nothing is raised.
        """
        self.link.end_threads()
        self.counts.close()
        self.answered.flush()
        self.link.close()


def open_store(
    url: str,
    hash_key: bytes,
    zone: tzinfo = UTC,
    number_keys: Sequence[str] = (),
    marks: bool = False,
    note: Note = lambda _: None,
) -> Store:
    """Open the store at `url` (store/address.py says how it may look); it connects at the first use.

    `hash_key` hashes phone numbers and must never change: a store written with another counts as away.
    `number_keys` encrypt numbers: the first encrypts, any decrypts, and without them none can be stored.
    `zone` is the time zone of the counts' days and months. `marks` is true only for the line itself: a new
    store then gets check values of its keys (store/proof.py). `note` is called with each condition found.
    """
    keys, seals = Keys(hash_key), open_seals(number_keys)
    fit = fitness(proof(keys, seals, marks), read_address(url).replicas)
    link = Link(url, examine=fit, note=note)
    work, waiting = jobs(link), callbacks(link, keys, seals)
    return Store(
        link=link,
        counts=Counts(link, zone),
        answered=Answered(link),
        people=People(link, keys),
        texts=texts(link, keys, waiting.queue),
        seals=seals,
        callbacks=waiting,
        first_tries=first_tries(link, waiting.queue.record),
        messages=messages(link, keys, seals, work),
        outbox=outbox(link, keys, seals, work),
        jobs=work,
        bell=bell(link),
        blocks=Blocks(link, keys),
        budgets=Budgets(link, keys),
        calls=calls(link, keys),
        filling=Filling(link, keys),
        deliveries=Deliveries(link, keys),
        written=written(link, seals),
        unknown=Unknown(link, keys),
    )
