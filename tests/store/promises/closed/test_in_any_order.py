"""Staff, a lead and two people act in any order: no number or note is lost, shown, or kept too long.

Hypothesis draws the order. Who may see the number and the note, and until when they are kept, is noted beside
the store by the rules alone (R40, R54); after each act the store has to hold just that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from menus.due import shares
from store.desk.desk import desk_store
from store.promises.claimed import number_for
from store.promises.closed.ending import ending
from store.promises.lists.briefs import AS_DUE, read_briefs
from store.promises.queue import CLAIM_SECONDS, UNDO_SECONDS
from store.promises.records.flags import flag_of
from store.promises.standing import Claimed
from store.server.embedded import Embedded
from store.store import Store
from tests.any_order import try_any_order
from tests.conftest import HASH_KEY, OPEN, opened
from tests.store.promises.promised import DAYS, PLENTY

CALLER, CARER = "+447400102100", "+447400102101"
# Mostly whoever has it, or closed it: else chance alone would seldom come as far as an undo.
THEIRS, PEOPLE = st.sampled_from([True, True, True, False]), st.sampled_from([CALLER, CARER])
RARELY = st.sampled_from([False, False, False, True])
CLAIM, UNDO = timedelta(seconds=CLAIM_SECONDS), timedelta(seconds=UNDO_SECONDS)
BETWEEN = timedelta(hours=3)


@dataclass
class Item:
    """One call-back to the caller as it should stand; `closed` is by whom, when, and with what outcome.

    `noted` is by whom and when a first try in vain was said, and since when they had had it.
    """

    askers: set[str]
    holder: str = ""
    since: datetime = OPEN
    tries: int = 0
    again: datetime | None = None
    closed: tuple[str, datetime, str] | None = None
    noted: tuple[str, datetime, datetime] | None = None
    asked_since: bool = False
    erased: bool = False
    forgotten: bool = False
    note: str = ""
    passed: tuple[str, str, datetime] | None = None

    @property
    def waits(self) -> bool:
        return not self.closed and not self.erased

    def held_by(self, who: str, now: datetime) -> bool:
        """Whether `who` may see the number."""
        return bool(who) and self.waits and self.holder == who and abs(now - self.since) < CLAIM

    def is_with(self, who: str) -> bool:
        """Whether `who` claimed it and nobody has since: also after their two hours they may write of it."""
        return bool(who) and self.waits and self.holder == who

    def was_with(self, who: str) -> bool:
        """Whether `who` has it or had it last, however it ended since: they may flag it."""
        return not self.forgotten and (self.closed[0] if self.closed else self.holder) == who

    def may_claim(self, who: str, now: datetime) -> bool:
        """Whether it is `who`'s for the asking: theirs, or nobody else's, and kept for no colleague."""
        if not self.waits or (self.holder and self.holder != who):
            return self.waits and abs(now - self.since) >= CLAIM
        return not self.is_kept_from(who, now)

    def begin_tries(self) -> None:
        """Both tries are to be made, and no first one can be taken back."""
        self.tries, self.again, self.noted = 0, None, None

    def is_kept_from(self, who: str, now: datetime) -> bool:
        """Whether it is kept for a colleague of `who`."""
        by, to, at = self.passed or (who, who, now)
        return not self.holder and timedelta() <= now - at < CLAIM and who not in (by, to)

    def readable(self, who: str, now: datetime) -> str:
        """The note as `who` may read it: whoever has it, or has closed it."""
        closed_by = self.closed[0] if self.closed else ""
        return self.note if self.held_by(who, now) or (who and who == closed_by) else ""

    def end(self, withdrawn: bool = False) -> None:
        """It is over for good; of what was not wanted no note stays."""
        if not self.erased and (withdrawn or (self.closed and self.closed[2] == "withdrawn")):
            self.note = ""
        self.erased, self.noted = True, None


@dataclass
class Flagged:
    """A flag as it should stand: what its lead reads, whether it was passed on, and whether it is to go."""

    note: str
    number: str
    passed: bool = False
    forgotten: bool = False
    later: dict[str, str] = field(default_factory=dict)

    def told(self) -> tuple[str, str, dict[str, str], str]:
        """What its lead reads: what was written since only where it is another than the note."""
        later = {who: words for who, words in self.later.items() if words != self.note}
        return self.number, self.note, later, "a child"


class AtTheDesk(RuleBasedStateMachine):
    """The acts of staff, of the caller, and of a carer who asks for the caller."""

    store: Store

    def __init__(self) -> None:
        super().__init__()
        client: Any = self.store.link.client
        client.flushdb()
        self.desk, self.calls = desk_store(self.store), self.store.callbacks
        self.now, self.asked = OPEN, 0
        self.items: dict[str, Item] = {}
        self.flags: dict[str, Flagged] = {}
        self.declines = False  # the caller wants no call-back that others ask for

    def open(self) -> tuple[str, Item] | None:
        return next(((name, item) for name, item in self.items.items() if item.waits), None)

    def last(self, theirs: bool) -> tuple[str, Item, str]:
        """The newest call-back, and a member of staff: who has it or closed it (`theirs`), or the other."""
        name = next(reversed(self.items))
        item = self.items[name]
        who = item.closed[0] if item.closed else item.holder or "ann"
        return name, item, who if theirs else {"ann": "ben", "ben": "ann", "cat": "ben"}[who]

    @initialize(by=PEOPLE)
    def begins_with_a_claim(self, by: str) -> None:
        """Something waits, and somebody has it."""
        self.asks(by, "call")
        self.claims(True, False)

    @rule(by=PEOPLE, how=st.sampled_from(["call", "text"]))
    def asks(self, by: str, how: str) -> None:
        """Somebody asks for the caller, as of what waits; what was closed ends where it is the caller."""
        asker = self.store.budgets.asker(CARER) if by == CARER else None
        self.asked += 1
        call, share = f"CA{self.asked}", shares(DAYS, PLENTY, False)
        kept: Any = self.calls.keep(call, CALLER, "any", how, DAYS, PLENTY, self.now, asker, share)  # type: ignore[arg-type]
        found = self.open()
        if by == CALLER and not (found and CALLER in found[1].askers):
            for item in self.items.values():
                if item.closed is not None:
                    item.end()
        if found:
            name, item = found
            if by not in item.askers or self.now < DAYS[0]:
                item.begin_tries()  # whoever asks is told two tries, by their day
            item.askers.add(by)
            assert kept.id == name
            return
        assert kept.id not in self.items
        self.declines = self.declines and by == CARER
        if not self.declines:
            self.items[kept.id] = Item({by})
            return
        for item in self.items.values():  # staff may yet take back that nobody is rung
            if item.closed and item.closed[2] == "withdrawn" and not item.erased:
                item.askers.add(by)
                item.asked_since = True

    @precondition(lambda self: self.items)
    @rule(theirs=THEIRS, third=RARELY)
    def claims(self, theirs: bool, third: bool) -> None:
        name, item, who = self.last(theirs)
        who = "cat" if third else who
        said = self.calls.claim(name, who, self.now)
        free = item.may_claim(who, self.now)
        assert (said == Claimed(CALLER)) == free, said
        if free:
            item.holder, item.since, item.passed = who, self.now, None

    @precondition(lambda self: self.items)
    @rule(theirs=THEIRS)
    def passes_on(self, theirs: bool) -> None:
        """Whoever has it passes it on to a colleague, and has it no more."""
        name, item, who = self.last(theirs)
        to = {"ann": "ben", "ben": "ann", "cat": "ann"}[who]
        passed = self.store.written.passing.on(self.calls.queue, name, who, to, self.now)
        assert bool(passed) == item.is_with(who)
        if passed:
            item.holder, item.passed = "", (who, to, self.now)

    @precondition(lambda self: self.items)
    @rule(theirs=THEIRS, words=st.sampled_from(["shy", "landline", ""]))
    def notes(self, theirs: bool, words: str) -> None:
        """Whoever has it writes what they see fit; a flag's lead reads that beside the note as it was."""
        name, item, who = self.last(theirs)
        written = self.store.written.notes.write(self.calls.queue, name, who, words, "")
        assert written == item.is_with(who)
        if written:
            item.note = words
            if words and name in self.flags and not self.flags[name].passed:
                self.flags[name].later[who] = words

    @precondition(lambda self: self.items)
    @rule(theirs=THEIRS)
    def flags_it(self, theirs: bool) -> None:
        name, item, who = self.last(theirs)
        said = self.store.written.flags.set(self.calls.queue, name, who, "a child", self.now)
        if name in self.flags and not self.flags[name].passed:
            assert said == "already"
            return
        assert said == (("bare" if item.erased else "flagged") if item.was_with(who) else "not_yours")
        if said != "not_yours":
            self.flags[name] = Flagged(item.note, "" if item.erased else CALLER)

    @precondition(lambda self: self.flags)
    @rule()
    def the_lead_passes_it_on(self) -> None:
        name = next(reversed(self.flags))
        flag = self.flags[name]
        passed = self.store.written.flags.pass_on(self.calls.queue, name, "lea", "the police", self.now)
        assert passed == (not flag.passed)
        flag.passed = True
        if flag.forgotten:
            del self.flags[name]

    @precondition(lambda self: self.items)
    @rule(theirs=THEIRS)
    def gives_back(self, theirs: bool) -> None:
        name, item, who = self.last(theirs)
        kept = not item.holder and item.passed is not None and item.passed[1] == who
        given = item.waits and (item.holder == who or kept)
        assert (self.calls.queue.give_back(name, who) == "given_back") == given
        if given:
            item.holder, item.passed = "", None

    @precondition(lambda self: self.items)
    @rule(theirs=THEIRS, outcome=st.sampled_from(["done", "no_reply", "no_reply", "withdrawn"]))
    def closes(self, theirs: bool, outcome: str) -> None:
        name, item, who = self.last(theirs)
        again = self.now + BETWEEN, self.now + 2 * BETWEEN
        said = self.calls.close(name, outcome, who, self.now, again)  # type: ignore[arg-type]
        if not item.waits or item.holder != who:
            assert said == ("not_yours" if item.waits else "gone")
            return
        if outcome == "no_reply" and item.again and self.now < item.again:
            assert said == "early"
            item.holder = ""
        elif outcome == "no_reply" and not item.tries:
            assert said == "again"
            item.tries, item.again, item.holder = 1, again[0], ""
            item.noted = who, self.now, item.since
        else:
            assert said == outcome
            item.closed, item.noted = (who, self.now, outcome), None
            self.declines = self.declines or outcome == "withdrawn"

    @precondition(lambda self: self.items)
    @rule(theirs=THEIRS)
    def undoes(self, theirs: bool) -> None:
        """Whoever closed it may, for ten minutes by any clock, unless somebody ended it or asked again."""
        name, item, who = self.last(theirs)
        said = self.desk.undo.undo(self.calls.queue, name, who, self.now).said
        if item.erased:
            assert said in ("gone", "asked_again", "cancelled", "late")
            return
        if not item.closed:
            self.first_try_is_undone(item, who, said)
            return
        by, at, outcome = item.closed
        if abs(self.now - at) >= UNDO:
            assert said == "late"
        elif by != who:
            assert said == "not_yours"
        else:
            assert said == outcome, item
            item.closed = None
            self.declines = self.declines and outcome != "withdrawn"
            if item.asked_since:
                item.begin_tries()
            item.asked_since = False
            if abs(self.now - item.since) >= CLAIM:
                item.holder = ""

    def first_try_is_undone(self, item: Item, who: str, said: str) -> None:
        """Whoever said "no reply" may too, and has it again where nobody else has it or is to have it."""
        by, at, since = item.noted or ("", self.now, self.now)
        if not item.noted or abs(self.now - at) >= UNDO or by != who:
            late = abs(self.now - at) >= UNDO
            assert said == ("stands" if not item.noted else "late_try" if late else "not_yours")
            return
        assert said == "again"
        free = not item.holder and not item.is_kept_from(who, self.now)
        item.begin_tries()
        if free and abs(self.now - since) < CLAIM:
            item.holder, item.since, item.passed = who, since, None

    @precondition(lambda self: self.items)
    @rule(
        minutes=st.sampled_from([1, 9, 10, 11, -9, -30]),
        meanwhile=st.sampled_from(["nothing", "the caller asks", "is claimed", "passed on", "is closed"]),
        ben=st.booleans(),
    )
    def nobody_replies(self, minutes: int, meanwhile: str, ben: bool) -> None:
        """Whoever has it says "no reply", something happens, and they or a colleague undo that."""
        self.claims(True, False)
        name, item, who = self.last(True)
        self.closes(True, "no_reply")
        match meanwhile:
            case "the caller asks":
                self.asks(CALLER, "call")
            case "is claimed" | "passed on":
                self.claims(False, False)
                if meanwhile == "passed on":
                    self.passes_on(True)
            case "is closed":
                self.claims(True, False)
                self.closes(True, "done")
                self.undoes(True)
        self.the_clock_moves(minutes)
        if item.waits:
            who = who if not ben else "ben"
            said = self.desk.undo.undo(self.calls.queue, name, who, self.now).said
            self.first_try_is_undone(item, who, said)

    @precondition(lambda self: self.open())
    @rule()
    def undoes_what_was_asked_for_anew(self) -> None:
        """What was closed joins what another asked for since: nobody's asking is lost."""
        for name, item in tuple(self.items.items()):
            if item.closed and not item.erased and abs(self.now - item.closed[1]) < UNDO:
                (stands, into), (who, _, outcome) = self.open() or ("", item), item.closed
                undone = self.desk.undo.undo(self.calls.queue, name, who, self.now)
                assert (undone.said, undone.joined) == (outcome, stands)
                self.declines = self.declines and outcome != "withdrawn"
                if CALLER in item.askers - into.askers or item.asked_since:
                    into.begin_tries()
                into.askers |= item.askers
                into.note = into.note or item.note
                del self.items[name]

    @precondition(lambda self: self.items)
    @rule(by=PEOPLE, how=st.sampled_from(["text", "key", "forget"]))
    def takes_back(self, by: str, how: str) -> None:
        """The caller ends all of it; the carer what they asked, and all of it where nobody else did."""
        if by == CALLER:
            self.declines = how != "forget" and (self.declines or self.open() is not None)
        if how == "forget":
            self.calls.forget(by, self.now)
            self.store.written.flags.forget(self.store.people.key(by))
        elif how == "key" and by == CALLER:
            self.calls.withdraw_own(by, self.now)
        else:
            self.calls.withdraw(by, self.now)
        for item in self.items.values():
            waits = item.waits
            item.askers.discard(by)
            if by == CALLER or not item.askers:
                item.end(withdrawn=waits or by == CALLER)
            if how == "forget" and by == CALLER:
                item.forgotten, item.note = True, ""
        if how == "forget" and by == CALLER:
            self.flags = {name: flag for name, flag in self.flags.items() if not flag.passed}
            for flag in self.flags.values():
                flag.forgotten = True

    @precondition(lambda self: self.items)
    @rule(
        outcome=st.sampled_from(["done", "no_reply", "withdrawn"]),
        meanwhile=st.sampled_from(["nothing", "asks", "takes back", "the worker looks", "another asks"]),
        by=PEOPLE,
        minutes=st.sampled_from([1, 9, 10, 11, -9, -10, -30]),
        held=st.sampled_from([0, 0, 115]),
        theirs=THEIRS,
    )
    def a_finger_slips(
        self, outcome: str, meanwhile: str, by: str, minutes: int, held: int, theirs: bool
    ) -> None:
        """Whoever has it closes it, something happens, and they or the other undo it minutes later."""
        if meanwhile == "another asks":
            self.asks(by, "call")
        self.claims(True, False)
        self.the_clock_moves(held)
        self.closes(True, outcome)
        self.the_clock_moves(minutes)
        match meanwhile:
            case "asks":
                self.asks(by, "text")
            case "takes back":
                self.takes_back(by, "text")
            case "the worker looks":
                self.the_worker_looks()
        self.undoes(theirs)

    @precondition(lambda self: self.items)
    @rule(how=st.sampled_from(["nothing", "text", "forget", "passed on"]), lead=st.booleans())
    def a_child_is_at_risk(self, how: str, lead: bool) -> None:
        """Whoever has it notes and flags it; then the caller ends it, or a colleague is to have it."""
        self.claims(True, False)
        self.notes(True, "shy")
        self.flags_it(True)
        if how == "passed on":
            self.passes_on(True)
        elif how != "nothing":
            self.takes_back(CALLER, how)
        if lead and self.flags:
            self.the_lead_passes_it_on()

    @rule(minutes=st.sampled_from([1, 5, 9, 10, 11, 119, 120, 200, -1, -9, -30, -130]))
    def the_clock_moves(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def the_worker_looks(self) -> None:
        """What is over by its clock is ended, also where a clock was set back."""
        ending(self.store).end_due(self.now)
        for item in self.items.values():
            if item.closed and not item.erased:
                left = item.closed[1] + UNDO - self.now
                if left <= timedelta() or left > 2 * UNDO:
                    item.end()

    @invariant()
    def nobody_sees_the_number_but_who_has_it(self) -> None:
        for name, item in self.items.items():
            for who in ("ann", "ben", "cat", "lea", ""):
                seen = number_for(self.calls, name, who, self.now)
                assert seen == (CALLER if item.held_by(who, self.now) else ""), (name, who, item)
                read = self.store.written.notes.read(self.calls.queue, name, who, self.now)
                assert read == item.readable(who, self.now), (name, who, item)

    @invariant()
    def it_is_kept_until_its_time_and_not_after(self) -> None:
        client: Any = self.store.link.client
        for name, item in self.items.items():
            row: dict[bytes, bytes] = client.hgetall(self.calls.queue.record(name))
            assert (b"sealed" in row) == (not item.erased), (name, item)
            assert (b"note" in row) == bool(item.note), (name, item)
            assert not item.forgotten or not row
            parts = {key for key in row if key.startswith(b"part:")}
            was = {key for key in row if key.startswith(b"was:")}
            assert len(parts) == (len(item.askers) if item.waits else 0), (parts, item)
            assert (b"noted_by" in row) == bool(item.noted), (name, item)
            assert len(was) == (len(item.askers) if item.closed and not item.erased else 0), (was, item)

    @invariant()
    def a_flag_is_kept_for_its_lead_whatever_ends_the_call_back_and_not_after(self) -> None:
        client: Any = self.store.link.client
        kept = self.store.written.flags
        for name in self.items:
            flag, held = self.flags.get(name), kept.open("callback", name)
            assert bool(client.exists(flag_of("callback", name))) == (flag is not None)
            waits = flag is not None and not flag.passed
            told = flag.told() if flag and waits else ("", "", {}, "")
            assert (held.number, held.note, held.later, held.why) == told, (name, flag)
            assert (client.ttl(flag_of("callback", name)) > 0) == bool(flag and flag.passed)
        assert kept.count() == sum(not flag.passed for flag in self.flags.values())

    @invariant()
    def what_is_known_is_what_would_be_read(self) -> None:
        read = sorted(read_briefs(self.calls.queue, self.now), key=AS_DUE)
        assert list(self.calls.known.read(self.now)) == read

    @invariant()
    def what_waits_is_listed_and_found_by_its_number(self) -> None:
        waits = [name for name, item in self.items.items() if item.waits]
        assert [row.id for row in self.calls.waiting(self.now)] == waits
        found = self.calls.open_of(CALLER)
        assert ([found.id] if found else []) == waits
        sealed = {name for name, item in self.items.items() if item.closed and not item.erased}
        assert set(self.calls.queue.ending_ids()) == sealed
        for row in self.calls.waiting(self.now):
            item = self.items[row.id]
            assert (row.tries, row.own, row.others) == (
                item.tries,
                CALLER in item.askers,
                CARER in item.askers,
            )


@pytest.fixture
def kept_apart(embedded: Embedded) -> Iterator[Store]:
    """A store that is emptied at the beginning of each order, and at the end."""
    with opened(embedded.url, HASH_KEY) as store:
        yield store
        store.link.client.flushdb()


def test_no_order_of_acts_loses_shows_or_keeps_a_number(kept_apart: Store) -> None:
    AtTheDesk.store = kept_apart
    try_any_order(AtTheDesk, examples=150, steps=20)
