"""Fills a store with what a busy charity has after years: counts, call-backs, messages, staff, the trail."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counted.names import Count
    from menus.model import Pack
    from store.desk.desk import DeskStore
    from store.promises.standing import Best

YEARS_DAYS, DEEDS_A_DAY = 5 * 365, 200
WEEKEND = (5, 6)
REACH_A_TOPIC, RARE = 0.85, 0.3  # of all calls; of all days
# Some are late, most are not.
LEAST_A_DAY, DAYS_AHEAD = 8, 25
CLOSED_ONE_IN = 20
# Ofcom's numbers for drama, and those after them: nobody is rung.
FIRST_NUMBER = 447700900000
HOURS = (*range(9, 20), *range(10, 16), *range(10, 13), 7, 8, 20, 21, 22, 2)
BEST: tuple["Best", ...] = ("morning", "afternoon", "evening", "any")
DID = ("callback:claim", "callback:done", "callback:again", "message:claim", "message:done", "sign_in")


@dataclass(frozen=True, slots=True)
class Size:
    """How much to fill the store with: days of counts, call-backs, messages, members of staff, and deeds.

    A deed is one entry of the audit trail about an action of a member of staff.
    """

    days: int = YEARS_DAYS
    callbacks: int = 5000
    messages: int = 200
    staff: int = 20
    deeds: int = DEEDS_A_DAY * YEARS_DAYS


def fill(kept: "DeskStore", pack: "Pack", now: datetime, size: Size, seed: int = 1) -> None:
    """Fill the store with made-up counts and records of the days before `now`, in the amounts of `size`.

    `seed` is for the random choices. Five years take some ten seconds.
    """
    chance = random.Random(seed)  # noqa: S311, nothing is guarded
    for back in range(size.days, -1, -1):
        moment = now - timedelta(days=back)
        kept.line.counts.add(
            moment, *_counts_of_a_day(pack, chance, 8 if moment.weekday() in WEEKEND else 40)
        )
        if back % 50 == 0:
            kept.line.counts.flush()
    kept.line.counts.roll_up(now.astimezone(kept.line.counts.zone).date())
    _fill_waiting(kept, pack, now, size, chance)
    _fill_staff(kept, now, size, chance)


def _counts_of_a_day(pack: "Pack", chance: random.Random, calls: int) -> Iterator["Count"]:
    """The counts of one day with about `calls` calls, and two thirds as many texts."""
    topics = list(next(iter(pack.languages.values())).topics)
    weights = [len(topics) - n for n in range(len(topics))]
    for _ in range(chance.randint(calls // 2, calls * 3 // 2)):
        yield from _counts_of_a_call(chance.choices(topics, weights)[0], chance)
    for _ in range(chance.randint(calls // 4, calls)):
        yield from _counts_of_a_text(chance.choices(topics, weights)[0], chance)
    yield from _counts_of_what_is_rare(chance)


def _counts_of_a_call(topic: str, chance: random.Random) -> Iterator["Count"]:
    """The counts that one call adds: most calls reach a topic, others end at the menu, some 2 % fail."""
    from counted import names as counted

    yield from (counted.arrival(f"{chance.choice(HOURS):02}", "call"), counted.spot_heard("menu.main"))
    if chance.random() < REACH_A_TOPIC:
        spot = f"topic.{topic}"
        yield from (counted.spot_left("menu.main"), counted.topic(topic, "call"), counted.spot_heard(spot))
        stayed = (counted.spot_left(spot), counted.spot_heard("goodbye"), counted.GOODBYE)
        yield from chance.choice((stayed, (), (counted.DIALLED, counted.CLOSED)))
    yield chance.choice((counted.end_of_call("completed"),) * 50 + (counted.end_of_call("failed"),))


def _counts_of_what_is_rare(chance: random.Random) -> Iterator["Count"]:
    """The counts that a day adds of call-backs and, on few days, of alarms, refusals and unknown words."""
    from counted import names as counted

    for _ in range(chance.randint(0, 6)):
        yield from (counted.callback("kept"), counted.callback("done"))
        yield counted.first_try(chance.choice(("in_time",) * 8 + ("late",)))
    if chance.random() < RARE:
        yield counted.alarm(chance.choice(("body", "despair", "danger", "at_once", "worried")), "call")
        yield from (counted.alarm("body", "text"), counted.reply("urgent"))
    if chance.random() < RARE:
        yield from (counted.NEW_WORD, counted.callback("full"), counted.limit("pause"))


def _counts_of_a_text(topic: str, chance: random.Random) -> Iterator["Count"]:
    """The counts that one text, its reply and the delivery report add; some 3 % are "undelivered"."""
    from counted import names as counted

    kinds: tuple[counted.Answered, ...] = ("topic", "topic", "topic", "menu", "unknown", "ask", "careful")
    kind = chance.choice(kinds)
    yield from (counted.arrival(f"{chance.choice(HOURS):02}", "text"), counted.reply(kind))
    if kind == "topic":
        yield counted.topic(topic, "text")
    yield chance.choice((counted.delivery("delivered"),) * 30 + (counted.delivery("undelivered"),))


def _fill_waiting(kept: "DeskStore", pack: "Pack", now: datetime, size: Size, chance: random.Random) -> None:
    """Fill the store with call-backs and spoken messages that wait for staff."""
    from menus.due import due_days

    days, a_day = (
        due_days(pack.hours, now - timedelta(days=2)),
        max(LEAST_A_DAY, size.callbacks // DAYS_AHEAD),
    )
    for n in range(size.callbacks):
        asked = now - timedelta(minutes=chance.randint(1, 2880))
        best = chance.choice(BEST)
        kept.line.callbacks.keep(f"bench{n}", f"+{FIRST_NUMBER + n}", best, "call", days, a_day, asked)
    _write_notes(kept, now, chance)
    for n in range(size.messages):
        asked = now - timedelta(minutes=chance.randint(1, 2880))
        kept.line.messages.keep(f"RE{n:032x}", f"+{FIRST_NUMBER + n}", chance.randint(3, 90), asked)


def _write_notes(kept: "DeskStore", now: datetime, chance: random.Random) -> None:
    """Write a note of some lines beside each call-back that waits, and close one in twenty."""
    line = kept.line
    ids = [one.id for one in line.callbacks.waiting(now)]
    pipeline = line.link.client.pipeline(transaction=False)
    for callback_id in ids:
        words = "She rang about her blood tests. " * chance.randint(1, 12)
        pipeline.hset(line.callbacks.queue.record(callback_id), "note", line.seals.seal("note", words))
    pipeline.execute()
    for callback_id in ids[CLOSED_ONE_IN - 1 :: CLOSED_ONE_IN]:
        line.callbacks.claim(callback_id, "bench", now)
        line.callbacks.close(callback_id, "done", "bench", now)


def _fill_staff(kept: "DeskStore", now: datetime, size: Size, chance: random.Random) -> None:
    """Fill the store with staff accounts (without passwords), and with audit-trail entries about them."""
    from store.desk.staff import ROLES
    from store.desk.trail import MOST, TRAIL

    names = [f"staff{n:02}" for n in range(size.staff)]
    for n, name in enumerate(names):
        kept.staff.add(name, ROLES[n % len(ROLES)])
    deeds = min(MOST, size.deeds)
    for first in range(0, deeds, 1000):
        pipeline = kept.line.link.client.pipeline(transaction=False)
        for n in range(first, min(first + 1000, deeds)):
            at = now - timedelta(days=(deeds - n) / DEEDS_A_DAY)
            who, did, about = chance.choice(names), chance.choice(DID), f"{n:016x}"
            fields: Any = {"at": int(at.timestamp()), "who": who, "did": did, "about": about}
            pipeline.xadd(TRAIL, fields, maxlen=MOST, approximate=True)
        pipeline.execute()
