"""What somebody holds who cannot sign in any more is everybody's again at once, not after two hours (R54)."""

from datetime import datetime

from store.desk.trail import Trail
from store.promises.lists.briefs import read_briefs
from store.store import Store


def free(line: Store, trail: Trail, name: str, who: str, now: datetime) -> int:
    """Give back what `name` has claimed, or what is kept for them; `who` locked them, as the trail says.

    Gives how many call-backs and messages. Raises `Unreachable`: then call it again.
    """
    count = 0
    for queue in (line.callbacks.queue, line.messages.queue):
        for one in read_briefs(queue, now):
            if one.holder == name and queue.give_back(one.id, name) == "given_back":
                trail.note(now, who, f"{queue.kind}:free", f"{one.id} {name}")
                count += 1
    return count
