"""The signatures, objections and ended links that wait for staff, for the desk's first page."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from menus.signing.lapsing import ended
from menus.signing.things import Thing, things
from store.sealed import BrokenSeal
from store.signing.reviewed import Answer, Asked
from web.desk.needs import Desk
from web.desk.signing.witnessed import unknown

# A link that nobody answered is old news after as many days.
TOLD_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What waits for staff about signatures, by kind; a `Thing` is a text signed as a whole, such as a topic.

    `answers` are signatures and objections of clinicians. `unanswered` are links that ended without an
    answer. `ended` are texts whose review has ended, with the day. `unknown` are texts with a signature in
    the pack that this line's desk never saw.
    """

    answers: tuple[tuple[Thing, Answer], ...]
    unanswered: tuple[tuple[Thing, Asked], ...]
    ended: tuple[tuple[Thing, date], ...]
    unknown: tuple[Thing, ...] = ()


def reviewing(desk: Desk) -> Reviewing:
    """The answers, unanswered links and ended reviews that wait for staff now.

    Without the key that opens answers and links (NUMBER_KEY), the result has none of these. Raises
    `Unreachable` if the store does not answer.
    """
    now, named = desk.now(), {thing.id: thing for thing in things(desk.pack())}
    answered, unanswered = dict[str, dict[str, Answer]](), dict[str, Asked]()
    strange: tuple[Thing, ...] = ()
    with suppress(BrokenSeal):  # the pages on signatures say so; this one goes on
        strange = unknown(desk.pack(), desk.kept.reviews.signed())
        answered, unanswered = desk.kept.reviews.answered(), desk.kept.reviews.unanswered(now)
    return Reviewing(
        answers=tuple(
            (named[of], one) for of, each in answered.items() if of in named for one in each.values()
        ),
        unanswered=tuple(
            (named[of], one)
            for of, one in unanswered.items()
            if of in named and of not in answered and now - one.until < TOLD_FOR
        ),
        ended=ended(desk.pack(), now.astimezone(desk.zone).date()),
        unknown=strange,
    )
