"""The promise to ring someone back (R38): one open record a number, shared by its askers (R49)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from counted.allowed import CALLBACKS_TO_OTHERS
from store.keys import DECLINED, FILLING, Keys
from store.link import Link, Script
from store.moments import DAY, HOUR, moment, seconds
from store.numbers import tail_of
from store.people.budgets import Asker
from store.people.filling import noted
from store.promises import places
from store.promises.bell import BELL
from store.promises.for_others import KIND, ForOthers, for_others
from store.promises.lists.known import Known
from store.promises.promise import Already, Kept, Promise, Refused
from store.promises.queue import KEPT_SECONDS, Again, Closing, Queue, queue
from store.promises.standing import RELAY, Best, By, Callback, Claimed, Gone, Taken, TakenBack, read_callback
from store.sealed import Sealed

ID_DIGITS = 16
DAY_KEPT_SECONDS = 400 * DAY
# Longer than any call: whoever shows no number is known for one call.
CALL_SECONDS = 2 * HOUR
# The pool of those who ask for their own number: they may take any place of a day.
OWN = "own"
# The `language` of who means the first one, which takes another back: a call only begins in it.
FIRST = "-"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A request for a call-back, as `Callbacks.keep` receives it."""

    asked_by: str
    number: str = field(repr=False)
    best: Best
    by: By
    now: datetime
    instead: str
    pair: str
    relay: bool
    language: str


