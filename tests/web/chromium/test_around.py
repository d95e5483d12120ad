"""What stands round every page of the desk in a real Chromium: menu, errors, copying, what one types."""

import pytest
from playwright.sync_api import Page, Route, expect

from menus.due import due_days
from menus.model import Pack
from store.desk.desk import DeskStore
from tests.conftest import OPEN, new_number
from tests.people.desk import PASSWORD, new_name
from tests.web.chromium.at_the_desk import Open, nothing_wrong, sign_in, signed_in
from tests.web.chromium.browser import needs_chromium

pytestmark = [needs_chromium, pytest.mark.parametrize("store", ["embedded"], indirect=True)]
PHONE = {"width": 375, "height": 667}
GROUND = "getComputedStyle(document.body).backgroundColor"


def ask_for(kept: DeskStore, pack: Pack, number: str) -> str:
    """Have a call-back asked for; its id."""
    days = due_days(pack.hours, OPEN)
    return str(kept.line.callbacks.keep(number, number, "any", "call", days, 40, OPEN).id)  # type: ignore[union-attr]


def tab_to(page: Page, words: str) -> None:
    """Move the focus by the keyboard alone to what says this."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.closest('a, button, summary')?.innerText || ''"):
            return
    raise AssertionError(f"no Tab leads to {words}")


def next_update(page: Page) -> None:
    """Wind the page's clock on until it has brought itself up to date."""
    with page.expect_response("**/desk/callbacks") as answer:
        page.clock.run_for(2000)
    answer.value.finished()
    page.evaluate("new Promise((done) => queueMicrotask(done))")


def with_another_token(route: Route) -> None:
    """Answer as the line does, but with another token in its forms, as a second later."""
    answer = route.fetch()
    route.fulfill(
        response=answer, body=answer.text().replace('name="csrf_token" value="', 'name="csrf_token" value="x')
    )


def test_on_a_phone_a_claimed_number_is_on_the_first_screen_and_the_menu_folds_without_a_script(
    window: Open, kept: DeskStore, pack: Pack
) -> None:
    ask_for(kept, pack, "+447400100777")
    with window(viewport=PHONE, java_script_enabled=False) as seen:
        page = sign_in(seen, new_name(kept))
        expect(page.get_by_role("link", name="Call-backs", exact=True)).to_be_hidden()
        page.get_by_text("Menu", exact=True).click()
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        page.get_by_role("link", name="Call-backs", exact=True).click()
        page.get_by_role("button", name="Take it").click()
        box = page.locator("#number").bounding_box()
        assert box and box["y"] + box["height"] <= PHONE["height"]
        expect(page.locator("#number")).to_have_text("07400 100 777")


def test_a_call_back_is_claimed_and_closed_by_keyboard_alone(
    window: Open, kept: DeskStore, pack: Pack
) -> None:
    ask_for(kept, pack, new_number())
    with window() as seen:
        page = signed_in(seen, new_name(kept))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        for words in ("Call-backs", "Take it"):
            tab_to(page, words)
            with page.expect_navigation():
                page.keyboard.press("Enter")
        tab_to(page, "They do not want it any more")
        page.keyboard.press("Enter")
        tab_to(page, "Yes, close it")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_be_visible()
        nothing_wrong(seen, "closed by keyboard")


