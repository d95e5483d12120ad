"""Checks the store, the worker, and the accounts that can sign in at the desk."""

from collections.abc import Iterator
from contextlib import suppress

from preflight.judging.behind import Staff, Store, Worker
from preflight.means import Means
from store.link import Unreachable


def ask_inside(means: Means) -> Iterator[tuple[str, object]]:
    """The state of the store and, if the store can be read, of the worker and the staff accounts.

    Each is given as (subject, fact); the subjects are fields of `Facts`.
    """
    if means.kept is None:
        yield "store", Store(False, means.unopened)
        return
    link = means.kept.line.link
    link.look()
    condition = link.condition
    yield "store", Store(condition.promises, condition.line)
    if not condition.reads:
        return
    with suppress(Unreachable):  # then nothing is known of the two
        beat = means.kept.pulse.last()
        yield "worker", Worker(means.now() - beat if beat else None)
        able = [one for one in means.kept.staff.all() if one.hash and not one.disabled]
        yield "staff", Staff(len(able), sum(bool(one.two_factor) for one in able))
