"""Second tries that a closure put off, brought forward once the closure is removed."""

from collections.abc import Callable
from datetime import datetime

from store.moments import moment, seconds
from store.promises.callbacks import Callbacks
from store.promises.messages import Messages
from store.promises.queue import Again


def bring_forward(
    of: Callbacks | Messages, tried_again: Callable[[datetime, str], Again], now: datetime
) -> int:
    """Bring forward each second try that may be sooner by the opening hours as changed; return how many.

    `tried_again` is given the moment of the first try, and the time of day that suits the person. It gives
    from when and until when the second try is due, or None to leave it as it is. No second try becomes later.
    Raises `Unreachable`: then call it again.
    """
    bring_forward_script, count = of.queue.link.script("bring_forward"), 0
    waiting = [one.id for one in of.known.read(now) if one.again > seconds(now)]
    for item_id, row in of.queue.records(waiting).items():
        first, had = moment(row.get("noted")), row.get("again", "")
        new = tried_again(first, row.get("best", "any")) if first else None
        if new and had and seconds(new[0]) < int(had):
            count += bring_forward_script(
                record=of.queue.record(item_id),
                waiting=of.queue.waiting,
                id=item_id,
                had=had,
                sooner=seconds(new[0]),
                again_by=seconds(new[1]),
            )
    return count
