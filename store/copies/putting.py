"""Puts a backup into an empty store, by plain commands; until it is whole, no line believes it."""

from store.acknowledged import confirm
from store.client import Client
from store.copies.moving import differing, digests, end_copy, write
from store.copies.picture import Contents
from store.fitness.facts import look
from store.fitness.judging import condition_of, judge
from store.proof import CHECK, MOVING


class UnfitError(Exception):
    """A store cannot take a backup; the message is one line that says why."""


def take_empty(target: Client, replicas: int) -> None:
    """Take over a fit store that is empty, or that a restore which broke off has filled in part.

    No line uses this store. A line that starts meanwhile finds the store half moved, and promises nothing.
    Raises UnfitError, and what the client raises.
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
    """Write all keys into a store that was taken over, compare them, and add the line's check value.

    Raises UnfitError if something else wrote into the store, Unreachable, and what the client raises.
    """
    for name in digests(target):
        target.delete(name)
    write(target, kept)
    if differing({name: (one.digest, one.ends) for name, one in kept.items()}, digests(target)):
        raise UnfitError("they differ: something wrote into the store meanwhile")
    end_copy(target, check)
    if replicas:
        confirm(target, replicas)
