"""What people ask: tables, plots and sheets from counts, in which nothing under five is told."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from flask import Flask

from menus.due import due_days
from menus.model import Pack
from store.counts.history import History, Past, runs
from store.desk.desk import DeskStore
from store.promises.promise import Kept
from store.store import Store
from tests.conftest import OPEN, Clock, new_number
from tests.people.desk import Person, new_name
from tests.store.people.unheard import unheard
from tests.wiring.wire import Wire, in_process
from tools.people.report import report
from web.desk.asked.asked import lines_of
from web.figures.one_table import Table, count_words
from web.figures.plots import bar_height, plot
from web.figures.spreadsheet import as_csv
from web.figures.tables import DAYS_SHOWN, ORDER, basis, tables
from web.ringing import seal

TODAY = OPEN.date()
SVG = "{http://www.w3.org/2000/svg}"
COUNTS = {
    "hour:09:call": 12, "hour:14:call": 3, "hour:09:text": 7, "topic:bones:call": 9, "topic:bones:text": 2,
    "at:menu.main": 20, "from:menu.main": 8, "at:topic.bones": 9, "from:topic.bones": 9, "at:goodbye": 6,
    "goodbye": 6, "dial": 2, "callback:kept": 5, "text:unknown": 6, "delivery:delivered": 30,
    "delivery:failed": 1, "call:completed": 15,
}  # fmt: skip


@pytest.fixture
def ann(app: Flask, kept: DeskStore) -> Person:
    count(kept.line, 0)
    return Person(app, new_name(kept)).sign_in()


def count(store: Store, back: int) -> None:
    """A day's counts, so many days ago."""
    for name, times in COUNTS.items():
        store.counts.add(OPEN - timedelta(days=back), *[name] * times)
    store.counts.flush()


def one_day(pack: Pack) -> dict[str, Table]:
    return {table.name: table for table in tables(basis(pack, Past({TODAY: COUNTS}, {})))}


def rows(table: Table) -> dict[str, tuple[str, ...]]:
    return {label: tuple(numbers) for label, *numbers in table.cells}


@pytest.mark.parametrize(("number", "told"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (1234, "1,234")])
def test_what_is_under_five_is_not_told(number: int, told: str) -> None:
    assert count_words(number) == told


def test_all_that_are_under_five_are_drawn_alike() -> None:
    assert {bar_height(count) for count in range(1, 5)} == {bar_height(1)}
    assert (bar_height(0), bar_height(5)) == (0, 5)


def test_tables_are_made_of_counts(pack: Pack) -> None:
    found = one_day(pack)
    assert rows(found["days"]) == {TODAY.isoformat(): ("15", "7")}
    assert rows(found["hours"])["09:00"] == ("12", "7") and rows(found["hours"])["14:00"] == ("<5", "0")
    assert rows(found["topics"])["Protecting your bones"] == ("9", "<5")
    assert len(found["topics"].rows) == len(pack.languages["en"].topics)
    assert rows(found["ends"])["Were promised a call-back"] == ("5",)
    assert rows(found["places"]) == {
        "Main menu": ("12", "20"),
        "Topic: Protecting your bones": ("0", "9"),
    }
    assert rows(found["replies"]) == {"Not understood": ("6",)}
    assert rows(found["delivery"]) == {"Delivered": ("30",), "Failed": ("<5",)}


def test_a_topic_that_the_pack_has_no_more_keeps_its_count(pack: Pack) -> None:
    found = tables(basis(pack, Past({TODAY: {"topic:former:call": 50}}, {})))
    assert rows(next(table for table in found if table.name == "topics"))["former"] == ("50", "0")


def test_a_menu_that_the_pack_has_no_more_keeps_its_count(pack: Pack) -> None:
    found = tables(basis(pack, Past({TODAY: {"at:menu.former": 50}}, {})))
    assert rows(next(table for table in found if table.name == "places")) == {"Menu": ("50", "50")}


def test_long_ranges_are_told_by_month(pack: Pack) -> None:
    days = {TODAY - timedelta(days=n): COUNTS for n in range(DAYS_SHOWN + 1)}
    found = tables(basis(pack, Past(dict(reversed(days.items())), {"2024-11": COUNTS})))[0]
    assert [label for label, _ in found.rows] == ["2024-11", "2026-03", "2026-04", "2026-05"]
    assert "whole months" in found.note


def test_days_and_the_months_of_days_long_gone_are_read(kept: DeskStore) -> None:
    for back in (0, 1, 30, 399, 500):
        count(kept.line, back)
    kept.line.counts.roll_up(TODAY)
    history = History(kept.line.counts)
    for _ in range(2):  # the second time from memory
        past = history.read(TODAY - timedelta(days=600), TODAY, TODAY)
        assert sum(found.get("hour:09:call", 0) for found in past.days.values()) == 4 * 12
        assert {month: found["dial"] for month, found in past.months.items() if found} == {"2025-01": 2}
    count(kept.line, 0)
    assert history.read(TODAY, TODAY, TODAY).days[TODAY]["dial"] == 4


