"""Puts a backup into an empty store, by plain commands; until it is whole, no line believes it."""

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
    """Mark the store `target` as half moved, so that no line believes it before `put_back` has filled it.

    `replicas` is how many replicas must confirm a promise. Raises UnfitError if the store is not fit for
    promises, or holds data other than those of a restore that broke off; and what the client raises.
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
    """Write the keys `kept` into a store that `take_empty` marked, compare them, and write the check value.

    All that the store held before is erased; with the check value `check` (store/proof.py) a line accepts it.
    Raises UnfitError if something else wrote into the store, Unreachable if fewer than `replicas` replicas
    confirm the whole, and what the client raises.
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
