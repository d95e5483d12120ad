"""Puts a backup into an empty store, by plain commands; until it is whole there, no line believes it."""

from store.acknowledged import confirm
from store.client import Client
from store.copies.moving import OWN, differing, digests, end_copy, write
from store.copies.picture import Contents
from store.fitness.facts import look
from store.fitness.judging import condition_of, judge
from store.proof import CHECK, MOVING, SEALED_CHECK


class UnfitError(Exception):
    """A store cannot take a backup; the message is one line that says why."""


def take_empty(target: Client, replicas: int) -> None:
    """Mark an empty store, `target`, as half moved: no line believes it until `put_back` has filled it.

    A store that already has this mark is accepted, too, though it may hold part of an earlier copy that broke
    off. `replicas` is how many replicas must confirm a promise. Raises UnfitError if the store is not fit for
    promises, or holds data and lacks the mark. Also raises what the client raises.
    """
    found = condition_of(judge(look(target), replicas))
    if not found.promises:
        raise UnfitError(found.line)
    begun = target.get(CHECK) == MOVING
    if not begun and (digests(target) or not target.set(CHECK, MOVING, nx=True)):
        raise UnfitError(
            "a line has kept something in this store already: give an empty one (DATA_DIR, REDIS_URL)"
        )


def put_back(target: Client, replicas: int, kept: Contents, check: str) -> None:
    """Write the keys `kept` into a store that `take_empty` has marked; after this a line accepts the store.

    The store is empty, or holds what an earlier copy left when it broke off, which is erased first. Then
    `kept` is written, and compared with what the store holds. Last comes the check value `check`
    (store/proof.py), by which a line accepts the store. Raises UnfitError if something else wrote into the
    store. Raises Unreachable if fewer than `replicas` replicas confirm the whole. Also raises what the client
    raises.
    """
    for name in digests(target):
        target.delete(name)
    ours = {name: one for name, one in kept.items() if name not in OWN}
    write(target, ours)
    if differing({name: (one.digest, one.ends) for name, one in ours.items()}, digests(target)):
        raise UnfitError("they differ: something wrote into the store meanwhile")
    sealed = kept.get(SEALED_CHECK.encode())
    end_copy(target, check, sealed.held if sealed else {})
    if replicas:
        confirm(target, replicas)
