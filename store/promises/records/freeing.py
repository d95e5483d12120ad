"""Frees the records of an account that can sign in no more: at once, not after two hours (R54)."""

from datetime import datetime

from store.desk.trail import Trail
from store.promises.lists.briefs import read_briefs
from store.store import Store


def free(line: Store, trail: Trail, name: str, who: str, now: datetime) -> int:
    """Give back the records claimed by or kept for `name`, whose account `who` has locked.

    `line` is the line's store. The audit trail names `who`. Returns how many call-backs and messages were
    given back. Raises `Unreachable`: then call it again.
    """
    count = 0
    for queue in (line.callbacks.queue, line.messages.queue):
        for one in read_briefs(queue, now):
            if one.holder != name:
                continue
            with trail.entered(now, who, f"{queue.kind}:free", f"{one.id} {name}") as entry:
                if queue.give_back(one.id, name) == "given_back":
                    count += 1
                else:
                    trail.strike(entry)
    return count