@dataclass(frozen=True, slots=True)
class Callbacks:
    """The promised call-backs.

    All methods raise `Unreachable` while the store is away: then no call-back may be promised.
    """

    link: Link
    keys: Keys
    seals: Sealed
    queue: Queue
    for_others: ForOthers
    keep_script: Script
    known: Known

    def keep(
        self,
        asked_by: str,
        number: str,
        best: Best,
        by: By,
        days: Sequence[datetime],
        a_day: int,
        now: datetime,
        asker: Asker | None = None,
        shares: Sequence[int] = (),
        instead: str = "",
        pair: str = "",
        *,
        relay: bool = False,
        language: str = "",
    ) -> Promise:
        """Store the promise that staff ring `number` (E.164), by the first of `days` with room for it.

        `asked_by` is the id of the call or message that asks: if it asks the same twice, the answer is the
        same. `best` is the time of day, `by` the way of asking, `relay` whether to ring by Relay UK. `days`
        are the ends of working days in the helpline's zone, each with room for `a_day`. `language` is a code,
        `FIRST` for the pack's first; "" changes nothing. Gives Kept, Refused("full"), or Already if the same
        person asked before: then the new wish is noted.

        If the call-back is to another person, `asker` is who asks. `shares` are how many call-backs such
        askers may have on each of `days`. The answer tells nothing about the number. Past the asker's limit
        it is Refused("others") (R49). `instead` is the id of an earlier call-back that this one replaces, and
        `pair` the hash of its two people: the earlier call-back no longer counts for the limit.
        """
        work = places.work(days, shares if asker else [a_day] * len(days))
        wanted = _Wanted(asked_by, number, best, by, now, instead, pair, relay, language)
        said, found, due, *wish = self._run_keep(wanted, a_day, asker, work)
        match said, wish:
            case b"refused", _:
                return Refused(found.decode())
            case b"already", [best, relayed]:
                return Already(found.decode(), moment(due), best.decode(), relayed == RELAY.encode())
        return Kept(found.decode(), moment(due))

    def _run_keep(self, wanted: _Wanted, a_day: int, asker: Asker | None, work: list[str | int]) -> Any:
        """Run the script that stores the promise; give its answer: a word, then id and time, or a reason."""
        of, person = self.queue, self.keys.person(wanted.number)
        who, bound = asker or Asker(person), CALLBACKS_TO_OTHERS
        return self.keep_script(
            last=of.last(person),
            waiting=of.waiting,
            closed=of.closed,
            ending=of.ending,
            bell=BELL,
            records=of.record(""),
            days=of.days,
            asked=of.asked,
            places=of.places,
            raised=self.keys.raised(who.key),
            filling=FILLING,
            declined=DECLINED,
            id=secrets.token_hex(ID_DIGITS // 2),  # used where the number has no open record yet
            person=person,
            asker=who.key,
            pool=asker.pool if asker else OWN,
            wish=self.keys.digest(KIND, f"{wanted.asked_by} {wanted.best} {wanted.relay}")[:ID_DIGITS],
            sealed=self.seals.seal(KIND, wanted.number),
            best=wanted.best,
            relay=RELAY if wanted.relay else "",
            language=wanted.language,
            by=wanted.by,
            now=seconds(wanted.now),
            a_day=a_day,
            most=who.may_have(bound),
            noted=noted(bound, who.number, wanted.now),
            tail=tail_of(wanted.number),
            kept=DAY_KEPT_SECONDS,
            shut_for=KEPT_SECONDS,
            called=CALL_SECONDS,
            instead=wanted.instead,
            whom=wanted.pair,
            work=work,
        )

    def open_of(self, number: str) -> Callback | None:
        """The open or claimed call-back of this number (E.164); None if none. Raises `Unreachable`."""
        place = self.queue.places + self.keys.person(number)
        callback_id = self.link.ask(lambda store: store.get(place))
        return self.one(callback_id.decode()) if isinstance(callback_id, bytes) else None

    def withdraw(self, number: str, now: datetime, by: str = "") -> TakenBack:
        """Close the call-back to `number` (E.164), and withdraw those that `number` asked for others.

        The call-back to `number` is closed even if somebody else asked for it. A spoken message from `number`
        stays, but staff can no longer ring back. Gives what was ended. `by` is the id of the text that asks:
        the same text gets the same answer again. Raises `Unreachable`.
        """
        return self.for_others.end(number, now, by, "all")

    def withdraw_one(self, number: str, other: str, now: datetime, by: str = "") -> TakenBack:
        """Withdraw the call-back to `other` (E.164) alone, as the person with this `number` asks.

        If `other` is the person's own number, the call-back is closed, whoever asked for it. Otherwise only
        this person's request for it is withdrawn. Gives what was ended. `by` is the id of the text that asks.
        """
        if other == number:
            return TakenBack(self.withdraw_own(number, now, by), 0)
        return TakenBack(False, self.for_others.take_back(self.keys.person(number), now, by, other))

    def withdraw_own(self, number: str, now: datetime, by: str = "") -> bool:
        """Close the call-back to `number` itself, whoever asked for it; tell whether anything was ended."""
        return self.for_others.end(number, now, by, "own").own

    def one(self, callback_id: str, now: datetime | None = None) -> Callback | None:
        """The call-back with this id; None if there is none, or it was closed over 30 days ago.

        A claim that has lapsed by `now` does not count, unless `now` is None. Raises `Unreachable`.
        """
        row = self.queue.records((callback_id,)).get(callback_id)
        return read_callback(callback_id, row, now) if row else None

    def waiting(self, now: datetime, first: int = 0, most: int = 0) -> tuple[Callback, ...]:
        """The open and claimed call-backs, the first due first, from the one at index `first` on.

        At most `most` are given; 0 gives all. Raises `Unreachable`.
        """
        rows = self.queue.records(self.queue.ids(first=first, most=most))
        return tuple(read_callback(callback_id, row, now) for callback_id, row in rows.items())

    def some(self, ids: Sequence[str], now: datetime) -> tuple[Callback, ...]:
        """The call-backs with these ids, in this order; gone ones are left out. Raises `Unreachable`."""
        return tuple(read_callback(one, row, now) for one, row in self.queue.records(ids).items())

    def closed(self, first: int = 0, most: int = 0) -> tuple[Callback, ...]:
        """The call-backs closed in the last 30 days, the latest first, from the one at index `first` on.

        At most `most` are given; 0 gives all. Raises `Unreachable`.
        """
        rows = self.queue.records(self.queue.ids(closed=True, first=first, most=most))
        return tuple(read_callback(callback_id, row) for callback_id, row in rows.items())

    def claim(self, callback_id: str, who: str, now: datetime) -> Claimed | Taken | Gone:
        """Claim a call-back for the member of staff `who` for two hours: Claimed has the number to ring.

        Taken (a colleague has it) or Gone says why it failed. Raises BrokenSeal if no key decrypts the
        number.
        """
        match self.queue.claim(callback_id, who, now):
            case "claimed", token:
                return Claimed(self.seals.unseal(KIND, token))
            case "taken" | "kept_for" as why, by:
                return Taken(by, kept_for=why == "kept_for")
            case _:
                return Gone()

    def close(self, callback_id: str, outcome: Closing, who: str, now: datetime, again: Again = None) -> str:
        """Close a call-back that `who` has claimed; its number is erased ten minutes later (R54).

        Returns "done", "no_reply" or "withdrawn" if it is closed, or why not: "again" (a first try was in
        vain), "early" (a second try, too soon), "not_yours" (`who` has not claimed it) or "gone". `again`
        is when a second try may be made: from one moment to another, None for at any time.
        """
        return self.queue.close(callback_id, outcome, who, now, again=again)

    def forget(self, number: str, now: datetime) -> int:
        """Erase all call-backs to `number` (E.164), also closed ones, and withdraw its requests for others.

        Returns how many call-backs to the number were erased. Raises `Unreachable`.
        """
        self.withdraw(number, now)
        found = self.queue.of(self.keys.person(number))
        for callback_id in found:
            self.queue.close(callback_id, "withdrawn", "", now)
            self.queue.forget(callback_id)
        self.queue.forget_asking(self.keys.person(number))
        return len(found)

    def of(self, number: str) -> tuple[Callback, ...]:
        """Each call-back to `number` (E.164), also closed in the last 30 days. Raises `Unreachable`."""
        return tuple(
            read_callback(callback_id, row)
            for callback_id, row in self.queue.of(self.keys.person(number)).items()
        )


def callbacks(link: Link, keys: Keys, seals: Sealed) -> Callbacks:
    """The part of the store that keeps promised call-backs, on the connection `link`."""
    waiting = queue(link, KIND)
    keep = link.script("keep_callback", promises=True)
    return Callbacks(link, keys, seals, waiting, for_others(link, keys, seals, waiting), keep, Known(waiting))
