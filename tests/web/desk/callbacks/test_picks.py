"""Lists of what waits: their order, what they are narrowed to, their count, the next one, and the table."""

import csv
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from menus.due import TIMES
from store.desk.desk import DeskStore
from store.desk.leads import name_lead
from store.moments import seconds
from store.promises.lists.briefs import Brief, read_briefs
from store.promises.promise import Kept
from store.promises.standing import Best, Claimed
from tests.conftest import OPEN, Clock, new_number
from tests.people.desk import Person
from web.desk.callbacks.picks import Picks, in_order, part_of_day
from web.figures.spreadsheet import as_csv

LONDON = ZoneInfo("Europe/London")
HOUR = timedelta(hours=1)
ORDER = re.compile(r"/desk/callbacks/([0-9a-f]{16})(?:/claim)?[?\"]")


def brief(
    name: str,
    due: datetime = OPEN + HOUR,
    holder: str = "",
    best: Best = "any",
    again: int = 0,
    asked: datetime = OPEN,
) -> Brief:
    state = "claimed" if holder else "open"
    return Brief(name, seconds(due), state, holder, seconds(asked), best, again=again)


@pytest.fixture
def ask(kept: DeskStore) -> Callable[..., str]:
    """Has a call-back kept, due so many hours from now; gives its id."""

    def asked(hours: int = 24, best: Best = "any", number: str = "", *, relay: bool = False) -> str:
        due, whom = OPEN + hours * HOUR, number or new_number()
        promise = kept.line.callbacks.keep(
            f"CA{whom}", whom, best, "call", [due], 1000, OPEN - 2 * HOUR, relay=relay
        )
        assert isinstance(promise, Kept)
        return promise.id

    return asked


@pytest.fixture(autouse=True)
def empty(kept: DeskStore) -> None:
    """Nothing waits: scenes share the store."""
    queue = kept.line.callbacks.queue
    for one in queue.ids():
        queue.close(one, "withdrawn", "", OPEN)


def test_what_is_flagged_stands_above_its_like_and_for_a_lead_on_top() -> None:
    late, far = brief("late", OPEN - HOUR), replace(brief("far", OPEN + 9 * HOUR), flagged=True)
    rows = [
        brief("mine", holder="ann"),
        late,
        brief("near"),
        far,
        replace(brief("bea", holder="bea"), flagged=True),
    ]
    order = [[one.id for one in in_order(rows, "ann", OPEN, LONDON, lead=lead)] for lead in (False, True)]
    assert order == [["mine", "late", "far", "near", "bea"], ["far", "mine", "late", "near", "bea"]]


def test_a_flagged_call_back_that_is_given_back_is_the_leads_next(
    person: Callable[..., Person], ask: Callable[..., str], kept: DeskStore
) -> None:
    first, last = ask(-3), ask(40)
    ann, lea = person(), person()
    name_lead(kept.staff, lea.name, True)
    ann.open(f"/desk/callbacks/{last}").send(f"/desk/callbacks/{last}/claim")
    ann.send(f"/desk/callbacks/{last}/flag", why="not safe")
    ann.send(f"/desk/callbacks/{last}/give-back")
    assert listed(lea) == [last, first] and listed(ann) == [first, last]


def listed(person: Person, path: str = "/desk/callbacks") -> list[str]:
    return list(dict.fromkeys(ORDER.findall(person.open(path).page)))


def test_the_order_is_mine_late_fit_now_the_rest_second_tries_and_others() -> None:
    part = part_of_day(OPEN, LONDON)
    other: Best = "evening" if part == "morning" else "morning"
    late = brief("late", OPEN - HOUR)
    rows = [
        brief("others", OPEN - 2 * HOUR, "bea"),
        brief("again", OPEN - HOUR, again=seconds(OPEN + HOUR)),
        brief("later", OPEN + 2 * HOUR, best=other),
        brief("sooner", best=other),
        brief("now", OPEN + 3 * HOUR, best=part),  # type: ignore[arg-type]
        late,
        brief("mine", OPEN + 9 * HOUR, "ann"),
    ]
    order = [one.id for one in in_order(rows, "ann", OPEN, LONDON)]
    assert order == ["mine", "late", "now", "sooner", "later", "again", "others"]


def test_any_time_on_monday_stands_below_what_is_due_tomorrow() -> None:
    day = timedelta(days=1)
    rows = [
        brief("any on Monday", OPEN + 3 * day),
        brief("morning, tomorrow", OPEN + day, best="morning"),
        brief("evening, tomorrow", OPEN + day + HOUR, best="evening"),
        brief("evening, today", OPEN + HOUR, best="evening"),
        brief("any, today", OPEN + 2 * HOUR),
        replace(brief("flagged", OPEN + 9 * day), flagged=True),
    ]
    order = ["flagged", "any, today", "evening, today", "morning, tomorrow", "evening, tomorrow"]
    morning = OPEN.replace(hour=9)
    assert [one.id for one in in_order(rows, "ann", morning, LONDON)] == [*order, "any on Monday"]


