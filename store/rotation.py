"""The change of encryption keys: everything in the store is encrypted anew, while the line runs."""

from dataclasses import dataclass

from store.client import Client
from store.sealed import BrokenSeal
from store.store import Store


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many values were encrypted anew, and how many no key could decrypt."""

    sealed_anew: int
    unopened: int


def rotate(store: Store) -> Rotated:
    """Encrypt phone numbers, texts and the ids of recordings anew with the newest key.

    Raises `Unreachable`: then call it again, and it goes on where it stopped.
    """
    swap_script, done, unopened = store.link.script("swap"), 0, 0
    for name, token in _tokens(store).items():
        try:
            new = store.seals.rotate(token)
        except BrokenSeal:
            unopened += 1
        else:
            done += swap_script(record=name, field="sealed", before=token, after=new)
    return Rotated(done, unopened)


def _tokens(store: Store) -> dict[str, str]:
    """Each encrypted value of call-backs, messages and jobs, by the store's key of the record it is in."""
    queues = store.callbacks.queue, store.messages.queue
    names = [queue.record(item_id) for queue in queues for item_id in (*queue.ids(), *queue.ending_ids())]

    def read(client: Client) -> list[bytes | None]:
        pipeline = client.pipeline(transaction=False)
        for name in names:
            pipeline.hget(name, "sealed")
        found: list[bytes | None] = pipeline.execute()
        return found

    found = zip(names, store.link.ask(read), strict=True)
    return {name: token.decode() for name, token in found if token} | dict(store.jobs.tokens())
