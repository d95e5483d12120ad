"""Lists of the desk in a real Chromium: narrowed, counted live, the next one, the ring, an idle press."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from store.desk.desk import DeskStore
from store.promises.promise import Kept
from store.promises.rings import Came
from store.promises.standing import Best
from tests.conftest import OPEN, Clock, new_number
from tests.people.desk import PASSWORD, new_name
from tests.web.chromium.at_the_desk import Open, nothing_wrong, signed_in
from tests.web.chromium.browser import Watched, needs_chromium
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
        page = signed_in(seen, new_name(kept), "/desk/callbacks")
        assert rows(page) == 3
        page.get_by_text("Show only some").click()
        page.get_by_label("Best time").select_option(label="Evening")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.locator("#count")).to_contain_text("2 call-backs waiting, of 3")
        expect(page).to_have_title("(2) Call-backs · Muscle Line")
        nothing_wrong(seen, "a list that is narrowed")
        page.get_by_role("button", name="Take it").first.click()
        page.get_by_role("button", name="Reached them").click()
        expect(page.get_by_text("Closed: the number ending")).to_be_visible()
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
        page = signed_in(seen, new_name(kept), "/desk/callbacks")
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
        page = signed_in(seen, new_name(kept), f"/desk/callbacks/{asked}")
        page.get_by_role("button", name="Take this one").click()
        kept.rings.note(asked, Came("asked", OPEN))
        expect(page.locator("#rung")).to_contain_text("is asked to ring")
        kept.rings.note(asked, Came("refused", OPEN, "21211"))
        expect(page.locator("#rung")).to_contain_text("refused to ring (code 21211)")
        nothing_wrong(seen, "a ring that was refused")


@pytest.fixture
def open_page(window: Open, kept: DeskStore, ask: Ask) -> Iterator[tuple[Watched, str, str]]:
    """The page of a call-back that is claimed, its path, and the name of who has it."""
    asked, name = ask(4), new_name(kept)
    with window(viewport=SMALL) as seen:
        page = signed_in(seen, name, f"/desk/callbacks/{asked}?best=any")
        page.get_by_role("button", name="Take this one").click()
        expect(page.locator("#number")).to_be_visible()
        page.wait_for_load_state()  # its script, which hears what is typed, comes after its words
        yield seen, asked, name


def test_what_is_typed_when_the_session_ends_stays_and_is_sent_after_the_sign_in(
    open_page: tuple[Watched, str, str], kept: DeskStore, clock: Clock
) -> None:
    seen, asked, name = open_page
    page, note = seen.page, "Ring after six. Говорит по-русски."
    page.get_by_label("What your colleague should know").fill(note)
    clock.at(OPEN + timedelta(minutes=61))
    expect(page.locator("#out")).to_contain_text("What you typed is still here")
    assert page.locator("#number").count() == 0
    assert page.get_by_label("What your colleague should know").input_value() == note
    nothing_wrong(seen, "signed out with something typed")
    page.get_by_role("button", name="Reached them").click()
    expect(page.get_by_text("What you pressed is kept")).to_be_visible()
    assert kept.line.callbacks.queue.records([asked])[asked]["state"] == "claimed"
    sign_in_here(page, name)
    expect(page.get_by_text("say what came of a call-back")).to_be_visible()
    nothing_wrong(seen, "what waits to be done")
    page.goto(f"{seen.base}/desk")
    page.locator("#unsent").click()
    page.get_by_role("button", name="Do it now").click()
    expect(page.get_by_text("Closed: the number ending")).to_be_visible()
    queue = kept.line.callbacks.queue
    assert queue.records([asked])[asked]["state"] == "done"
    assert kept.line.written.notes.read(queue, asked, name, clock()) == note


def test_whoever_types_is_at_work_and_a_page_without_it_goes_and_says_why(
    open_page: tuple[Watched, str, str], clock: Clock
) -> None:
    seen, asked, name = open_page
    page = seen.page
    clock.at(OPEN + timedelta(minutes=20))
    with page.expect_response(
        lambda one: one.request.resource_type == "fetch" and "x-desk-update" not in one.request.headers
    ):
        page.get_by_label("What your colleague should know").fill("a long call")
    clock.at(OPEN + timedelta(minutes=49))
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert page.url.endswith("?best=any")
    clock.at(OPEN + timedelta(minutes=80))
    expect(page.get_by_text("You were signed out after a while")).to_be_visible()
    sign_in_here(page, name)
    assert page.url == f"{seen.base}/desk/callbacks/{asked}?best=any"


def test_signing_out_in_another_tab_leaves_what_is_typed_and_the_enter_key_rings_nobody(
    open_page: tuple[Watched, str, str], kept: DeskStore
) -> None:
    seen, asked, name = open_page
    page, other = seen.page, seen.page.context.new_page()
    other.goto(f"{seen.base}/desk")
    page.get_by_text("Flag it for safeguarding").click()
    page.get_by_label("Why, in a few words?").fill("afraid at home")
    other.get_by_role("button", name="Menu").or_(other.get_by_text("Menu", exact=True)).first.click()
    other.get_by_role("button", name="Sign out").locator("visible=true").click()
    expect(page.locator("#out")).to_be_visible()
    page.get_by_role("button", name="Flag it", exact=True).click()
    sign_in_here(page, name)
    expect(page.get_by_text("afraid at home")).to_be_visible()
    page.get_by_role("button", name="Do it now").click()
    expect(page.get_by_text("Flagged. The line cannot tell anybody")).to_be_visible()
    assert kept.line.written.flags.count() and not kept.rings.came(asked)


def sign_in_here(page: Page, name: str) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