def plainly(rows: list[Brief], who: str, now: datetime, lead: bool) -> list[Brief]:
    """The order by its words alone: one comparison for each."""
    at, part = seconds(now), part_of_day(now, LONDON)

    def place(one: Brief) -> tuple[object, ...]:
        mine, top = one.holder == who, lead and one.flagged and not one.holder
        late, again = bool(one.best) and one.due < at, one.again > at
        kind = -1 if top else 0 if mine else 4 if one.holder else 3 if again else 1 if late else 2
        day = datetime.fromtimestamp(one.due, LONDON).date().toordinal() if kind == 2 else 0
        return (
            kind,
            not one.flagged,
            day,
            kind == 2 and one.best not in (part, "any"),
            one.due,
            one.asked,
            one.id,
        )

    return sorted(rows, key=place)


@pytest.mark.parametrize("seed", range(20))
def test_the_order_is_that_of_its_words_whatever_waits(seed: int) -> None:
    chance = random.Random(seed)
    bests: list[Any] = ["", "any", *TIMES]
    rows = [
        replace(
            brief(f"{n}", OPEN + chance.randint(-30, 90) * HOUR, chance.choice(["", "", "", "ann", "bea"])),
            best=chance.choice(bests),
            asked=seconds(OPEN) - chance.randint(0, 3),
            again=seconds(OPEN + chance.randint(-3, 3) * HOUR) * (chance.random() < 0.2),
            flagged=chance.random() < 0.1,
        )
        for n in range(100)
    ]
    for lead in (False, True):
        assert in_order(rows, "ann", OPEN, LONDON, lead=lead) == plainly(rows, "ann", OPEN, lead)


def test_any_time_is_a_best_time_now() -> None:
    rows = [brief("evening", best="evening"), brief("any", OPEN + 2 * HOUR)]
    assert [one.id for one in in_order(rows, "ann", OPEN.replace(hour=9), LONDON)] == ["any", "evening"]


def test_of_those_due_together_the_first_to_ask_comes_first() -> None:
    rows = [brief("a", asked=OPEN), brief("z", asked=OPEN - HOUR), brief("m", asked=OPEN - 2 * HOUR)]
    assert [one.id for one in in_order(rows, "ann", OPEN, LONDON)] == ["m", "z", "a"]


@pytest.mark.parametrize(
    ("hour", "part"), [(0, "morning"), (11, "morning"), (12, "afternoon"), (17, "evening")]
)
def test_the_part_of_the_day_is_that_of_the_helplines_clock(hour: int, part: str) -> None:
    assert part_of_day(OPEN.replace(hour=hour, tzinfo=LONDON), LONDON) == part


def test_a_list_is_narrowed_by_each_field() -> None:
    mine, late = brief("mine", holder="ann"), brief("late", OPEN - HOUR, best="evening")
    fits = {
        Picks(state="mine"): ["mine"],
        Picks(state="free"): ["late"],
        Picks(state="theirs"): [],
        Picks(state="late"): ["late"],
        Picks(best="evening"): ["late"],
        Picks(best="relay"): [],
        Picks(about="steroids"): [],
        Picks(flag="1"): [],
        Picks(): ["mine", "late"],
    }
    for picks, found in fits.items():
        assert [one.id for one in (mine, late) if picks.fit(one, "ann", OPEN)] == found, picks


def test_the_page_shows_that_order_and_says_the_true_count(
    person: Callable[..., Person], ask: Callable[..., str], kept: DeskStore
) -> None:
    ann = person()
    rest, late, mine = ask(30), ask(-1), ask(48)
    assert isinstance(kept.line.callbacks.claim(mine, ann.name, OPEN), Claimed)
    assert listed(ann) == [mine, late, rest]
    assert "<title>(3) Call-backs" in ann.page and "3 call-backs waiting." in ann.words
    assert listed(ann, "/desk/callbacks?state=late") == [late]
    assert "<title>(1) Call-backs" in ann.page and "1 call-back waiting, of 3." in ann.words
    assert listed(ann, "/desk/callbacks?state=theirs") == []
    assert "None of these." in ann.words


