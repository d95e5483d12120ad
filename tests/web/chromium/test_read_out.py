"""What people ask in a real Chromium: where plots begin, what a click selects, a month's sheet on paper."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from bench import desk_years
from counted.names import ANY, arrival
from counted.table import ALARMS, ENDS, REFUSED, REPLIES, RUNG, SENT
from menus.model import Pack
from store.desk.desk import DeskStore
from tests.conftest import OPEN
from tests.people.desk import new_name
from tests.store.people.unheard import unheard
from tests.web.chromium.at_the_desk import nothing_wrong, see_all, signed_in, well_in_all
from tests.web.chromium.browser import Watched, needs_chromium

pytestmark = [needs_chromium, pytest.mark.parametrize("store", ["embedded"], indirect=True)]
PHONE, LARGE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
MONTH = f"/desk/asked/month/{OPEN:%Y-%m}"
# How a PDF marks a page of its own; its list of pages is "/Type /Pages".
A_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
Open = Callable[..., AbstractContextManager[Watched]]


@pytest.fixture
def filled(kept: DeskStore, pack: Pack) -> DeskStore:
    """Weeks of counts, and people who wait."""
    size = desk_years.Size(days=60, callbacks=3, messages=1, staff=1, deeds=1)
    desk_years.fill(kept, pack, OPEN, size)
    return kept


@pytest.fixture
def full(filled: DeskStore) -> DeskStore:
    """A month in which everything happened that is counted, and more words were unknown than are printed."""
    counts = filled.line.counts
    names = {
        name for rows in (ALARMS, ENDS, REFUSED, REPLIES, RUNG, SENT) for row in rows.values() for name in row
    }
    for back in range(OPEN.day):
        at = OPEN - timedelta(days=back)
        for n, name in enumerate(sorted(names)):
            counts.add(at, *[name.replace(ANY, "bones")] * (n % 3 + 1))
        counts.add(at, *[arrival("09", "call")] * 600, *[arrival("09", "text")] * 600)
    counts.flush()
    for n in range(60):
        word = f"unheardofandverylong{chr(97 + n // 26)}{chr(97 + n % 26)}"
        for person in range(5):
            unheard(filled.line, [word], f"+44740010010{person}", OPEN)
    return filled


def pages(page: Page) -> int:
    """How many pages the page takes when it is printed on A4."""
    return len(A_PAGE.findall(page.pdf(format="A4", prefer_css_page_size=True)))


def test_a_months_sheet_prints_on_two_pages(window: Open, full: DeskStore) -> None:
    with window(viewport=LARGE, color_scheme="light") as seen:
        page = signed_in(seen, new_name(full), MONTH)
        assert page.locator(".second section").count() >= 8
        see_all(page)
        assert pages(page) == 2
        page.emulate_media(color_scheme="dark")
        see_all(page)
        assert pages(page) == 2


def test_the_sheet_of_a_month_without_anything_prints_on_two_pages(window: Open, kept: DeskStore) -> None:
    with window(viewport=LARGE) as seen:
        page = signed_in(seen, new_name(kept), MONTH)
        assert pages(page) == 2 and not seen.violations()


def test_on_paper_nothing_is_left_of_the_desk_itself(window: Open, filled: DeskStore) -> None:
    with window(viewport=LARGE) as seen:
        page = signed_in(seen, new_name(filled), MONTH)
        page.emulate_media(media="print")
        assert not page.locator(".top").is_visible() and not page.locator(".on-screen").is_visible()
        assert page.get_by_role("heading", name="May 2026 so far").is_visible()


def test_a_plot_of_days_begins_at_the_newest_on_a_phone(window: Open, filled: DeskStore) -> None:
    with window(viewport=PHONE, java_script_enabled=False) as seen:
        page = signed_in(seen, new_name(filled), MONTH)
        for path in (MONTH, "/desk/asked"):
            if path != MONTH:
                page.goto(seen.base + path)
            room = page.get_by_role("region", name=re.compile("^Plot: Calls and texts"))
            room.scroll_into_view_if_needed()
            around, within = room.bounding_box(), room.locator("img").bounding_box()
            assert around and within and within["width"] > around["width"]
            assert abs(within["x"] + within["width"] - around["x"] - around["width"]) < 2
        hours = page.get_by_role("region", name="Plot: By hour")
        around, within = hours.bounding_box(), hours.locator("img").bounding_box()
        assert around and within and abs(within["x"] - around["x"]) < 2, "hours begin with the first"


def test_one_click_selects_the_sentences_whole(window: Open, filled: DeskStore) -> None:
    with window(viewport=LARGE) as seen:
        page = signed_in(seen, new_name(filled), "/desk/asked")
        page.locator("#sentences p").nth(1).click()
        chosen = str(page.evaluate("getSelection().toString()")).split("\n\n")
        assert [one.strip() for one in chosen if one.strip()] == page.locator(
            "#sentences p"
        ).all_inner_texts()


def test_a_month_is_chosen_and_its_sheet_opened(window: Open, filled: DeskStore) -> None:
    with window(viewport=PHONE) as seen:
        page = signed_in(seen, new_name(filled), "/desk/asked")
        page.get_by_label("A month").select_option(label="April 2026")
        page.get_by_role("button", name="Show this month").click()
        assert "texts in April 2026" in page.locator("#sentences").inner_text()
        page.get_by_role("link", name="A sheet of April 2026 to print").click()
        assert page.get_by_role("heading", name="April 2026").is_visible()
        page.get_by_role("link", name="May 2026", exact=True).click()
        assert page.get_by_role("heading", name="May 2026 so far").is_visible()
        nothing_wrong(seen, "the sheet")


def test_both_pages_are_well_in_both_themes_and_sizes(window: Open, filled: DeskStore) -> None:
    with window() as seen:
        page = signed_in(seen, new_name(filled), "/desk/asked")
        for path in ("/desk/asked", "/desk/asked?month=2026-04", MONTH):
            page.goto(seen.base + path)
            for theme in ("dark", "light"):
                page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
                see_all(page)
            well_in_all(seen, path.rpartition("/")[2], [(1280, 900), (320, 640)])
