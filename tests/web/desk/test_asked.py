"""What people ask: tables, plots and sheets from counts, in which nothing under five is told."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from flask import Flask

from menus.model import Pack
from store.counts.history import History, Past, runs
from store.desk.desk import DeskStore
from store.store import Store
from tests.conftest import OPEN
from tests.people.desk import Person, new_name
from tools.people.report import report
from web.desk.asked import as_csv
from web.figures.plots import bar_height, plot
from web.figures.tables import DAYS_SHOWN, Table, in_words, tables

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
    return {table.name: table for table in tables(pack, Past({TODAY: COUNTS}, {}))}


def rows(table: Table) -> dict[str, tuple[str, ...]]:
    return {label: tuple(numbers) for label, *numbers in table.cells}


@pytest.mark.parametrize(("number", "told"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (1234, "1,234")])
def test_what_is_under_five_is_not_told(number: int, told: str) -> None:
    assert in_words(number) == told


def test_all_that_are_under_five_are_drawn_alike() -> None:
    assert {bar_height(count) for count in range(1, 5)} == {bar_height(1)}
    assert (bar_height(0), bar_height(5)) == (0, 5)


def test_tables_are_made_of_counts(pack: Pack) -> None:
    found = one_day(pack)
    assert rows(found["days"]) == {TODAY.isoformat(): ("15", "7")}
    assert rows(found["hours"])["09:00"] == ("12", "7") and rows(found["hours"])["14:00"] == ("<5", "0")
    assert rows(found["topics"])["Protecting your bones"] == ("9", "<5")
    assert len(found["topics"].rows) == len(pack.languages["en"].topics)
    assert rows(found["ends"])["Asked for a call-back"] == ("5",)
    assert rows(found["places"]) == {
        "Main menu": ("12", "20"),
        "Topic: Protecting your bones": ("0", "9"),
    }
    assert rows(found["replies"]) == {"Not understood": ("6",)}
    assert rows(found["delivery"]) == {"Delivered": ("30",), "Failed": ("<5",)}


def test_a_topic_that_the_pack_has_no_more_keeps_its_count(pack: Pack) -> None:
    found = tables(pack, Past({TODAY: {"topic:former:call": 50}}, {}))
    assert rows(next(table for table in found if table.name == "topics"))["former"] == ("50", "0")


def test_a_menu_that_the_pack_has_no_more_keeps_its_count(pack: Pack) -> None:
    found = tables(pack, Past({TODAY: {"at:menu.former": 50}}, {}))
    assert rows(next(table for table in found if table.name == "places")) == {"Menu": ("50", "50")}


def test_long_ranges_are_told_by_month(pack: Pack) -> None:
    days = {TODAY - timedelta(days=n): COUNTS for n in range(DAYS_SHOWN + 1)}
    found = tables(pack, Past(dict(reversed(days.items())), {"2024-11": COUNTS}))[0]
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
    assert ann.status == 200 and 'role="alert"' in ann.page and "Mon 20 Apr to today, Tue 19 May" in ann.words
    first = query.partition("from=")[2].partition("&")[0]
    assert f'name="from" value="{first}"' in ann.page, "what was typed is still there"


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("name", ["days", "hours", "topics", "ends", "places", "replies", "delivery", "work"])
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
    assert as_csv(table).splitlines()[1] == "'=cmd(),1200"


def test_words_that_found_nothing_are_listed(ann: Person, kept: DeskStore) -> None:
    for n in range(5):
        kept.line.unknown.add(["vaccine"], f"+44740010010{n}", OPEN)
    kept.line.unknown.add(["gluten"], "+447400100100", OPEN)
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