def test_one_is_found_by_its_last_three_digits_also_one_of_the_version_before(
    person: Callable[..., Person], ask: Callable[..., str], kept: DeskStore
) -> None:
    ann = person()
    new, old = ask(number="+447400100701"), ask(number="+447400100702")
    kept.line.link.ask(lambda store: store.hdel(kept.line.callbacks.queue.record(old), "tail"))
    assert listed(ann, "/desk/callbacks?ends=701") == [new]
    assert listed(ann, "/desk/callbacks?ends=70%202") == [old]
    for typed in ("07400%20100%20702", "2702", "abc"):
        assert listed(ann, f"/desk/callbacks?ends={typed}") == []
        assert "0 call-backs waiting, of 2" in ann.words and "last three digits alone" in ann.words
    ann.send("/desk/callbacks/next?ends=07400100702")
    row = kept.line.callbacks.one(old, OPEN)
    assert "last three digits alone" in ann.words and row and row.state == "open"
    assert listed(ann, "/desk/callbacks?ends=999") == []
    kept.line.callbacks.claim(new, ann.name, OPEN)
    kept.line.callbacks.close(new, "done", ann.name, OPEN)
    kept.line.callbacks.withdraw("+447400100701", OPEN)
    assert "tail" not in kept.line.callbacks.queue.records([new])[new]


def test_the_filters_stay_over_claiming_closing_and_the_next_one_in_three_presses(
    person: Callable[..., Person], ask: Callable[..., str]
) -> None:
    ann = person()
    first, second, _ = ask(5, "evening"), ask(6, "evening"), ask(4, "morning")
    ann.open("/desk/callbacks?best=evening")
    ann.send(f"/desk/callbacks/{first}/claim?best=evening")  # 1
    assert (
        ann.path == f"/desk/callbacks/{first}" and f"/desk/callbacks/{first}/close?best=evening" in ann.page
    )
    ann.send(f"/desk/callbacks/{first}/close?best=evening", outcome="done")  # 2
    assert "(1) Call-backs" in ann.page and "Next one" in ann.words
    action = re.search(r'action="(/desk/callbacks/next[^"]*)"', ann.page)
    assert action and "best=evening" in action[1]
    ann.send(action[1].replace("&amp;", "&"))  # 3
    assert ann.path == f"/desk/callbacks/{second}" and 'id="number"' in ann.page
    ann.send(f"/desk/callbacks/{second}/close?best=evening", outcome="done")
    ann.send("/desk/callbacks/next?best=evening")
    assert ann.path == "/desk/callbacks" and "There is no next one" in ann.words


def test_the_one_just_left_is_not_the_next(person: Callable[..., Person], ask: Callable[..., str]) -> None:
    ann = person()
    first, second = ask(5), ask(6)
    ann.open("/desk/callbacks")
    ann.send(f"/desk/callbacks/next?after={first}")
    assert ann.path == f"/desk/callbacks/{second}"


def test_the_next_one_is_nobody_elses(
    person: Callable[..., Person], ask: Callable[..., str], kept: DeskStore
) -> None:
    ann = person()
    taken, free = ask(5), ask(6)
    kept.line.callbacks.claim(taken, "bea", OPEN)
    ann.open("/desk/callbacks").send("/desk/callbacks/next")
    assert ann.path == f"/desk/callbacks/{free}"


def test_what_is_new_beyond_the_page_is_said(person: Callable[..., Person], ask: Callable[..., str]) -> None:
    ann = person()
    for _ in range(26):
        ask(3)
    then = str(seconds(OPEN - 3 * HOUR))
    assert "1 new below" in ann.open("/desk/callbacks", headers={"X-Desk-Update": then}).words
    assert "25 new above" in ann.open("/desk/callbacks?page=2", headers={"X-Desk-Update": then}).words
    assert "new below" not in ann.open("/desk/callbacks").words
    assert (
        "new" not in ann.open("/desk/callbacks", headers={"X-Desk-Update": "soon"}).words.split("waiting.")[0]
    )


def test_by_relay_uk_is_said_and_the_number_written_with_its_prefix(
    person: Callable[..., Person], ask: Callable[..., str], kept: DeskStore
) -> None:
    ann = person()
    relay = ask(number="+447400100703", relay=True)
    assert "any time, by Relay UK" in ann.open("/desk/callbacks").words
    assert listed(ann, "/desk/callbacks?best=relay") == [relay]
    ann.send(f"/desk/callbacks/{relay}/claim")
    assert 'href="tel:1800207400100703"' in ann.page and "18002 07400 100 703" in ann.words
    assert "/ring" not in ann.page and "from your own phone, with 18002 before the number" in ann.words
    ann.send(f"/desk/callbacks/{relay}/ring")
    assert "cannot ring by Relay UK" in ann.words and kept.rings.came(relay) is None


