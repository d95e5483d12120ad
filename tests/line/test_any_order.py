"""Several people text and call, and staff work, in any order: nobody changes what is another's (R49).

Hypothesis draws the order. What each person was promised is noted beside the line, by the rule alone; after
each act the store has to hold just that. To see what another version lacks, run it there with `MISSES` naming
the checks that are known to fail (`MISSES=day,due`): the next one is found.
"""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from app import create_app
from menus.due import due_days
from menus.loading.pack import load
from menus.model import Pack
from settings import Settings
from store.desk.desk import DeskStore, desk_store
from store.promises.rings import rings
from store.server.embedded import Embedded
from tests.any_order import try_any_order
from tests.caller import Caller
from tests.conftest import HASH_KEY, LONDON, Clock, opened
from tests.packs.broken import copy
from tests.people.desk import Person, new_name
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process

EVENING = datetime(2026, 5, 19, 20, 5, tzinfo=LONDON)
PEOPLE = {letter: f"+44740010200{n}" for n, letter in enumerate("abcd")}
WITHHELD, INVALID = "anonymous", "+440000000000"
A_DAY, SHARE, AHEAD = 4, 1, 3
VARIES = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|May|Jun)\w*|\d")
DUE = re.compile(r"by 8pm on \w+ (\d+) (May|Jun)|by 8 in the evening on \w+ the (\d+)\w\w of (May|June)")
MONTHS = {"May": 5, "Jun": 6, "June": 6}
MISSES = frozenset(os.environ.get("MISSES", "").split(","))
ANYBODY, ACTORS = st.sampled_from("abcd"), st.sampled_from("abc")


def is_promise(words: str) -> bool:
    """Whether words of a call or a text promise a call-back."""
    return "aved" in words or "We will ring that number" in words


@dataclass
class World:
    """The line in this process, with its store, its clock, its pack and one member of staff."""

    app: Flask
    kept: DeskStore
    clock: Clock
    pack: Pack
    ann: Person

    def empty(self) -> None:
        """Forget everything but the accounts."""
        client: Any = self.kept.line.link.client
        names = [name for name in client.keys("*") if b":staff" not in name]
        if names:
            client.delete(*names)


@pytest.fixture(scope="module")
def world(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings, embedded: Embedded
) -> Iterator[World]:
    """A line of its own, with few call-backs a day."""
    pack = copy(tmp_path_factory.mktemp("pack"))
    pack.swap("hours.toml", "callbacks_a_day = 40", f"callbacks_a_day = {A_DAY}")
    clock = Clock(EVENING)
    with opened(embedded.url, HASH_KEY) as store:
        store.link.client.flushdb()
        app = create_app(replace(settings, pack=Path(pack.folder)), store=store, now=clock)
        kept = desk_store(store)
        ann = Person(app, new_name(kept)).sign_in().open("/desk/account")
        ann.send("/desk/account/phone", phone="07400 100 888")
        yield World(app, kept, clock, load(pack.folder), ann)
        store.link.client.flushdb()


