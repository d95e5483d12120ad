"""What the desk shows: the day, open and closed, what the line says."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from menus.due import due_days
from menus.model import Pack
from store.condition import Condition
from store.desk.closures import CLOSURES, Kind
from store.desk.desk import DeskStore
from tests.caller import Caller
from tests.conftest import CLOSED, OPEN, Clock
from tests.people.desk import Person
from tests.store.promises.promised import DAYS
from tests.store.promises.records.laid import held
from tests.wiring.wire import Wire, in_process
from web.desk.hours.month import read_month, weeks
from web.desk.wording import about, deed, lasting, plural


@pytest.fixture
def caller(app: Flask) -> Caller:
    return Caller(Wire(in_process(app)), number="+447400100321")


def test_the_day_tells_who_waits_and_what_failed(
    person: Callable[..., Person], kept: DeskStore, pack: Pack, clock: Clock
) -> None:
    ann = person()
    assert "open until 8 pm today" in ann.words and "0 call-backs" in ann.words
    assert "Nothing." in ann.words and "do not go out" in ann.words
    assert "its account at the phone company is not set up: TWILIO_ACCOUNT_SID is not set" in ann.words
    assert "worker has stopped" not in ann.words
    days = due_days(pack.hours, OPEN - timedelta(days=3))
    kept.line.callbacks.keep("CA1", "+447400100777", "any", "call", days, 40, OPEN - timedelta(days=3))
    kept.line.messages.keep("RE" + "1" * 32, "", 9, OPEN - timedelta(hours=3))
    kept.failures.note(OPEN)
    kept.line.counts.add(OPEN, *["delivery:failed"] * 6, "text:given_up:21211", "hour:10:call")
    kept.line.counts.flush()
    kept.pulse.beat(OPEN)
    words = ann.open("/desk").words
    assert "1 call-back" in words and "1 late" in words and "the oldest has waited for 3 hours" in words
    assert (
        "6 texts that failed on their way" in words
        and "<5 texts given up (the phone company says 21211)" in words
    )
    assert "Texts and rings go out" in words and "<5 calls" in words
    clock.at(CLOSED)
    assert "closed until tomorrow at 9 am" in Person(ann.app, ann.name).sign_in().words


def test_closed_now_is_heard_by_the_next_call_and_taken_away_again(
    person: Callable[..., Person], caller: Caller, app: Flask
) -> None:
    ann = person()
    caller.call()
    assert "To speak to a person" in caller.heard
    ann.open("/desk/openings").send("/desk/openings/now", until="2h")
    assert "closed until noon today" in ann.words and f"by {ann.name}" in ann.words
    later = Caller(Wire(in_process(app)), number="+447400100322")
    later.call()
    assert "Our helpline is closed" in later.heard
    kept_id = ann.page.split("/desk/openings/")[-1].split("/remove")[0]
    assert "open until" in ann.send(f"/desk/openings/{kept_id}/remove").words


@pytest.mark.parametrize(
    ("fields", "until"),
    [
        ({"until": "1h"}, "11 am today"),
        ({"until": "today"}, "tomorrow at 9 am"),
        ({"until": "end", "end": "2026-05-20T10:00"}, "tomorrow at 10 am"),
    ],
)
def test_it_is_closed_until_an_end(person: Callable[..., Person], fields: dict[str, str], until: str) -> None:
    ann = person().open("/desk/openings").send("/desk/openings/now", **fields)
    assert f"closed until {until}" in ann.words


@pytest.mark.parametrize("end", ["2026-05-20T10:01", "2026-05-21T10:00", "2027-05-18T10:00"])
def test_who_answers_closes_it_for_a_day_at_most_and_who_edits_for_longer(
    person: Callable[..., Person], kept: DeskStore, end: str
) -> None:
    ann = person().open("/desk/openings")
    assert "a day from now at most" in ann.words
    assert ann.send("/desk/openings/now", until="end", end=end).status == 422
    assert "for a day at most" in ann.words and not kept.closures.all()
    edit = person("edit").open("/desk/openings")
    assert "at most" not in edit.words
    edit.send("/desk/openings/now", until="end", end=end)
    if end.startswith("2027"):
        assert edit.status == 422 and "It would be closed for 364 days" in edit.words
        edit.send("/desk/openings/now", until="end", end=end, lasts="closed 364")
    assert edit.status == 200 and len(kept.closures.all()) == 1


def test_the_end_of_today_may_be_a_day_and_an_hour_away(
    person: Callable[..., Person], kept: DeskStore, clock: Clock
) -> None:
    clock.at("2026-10-25T00:10")  # the clocks go back this night
    assert person().open("/desk/openings").send("/desk/openings/now", until="today").status == 200
    assert kept.closures.all()[0].end.isoformat() == "2026-10-26T00:00:00+00:00"


@pytest.mark.parametrize("end", ["", "soon", "2026-05-18T10:00", "2028-05-18T10:00", "9999-12-31T10:00"])
def test_an_end_that_is_none_is_asked_for_again(person: Callable[..., Person], end: str) -> None:
    ann = person().open("/desk/openings").send("/desk/openings/now", until="end", end=end)
    assert ann.status == 422 and "still to come, within a year" in ann.words


def test_a_reason_is_one_of_the_packs(person: Callable[..., Person]) -> None:
    ann = person().open("/desk/openings")
    assert ann.send("/desk/openings/now", until="1h", reason="made-up").status == 400


def test_a_closure_over_promised_call_backs_says_so_before_and_after(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    for _ in range(2):
        held(kept.line)
    edit, due = person("edit").open("/desk/openings"), DAYS[0]
    fields = {"kind": "closed", "start": f"{due:%Y-%m-%d}T14:00", "end": f"{due:%Y-%m-%d}T20:00"}
    assert edit.send("/desk/openings", **fields).status == 422 and not kept.closures.all()
    assert "2 call-backs are promised by a time when it would be closed" in edit.words
    words = edit.send("/desk/openings", **fields, promised="2").words
    assert "It is in the calendar." in words and "2 call-backs are promised by a time in it" in words
    assert "2 call-backs are promised by a time when it is closed" in edit.open("/desk").words


def test_closing_it_now_over_promised_call_backs_asks_once_more(
    person: Callable[..., Person], kept: DeskStore, clock: Clock
) -> None:
    held(kept.line)
    clock.at(DAYS[0] - timedelta(hours=1))
    ann = person().open("/desk/openings").send("/desk/openings/now", until="2h")
    assert ann.status == 422 and not kept.closures.all()
    assert "1 call-back is promised by a time when it would be closed" in ann.words
    assert 'name="promised" value="1"' in ann.page and "Close it all the same" in ann.words
    assert ann.send("/desk/openings/now", until="2h", promised="1").status == 200
    assert len(kept.closures.all()) == 1


@pytest.mark.parametrize(
    ("kind", "end", "asks", "asked"),
    [
        ("open", "2027-11-23T22:00", "It would be open day and night for 553 days", None),
        ("open", "2026-05-24T10:00", "", None),
        (
            "open",
            "2026-05-24T10:01",
            "open day and night for 1 day, until 10:01 am on Sunday 24 May 2026",
            "open 1",
        ),
        ("closed", "2026-06-06T10:00", "", None),
        ("closed", "2026-06-07T10:00", "closed for 15 days, until 10 am on Sunday 7 Jun 2026", "closed 15"),
    ],
)
def test_what_is_set_for_long_is_asked_once_more(
    person: Callable[..., Person], kept: DeskStore, kind: str, end: str, asks: str, asked: str | None
) -> None:
    fields = {"kind": kind, "start": "2026-05-23T10:00", "end": end}
    edit = person("edit").open("/desk/openings").send("/desk/openings", **fields)
    if asks:
        assert edit.status == 422 and not kept.closures.all()
    if asked:
        assert asks in edit.words and f'name="lasts" value="{asked}"' in edit.page
        edit.send("/desk/openings", **fields, lasts="open 9")
        assert edit.status == 422 and not kept.closures.all(), "another was asked about"
        edit.send("/desk/openings", **fields, lasts=asked)
    assert len(kept.closures.all()) == (0 if asks and not asked else 1)


def test_what_is_set_already_is_not_set_again(person: Callable[..., Person], kept: DeskStore) -> None:
    edit = person("edit").open("/desk/openings")
    for kind in ("open", "closed"):
        fields = {"kind": kind, "start": "2026-05-23T10:00", "end": "2026-05-23T14:00"}
        assert edit.send("/desk/openings", **fields).status == 200
        assert edit.send("/desk/openings", **fields).status == 422
        assert "It is there already" in edit.words
    assert len(kept.closures.all()) == 2
    assert edit.send("/desk/openings/now", until="1h").status == 200
    assert edit.send("/desk/openings/now", until="1h").status == 422
    assert edit.send("/desk/openings/now", until="2h").status == 200
    assert len(kept.closures.all()) == 4
    entries = [deed.did for deed in kept.trail.latest(9)[0] if deed.did.startswith("hours")]
    assert len(entries) == 4, "what is refused is not entered"


@pytest.mark.parametrize(("start", "end"), [("09:00", "19:00"), ("20:00", "22:00")])
def test_a_closure_meets_no_call_back_that_is_due_before_or_after(
    person: Callable[..., Person], kept: DeskStore, start: str, end: str
) -> None:
    held(kept.line)
    edit, due = person("edit").open("/desk/openings"), f"{DAYS[0]:%Y-%m-%d}"
    words = edit.send("/desk/openings", kind="closed", start=f"{due}T{start}", end=f"{due}T{end}").words
    assert "It is in the calendar." in words and "promised by a time" not in words


def test_who_closes_it_is_told_until_when_callers_hear_that_it_is(
    person: Callable[..., Person], caller: Caller
) -> None:
    ann = person().open("/desk/openings").send("/desk/openings/now", until="today")
    assert "Callers hear that it is closed until tomorrow at 9 am." in ann.words
    caller.call().press("0")
    assert "tomorrow, Wednesday, at 9 in the morning" in caller.heard


def test_the_calendar_takes_closures_and_extra_openings(person: Callable[..., Person]) -> None:
    edit = person("edit").open("/desk/openings")
    words = edit.send("/desk/openings", kind="closed", start="2026-05-20T12:00", end="2026-05-20T14:00").words
    assert "is in the calendar" in words and "9 am to noon 2 pm to 8 pm closed noon to 2 pm" in words
    words = edit.send("/desk/openings", kind="open", start="2026-05-23T10:00", end="2026-05-23T12:00").words
    assert "Open from Saturday 10 am" in words
    wrong = edit.send("/desk/openings", kind="open", start="2026-05-23T10:00", end="2026-05-23T09:00")
    assert wrong.status == 422 and "after the start" in wrong.words
    for end in ("9999-12-31T09:00", "9999-12-31T12:00"):
        assert edit.send("/desk/openings", kind="open", start="9999-12-31T10:00", end=end).status < 500
    assert "bank holiday" in edit.open("/desk/openings?month=2026-12").words
    for odd in ("2026-13", "0001-01", "x"):
        assert "May 2026" in edit.open(f"/desk/openings?month={odd}").words


def test_a_day_with_a_closure_shows_its_true_hours_on_each_page(person: Callable[..., Person]) -> None:
    edit = person("edit").open("/desk/openings")
    assert "Hours today: 9 am to 8 pm." in edit.open("/desk").words
    edit.send("/desk/openings", kind="closed", start="2026-05-20T12:00", end="2026-05-20T14:00")
    edit.send("/desk/openings/now", until="2h")
    assert "Hours today: 9 am to 10 am, noon to 8 pm." in edit.open("/desk").words
    assert "Wed 20 May 9 am to noon, 2 pm to 8 pm" in edit.open("/desk/days").words
    edit.open("/desk/openings").send("/desk/openings/now", until="today")
    assert "Hours today: 9 am to 10 am." in edit.open("/desk").words


def test_who_answers_takes_away_their_own_closure_and_no_other(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    other = kept.closures.add("closed", OPEN, OPEN + timedelta(hours=1), "", "somebody", OPEN)
    ann = person().open("/desk/openings")
    assert ann.send(f"/desk/openings/{other}/remove").status == 403
    assert person("edit").open("/desk/openings").send(f"/desk/openings/{other}/remove").status == 200
    for gone in (other, "none"):
        assert (
            "It was removed already" in ann.open("/desk/openings").send(f"/desk/openings/{gone}/remove").words
        )
    assert [one.did for one in kept.trail.latest(9)[0]].count("hours:remove:closed") == 1


@pytest.mark.parametrize(
    ("hour", "other", "says"),
    [
        (0, None, "The usual hours hold again."),
        (0, "closed", "Another closure holds until noon today."),
        (0, "open", "An extra opening holds until noon today."),
        (3, "closed", "Removed. "),
    ],
)
def test_what_counts_after_something_was_taken_away_is_said_as_it_is(
    person: Callable[..., Person], kept: DeskStore, hour: int, other: Kind | None, says: str
) -> None:
    start = OPEN + timedelta(hours=hour)
    away = kept.closures.add("closed", start, start + timedelta(hours=1), "", "somebody", OPEN)
    for hours in (1, 2) if other else ():
        kept.closures.add(other or "closed", OPEN, OPEN + timedelta(hours=hours), "", "somebody", OPEN)
    words = person("edit").open("/desk/openings").send(f"/desk/openings/{away}/remove").words
    assert says in words and ("usual hours hold again" in words) is (other is None)


@pytest.mark.parametrize("kind", [None, "", "shut", "Open"])
def test_what_is_neither_a_closure_nor_an_opening_is_refused(
    person: Callable[..., Person], kept: DeskStore, kind: str | None
) -> None:
    fields = {"start": "2026-05-20T12:00", "end": "2026-05-20T14:00"} | (
        {} if kind is None else {"kind": kind}
    )
    assert person("edit").open("/desk/openings").send("/desk/openings", **fields).status == 400
    assert not kept.closures.all()


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        ("", "2026-05-23T09:00", "Write a day and a time in both fields."),
        (
            "2026-06-31T10:00",
            "2026-07-01T09:00",
            "there is, and a time, in both fields: “2026-06-31T10:00” is none.",
        ),
        ("2026-05-23T09:00", "2026-02-30T10:00", "“2026-02-30T10:00” is none."),
        ("2027-03-28T01:30", "2027-03-28T02:30", "the clocks go forward: there is no 01:30."),
        ("2027-03-28T00:30", "2027-03-28T01:00", "the clocks go forward: there is no 01:00."),
    ],
)
def test_a_day_or_an_hour_that_there_is_not_is_told(
    person: Callable[..., Person], kept: DeskStore, start: str, end: str, says: str
) -> None:
    edit = person("edit").open("/desk/openings")
    edit.send("/desk/openings", kind="closed", start=start, end=end)
    assert edit.status == 422 and says in edit.words and not kept.closures.all()


def test_the_hour_that_comes_twice_is_one_that_there_is(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    edit = person("edit").open("/desk/openings")
    edit.send("/desk/openings", kind="closed", start="2026-10-25T01:30", end="2026-10-25T02:00")
    assert edit.status == 200 and len(kept.closures.all()) == 1


def test_an_opening_that_changes_nothing_is_asked_once_more(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    edit = person("edit").open("/desk/openings")
    within = {"kind": "open", "start": "2026-05-20T10:00", "end": "2026-05-20T13:00"}
    assert "open then anyway: this would change nothing." in edit.send("/desk/openings", **within).words
    edit.send("/desk/openings", kind="closed", start="2026-12-25T09:00", end="2026-12-25T20:00")
    over = {"kind": "open", "start": "2026-12-25T09:00", "end": "2026-12-25T17:00"}
    said = edit.open("/desk/openings").send("/desk/openings", **over).words
    assert (
        "It is closed from Fri 25 Dec, 9 am until Fri 25 Dec, 8 pm, and that counts before an opening" in said
    )
    assert len(kept.closures.all()) == 1
    edit.send("/desk/openings", **over, idle="1")
    assert len(kept.closures.all()) == 2
    cell = "25 bank holiday closed all day closed 9 am to 8 pm extra: 9 am to 5 pm"
    assert cell in edit.open("/desk/openings?month=2026-12").words


def test_what_else_is_in_the_calendar_is_said_when_one_change_goes(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    edit = person("edit").open("/desk/openings")
    for start, end in (("2026-05-19T09:00", "2026-05-19T12:00"), ("2026-06-02T09:00", "2026-06-02T12:00")):
        edit.send("/desk/openings", kind="closed", start=start, end=end)
    first = next(one for one in kept.closures.all() if one.end.month == 5)
    words = edit.send(f"/desk/openings/{first.id}/remove").words
    assert "Removed. The usual hours hold again. Still in the calendar: 1 other change." in words


def test_a_calendar_is_whole_weeks() -> None:
    assert read_month("2026-02", date(2026, 5, 19)) == date(2026, 2, 1)
    assert all(len(week) == 7 and week[0].weekday() == 0 for week in weeks(date(2026, 2, 1)))


def test_every_topic_is_shown_as_it_goes_out(person: Callable[..., Person], pack: Pack) -> None:
    ann = person().open("/desk/content")
    topics = pack.languages["en"].topics
    for topic in topics.values():
        assert topic.title.rstrip(".") in ann.words and topic.keyword in ann.words
    assert "draft" in ann.words and "who confirmed them" in ann.words
    bones = ann.open("/desk/content/bones").words
    assert "DRAFT: Muscle Line. BONES." in bones and "counts as" in bones and "Reading age" in bones
    assert "T6" in bones and "nobody yet" in bones and "who reviewed it" in bones.lower()
    assert "{" not in ann.open("/desk/content/helpline").words
    assert ann.open("/desk/content/nothing").status == 404


def test_moments_spans_and_deeds_have_words() -> None:
    assert lasting(timedelta(hours=2, minutes=59)) == "2 hours"
    assert lasting(timedelta(days=1)) == "1 day" and lasting(timedelta(seconds=-3)) == "under a minute"
    assert plural(1, "text") == "1 text" and plural(1200, "text") == "1,200 texts"
    ways = ("done", "no_reply", "withdrawn", "wrong_number", "passed_on")
    assert [deed(f"{kind}:{how}") for kind in ("callback", "message") for how in ways] == [
        *("closed a call-back: reached", "closed a call-back: no reply twice"),
        *("closed a call-back: they do not want it", "closed a call-back: wrong number"),
        *("closed a call-back: helped elsewhere", "closed a message: done with it"),
        *("closed a message: no reply twice", "closed a message: not for us"),
        *("closed a message: wrong number", "closed a message: helped elsewhere"),
    ]
    assert deed("callback:again") == "rang about a call-back: no reply, to be tried once more"
    assert about("2026-05-19T09:00Z to 2026-05-26T22:30Z", OPEN.tzinfo) == (  # type: ignore[arg-type]
        "Tuesday 19 May 2026, 10 am to Tuesday 26 May 2026, 11:30 pm"
    )
    assert about("10 on 2026-05-20", OPEN.tzinfo) == "10 on Wednesday 20 May 2026"  # type: ignore[arg-type]
    for told in ("bea admin", "2026-05-20-1", "", "9f2026-05-20"):
        assert about(told, OPEN.tzinfo) == told  # type: ignore[arg-type]
    assert deed("callback:claim").startswith("took") and deed("what:ever") == "what ever"


def test_what_is_wrong_with_the_store_stands_on_the_first_page_with_its_mend(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    ann = person()
    assert "Our records are kept Texts and rings" in ann.words
    mend = "The store throws things away: set `maxmemory-policy noeviction`."
    kept.line.link.condition = Condition("evicts", mend, promises=False, reads=True)
    words = ann.open("/desk").words
    assert "nothing is promised" in words and mend.replace("`", "") in words
    kept.line.link.condition = Condition("near full", "The store is nearly full.", promises=True, reads=True)
    words = ann.open("/desk").words
    assert (
        "but whoever runs the line has to look: The store is nearly full." in words
        and "nothing is promised" not in words
    )


def test_the_trail_tells_of_hours_in_the_helplines_time(person: Callable[..., Person]) -> None:
    admin = person("admin").open("/desk/openings")
    admin.send("/desk/openings/now", until="2h")
    span = admin.page.split("/desk/openings/")[-1].split("/remove")[0]
    assert "closed until noon today" in admin.words
    admin.send(f"/desk/openings/{span}/remove").open("/desk/trail")
    assert (
        "set a closure of the helpline Tuesday 19 May 2026, 10 am to Tuesday 19 May 2026, noon" in admin.words
    )
    assert "removed a closure Tuesday 19 May 2026, 10 am to Tuesday 19 May 2026, noon" in admin.words
    assert "09:00Z" not in admin.words


def test_what_the_calendar_cannot_take_leaves_no_entry(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    in_a_year = int(OPEN.timestamp()) + 365 * 24 * 3600  # what ended long ago makes room
    row = json.dumps({"kind": "open", "start": in_a_year, "end": in_a_year, "reason": "", "who": ""})
    kept.line.link.client.hset(CLOSURES, mapping=dict.fromkeys(map(str, range(500)), row))
    edit = person("edit").open("/desk/openings")
    assert edit.send("/desk/openings/now", until="1h", reason="").status == 422
    assert "500 changes already" in edit.words
    assert not kept.trail.latest(1)[0][0].did.startswith("hours:")


FIELD = re.compile(r'<input[^>]*name="(start|end)"[^>]*value="([^"]*)"')


def test_the_forms_of_hours_begin_with_what_would_be_taken(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    ann = person("edit").open("/desk/openings")
    (_, other), (_, start), (_, end) = FIELD.findall(ann.page)
    assert (other, start, end) == ("2026-05-19T14:00", "2026-05-20T09:00", "2026-05-20T20:00")
    assert ann.send("/desk/openings/now", until="end", end=other).status == 200
    assert ann.send("/desk/openings", kind="closed", start=start, end=end).status == 200
    assert len(kept.closures.all()) == 2


def test_what_was_typed_is_there_after_a_refusal(person: Callable[..., Person]) -> None:
    ann = person("admin").open("/desk/openings")
    reason = ann.page.split('<option value="">no reason given</option><option value="')[1].partition('"')[0]
    late = "2029-01-01T10:00"
    assert ann.send("/desk/openings/now", until="end", end=late, reason=reason).status == 422
    assert f'value="{late}"' in ann.page and 'value="end" checked' in ann.page
    assert ann.page.count(" selected") == 1 and f'value="{reason}" selected' in ann.page
    form = {"kind": "open", "start": "2026-05-23T10:00", "end": "2026-05-23T09:00"}
    assert ann.send("/desk/openings", **form).status == 422
    assert [value for _, value in FIELD.findall(ann.page)][1:] == [form["start"], form["end"]]
    assert 'value="open" selected' in ann.page and 'value="today" checked' in ann.page
    assert 'value="12345"' in ann.send("/desk/bounds", number="12345", most="20").page
    assert "<option selected>20" in ann.page
    assert 'value="12345"' in ann.send("/desk/account/phone", phone="12345").page
    assert "<option selected>edit" in ann.send("/desk/staff", name="Ann Smith", role="edit").page
    assert 'value="2026-05-19"' in ann.open("/desk/asked?from=2026-05-19&to=2026-05-01").page