def test_the_table_has_no_number_and_no_formula(
    person: Callable[..., Person], ask: Callable[..., str], kept: DeskStore
) -> None:
    ann = person()
    done = ask(5, number="+447400100704")
    ask(6, "evening", relay=True)
    kept.line.callbacks.claim(done, ann.name, OPEN)
    kept.line.callbacks.close(done, "done", ann.name, OPEN)
    page = ann.open("/desk/callbacks.csv").page
    rows = [row for row in csv.DictReader(StringIO(page)) if row["asked"].startswith(f"{OPEN:%Y-%m-%d}")]
    assert {row["outcome"] for row in rows} >= {"waiting", "reached"}
    assert [row["by Relay UK"] for row in rows if row["outcome"] == "waiting"] == ["yes"]
    assert "704" not in page and done not in page
    assert as_csv(("a",), [[value] for value in ("=1", "+1", "-1", "@a", "\t=1", "reached")]).split() == [
        *("a", "'=1", "'+1", "'-1", "'@a", "'", "=1", "reached")
    ]


def test_a_brief_reads_what_notes_and_tries_leave_on_a_record(
    ask: Callable[..., str], kept: DeskStore
) -> None:
    queue, passed = kept.line.callbacks.queue, ask(5)
    beside = {"about": "steroids", "flagged": "1", "passed_to": "bea", "passed_at": str(seconds(OPEN))}
    beside |= {"passed_until": str(seconds(OPEN + HOUR)), "again": str(seconds(OPEN + HOUR))}
    kept.line.link.ask(lambda store: store.hset(queue.record(passed), mapping=beside))
    (one,) = read_briefs(queue, OPEN)
    assert (one.holder, one.about, one.flagged, one.again) == ("bea", "steroids", True, seconds(OPEN + HOUR))
    (later,) = read_briefs(queue, OPEN + 2 * HOUR)
    assert later.holder == ""


def claimed_page(ann: Person, asked: str, query: str = "?best=evening&page=2") -> Person:
    """The page of a call-back that is claimed, opened from page 2 of a list that is narrowed."""
    return ann.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim{query}")


@pytest.mark.parametrize("action", ["note", "pass", "flag", "ring", "close", "give-back"])
def test_every_button_of_a_record_keeps_the_list_it_came_from(
    person: Callable[..., Person], ask: Callable[..., str], kept: DeskStore, clock: Clock, action: str
) -> None:
    person()
    kept.pulse.beat(clock())
    ann = person()
    ann.open("/desk/account").send("/desk/account/phone", phone="07400 100998")
    claimed_page(ann, asked := ask(5, "evening"))
    found = re.search(rf'action="(/desk/callbacks/{asked}/{action}[?][^"]*)"', ann.page)
    assert found, "no such button, or without its query"
    ann.send(found[1].replace("&amp;", "&"), note="words", why="afraid" * (action == "flag"), outcome="done")
    assert dict(ann.answer.request.args).items() >= {"best": "evening", "page": "2"}.items()  # type: ignore[union-attr]
    if action == "close":
        undo = re.search(r'action="([^"]*)"[^>]*>(?:<input[^>]*>)?<button[^>]*id="undo"', ann.page)
        assert undo and "best=evening" in undo[1]


def test_a_note_that_is_typed_is_saved_by_ringing_and_by_going_on_to_the_next(
    person: Callable[..., Person], ask: Callable[..., str], kept: DeskStore
) -> None:
    ann, (first, second) = person(), (ask(5), ask(6))
    queue, notes = kept.line.callbacks.queue, kept.line.written.notes
    claimed_page(ann, first).send(f"/desk/callbacks/{first}/ring", note="first words")
    assert notes.read(queue, first, ann.name, OPEN) == "first words"
    ann.send(f"/desk/callbacks/next?after={first}", note="second words")
    assert (
        ann.path == f"/desk/callbacks/{second}" and notes.read(queue, first, ann.name, OPEN) == "second words"
    )


def test_the_next_one_goes_on_behind_one_that_was_given_back_or_skipped(
    person: Callable[..., Person], ask: Callable[..., str]
) -> None:
    ann, (first, second, third) = person(), (ask(5), ask(6), ask(7))
    for here, then in ((first, second), (second, third), (third, first)):
        claimed_page(ann, here, "").send(f"/desk/callbacks/{here}/give-back")
        action = re.search(r'action="(/desk/callbacks/next[^"]*)"', ann.page)
        assert action and ann.send(action[1]).path == f"/desk/callbacks/{then}"
        ann.send(f"/desk/callbacks/{then}/give-back")
    for here, then in ((first, second), (second, third)):  # those one keeps stay in their places
        skip = re.search(r'action="(/desk/callbacks/next[^"]*)"', ann.open(f"/desk/callbacks/{here}").page)
        assert skip and ann.send(skip[1]).path == f"/desk/callbacks/{then}"


def test_a_page_beyond_the_end_shows_the_last_one(
    person: Callable[..., Person], ask: Callable[..., str]
) -> None:
    ann = person()
    for _ in range(27):
        ask(3)
    assert len(listed(ann, "/desk/callbacks?page=9")) == 2 and "Page 2" in ann.words
    assert "None." in ann.open("/desk/callbacks?show=closed&page=9").words and "Page 9" not in ann.words