class AnyOrder(RuleBasedStateMachine):
    """The acts of people and staff, and what each was promised."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.world.empty()
        self.world.clock.now = EVENING
        self.wire, self.store = Wire(in_process(self.world.app)), self.world.kept.line
        # whom to ring -> who asked -> the day, and whether it counts as another's
        self.parts: dict[str, dict[str, date]] = defaultdict(dict)
        # who asked -> whom to ring -> the day of what was closed before it; it counts on for who asked
        self.ended: dict[str, dict[str, date]] = defaultdict(dict)
        self.rung: Counter[tuple[date, str]] = Counter()  # places that stay taken
        # who wants no call-back that others ask for; a day on which callers without a number share a place
        self.declined: dict[str, date | None] = {}
        self.asked_since: set[str] = set()  # of these, for whom somebody asked since
        self.texts: Counter[tuple[str, bool]] = Counter()
        self.spent: Counter[str] = Counter()
        self.out: set[str] = set()
        self.rings: list[tuple[str, str]] = []
        self.alike: dict[str, str] = {}
        self.calls = 0

    def hold(self, name: str, holds: bool, *told: object) -> None:
        """Hold a check by its name, which MISSES may leave out."""
        assert holds or name in MISSES, (name, *told)

    def like(self, name: str, words: str) -> None:
        """Hold that what is said of another's number is the same each time."""
        bare = " ".join(VARIES.sub("", words).split())
        self.hold(name, self.alike.setdefault(name, bare) == bare, words)

    def later(self) -> None:
        self.world.clock.now += timedelta(minutes=3)

    def texter(self, who: str) -> Texter:
        return Texter(self.wire, PEOPLE[who])

    def caller(self, who: str) -> Caller:
        return Caller(self.wire, PEOPLE.get(who, who)).call()

    def open_to_others(self, who: str) -> int:
        is_open = sum(who in parts for whom, parts in self.parts.items() if whom != who)
        return is_open + len(self.ended[who])

    def bound(self, who: str) -> int:
        """How many others a person may ask for; whoever shows no number is another one with each call."""
        return 2 if who in PEOPLE else 1

    def pool(self, who: str, whom: str) -> str:
        return "own" if who == whom else "others" if who in PEOPLE else "withheld"

    def places(self, whom: str) -> list[tuple[date, str]]:
        """The places that the call-back to one number takes: callers without a number share one."""
        parts = self.parts[whom]
        withheld = [day for who, day in parts.items() if who not in PEOPLE]
        others = [(day, self.pool(who, whom)) for who, day in parts.items() if who in PEOPLE]
        return [*others, *((day, "withheld") for day in sorted(withheld)[:1])]

    def first_day(self, pool: str) -> date | None:
        """The first day with room, by the rule: others have the next three days."""
        taken = self.rung + Counter(place for whom in self.parts for place in self.places(whom))
        taken += Counter(
            (day, "others") for who, days in self.ended.items() for day in days.values() if who in PEOPLE
        )
        days = due_days(self.world.pack.hours, self.world.clock.now)
        for end in days if pool == "own" else days[:AHEAD]:
            day = end.date()
            whole = sum(count for (at, _), count in taken.items() if at == day)
            if whole < A_DAY and (pool == "own" or taken[day, pool] < SHARE):
                return day
        return None

    def close(self, whom: str, by_staff: str = "") -> None:
        """What was asked for a person is closed; for others who asked it counts until its day is over.

        The person themselves, or who told staff that they want none, is not rung as others ask.
        """
        if self.parts[whom] and by_staff != "done":
            withheld = [place for place in self.places(whom) if place[1] == "withheld" and not by_staff]
            self.rung.update(withheld)
            self.declined[whom] = withheld[0][0] if withheld else None
        self.asked_since.discard(whom)
        for who, day in self.parts[whom].items():
            if who != whom:
                self.ended[who][whom] = day
        self.parts[whom].clear()

    def promised(self, who: str, whom: str, name: str, words: str) -> None:
        """Note what a person was promised for a number, and hold the words to it."""
        another, mine = who != whom, self.parts[whom].get(who) or self.ended[who].get(whom)
        if another and mine is None and self.open_to_others(who) >= self.bound(who):
            self.hold("bound of call-backs", not is_promise(words), who, whom, words)
            if not is_promise(words):
                return
        day = mine or self.first_day(self.pool(who, whom))
        if day is None:
            self.hold("full", not is_promise(words) and another, who, whom, words)
            return
        self.note_promise(who, whom, day)
        if another:
            self.like(f"{name} in {self.pool(who, whom)}", words)
        self.hold("promise", is_promise(words) or bool(mine), words)
        found = DUE.search(words)
        if found:
            said = date(2026, MONTHS[found[2] or found[4]], int(found[1] or found[3]))
            self.hold("day", said == day, who, whom, words, day)

    def note_promise(self, who: str, whom: str, day: date) -> None:
        """Note it as what is to be rung; or as ended at once, of who wants none that others ask for."""
        if who == whom:
            self.declined.pop(whom, None)
            self.asked_since.discard(whom)
        if whom not in self.declined or self.parts[whom]:
            self.parts[whom][who] = day
            self.ended[who].pop(whom, None)
            return
        self.ended[who][whom] = day
        self.asked_since.add(whom)
        shared = self.declined[whom]
        if who not in PEOPLE and (shared is None or shared > day):
            self.rung[day, "withheld"] += 1
            self.declined[whom] = day

    @rule(who=ACTORS, whom=ANYBODY, held=ANYBODY)
    def asks_by_text(self, who: str, whom: str, held: str) -> None:
        """Ask to be rung, or have another rung; `held` is another number, typed and put right."""
        self.later()
        texter = self.texter(who)
        if whom not in (held, who):
            said = texter.text(f"CALLME {PEOPLE[held]}", "2", PEOPLE[whom])
        else:
            said = texter.text(*(("CALLME",) if who == whom else (f"CALLME {PEOPLE[whom]}",)))
        if self.is_told_enough(who, whom, said):
            return
        if "best time" in texter.text("1"):  # else it was one text too many for now (R32)
            self.promised(who, whom, "words of a text", texter.text("4"))

    def is_told_enough(self, who: str, whom: str, words: str) -> bool:
        """Whether it was said, before a number was promised, that no further one can be rung; if it is so."""
        told = who != whom and ("other numbers already" in words or "as many as we can take" in words)
        if told:
            self.hold("bound of call-backs", self.open_to_others(who) >= self.bound(who), who, whom, words)
        return told

    @rule(who=ACTORS, whom=ANYBODY)
    def types_a_number_alone(self, who: str, whom: str) -> None:
        """Type another's number, and go no further."""
        self.later()
        self.texter(who).text("CALLME", "2", PEOPLE[whom])

    @rule(who=ACTORS | st.just(WITHHELD), whom=st.lists(ANYBODY, min_size=1, max_size=3, unique=True))
    def asks_in_a_call(self, who: str, whom: list[str]) -> None:
        """Ask in one call for up to three numbers."""
        self.later()
        caller, self.calls = self.caller(who), self.calls + 1
        name = who if who in PEOPLE else f"call {self.calls}"
        for one in whom:
            caller.press_unheard("0", "0")
            if who == one:
                caller.press("1")
            else:
                if who in PEOPLE:
                    caller.press("2")
                if self.is_told_enough(name, one, caller.heard):
                    continue
                caller.key_number("0" + PEOPLE[one][3:]).press("1")
            self.promised(name, one, "words of a call", caller.press("4").heard)

    @initialize(who=ACTORS, whom=st.lists(ANYBODY, max_size=3, unique=True))
    def begins_with_a_carer(self, who: str, whom: list[str]) -> None:
        """Somebody has asked for a few at the start, since chance alone seldom brings that about."""
        self.asks_in_a_call(who, whom)

    @rule(whom=ANYBODY, calls=st.integers(2, 4))
    def asks_for_one_number_in_call_after_call(self, whom: str, calls: int) -> None:
        """A caller without a number asks for the same one in each call, as often as they like."""
        for _ in range(calls):
            self.asks_in_a_call(WITHHELD, [whom])

    @rule(who=ACTORS)
    def takes_back_and_asks_again_in_one_call(self, who: str) -> None:
        """Ask in a call, text NOCALL, and hear the promise again in the same call."""
        self.later()
        caller = self.caller(who).press("0", "0", "1", "4")
        self.promised(who, who, "", caller.heard)
        self.takes_back(who)
        self.promised(who, who, "", caller.press("9").heard)

    @rule(who=ANYBODY)
    def takes_back(self, who: str) -> None:
        """Text NOCALL."""
        self.later()
        asked = bool(self.parts[who]) or self.open_to_others(who) > 0 or who in self.asked_since
        words = self.texter(who).text("NOCALL")
        self.close(who)
        self.ended[who].clear()
        for parts in self.parts.values():
            parts.pop(who, None)
        if who not in self.out and "we pause" not in words:
            self.hold("taken back", ("cancelled" in words) == asked, who, words)

    @precondition(lambda self: any(self.ended.values()) and not any(self.parts.values()))
    @rule()
    def a_day_passes(self) -> None:
        """What was ended counts no more, once its day is over."""
        self.world.clock.now += timedelta(days=1)
        today = self.world.clock.now.astimezone(LONDON).date()
        for days in self.ended.values():
            for whom in [whom for whom, day in days.items() if day <= today]:
                del days[whom]

    def asked_for(self, who: str) -> set[str]:
        """Those for whom somebody asked and did not take it back, though others may have ended it."""
        return {
            whom for whom in PEOPLE if whom != who and (who in self.parts[whom] or whom in self.ended[who])
        }

    def somebody(self, data: st.DataObject) -> str:
        """Somebody; the more they have asked for, the likelier."""
        tickets = [who for who in "abc" for _ in range(1 + 8 * len(self.asked_for(who)) ** 2)]
        return data.draw(st.sampled_from(tickets))

    @rule(data=st.data())
    def takes_back_in_a_call(self, data: st.DataObject) -> None:
        """Hear whether a call-back waits for one's own number, and take that one back alone."""
        self.later()
        who = self.somebody(data)
        caller, waits = self.caller(who).press("0", "0", "3"), bool(self.parts[who])
        self.hold("heard of", ("No call back is waiting" not in caller.heard) == waits, who)
        if waits:
            caller.press("1", "2")
        self.hold("taken back", ("is cancelled" in caller.heard) == waits, who)
        self.close(who)

    def left(self, who: str, whom: str) -> bool:
        """Note that a person took back what they asked for another; gives whether there was anything."""
        mine = self.parts[whom].pop(who, None), self.ended[who].pop(whom, None)
        return any(mine)

    @rule(who=ACTORS, whom=ANYBODY)
    def takes_back_one_by_its_number(self, who: str, whom: str) -> None:
        """Text NOCALL and a number: that one alone ends, as far as it is theirs."""
        self.later()
        words = self.texter(who).text(f"NOCALL {PEOPLE[whom]}")
        mine = bool(self.parts[whom]) or whom in self.asked_since
        asked = mine if who == whom else self.left(who, whom)
        if who == whom:
            self.close(whom)
        if who not in self.out and words and "we pause" not in words:
            said = "cancelled" in words and "nothing is cancelled" not in words
            self.hold("taken back", said == asked, who, whom, words)

    @rule(data=st.data(), further=st.integers(0, 2))
    def takes_back_one_for_another_in_a_call(self, data: st.DataObject, further: int) -> None:
        """Hear by their ends of those asked for others, go on to a further one, and take back that alone."""
        self.later()
        who = self.somebody(data)
        asked = self.asked_for(who)
        caller = self.caller(who).press("0", "0", "3")
        self.hold("heard of", ("2" in caller.offered) == bool(asked), who, asked, caller.heard)
        if "2" not in caller.offered:
            return
        caller.press("2")
        for _ in range(further):
            caller.press(*(("2",) if len(asked) > 1 else ()))
        (whom,) = [
            one for one in PEOPLE if f"ends {' '.join(PEOPLE[one][-3:]).replace('0', 'zero')}" in caller.heard
        ]
        self.hold("heard of", whom in asked, who, whom)
        self.hold("taken back", "is cancelled" in caller.press("1", "2").heard, who, whom, caller.heard)
        self.left(who, whom)

    @rule(stops=st.booleans())
    def somebody_stops_our_texts(self, stops: bool) -> None:
        """D, who asks for nothing, opts out of texts or in again."""
        self.later()
        self.texter("d").text("STOP" if stops else "START")
        self.out = {"d"} if stops else set()

    @rule(who=ACTORS | st.just(WITHHELD), whom=st.lists(ANYBODY, min_size=1, max_size=4))
    def has_texts_sent(self, who: str, whom: list[str]) -> None:
        """Have topics texted, each to somebody, in one call."""
        self.later()
        caller, self.calls = self.caller(who), self.calls + 1
        name = who if who in PEOPLE else f"call {self.calls}"
        for n, one in enumerate(whom, 1):
            if n > 1:
                caller.press_unheard("*", "*")
            caller.press("3", str(n)).press_unheard("5")
            if who != one:
                if who in PEOPLE:
                    caller.press("2")
                caller.key_number("0" + PEOPLE[one][3:])
            self.text_promised(name, one, caller.press("1").heard)

    def text_promised(self, who: str, whom: str, words: str) -> None:
        another, goes = who != whom, "on its way" in words or "text will come" in words
        bound = 3 if who in PEOPLE else 1
        if another and self.spent[who] >= bound:
            self.hold("bound of texts", not goes, who, whom, words)
            if goes:
                self.texts[whom, True] += 1
            return
        free = self.texts[whom, another] < 3 and whom not in self.out
        if another:
            self.spent[who] += 1
            self.like("words of a text to another", words.partition("come.")[0].partition("way.")[0])
        else:
            self.hold("own texts", goes == free, whom, words)
        self.texts[whom, another] += free

    @rule(key=st.sampled_from("15"))
    def hears_of_support(self, key: str) -> None:
        """The topic that asks for support goes to nobody who did not call (R33)."""
        self.later()
        caller = self.caller("a").press("4", "4").press_unheard("5")
        self.hold("support", "2" not in caller.offered, caller.heard)
        if key == "5":
            landline = self.caller("+442079460123").press("4", "4").press_unheard("5")
            self.hold("support", landline.gather["finishOnKey"] != "#", landline.heard)

    @rule()
    def calls_from_no_number(self) -> None:
        """Nobody is rung on digits that are no number, though a call shows them."""
        caller = self.caller(INVALID).press("0", "0")
        self.hold("own number", caller.gather["finishOnKey"] == "#", caller.heard)

    @rule(whom=ANYBODY)
    def sends_a_calls_token_elsewhere(self, whom: str) -> None:
        """What a call carries sealed rings nobody."""
        caller = self.caller(WITHHELD).press_unheard("0", "0").key_number("0" + PEOPLE[whom][3:])
        found = re.search(r"held=([\w=%-]+)", caller.gather["action"])
        assert found
        answer = self.wire.post(f"/voice/ringing/{found[1]}", {"CallSid": "CA1", "Digits": "1"})
        self.hold("purpose of a token", b"<Dial" not in answer.body, answer)

    def waiting(self) -> list[tuple[str, str]]:
        """The ids of the open call-backs, and of whom they are."""
        found = ((self.store.callbacks.open_of(number), whom) for whom, number in PEOPLE.items())
        return [(one.id, whom) for one, whom in found if one]

    def at_the_desk(self) -> Person:
        """The member of staff, signed in anew where the desk was left alone too long."""
        ann = self.world.ann.open("/desk/callbacks")
        return ann.sign_in() if "sign-in" in ann.path else ann

    @precondition(lambda self: any(self.parts.values()))
    @rule(data=st.data(), outcome=st.sampled_from(("done", "withdrawn")))
    def staff_close(self, data: st.DataObject, outcome: str) -> None:
        """Claim a call-back, and close it."""
        self.later()
        if not (rows := self.waiting()):
            return
        callback_id, whom = data.draw(st.sampled_from(rows))
        self.at_the_desk().send(f"/desk/callbacks/{callback_id}/claim")
        self.world.ann.send(f"/desk/callbacks/{callback_id}/close", outcome=outcome)
        if outcome == "done":
            self.rung.update((day, "own") for who, day in self.parts[whom].items() if who == whom)
        self.close(whom, outcome)

    @precondition(lambda self: any(self.parts.values()))
    @rule(data=st.data())
    def staff_ring(self, data: st.DataObject) -> None:
        """Claim a call-back, and have it rung; the phone of staff rings a while."""
        self.later()
        if not (rows := self.waiting()):
            return
        callback_id, whom = data.draw(st.sampled_from(rows))
        self.at_the_desk().send(f"/desk/callbacks/{callback_id}/claim")
        self.world.ann.send(f"/desk/callbacks/{callback_id}/ring")
        jobs = [job for job in self.store.jobs.take(self.world.clock(), 100) if job.kind == "ring"]
        kept = rings(self.store.link, self.store.seals)
        self.rings += [(kept.of(job).url.partition("line.example")[2], whom) for job in jobs]

    @precondition(lambda self: self.rings)
    @rule(meanwhile=st.booleans())
    def staff_press_1(self, meanwhile: bool) -> None:
        """Whoever is dialled has a call-back open at that moment, though NOCALL may come `meanwhile`."""
        path, whom = self.rings.pop()
        if meanwhile:
            self.takes_back(whom)
        answer = self.wire.post(path, {"CallSid": "CA1", "Digits": "1"})
        dialled = f"<Number>{PEOPLE[whom]}</Number>".encode() in answer.body
        self.hold("pending ring", not dialled or bool(self.parts[whom]), whom, answer)

    @invariant()
    def what_was_promised_is_there_and_nothing_else(self) -> None:
        for whom, number in PEOPLE.items():
            found, parts = self.store.callbacks.open_of(number), self.parts[whom]
            self.hold("open", bool(found) == bool(parts), whom, found, parts)
            if found and parts:
                self.hold(
                    "due", found.due.astimezone(LONDON).date() == min(parts.values()), whom, found, parts
                )
            sent = len(self.store.jobs.of(self.store.people.key(number)))
            self.hold("texts", sent == self.texts[whom, True] + self.texts[whom, False], whom, sent)


def test_nobody_acts_on_another_in_any_order(world: World) -> None:
    AnyOrder.world = world
    try_any_order(AnyOrder, examples=30, steps=14)