def test_an_error_stands_first_has_the_focus_and_leads_to_its_field(window: Open, kept: DeskStore) -> None:
    with window() as seen:
        page = signed_in(seen, new_name(kept), "/desk/account")
        page.get_by_label("Your phone (leave empty for none)").fill("12345")
        page.get_by_role("button", name="Save").click()
        expect(page).to_have_title("Error: My account · Muscle Line")
        expect(page.locator("#problem")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        field = page.get_by_label("Your phone (leave empty for none)")
        expect(field).to_be_focused()
        expect(field).to_have_value("12345")
        assert not seen.violations()


def test_a_theme_is_chosen_under_my_account_and_kept(window: Open, kept: DeskStore) -> None:
    with window(color_scheme="light") as seen:
        page = signed_in(seen, new_name(kept))
        light = page.evaluate(GROUND)
        page.goto(f"{seen.base}/desk/account")
        page.get_by_role("button", name="Dark").click()
        expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
        assert page.url.endswith("/desk/account")
        page.goto(f"{seen.base}/desk/openings?month=2026-12")
        assert page.evaluate(GROUND) != light
        nothing_wrong(seen, "the calendar in the dark")


def test_a_link_is_copied_and_without_a_script_one_click_marks_it_whole(
    window: Open, kept: DeskStore
) -> None:
    name, added = new_name(kept, "admin"), new_name(kept)
    for script in (True, False):
        with window(java_script_enabled=script) as seen:
            page = signed_in(seen, name, "/desk/staff")
            page.locator("summary", has_text=f"New password for {added}").click()
            page.get_by_role("button", name=f"Yes, make a link for {added}").click()
            link = page.locator("#new-link")
            assert "/desk/start/" in link.inner_text()
            copy = page.get_by_role("button", name="Copy")
            if not script:
                expect(copy).to_be_hidden()
                expect(link).to_have_css("user-select", "all")
                continue
            copy.click()
            expect(page.get_by_text("Copied.")).to_be_visible()
            assert page.evaluate("getSelection().toString()").strip() == link.inner_text().strip()


def test_a_page_that_keeps_itself_up_to_date_disturbs_nobody_in_it(
    window: Open, kept: DeskStore, pack: Pack
) -> None:
    first = ask_for(kept, pack, new_number())
    with window(winds=True) as seen:
        page = signed_in(seen, new_name(kept), "/desk/account")
        page.clock.install(time=0)
        page.goto(f"{seen.base}/desk/callbacks")
        page.evaluate(
            "window.changes = 0; new MutationObserver(() => changes++).observe(list, {childList: true})"
        )
        page.locator(f"#claim-{first}").focus()
        page.route("**/desk/callbacks", with_another_token)
        next_update(page)
        assert page.evaluate("changes") == 0
        ask_for(kept, pack, new_number())
        next_update(page)
        expect(page.get_by_role("button", name="Take it")).to_have_count(2)
        expect(page.locator(f"#claim-{first}")).to_be_focused()
        # a field in such a part: what is typed stays, and the part waits
        page.evaluate("list.insertAdjacentHTML('beforeend', '<textarea id=note></textarea>')")
        page.locator("#note").fill("rings at noon")
        page.locator("h1").click()
        ask_for(kept, pack, new_number())
        next_update(page)
        expect(page.locator("#note")).to_have_value("rings at noon")
        page.locator("#note").fill("")
        page.locator("h1").click()
        next_update(page)
        expect(page.get_by_role("button", name="Take it")).to_have_count(3)


def test_who_goes_back_is_where_they_were(window: Open, kept: DeskStore, pack: Pack) -> None:
    for _ in range(2):
        ask_for(kept, pack, new_number())
    with window() as seen:
        page = signed_in(seen, new_name(kept, "admin"), "/desk/bounds")
        page.get_by_label("Call-backs, and texts a day").first.select_option("20")
        tab_to(page, "Allow it")
        page.goto(f"{seen.base}/desk/days")
        page.go_back()
        expect(page.get_by_role("button", name="Allow it")).to_be_focused()
        expect(page.get_by_label("Call-backs, and texts a day")).to_have_value("20")
        page.go_forward()
        expect(page.get_by_role("heading", name="How full the days are")).to_be_visible()


def test_a_number_that_was_typed_is_not_lost_without_a_question_and_never_kept(
    window: Open, kept: DeskStore
) -> None:
    asked: list[str] = []
    with window() as seen:
        page = signed_in(seen, new_name(kept, "admin"))
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.goto(f"{seen.base}/desk/bounds")
        number = page.get_by_label("The number they ask from")
        number.click()
        page.keyboard.type("01632 960")
        page.get_by_role("link", name="Back to all call-backs").click()
        expect(page.get_by_role("heading", name="Call-backs")).to_be_visible()
        assert asked == ["beforeunload"]
        page.go_back()
        expect(number).to_have_value("")
        assert "960" not in page.evaluate("JSON.stringify(history.state)")
        number.fill("12")
        page.get_by_role("button", name="Allow it").click()
        expect(page.locator("#problem")).to_be_focused()
        assert asked == ["beforeunload"], "what is sent is not lost"
        page.get_by_role("link", name="Back to all call-backs").click()
        expect(page.get_by_role("heading", name="Call-backs")).to_be_visible()
        assert asked == ["beforeunload"] * 2, "what came back is saved nowhere"


def test_a_form_that_goes_once_goes_again_where_its_sender_stayed_or_its_way_was_cut(
    window: Open, kept: DeskStore
) -> None:
    name = new_name(kept)
    stay: list[str] = []
    with window(winds=True) as seen:
        page = signed_in(seen, name)
        kept.staff.change(name, "two_factor", kept.line.seals.seal("two_factor", "A" * 32), ends=False)
        page.on("dialog", lambda dialog: (stay.append(dialog.type), dialog.dismiss()))
        page.clock.install()
        page.goto(f"{seen.base}/desk/account")
        button = page.get_by_role("button", name="Make new backup codes")
        page.locator("#current-codes").fill(PASSWORD)
        page.locator("#phone").fill("07400 100 321")
        for times in (1, 2):
            button.click(no_wait_after=True)
            page.wait_for_timeout(300)
            assert len(stay) == times, "who stayed is asked again"
        page.locator("#phone").fill("")
        sent: list[str] = []
        page.route("**/backup-codes", lambda route: sent.append("cut") or route.abort("aborted"))
        for _ in range(2):
            button.click(no_wait_after=True)
            page.wait_for_timeout(300)
        assert sent == ["cut"], "a second press at once is none"
        page.unroute("**/backup-codes")
        page.clock.fast_forward(11_000)
        page.locator("#phone").fill("07400 100 321")
        page.get_by_role("link", name="Call-backs").first.click(no_wait_after=True)
        page.wait_for_timeout(300)
        assert len(stay) == 3, "what is typed is not lost without a question"
        page.locator("#phone").fill("")
        button.click()
        expect(page.get_by_text("codes").first).to_be_visible()
        assert kept.staff.backup_codes_left(name) > 0


def test_no_button_leaves_a_note_behind_without_a_question(window: Open, kept: DeskStore, pack: Pack) -> None:
    ask_for(kept, pack, new_number())
    stay: list[str] = []
    with window(viewport=PHONE) as seen:
        page = signed_in(seen, new_name(kept))
        page.on("dialog", lambda dialog: (stay.append(dialog.type), dialog.dismiss()))
        page.goto(f"{seen.base}/desk/callbacks")
        page.get_by_role("button", name="Take it").click()
        for field in ("What your colleague should know", "Why, in a few words?"):
            if field.startswith("Why"):
                page.get_by_text("Flag it for safeguarding").click()
            page.get_by_label(field).click()
            page.keyboard.type("half a sentence")
            page.evaluate("scrollTo(0, 0)")
            before = page.locator("summary", has_text="Menu").bounding_box()
            page.locator("summary", has_text="Menu").click()
            assert page.locator("summary", has_text="Menu").bounding_box() == before, "it stays where it was"
            page.get_by_role("button", name="Sign out").locator("visible=true").click(no_wait_after=True)
            page.wait_for_timeout(300)
            assert stay.pop() == "beforeunload"
            expect(page.get_by_label(field)).to_have_value("half a sentence")
            assert "half" not in page.evaluate("JSON.stringify(history.state)")
            page.get_by_label(field).fill("")
            page.locator("summary", has_text="Menu").click()
        page.get_by_label("What your colleague should know").fill("a whole sentence")
        page.get_by_role("button", name="Reached them").click()
        expect(page.get_by_text("Closed: the number ending")).to_be_visible()
        assert not stay, "what is sent is not lost"
