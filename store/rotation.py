"""The change of encryption keys: everything in the store is encrypted anew, while the line runs."""

from dataclasses import dataclass

from store.client import Client, in_one_trip
from store.promises.records.flags import LATER
from store.proof import SEALED_CHECK
from store.sealed import BrokenSeal
from store.signing.clinicians import CLINICIANS
from store.signing.reviews import ANSWERS, DRAFTS, LINKS, READINGS, SIGNATURES
from store.store import Store

# The fields of a record and of a flag that are encrypted.
SEALED = ("sealed", "number", "note", "why", "to")
# Hashes of which each field is encrypted.
WHOLE = (CLINICIANS, LINKS, ANSWERS, SIGNATURES, DRAFTS, READINGS)


@dataclass(frozen=True, slots=True)
class Rotated:
    """The number of values that were encrypted anew, and of those that no key could decrypt."""

    sealed_anew: int
    unopened: int


def rotate(store: Store) -> Rotated:
    """Encrypt numbers, texts, notes, ids of recordings and reviews anew with the newest key.

    A value that another process changes meanwhile is left as it is. Raises `Unreachable`: then call it again;
    the work begins anew, which does no harm.
    """
    swap_script, done, unopened = store.link.script("swap"), 0, 0
    for name, field, token in _tokens(store):
        try:
            new = store.seals.rotate(token)
        except BrokenSeal:
            unopened += 1
        else:
            done += swap_script(record=name, field=field, before=token, after=new)
    return Rotated(done, unopened)


def _tokens(store: Store) -> list[tuple[str, str, str]]:
    """Each encrypted value: the store's key of the record it is in, the field there, and the value."""
    queues = store.callbacks.queue, store.messages.queue
    ids = ((of, item_id) for of in queues for item_id in (*of.ids(), *of.ids(closed=True)))
    names = [*(of.record(item_id) for of, item_id in ids), *store.written.flags.names(), *WHOLE, SEALED_CHECK]

    def read(client: Client) -> list[dict[bytes, bytes]]:
        pipeline = in_one_trip(client)
        for name in names:
            pipeline.hgetall(name)
        found: list[dict[bytes, bytes]] = pipeline.execute()
        return found

    rows = zip(names, store.link.ask(read), strict=True)
    kept = [
        (name, field.decode(), token.decode())
        for name, row in rows
        for field, token in row.items()
        if name in WHOLE or field.decode() in SEALED or field.startswith(LATER.encode())
    ]
    return [*kept, *((name, "sealed", token) for name, token in store.jobs.tokens().items())]
