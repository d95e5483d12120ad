"""Lists of the desk in a real Chromium: narrowed, counted live, the next one, the ring, an idle press."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from store.desk.desk import DeskStore
from store.promises.promise import Kept
from store.promises.rings import Came
from store.promises.standing import Best
from tests.conftest import OPEN, Clock, new_number
from tests.people.desk import PASSWORD, new_name
from tests.web.chromium.at_the_desk import Open, nothing_wrong, sign_in
from tests.web.chromium.browser import needs_chromium
from tests.web.chromium.test_desk import LARGE, SMALL

pytestmark = [needs_chromium, pytest.mark.parametrize("store", ["embedded"], indirect=True)]
HOUR = timedelta(hours=1)
Ask = Callable[..., str]


@pytest.fixture
def ask(kept: DeskStore, clock: Clock) -> Ask:
    """Nothing waits but what this has kept: a call-back due so many hours from now. Gives its id."""
    queue = kept.line.callbacks.queue
    for one in queue.ids():
        queue.close(one, "withdrawn", "", OPEN)

    def asked(hours: float = 24, best: Best = "any", *, relay: bool = False) -> str:
        due, number = OPEN + hours * HOUR, new_number()
        promise = kept.line.callbacks.keep(
            f"CA{number}", number, best, "call", [due], 1000, clock(), relay=relay
        )
        assert isinstance(promise, Kept)
        return promise.id

    return asked


def rows(page: Page) -> int:
    return page.locator("#list tbody tr").count()


def test_the_list_is_narrowed_and_the_next_one_is_three_presses_away(
    window: Open, kept: DeskStore, ask: Ask
) -> None:
    ask(4, "morning"), ask(5, "evening"), ask(6, "evening", relay=True)
    with window(viewport=LARGE) as seen:
        page = sign_in(seen, new_name(kept))
        page.goto(f"{seen.base}/desk/callbacks")
        assert rows(page) == 3
        page.get_by_text("Show only some").click()
        page.get_by_label("Best time").select_option(label="Evening")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.locator("#count")).to_contain_text("2 call-backs waiting, of 3")
        expect(page).to_have_title("(2) Call-backs · Muscle Line")
        nothing_wrong(seen, "a list that is narrowed")
        page.get_by_role("button", name="Claim").first.click()
        page.get_by_role("button", name="Reached them").click()
        expect(page.get_by_text("Closed.", exact=True)).to_be_visible()
        page.get_by_role("button", name="Next one").click()
        expect(page.locator("#number")).to_contain_text("18002")
        nothing_wrong(seen, "a call-back by relay")
        page.get_by_role("link", name="All call-backs").click()
        expect(page.get_by_label("Best time")).to_have_value("evening")


def test_the_count_is_live_in_the_page_and_in_the_tabs_title(
    window: Open, kept: DeskStore, ask: Ask, clock: Clock
) -> None:
    for _ in range(25):
        ask(4)
    with window(viewport=SMALL) as seen:
        page = sign_in(seen, new_name(kept))
        page.goto(f"{seen.base}/desk/callbacks")
        expect(page).to_have_title("(25) Call-backs · Muscle Line")
        nothing_wrong(seen, "a full page of the list")
        clock.at(OPEN + timedelta(minutes=1))
        ask(30), ask(31)
        expect(page.locator("#count")).to_contain_text("27 call-backs waiting. 2 new below.")
        expect(page).to_have_title("(27) Call-backs · Muscle Line")
        nothing_wrong(seen, "a list with more below")


def test_what_the_phone_company_answered_comes_onto_the_page_by_itself(
    window: Open, kept: DeskStore, ask: Ask
) -> None:
    asked = ask(4)
    with window() as seen:
        page = sign_in(seen, new_name(kept))
        page.goto(f"{seen.base}/desk/callbacks/{asked}")
        page.get_by_role("button", name="Claim").click()
        kept.rings.note(asked, Came("asked", OPEN))
        expect(page.locator("#rung")).to_contain_text("is asked to ring")
        kept.rings.note(asked, Came("refused", OPEN, "21211"))
        expect(page.locator("#rung")).to_contain_text("refused to ring (code 21211)")
        nothing_wrong(seen, "a ring that was refused")


def test_what_is_pressed_after_idle_minutes_is_kept_through_the_sign_in(
    window: Open, kept: DeskStore, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    asked, name = ask(4), new_name(kept)
    with window(viewport=SMALL) as seen:
        page = sign_in(seen, name)
        page.goto(f"{seen.base}/desk/callbacks/{asked}")
        page.get_by_role("button", name="Claim").click()
        expect(page.locator("#number")).to_be_visible()
        page.route(
            "**/*",
            lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_(),
        )
        clock.at(OPEN + timedelta(minutes=31))
        page.get_by_role("button", name="Reached them").click()
        expect(page.get_by_text("What you pressed is kept")).to_be_visible()
        assert kept.line.callbacks.queue.records([asked])[asked]["state"] == "claimed"
        page.unroute("**/*")
        seen.wrong.clear()  # the fetches that were held back
        sign_in_here(page, name)
        expect(page.get_by_text("close a call-back")).to_be_visible()
        nothing_wrong(seen, "what waits to be done")
        page.screenshot(path=tmp_path / "unsent.png")
        page.get_by_role("button", name="Do it now").click()
        expect(page.get_by_text("Closed.", exact=True)).to_be_visible()
        assert kept.line.callbacks.queue.records([asked])[asked]["state"] == "done"


def sign_in_here(page: Page, name: str) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