def test_days_in_a_row_are_read_together() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in (*range(60), 70, 71)]
    assert [len(run) for run in runs(days)] == [50, 10, 2]


def test_the_page_shows_each_table_under_its_plot(ann: Person) -> None:
    ann.open("/desk/asked")
    assert "Protecting your bones" in ann.words and "<5" in ann.words
    assert ann.page.count("<img") == ann.page.count("<table") == 8
    assert "<svg" not in ann.page
    assert "from=2026-04-20" in ann.page and "to=2026-05-19" in ann.page


@pytest.mark.parametrize(
    "query",
    ["from=x&to=y", "from=2026-05-20&to=2026-05-19", "from=2010-01-01&to=2026-05-19", "from=2026-05-01"],
)
def test_a_range_that_is_none_is_said_and_the_usual_one_shown(ann: Person, query: str) -> None:
    ann.open(f"/desk/asked?{query}")
    assert ann.status == 200 and 'role="alert"' in ann.page and "20 April to 19 May 2026" in ann.words
    first = query.partition("from=")[2].partition("&")[0]
    assert f'name="from" value="{first}"' in ann.page, "what was typed is still there"


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("name", ORDER)
def test_a_plot_is_svg_without_a_script(ann: Person, name: str, look: str) -> None:
    answer = ann.client.get(f"/desk/asked/{name}-{look}.svg", base_url=ann.base)
    assert answer.mimetype == "image/svg+xml"
    drawing = ET.fromstring(answer.text)
    assert not list(drawing.iter(f"{SVG}script")) and not list(drawing.iter(f"{SVG}desc"))
    assert "javascript" not in answer.text.lower()


def test_an_unknown_plot_is_not_there(ann: Person) -> None:
    assert ann.open("/desk/asked/nothing-light.svg").status == 404
    assert ann.open("/desk/asked/days-pink.svg").status == 404


def test_a_plot_tells_no_more_than_its_table() -> None:
    few = Table("topics", "Topics", "", ("Topic", "Calls"), (("Bones", (3,)), ("Flare", (4,))), sideways=True)
    same = Table(
        "topics", "Topics", "", ("Topic", "Calls"), (("Bones", (1,)), ("Flare", (2,))), sideways=True
    )
    assert shapes(plot(few, "light")) == shapes(plot(same, "light"))


def shapes(drawing: bytes) -> list[tuple[str, ...]]:
    """What is drawn and written, without the ids that differ from drawing to drawing."""
    every = ET.fromstring(drawing).iter()
    return [
        (one.get("d") or "", one.get("height") or "", one.text or "")
        for one in every
        if one.tag != f"{SVG}style"
    ]


def test_a_sheet_holds_the_table_and_no_formula(ann: Person) -> None:
    answer = ann.client.get("/desk/asked/topics.csv", base_url=ann.base)
    lines = answer.text.splitlines()
    assert answer.mimetype == "text/csv" and "attachment" in answer.headers["Content-Disposition"]
    assert lines[0] == "Topic,Calls,Texts" and "Protecting your bones,9,<5" in lines
    table = Table("x", "X", "", ("What",), (("=cmd()", (1200,)),))
    assert as_csv(table.head, lines_of(table)).splitlines()[1] == "'=cmd(),1200"


def test_words_that_found_nothing_are_listed(ann: Person, kept: DeskStore) -> None:
    for n in range(5):
        unheard(kept.line, ["vaccine"], f"+44740010010{n}", OPEN)
    unheard(kept.line, ["gluten"], "+447400100100", OPEN)
    words = ann.open("/desk/asked").words
    assert "vaccine" in words and "gluten" not in words


def test_the_command_prints_what_the_desk_shows(kept: DeskStore, environ: dict[str, str]) -> None:
    count(kept.line, 0)
    asked = ["--from", TODAY.isoformat(), "--to", TODAY.isoformat()]
    plain = CliRunner().invoke(report, asked, env=environ)
    assert plain.exit_code == 0, plain.output
    assert "Protecting your bones" in plain.output and "<5" in plain.output
    sheet = CliRunner().invoke(report, [*asked, "--csv"], env=environ)
    assert "topics,Protecting your bones,9,<5" in sheet.output
    wrong = CliRunner().invoke(report, ["--from", "x"], env=environ)
    assert wrong.exit_code == 2


