"""A few fields of each waiting record, for lists, read from thousands of them at once (ADR 41)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from store.moments import seconds
from store.numbers import tail_of
from store.promises.queue import CLAIM_SECONDS, Queue
from store.promises.standing import RELAY
from store.sealed import BrokenSeal, Sealed

# So that nobody waits for more than some milliseconds while thousands are read.
AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class Brief:
    """One item of a queue (a call-back or a message), as lists and tables need it.

    Moments are seconds since 1970. `state` is open, claimed, done, no_reply or withdrawn. `asked` is when the
    person asked. `due` sorts the items: it is when a call-back is to be rung, when a message was left, or
    when a closed item was closed. `holder` is the member of staff who has claimed the item, or for whom it is
    kept, "" for nobody.

    `promised` is the moment by which the item is to be tried next, 0 for a message that was not tried.
    `tries` counts the tries in vain. `again` is the moment before which a second try does not count, 0 for
    none.

    `best` is the wanted time of day, "" for a message. `relay` is true for a call by Relay UK. `tail` is the
    last digits of the number, "" if they are not kept. `language` is the code of the person's language, ""
    for the pack's first. `about` is the subject, by its name in the pack, and `reason` why the item was
    closed; "" for none. `flagged` is true if a flag for safeguarding waits.
    """

    id: str
    due: int
    state: str
    holder: str
    asked: int
    best: str = ""
    relay: bool = False
    about: str = ""
    flagged: bool = False
    tail: str = ""
    again: int = 0
    promised: int = 0
    tries: int = 0
    reason: str = ""
    language: str = ""


# As they are due, and of those due together the first to ask.
AS_DUE: Callable[[Brief], Any] = attrgetter("due", "asked", "id")


def read_briefs(of: Queue, now: datetime) -> tuple[Brief, ...]:
    """Every open or claimed item of the queue `of`, the first due first. Raises `Unreachable`."""
    return tuple(read_brief(line, seconds(now)) for line in read_lines(of, of.waiting).values())


def read_closed(of: Queue, now: datetime) -> tuple[Brief, ...]:
    """Every item of the queue `of` closed in the last 30 days, the first closed first.

    `Brief.due` is then the moment when the item was closed. Without an item the result is ().

    Raises `Unreachable`.
    """
    return tuple(read_brief(line, seconds(now)) for line in read_lines(of, of.closed).values())


def read_lines(of: Queue, listed: str) -> dict[str, str]:
    """The rows about all items in the list with the key `listed`, by id, each as brief.lua writes it.

    `read_brief` parses a row. Items whose records are gone are left out. Raises `Unreachable`.
    """
    return {item_id: line for item_id, line in _lines(of, listed) if is_there(line)}


def is_there(line: str) -> bool:
    """Whether the record described by `line`, a row of the script brief.lua, exists."""
    return line.split("\t")[2] != ""


def _lines(of: Queue, listed: str) -> Iterator[tuple[str, str]]:
    briefs_script, after, score = of.link.script("briefs"), "", "0"
    while lines := briefs_script(
        listed=listed, records=of.record(""), after=after, score=score, most=AT_ONCE
    ):
        for line in lines.decode().split("\n"):
            after, score, _ = line.split("\t", 2)
            yield after, line


def read_brief(line: str, now: int) -> Brief:
    """Parse the row about one record (from brief.lua) for the moment `now`, in seconds since 1970."""
    item_id, score, state, asked, *rest = line.split("\t")
    best, tail, relay, again, about, flagged, due, again_by, tries, *ending = rest
    reason, language, who, passed_to, *since = ending
    holder = ""
    if state == "claimed":
        lapsed = abs(now - int(since[0])) >= CLAIM_SECONDS
        state, holder = ("open", "") if lapsed else (state, who)
    elif state == "open" and passed_to and int(since[0]) <= now < int(since[1]):
        holder = passed_to
    marks = relay == RELAY, about, bool(flagged), tail, int(again or 0)
    promised = max(int(due or 0), int(again_by or 0))
    told = promised, int(tries or 0), reason, language
    return Brief(item_id, int(score), state, holder, int(asked), best, *marks, *told)


def end_with(of: Queue, seals: Sealed, briefs: tuple[Brief, ...], tail: str) -> tuple[Brief, ...]:
    """Those of `briefs`, items of the queue `of`, whose number ends with the digits `tail`.

    Records of the previous version of the line keep no last digits, so their numbers are decrypted. A number
    that no key decrypts matches nothing. Raises `Unreachable`.
    """
    older = [one.id for one in briefs if not one.tail and one.best]
    tails = {
        item_id: _tail(seals, of.kind, row.get("sealed", "")) for item_id, row in of.records(older).items()
    }
    return tuple(one for one in briefs if (one.tail or tails.get(one.id, "")).endswith(tail))


def _tail(seals: Sealed, kind: str, sealed: str) -> str:
    try:
        return tail_of(seals.unseal(kind, sealed))
    except BrokenSeal:
        return ""
