"""Taking back in a real Chromium: a closing undone, a claim given back, a second try with the clock moved."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from menus.due import due_days
from menus.model import Pack
from store.desk.desk import DeskStore
from tests.conftest import OPEN, Clock
from tests.people.desk import new_name
from tests.web.chromium.at_the_desk import PHONE, Open, nothing_wrong, signed_in, well_in_all
from tests.web.chromium.browser import Watched, needs_chromium

pytestmark = [needs_chromium, pytest.mark.parametrize("store", ["embedded"], indirect=True)]
NUMBER, WRITTEN = "+447400100321", "07400 100 321"


@pytest.fixture
def asked(kept: DeskStore, pack: Pack) -> None:
    """Two call-backs wait, the first of them for NUMBER."""
    days = due_days(pack.hours, OPEN)
    for call, number in (("CA1", NUMBER), ("CA2", "+447400100322")):
        kept.line.callbacks.keep(call, number, "any", "call", days[call == "CA2" :], 40, OPEN)


def shot(page: Page, name: str) -> None:
    """Keep a picture to look at, where SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def claim(seen: Watched, name: str) -> Page:
    """Sign in, and claim the first call-back of the list with one click."""
    page = signed_in(seen, name, "/desk/callbacks")
    page.get_by_role("button", name="Take it").first.click()
    expect(page.locator("#number")).to_have_text(WRITTEN)
    return page


@pytest.mark.usefixtures("asked")
def test_a_closing_is_undone_with_one_click_where_it_is_told(window: Open, kept: DeskStore) -> None:
    with window() as seen:
        page = claim(seen, new_name(kept))
        well_in_all(seen, "claimed")
        page.get_by_role("button", name="Reached them").click()
        expect(page.get_by_role("button", name="Take it")).to_have_count(1)
        well_in_all(seen, "closed")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#number")).to_have_text(WRITTEN)
        well_in_all(seen, "undone")


@pytest.mark.usefixtures("asked")
def test_it_is_undone_by_keyboard_in_the_list_of_closed_and_not_after_ten_minutes(
    window: Open, kept: DeskStore, clock: Clock
) -> None:
    with window() as seen:
        page = claim(seen, new_name(kept))
        page.get_by_role("button", name="Reached them").click()
        page.goto(f"{seen.base}/desk/callbacks?show=closed")
        nothing_wrong(seen, "the list of closed")
        shot(page, "list-of-closed")
        page.get_by_role("button", name="Undo the closing").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#number")).to_have_text(WRITTEN)
        page.get_by_role("button", name="Reached them").click()
        clock.at(OPEN + timedelta(minutes=10))
        page.get_by_role("button", name="Undo", exact=True).click()
        expect(page.get_by_text("the ten minutes are over")).to_be_visible()
        assert WRITTEN not in page.content()
        nothing_wrong(seen, "too late")
        shot(page, "too-late")


@pytest.mark.usefixtures("asked")
def test_a_claim_is_given_back_with_one_click(window: Open, kept: DeskStore) -> None:
    with window() as seen, window() as beside:
        page = claim(seen, new_name(kept))
        page.get_by_role("button", name="Give it back").click()
        expect(page.get_by_text("open for all again")).to_be_visible()
        shot(page, "given-back")
        other = signed_in(beside, new_name(kept), "/desk/callbacks")
        other.get_by_role("button", name="Take it").first.click()
        expect(other.locator("#number")).to_have_text(WRITTEN)
        nothing_wrong(seen, "given back")


@pytest.mark.usefixtures("asked")
def test_a_first_no_reply_is_undone_where_it_is_told_in_the_list_and_beside_the_number(
    window: Open, kept: DeskStore
) -> None:
    with window() as seen:
        page = claim(seen, new_name(kept))
        for name in ("Undo", "Undo your “no reply” of the one asked", "Undo your “no reply”"):
            page.get_by_text("No reply", exact=True).click()
            page.get_by_role("button", name="Yes, no reply").click()
            expect(page.get_by_text("The second try is from")).to_be_visible()
            if name != "Undo":
                page.goto(f"{seen.base}/desk/callbacks")
            if name.endswith("”"):
                page.locator("tr", has_text="second try from").get_by_role("button", name="Take it").click()
            well_in_all(seen, name, [PHONE])
            page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            page.get_by_role("button", name=name).first.click()
            expect(page.get_by_text("Both tries are still to come")).to_be_visible()
            expect(page.locator("#number")).to_have_text(WRITTEN)
        well_in_all(seen, "as it was", [PHONE])


@pytest.mark.usefixtures("asked")
def test_a_no_reply_is_asked_once_more_and_its_second_try_waits_for_its_time(
    window: Open, kept: DeskStore, clock: Clock
) -> None:
    name = new_name(kept)
    with window(viewport={"width": 375, "height": 667}) as seen:
        page = claim(seen, name)
        expect(page.get_by_role("button", name="Yes, no reply")).to_be_hidden()
        page.get_by_text("No reply", exact=True).click()
        nothing_wrong(seen, "the question")
        shot(page, "question")
        page.get_by_role("button", name="Yes, no reply").click()
        expect(page.get_by_text("The second try is from")).to_be_visible()
        expect(page.locator("#list")).to_contain_text("second try from")
        nothing_wrong(seen, "waits for a second try")
        shot(page, "second-try")
        clock.at(OPEN + timedelta(hours=3))
        page = signed_in(seen, name, "/desk/callbacks")
        expect(page.locator("#list")).not_to_contain_text("second try from")
        page.get_by_role("button", name="Take it").first.click()
        page.get_by_text("No reply", exact=True).click()
        expect(page.get_by_text("You rang a second time")).to_be_visible()
        page.get_by_role("button", name="Yes, no reply").click()
        expect(page.get_by_text("as “no reply twice”")).to_be_visible()
        assert page.locator("tbody tr").count() == 1
        nothing_wrong(seen, "closed after two")