def test_the_page_begins_with_sentences_and_goes_on_to_a_month(ann: Person, kept: DeskStore) -> None:
    count(kept.line, 30)
    words = ann.open("/desk/asked").words
    assert "15 calls and 7 texts in the last 30 days" in words
    assert words.index("15 calls and 7 texts") < words.index("Calls and texts by day")
    april = ann.open("/desk/asked?month=2026-04")
    assert "15 calls and 7 texts in April 2026." in april.words and "1 to 30 April 2026" in april.words
    assert '<option value="2026-04" selected>April 2026</option>' in april.page
    assert "/desk/asked/month/2026-04" in april.page


@pytest.mark.parametrize("month", ["x", "2026-13", "2026-06"])
def test_a_month_that_is_none_or_to_come_is_said(ann: Person, month: str) -> None:
    assert "That is no month that has begun" in ann.open(f"/desk/asked?month={month}").words
    assert ann.open(f"/desk/asked/month/{month}").status == 404


def test_a_months_sheet_tells_it_with_its_numbers(ann: Person, kept: DeskStore) -> None:
    for person in range(5):
        unheard(kept.line, ["vaccine"], f"+44740010010{person}", OPEN)
    sheet = ann.open(f"/desk/asked/month/{TODAY:%Y-%m}")
    assert "May 2026 so far" in sheet.words and "15 calls and 7 texts in May 2026 so far" in sheet.words
    assert "Protecting your bones" in sheet.words and "vaccine" in sheet.words
    assert ">April 2026</a>" in sheet.page and ">June 2026</a>" not in sheet.page
    old = ann.open("/desk/asked/month/2020-02")
    assert "No calls and no texts in February 2020." in old.words and "vaccine" not in old.words


def test_whether_call_backs_were_rung_in_time_is_told_from_when_it_is_counted(
    ann: Person, kept: DeskStore
) -> None:
    for _ in range(7):
        kept.line.counts.add(OPEN, "first_try:in_time")
    kept.line.counts.add(OPEN - timedelta(days=40), "callback:done")
    kept.line.counts.flush()
    assert "All 7 call-backs were rung in time (counted since 19 May 2026)." in ann.open("/desk/asked").words
    assert "was not counted then." in ann.open("/desk/asked?month=2026-04").words


def test_no_sum_tells_what_the_emergencies_hide(ann: Person, kept: DeskStore, pack: Pack) -> None:
    counts = {"urgent:body:call": 9, "urgent:despair:call": 3, "urgent:body:text": 6, "text:urgent": 6}
    for name, times in counts.items():
        kept.line.counts.add(OPEN, *[name] * times)
    kept.line.counts.flush()
    words = ann.open("/desk/asked").words
    assert "someone very ill or hurt, 15 times. Fewer than 5 times: despair" in words
    found = tables(basis(pack, History(kept.line.counts).read(TODAY, TODAY, TODAY)))
    assert not [row for table in found for row in table.rows if row[1] in ((12,), (18,))]


@pytest.mark.parametrize("rings", ["the line", "staff"])
@pytest.mark.parametrize(("late", "when"), [(False, "in_time"), (True, "late")])
def test_a_call_back_counts_once_by_its_first_try(
    ann: Person, kept: DeskStore, pack: Pack, clock: Clock, rings: str, late: bool, when: str
) -> None:
    due = due_days(pack.hours, OPEN)[0]
    promise = kept.line.callbacks.keep("CA1", new_number(), "any", "call", [due], 9, OPEN)
    assert isinstance(promise, Kept)
    now = due + timedelta(minutes=1 if late else -1)
    clock.at(now)
    ann = Person(ann.app, ann.name).sign_in()
    ann.open("/desk/callbacks").send(f"/desk/callbacks/{promise.id}/claim")
    if rings == "the line":
        path = f"/voice/ringing/{seal(kept.line.seals, promise.id, ann.name, now)}"
        wire = Wire(in_process(ann.app))
        assert b"<Dial" in wire.post(path, {"CallSid": "CA9", "Digits": "1"}).body
        clock.at(due + timedelta(minutes=2))
    ann.send(f"/desk/callbacks/{promise.id}/close", outcome="no_reply")
    kept.line.counts.flush()
    counted = kept.line.counts.day(now.date())
    assert {name: n for name, n in counted.items() if name.startswith("first_try")} == {
        f"first_try:{when}": 1
    }


@pytest.mark.parametrize("query", ["from=2026-05-19&to=2026-05-01", "from=2026-05-19", "month=2031-01"])
def test_a_file_of_days_that_cannot_be_is_refused(person: Callable[..., Person], query: str) -> None:
    ann = person()
    for name in ("days.csv", "days-light.svg"):
        assert ann.open(f"/desk/asked/{name}?{query}").status == 400
    assert ann.open(f"/desk/asked?{query}").status == 200


def test_the_lists_say_where_somebody_is_sent_who_asks_for_what_is_kept_of_them(
    person: Callable[..., Person],
) -> None:
    admin = person("admin")
    for path in ("callbacks", "messages", "staff"):
        assert "flask hold and flask forget" in admin.open(f"/desk/{path}").words
